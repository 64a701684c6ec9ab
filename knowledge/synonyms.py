"""What else a text says without saying it: other names of the same, and what something is a kind
of. "EKS" tells of AWS, and AWS does not tell of EKS."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("synonyms.json")


def said_otherwise(text: str) -> tuple[str, ...]:
    """The phrases that a text says in other words, each once, in the order of the file.

    Abbreviations in capitals are found in their own capitals only, all else in any; each as words
    of its own, so that "Java" is not found in "JavaScript".
    """
    found: dict[str, None] = {}
    for said, others in _table():
        if said.search(text):
            found |= dict.fromkeys(others)
    # What those in turn are a kind of: GKE tells of Kubernetes, and that of containers.
    for said, others in _table():
        if any(said.search(other) for other in list(found)):
            found |= dict.fromkeys(others)
    return tuple(found)


def with_synonyms(text: str) -> str:
    """A text followed by what it says in other words."""
    return "; ".join((text, *said_otherwise(text)))


@cache
def _table() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Each phrase as a pattern, with what it says besides."""
    read = json.loads(_FILE.read_text("utf-8"))
    says: dict[str, list[str]] = {}
    for group in read["same"]:
        for one in group:
            says.setdefault(one, []).extend(other for other in group if other != one)
    for wider, kinds in read["shows"].items():
        for one in kinds:
            says.setdefault(one, []).append(wider)
    return tuple((_pattern(one), tuple(others)) for one, others in says.items())


def _pattern(phrase: str) -> re.Pattern[str]:
    short = phrase.upper() == phrase and len(phrase) <= 5
    words = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", phrase)))
    return re.compile(rf"(?<![\w&]){words}(?![\w+#&])", 0 if short else re.IGNORECASE)
