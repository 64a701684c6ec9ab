"""How near an answer as a whole is to what is expected as a whole.

A sum of a few likenesses with weights of one sign each, so that being nearer can never cost.
`evals/train_overall.py` fits it on public graded answers; its numbers, their sources and their
figures with each set left out stand in `overall_weights.json` beside this file. It sees what
judging point by point misses: points spread over sentences, and words that belong to none.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.curves import Curve, along
from agents.evaluator.evidence import ASKED_WEIGHT, Unit, aside, held, rarity, stem_weight

_FILE = Path(__file__).with_name("overall_weights.json")
_NEIGHBORS = ((1, 0.5), (2, 0.25))
"""How far from a word its neighbors color it, and how much."""

FEATURES = ("words", "in_context", "to_the_point", "meaning", "spelling", "expected", "given_away")
"""Near-synonyms of what is expected; the same with each word colored by its neighbors; share of
the answer's own words that belong there; meaning aside of the question's; runs of three letters in
common; and, known from the question alone, how much is expected and how much of it the question
gives away (both make a question harder to answer in full)."""


KEY_POINTS: Curve = ((0.0, 0.0), (0.5, 0.25), (1.0, 0.65), (1.5, 0.88), (2.2, 1.0))
"""The weighted sum and the nearness to key points it stands for. In the bank, expected answers
reach .7 to 1.3 against their own key points and .14 to .66 against another question's (5th and
95th of 100)."""

MODEL_ANSWER: Curve = (
    (-0.1, 0.0),
    (0.1, 0.05),
    (0.25, 0.20),
    (0.45, 0.42),
    (1.0, 0.66),
    (1.5, 0.82),
    (2.2, 1.0),
)
"""The same beside one answer that is right: it holds more than has to be said, in words of its
own. On public sets right answers to a question have a median of .8 (SAF) to 1.4 (Beetle), right
answers to another one .1 to .5; graders give full marks from about the middle on."""


@lru_cache(maxsize=1)
def _weights() -> NDArray[np.float64]:
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    return np.array([stored["weights"][name] for name in FEATURES])


@dataclass(frozen=True)
class Whole:
    """An answer beside all that is expected of it, each 0-1.

    `nearness` is about .1 for an answer to another question, .7 for an expected answer in other
    words, 1 for the expected words themselves. `to_the_point` is the share of the answer's own
    words that belong to what is expected. `pith` is how much it says for its length.
    """

    nearness: float
    to_the_point: float
    pith: float = 1.0


def compare(wanted: Unit, said: Unit, asked: Unit, scale: Curve = KEY_POINTS) -> Whole:
    """How near an answer is to what is wanted, and how much of it is about that."""
    found = features(wanted, said, asked)
    raw = float(found @ _weights())
    return Whole(along(scale, raw), float(found[FEATURES.index("to_the_point")]))


def nearer(a: Whole, b: Whole) -> Whole:
    """The better of two comparisons of one answer with what is expected, told in two ways."""
    return replace(
        a,
        nearness=max(a.nearness, b.nearness),
        to_the_point=max(a.to_the_point, b.to_the_point),
    )


def features(wanted: Unit, said: Unit, asked: Unit) -> NDArray[np.float64]:
    """The likenesses, in the order of `FEATURES`; each 0-1 but the last two."""
    found = np.zeros(len(FEATURES))
    found[5] = math.log1p(len(wanted.stems))
    found[6] = float(wanted.vector @ asked.vector)
    if not len(wanted.ids) or not len(said.ids):
        return found
    worth = rarity(wanted.ids) * np.where(np.isin(wanted.ids, asked.ids), ASKED_WEIGHT, 1.0)
    _, different = np.unique(said.ids, return_index=True)
    found[0] = float((wanted.pieces @ said.pieces[different].T).max(axis=1) @ worth / worth.sum())
    colored = _in_context(wanted) @ _in_context(said).T
    found[1] = float(colored.max(axis=1) @ worth / worth.sum())
    own = {s: (ASKED_WEIGHT if s in asked.stem_set else 1.0) * stem_weight(s) for s in said.stems}
    if own:
        belongs = sum(w for s, w in own.items() if held(wanted, s))
        found[2] = belongs / sum(own.values())
    found[3] = float(aside(wanted.vector, asked.vector) @ aside(said.vector, asked.vector))
    found[4] = _runs_shared(_bare(wanted, asked), _bare(said, asked))
    return found


@lru_cache(maxsize=8)
def _in_context(unit: Unit) -> NDArray[np.float32]:
    pieces = unit.pieces
    heavy = rarity(unit.ids).astype(np.float32)[:, None] * pieces
    colored = pieces.copy()
    for away, share in _NEIGHBORS:
        if len(pieces) > away:
            colored[away:] += np.float32(share) * heavy[:-away]
            colored[:-away] += np.float32(share) * heavy[away:]
    length = np.linalg.norm(colored, axis=1, keepdims=True)
    return np.asarray(colored / np.maximum(length, 1e-6), np.float32)


def _bare(unit: Unit, asked: Unit) -> Counter[str]:
    """Runs of three letters in the words the question does not hold."""
    text = f" {' '.join([w for w in unit.words if w not in asked.word_set])} "
    return Counter([text[i : i + 3] for i in range(len(text) - 2)])


def _runs_shared(a: Counter[str], b: Counter[str]) -> float:
    shared = sum(n * b[run] for run, n in a.items() if run in b)
    length = math.sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
    return shared / length if length else 0.0
