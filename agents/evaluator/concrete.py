"""How concrete an answer is: what one could point at, against qualities and ideals.

"I locked the press and rang maintenance" and "I value communication and professionalism" can be
of one length and equally near to a question. A direction in the embedder's space tells them
apart; `evals/train_concrete.py` fits it to two lists of words and keeps it, with its figures, in
`concrete_weights.json` beside this file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.evidence import Units, Vectors
from agents.evaluator.text import Sentence
from knowledge.lexicon import bare

_FILE = Path(__file__).with_name("concrete_weights.json")

ABSTRACT = -0.2
"""At or below it a word is abstract: on the line that puts abstract words at -1 and concrete ones
at 1, where a tenth of the words of concrete answers lie and four tenths of those of empty ones."""


@dataclass(frozen=True)
class Concreteness:
    """How concrete a text's words are on average (about -0.5 to 1; 0 is neither), the share of
    them that are abstract (0-1), and how many there are, small words left out."""

    mean: float
    abstract: float
    words: int


@lru_cache(maxsize=1)
def _line() -> tuple[NDArray[np.float64], float]:
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    return np.asarray(stored["direction"], np.float64), float(stored["offset"])


def places(vectors: Vectors) -> NDArray[np.float64]:
    """Where words lie on the line from abstract (-1) to concrete (1), by the rows of their
    vectors."""
    direction, offset = _line()
    return np.asarray(vectors @ direction + offset, np.float64)


def measure(sentences: tuple[Sentence, ...], units: Units) -> Concreteness:
    """The concreteness of sentences taken together; 0 throughout when no word says anything."""
    unit = units.of(bare(w for s in sentences for w in s.words))
    if not len(unit.ids):
        return Concreteness(0.0, 0.0, 0)
    along = places(unit.pieces)
    return Concreteness(float(along.mean()), float((along < ABSTRACT).mean()), len(along))
