"""Whether an answer is set where the question is: nearer to its scenario than to other ones.

How near an answer's words lie to a scenario depends on how vivid they are: a lively answer names
things no scenario names. That holds for every scenario alike, so the mean nearness to a dozen
other scenarios of the bank is taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from agents.evaluator.evidence import Unit, Units, rarity
from agents.evaluator.lexicon import load_lexicon
from agents.evaluator.text import Sentence, fold, words
from domain import Question
from knowledge.bank import load_bank

EVERY = 2
"""Of the bank's situational questions, each how many-th is an other scenario."""


def contrast(question: Question, sentences: Sequence[Sentence], units: Units) -> float:
    """How much nearer the answer's words are to this question's words than to other questions'.

    Cosines, rare words weighing more; 0 when nothing is said. Over the bank and the development
    set .08 or more (95 of 100) for answers to the point, .05 or less (90 of 100) for good ones to
    another situation: AUC .990, of the plain nearness .981.
    """
    said = units.of(_bare(" ".join(s.clean for s in sentences)))
    if not len(said.ids):
        return 0.0
    weights = rarity(said.ids)
    own = _text(question)
    others = [units.of(text) for text in _others() if text != own]
    return _near(said, units.of(own), weights) - float(
        np.mean([_near(said, other, weights) for other in others])
    )


def _near(said: Unit, wanted: Unit, weights: np.typing.NDArray[np.float64]) -> float:
    if not len(wanted.ids):
        return 0.0
    return float(weights @ (said.pieces @ wanted.pieces.T).max(axis=1) / weights.sum())


@lru_cache(maxsize=1)
def _others() -> tuple[str, ...]:
    found = [q for q in load_bank().questions if q.kind == "situational"]
    return tuple(_text(q) for q in found[::EVERY])


def _text(question: Question) -> str:
    """The scenario, the question and what is expected, without the small words."""
    expected = question.evaluation_criteria or (question.sample_response or "",)
    return _bare(" ".join((question.scenario or "", question.question, *expected)))


def _bare(text: str) -> str:
    stop = load_lexicon().stop
    return " ".join(w for w in words(fold(text)) if w not in stop)
