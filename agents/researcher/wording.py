"""Whether a sentence says no more than the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.lexicon import load_lexicon
from knowledge.stems import stem

_WORD = re.compile(r"[a-z]+(?:[’'][a-z]+)?")
_SHORTEST = 3
_DENIAL = re.compile(
    r"\b(?:no|not|never|none|neither|nor|without|cannot|hardly|stops?|stopped|ceased?|former(?:ly)?"
    r"|any longer)\b|n[’']t\b",
    re.IGNORECASE,
)
_PART = re.compile(r"[,;:.!?]\s|\s[-–—]\s|\b(?:and|but|or)\b")


@lru_cache(maxsize=512)
def content(text: str) -> frozenset[str]:
    """The stems of the words of a text that mean something by themselves."""
    small = load_lexicon().function_words
    return frozenset(
        stem(word)
        for word in (found.split("’")[0].split("'")[0] for found in _WORD.findall(text.lower()))
        if len(word) >= _SHORTEST and word not in small
    )


def unsaid(text: str, sources: Iterable[str]) -> frozenset[str]:
    """The meaning words of a text that stand in none of the sources, whatever their ending."""
    return content(text) - frozenset().union(*map(content, sources))


def denies(text: str) -> bool:
    """Whether a text denies something or says that it is over."""
    return _DENIAL.search(text) is not None


def as_told(sources: Iterable[str], *, denied: bool) -> list[str]:
    """The parts of the sources that deny something, or the others: "closed" in "none was closed"
    bears out no closing."""
    parts = (part for source in sources for part in _PART.split(source))
    return [part for part in parts if denies(part) == denied]
