"""STAR: which sentence of a story does what, with how much confidence.

A multinomial logistic model over surface signs, the sentence's place and its static vector. It is
trained by `evals/train_star.py` on sentences written and labelled for this project; its numbers
stand in `star_weights.json` beside this file.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from agents.evaluator import cues, endings
from agents.evaluator.evidence import Units
from agents.evaluator.text import Sentence, words

Role = Literal["situation", "task", "action", "result", "reflection", "none"]
ROLES: tuple[Role, ...] = ("situation", "task", "action", "result", "reflection", "none")

VECTOR_SCALE = 3.0
"""How much the vector weighs against the signs before regularization."""

SURE = 0.7
"""How much the words of a lesson or an ending say against the model's chances."""

_ACTION, _RESULT, _REFLECTION = (ROLES.index(r) for r in ("action", "result", "reflection"))
_CLAUSE = re.compile(r"[;:,]\s+|\s+(?=(?:and|so|until|which)\s)")

_ONE_ACT = 9
"""Words up to which a sentence is not searched for an ending behind its deed."""

_FILE = Path(__file__).with_name("star_weights.json")
_SIGNS = (
    cues.I_DID,
    cues.WE_DID,
    cues.I_WAS,
    cues.SOMEONE_DID,
    cues.BY_DOING,
    cues.HYPOTHETICAL,
    cues.HABIT,
    cues.TRAIT,
    cues.SETTING,
    cues.TROUBLE,
    cues.TASK,
    cues.OUTCOME,
    cues.CHANGED,
    cues.QUANTITY,
    cues.REASON,
    cues.OBSTACLE,
    cues.ALTERNATIVE,
    cues.LEARNED,
    cues.APPLIED,
    cues.ORDER,
)


@dataclass(frozen=True)
class Told:
    """A sentence with its most likely role, the confidence in it, and the chance of each role
    (0-1, in the order of `ROLES`).

    `ending` is the chance that it tells, or one of its clauses tells, how things ended: "I moved
    the bookings, so no plate came back" acts and ends.
    """

    sentence: Sentence
    role: Role
    confidence: float
    chances: tuple[float, ...]
    past: bool
    ending: float = 0.0


@lru_cache(maxsize=1)
def _weights() -> NDArray[np.float64]:
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    return np.asarray(stored["weights"], np.float64)


def tag(
    sentences: Sequence[Sentence], units: Units, weights: NDArray[np.float64] | None = None
) -> tuple[Told, ...]:
    """The role of each sentence, by the stored weights if no others are given; places are counted
    within its part of the answer."""
    if not sentences:
        return ()
    weights = _weights() if weights is None else weights
    judged = _chances(features(sentences, units), weights)
    chances = _seen(sentences, judged)
    # A sentence can be a lesson and tell what came of it: one does not take from the other.
    ended = np.maximum(_endings(sentences, chances, units, weights), judged[:, _RESULT])
    return tuple(
        Told(
            s,
            ROLES[int(p.argmax())],
            float(p.max()),
            tuple(float(x) for x in p),
            cues.is_past(s.clean),
            float(ending),
        )
        for s, p, ending in zip(sentences, chances, ended, strict=True)
    )


def _seen(sentences: Sequence[Sentence], chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chances, moved to a lesson or an ending where a sentence's own words and its place
    behind the first deed tell it."""
    found = chances.copy()
    acted = False
    for i, s in enumerate(sentences):
        deeds = cues.doing(s.clean)
        role = None
        if acted and not deeds and endings.is_lesson(s.clean):
            role = _REFLECTION
        elif acted and not deeds and not s.clean.startswith("i ") and endings.is_ending(s.clean):
            role = _RESULT
        is_result = role == _REFLECTION and found[i, _RESULT] > 0.5
        if role is not None and not is_result and found[i].argmax() != role:
            found[i] = (1 - SURE) * found[i]
            found[i, role] += SURE
        acted = acted or bool(deeds) or bool(cues.we_doing(s.clean))
    return found


def _chances(rows: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    logits = rows @ weights
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def _endings(
    sentences: Sequence[Sentence],
    chances: NDArray[np.float64],
    units: Units,
    weights: NDArray[np.float64],
) -> list[float]:
    """The chance of a result of each sentence, or of its later clauses where it acts first."""
    found = [float(p[_RESULT]) for p in chances]
    for i, s in enumerate(sentences):
        if len(s.words) > _ONE_ACT and _ends_behind_a_deed(s.clean):
            found[i] = max(found[i], SURE)
    pieces = [
        (i, Sentence(c, c, words(c), s.part))
        for i, s in enumerate(sentences)
        if chances[i, _ACTION] + chances[i, _RESULT] > 0.5 and len(s.words) > _ONE_ACT
        for c in _CLAUSE.split(s.clean)[1:]
        if len(c.split()) > 3
    ]
    if not pieces:
        return found
    rows = np.array(
        [[*_signs(c.clean, 1.0, False, sentences[i] is sentences[-1])] for i, c in pieces]
    )
    vectors = units.vectors([c.clean for _, c in pieces]).astype(np.float64) * VECTOR_SCALE
    ends = _chances(np.hstack([rows, vectors, np.ones((len(pieces), 1))]), weights)
    for (i, _), p in zip(pieces, ends, strict=True):
        found[i] = max(found[i], float(p[_RESULT]))
    return found


def from_the_deed(text: str) -> str:
    """A lower-case sentence from the clause on in which "I" or "we" act, or all of it: what stands
    before ("two of us were ill, so I rang round and the shift was full") is not what came of it."""
    starts = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    for a, b in itertools.pairwise(starts):
        if cues.doing(text[a:b]) or cues.we_doing(text[a:b]):
            return text[a:]
    return text


def _ends_behind_a_deed(text: str) -> bool:
    """Whether a later clause of a lower-case sentence tells what came of a deed of "I" before."""
    first, *later = _CLAUSE.split(text)
    acted = bool(cues.doing(first))
    for clause in later:
        did = bool(cues.doing(clause))
        if acted and not did and endings.is_ending(clause):
            return True
        acted = acted or did
    return False


def features(sentences: Sequence[Sentence], units: Units) -> NDArray[np.float64]:
    """One row per sentence, the last column 1."""
    signs = np.array([_signs(s.clean, *_place(s, sentences)) for s in sentences], np.float64)
    vectors = units.vectors([s.clean for s in sentences]).astype(np.float64) * VECTOR_SCALE
    return np.hstack([signs, vectors, np.ones((len(sentences), 1))])


def _place(sentence: Sentence, sentences: Sequence[Sentence]) -> tuple[float, bool, bool]:
    """Where in its part a sentence stands, 0-1, and whether it opens or closes the answer."""
    part = [s for s in sentences if s.part == sentence.part]
    at = next(i for i, s in enumerate(part) if s is sentence)
    place = at / (len(part) - 1) if len(part) > 1 else 0.5
    return place, sentence is sentences[0], sentence is sentences[-1]


def _signs(text: str, place: float, first: bool, last: bool) -> list[float]:
    found = [bool(p.search(text)) for p in _SIGNS]
    did = min(len(cues.doing(text)), 3)
    past = cues.is_past(text)
    padded = f" {text} "
    return [
        *map(float, found),
        float(did),
        float(min(len(cues.we_doing(text)), 2)),
        float(past),
        place,
        place * place,
        float(first),
        float(last),
        float(" i " in padded),
        float(" we " in padded),
        place * bool(cues.OUTCOME.search(text)),
        place * bool(cues.CHANGED.search(text)),
        place * bool(cues.QUANTITY.search(text)),
        place * (did == 0),
        place * (past and did == 0),
    ]
