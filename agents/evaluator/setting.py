"""Whether an answer is set where the question is: nearer to its scenario than to other ones.

How near an answer's words lie to a scenario depends on how vivid they are: a lively answer names
things no scenario names. That holds for every scenario alike, so the mean nearness to other
scenarios of the bank is taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.evidence import Unit, Units, Vectors, rarity
from agents.evaluator.text import Sentence, fold, words
from domain import Question
from knowledge.bank import load_bank
from knowledge.lexicon import bare

EVERY = 2
"""Of the bank's situational questions, each how many-th is an other scenario."""


SHORT = 60
"""Word pieces, without the small words, below which a question is short; the bank's, with what they
expect, have 42 and more."""


TYPED = 42
"""Word pieces, without the small words, below which a question is shorter than any of the bank."""


def is_typed(question: Question, units: Units) -> bool:
    """Whether a question with what it expects is as short as somebody types it for an answer of
    their own: few words to be near to, so that good answers lie further off."""
    return len(units.of(_text(question)).ids) < TYPED


def contrast(question: Question, sentences: Sequence[Sentence], units: Units) -> float:
    """How much nearer the answer's words are to this question's words than to other questions'.

    Cosines, rare words weighing more; 0 when nothing is said. Over the bank and the development
    set .08 or more (95 of 100) for answers to the point, .05 or less (90 of 100) for good ones to
    another situation: AUC .990, of the plain nearness .981.
    """
    said = units.of(bare(words(fold(" ".join(s.clean for s in sentences)))))
    if not len(said.ids):
        return 0.0
    weights = rarity(said.ids)
    own = _text(question)
    asked = units.of(own)
    near = _stacked(units).near(said, weights, len(asked.ids))
    others = [n for text, n in zip(_others(), near.tolist(), strict=True) if text != own]
    return _near(said, asked, weights) - float(np.mean(others))


def _near(said: Unit, wanted: Unit, weights: NDArray[np.float64]) -> float:
    if not len(wanted.ids):
        return 0.0
    return float(weights @ (said.pieces @ wanted.pieces.T).max(axis=1) / weights.sum())


@dataclass(frozen=True, eq=False)
class _Stacked:
    """The vectors of the other scenarios' word pieces, one row each, and each one's first row."""

    rows: Vectors
    starts: tuple[int, ...]

    def near(self, said: Unit, weights: NDArray[np.float64], size: int) -> NDArray[np.float64]:
        """How near an answer's words are to each scenario's; beside a short question, to as many
        words of each as it has, since among more words there is always a nearer one."""
        alike = said.pieces @ self.rows.T
        most = size if size < SHORT else len(self.rows)
        ends = [*self.starts[1:], len(self.rows)]
        nearest = [
            alike[:, a : max(min(b, a + most), a + 1)].max(axis=1)
            for a, b in zip(self.starts, ends, strict=True)
        ]
        return np.asarray(weights @ np.stack(nearest, axis=1) / weights.sum())


@lru_cache(maxsize=1)
def _stacked(units: Units) -> _Stacked:
    found = [units.of(text).pieces for text in _others()]
    return _Stacked(np.concatenate(found), tuple(accumulate(map(len, found[:-1]), initial=0)))


@lru_cache(maxsize=1)
def _others() -> tuple[str, ...]:
    found = [q for q in load_bank().questions if q.kind == "situational"]
    return tuple(_text(q) for q in found[::EVERY])


def _text(question: Question) -> str:
    """The scenario, the question and what is expected, without the small words."""
    expected = question.evaluation_criteria or (question.sample_response or "",)
    return bare(words(fold(" ".join((question.scenario or "", question.question, *expected)))))
