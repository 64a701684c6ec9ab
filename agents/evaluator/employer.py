"""What can be known of an employer, and how much of it an answer tells.

Facts are recognized by their words, whatever their case, inflection or spelling, and numbers in
digits or letters; a word beside the facts in meaning counts in part. One such word can be chance,
four in a sentence are a fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agents.evaluator import salience
from agents.evaluator.evidence import Units, Vectors, misspellings, rarity
from agents.evaluator.text import fold, words
from domain import Question
from knowledge.lexicon import content, load_lexicon
from knowledge.stems import stem

_OPENING = re.compile(r"\s*([^|.\n]{2,60}) \| ")
"""What opens notes that hold facts: the employer's name and a bar. Others say where to look."""
_NAME = re.compile(r"(?<=[a-z,;:] )(?!I\b|I')[A-Z][\w&-]+")
_RARE_NAME = 0.8
"""Rarity from which a word of the employer's name can stand for it, as its first word does."""
_TELLING = 0.15
"""Substance of a word from which it can be recognized as a fact's."""
_NEAR = (0.45, 0.85)
_IN_PART = 0.7
"""Nearness to a fact's word at which another begins to count and counts most, and what that is."""
_SMALL_NUMBER = 0.3
"""What a number below ten is worth as a fact: it turns up by chance."""
_AGAIN = 0.2
_SEEN = 0.25
_TOGETHER = (1, 4), (0.35, 1.0)
"""Words of a sentence recognized with `_SEEN` or more, and what is left of them."""


@dataclass(frozen=True, eq=False)
class Employer:
    """The employer a question is asked by: words that `name` it, stems of the question and of the
    name, which tell nothing (`asked`), stems and numbers of the `facts`, empty when none are
    known, and the `vectors` of their words."""

    name: frozenset[str]
    asked: frozenset[str]
    facts: frozenset[str]
    vectors: Vectors | None
    by_first: dict[str, list[str]]

    @property
    def is_known(self) -> bool:
        """Whether there are facts to hold an answer against."""
        return bool(self.facts)


def key(word: str) -> str:
    """What a word is compared by: its stem, or its digits."""
    if salience.is_number(word):
        return load_lexicon().numbers.get(word, word)
    return stem(word)


def of(question: Question, units: Units) -> Employer:
    """What the question and its notes say of the employer."""
    notes = fold(question.research_notes or "")
    opening = _OPENING.match(notes)
    called = words(
        opening.group(1) if opening else " ".join(_NAME.findall(fold(question.question)))
    )
    called = tuple(w for w in called if w not in load_lexicon().stop and w != "s")
    asked = frozenset(content(words(fold(question.question)))) | {stem(w) for w in called}
    name = frozenset(w for w in called if w == called[0] or _is_rare(w, units))
    if not opening:
        return Employer(name, asked, frozenset(), None, {})
    worth = salience.of_words(words(notes[opening.end() :]), units)
    telling = {w: key(w) for w, x in worth.items() if x > _TELLING and key(w) not in asked}
    facts = frozenset(telling.values())
    shown = [w for w in telling if not salience.is_number(w)]
    by_first: dict[str, list[str]] = {}
    for fact in sorted(facts):
        by_first.setdefault(fact[0], []).append(fact)
    return Employer(name, asked, facts, units.vectors(shown) if shown else None, by_first)


def _is_rare(word: str, units: Units) -> bool:
    ids = units.of(word).ids
    return bool(len(ids)) and float(rarity(ids).max()) >= _RARE_NAME


@dataclass
class Recognized:
    """Facts recognized so far in an answer: a fact said twice is worth little the second time."""

    employer: Employer
    units: Units

    def __post_init__(self) -> None:
        self._said: set[str] = set()

    def worth(self, word: str, substance: float, is_loose: bool) -> float:
        """What a word is worth as a fact of the employer, 0-1; with `is_loose` a word near a
        fact's in meaning counts in part."""
        known = self.employer
        if not known.facts or substance <= 0:
            return 0.0
        said = key(word)
        found = said if said in known.facts else next(misspellings(said, known.by_first), "")
        if found:
            is_number = salience.is_number(word)
            worth = max(substance, 0.4)
            if is_number:
                worth = substance if len(said) > 1 else _SMALL_NUMBER
        elif is_loose and known.vectors is not None and not salience.is_number(word):
            near = float((known.vectors @ self.units.of(word).vector).max())
            worth = _IN_PART * substance * float(np.interp(near, _NEAR, (0.0, 1.0)))
        else:
            return 0.0
        worth *= _AGAIN if (found or said) in self._said else 1.0
        if worth > 0.1:
            self._said.add(found or said)
        return worth


def told(worths: Sequence[float]) -> float:
    """What the recognized words of one sentence tell together."""
    seen = sum(w > _SEEN for w in worths)
    return sum(worths) * float(np.interp(seen, *_TOGETHER))
