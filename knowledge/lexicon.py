"""The evaluator's word lists, read once from `knowledge/lexicon.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from knowledge.stems import stem

_FILE = Path(__file__).resolve().parent / "lexicon.json"


@dataclass(frozen=True)
class Lexicon:
    """Words by use; all lower case, `antonyms` as stems."""

    function_words: frozenset[str]
    stop: frozenset[str]
    negations: frozenset[str]
    numbers: dict[str, str]
    antonyms: dict[str, frozenset[str]]
    fillers: re.Pattern[str]
    hedges: re.Pattern[str]
    foreign: dict[str, frozenset[str]]
    terms: frozenset[str]

    @cached_property
    def empty(self) -> frozenset[str]:
        """Stop words and negations."""
        return self.stop | self.negations


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon. Raises FileNotFoundError when the knowledge folder is incomplete."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    antonyms: dict[str, set[str]] = {}
    for pair in data["antonyms"].split("|"):
        a, b = (stem(w) for w in pair.split())
        antonyms.setdefault(a, set()).add(b)
        antonyms.setdefault(b, set()).add(a)
    return Lexicon(
        terms=frozenset(data["terms"].split()),
        function_words=frozenset(data["function_words"].split()),
        stop=frozenset(data["stop"].split()),
        negations=frozenset(data["negations"].split()),
        numbers=data["numbers"],
        antonyms={k: frozenset(v) for k, v in antonyms.items()},
        fillers=_phrases(data["fillers"]),
        hedges=_phrases(data["hedges"]),
        foreign={k: frozenset(v.split()) for k, v in data["foreign"].items()},
    )


def _phrases(alternatives: str) -> re.Pattern[str]:
    ordered = sorted(alternatives.split("|"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b", re.I)


def bare(words: Iterable[str]) -> str:
    """The words without the small ones, which make any two texts alike."""
    stop = load_lexicon().stop
    return " ".join([w for w in words if w not in stop])


@lru_cache(maxsize=2_000)
def content(words: tuple[str, ...]) -> tuple[str, ...]:
    """The stems of the words that carry meaning: no stop words, no negations."""
    empty = load_lexicon().empty
    return tuple([stem(w) for w in words if w not in empty])
