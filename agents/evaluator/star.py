"""STAR: which sentence of a story does what, with how much confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from agents.evaluator import cues
from agents.evaluator.text import Sentence

Role = Literal["situation", "task", "action", "result", "reflection", "none"]
ROLES: tuple[Role, ...] = ("situation", "task", "action", "result", "reflection", "none")


@dataclass(frozen=True)
class Told:
    """A sentence with its most likely role and the confidence in it, 0-1."""

    sentence: Sentence
    role: Role
    confidence: float
    past: bool


def tag(sentences: Sequence[Sentence]) -> tuple[Told, ...]:
    """The role of each sentence, from its signs and its place in its part of the answer."""
    told = []
    for i, s in enumerate(sentences):
        place = i / max(len(sentences) - 1, 1) if len(sentences) > 1 else 0.5
        scores = _scores(s.clean, place)
        e = np.exp(scores - scores.max())
        p = e / e.sum()
        best = int(p.argmax())
        told.append(Told(s, ROLES[best], float(p[best]), cues.is_past(s.clean)))
    return tuple(told)


def _scores(text: str, place: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    did, we = len(cues.doing(text)), len(cues.we_doing(text))
    past = cues.is_past(text)
    hypothetical = bool(cues.HYPOTHETICAL.search(text)) and not did
    changed = bool(cues.CHANGED.search(text))
    quantity = bool(cues.QUANTITY.search(text))
    outcome = bool(cues.OUTCOME.search(text))
    learned = bool(cues.LEARNED.search(text))
    situation = (
        1.2 * bool(cues.SETTING.search(text))
        + 0.9 * bool(cues.TROUBLE.search(text))
        + 0.5 * past
        + 1.4 * (0.4 - place)
        - 0.6 * min(did, 2)
    )
    task = 2.2 * bool(cues.TASK.search(text)) + 0.6 * (0.5 - place)
    action = (
        1.3 * min(did, 2) + 0.7 * min(we, 2) + 0.4 * bool(cues.ORDER.search(text)) - 0.8 * outcome
    )
    result = (
        1.5 * outcome
        + 1.0 * changed * past
        + 0.8 * (quantity and place > 0.4)
        + 1.6 * (place - 0.55)
        - 0.5 * min(did, 2)
        - (0 if past else 1.0)
    )
    reflection = 2.6 * learned + 1.2 * bool(cues.APPLIED.search(text)) * (place > 0.5)
    none = (
        0.9
        + 0.9 * (not past)
        + 1.5 * hypothetical
        + 1.2 * bool(cues.TRAIT.search(text))
        + 0.8 * bool(cues.HABIT.search(text) and not past)
    )
    return np.array([situation, task, action, result, reflection, none])
