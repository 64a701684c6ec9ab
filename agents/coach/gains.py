"""What practising a question today is worth on the day of the interview."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain import Card, Kind
from tools.schedule import retrievability, reviewed

MEMORY, LEARNING = 2.0, 1.0
"""What it weighs that a question is recalled, beside what practice in an area moves all its
questions by. Set with the simulated learners of evals/plan.py."""

UNKNOWN_LEVEL = 55.0
"""The score (0-100) taken for an area nobody has answered a question of: the middle of what first
answers score."""

_TRUSTED = 2.0
"""Answers the taken score counts for beside those there are: one poor answer makes no weak area."""

_RISE = 0.08
"""The share of what is missing in an area that a practice is taken to gain; it only moves days yet
to come, which are planned anew as soon as they were practised."""

_JUST_NOW, _SAME_AREA = 0.7, 0.9
"""What a question is worth beside another when its kind was practised just before, and once more
for each of its area on the same day: kinds and areas taking turns are learned better than blocks
(Rohrer and Taylor 2007)."""

SHARES: Mapping[Kind, float] = {
    "behavioral": 0.4,
    "technical": 0.3,
    "situational": 0.2,
    "company": 0.1,
}
"""The shares of the kinds in an interview, as those of mixed practice."""


_WITH_FEEDBACK = 75.0
"""The score (0-100) by which it is reckoned what a practice leaves in memory: feedback shows what
the answer left out, so a poor one is no reason to leave a question alone."""


@dataclass(frozen=True)
class Area:
    """A competency or subject: how likely each question of an interview is of it (0-1), what an
    answer in it scores now (0-100), and the mean of so many `answers` that this rests on."""

    chance: float
    level: float
    mean: float = UNKNOWN_LEVEL
    answers: int = 0

    def practised(self) -> Area:
        """The area after one more practice in it, by what can be expected."""
        return replace(self, level=self.level + _RISE * (100.0 - self.level))


@dataclass(frozen=True)
class Candidate:
    """A question that may be practised.

    `chance` (0-1) is how likely an interview's question is this one, `score` what its last answer
    came to (0-100, None before one was scored), `times` how often it was answered; `why` says why
    it is asked at all.
    """

    question_id: str
    kind: Kind
    category: str
    chance: float
    score: float | None = None
    times: int = 0
    card: Card | None = None
    why: str = ""

    def expected(self, area: Area) -> float:
        """The score an answer would come to now."""
        return area.level if self.score is None else max(self.score, area.level)

    def practised(self, area: Area, at: datetime) -> Candidate:
        """The candidate after it was practised at a moment, by what can be expected."""
        score = self.expected(area)
        card = reviewed("question", self.question_id, self.card, score, at)
        return replace(self, score=score, times=self.times + 1, card=card)


def areas_of(
    candidates: Iterable[Candidate], scores: Mapping[str, tuple[float, int]]
) -> dict[str, Area]:
    """The areas of the questions. `scores` are the mean (0-100) and number of the answers in each:
    few of them are drawn towards `UNKNOWN_LEVEL`."""
    chances: Counter[str] = Counter()
    for one in candidates:
        chances[one.category] += one.chance  # type: ignore[assignment]
    found = {}
    for name, chance in chances.items():
        mean, count = scores.get(name, (UNKNOWN_LEVEL, 0))
        level = (mean * count + UNKNOWN_LEVEL * _TRUSTED) / (count + _TRUSTED)
        found[name] = Area(float(chance), level, mean, count)
    return found


def gain(one: Candidate, area: Area, at: datetime, until: datetime) -> float:
    """What practising a question at a moment adds on the day `until`: how much likelier it is
    recalled then, by the chance that it is asked; and what its area gains, the more the more is
    missing in it, by the chance that any question of the area is asked."""
    before = retrievability(one.card, until) if one.card else 0.0
    after = reviewed("question", one.question_id, one.card, _WITH_FEEDBACK, at)
    recalled = max(0.0, retrievability(after, until) - before)
    missing = (100.0 - area.level) / 100.0
    return MEMORY * one.chance * recalled + LEARNING * area.chance * missing


def best_of(
    worth: Mapping[str, float],
    left: Sequence[Candidate],
    taken: Sequence[Candidate],
    before: Mapping[Kind, int],
) -> Candidate | None:
    """The candidate to practise next among those `left`: the one worth most beside those `taken`
    the same day, the kinds kept near their shares over all that were practised `before` too; by id
    where two are alike, None when there is none."""
    held = Counter(one.category for one in taken)
    kinds = Counter(one.kind for one in taken)
    for kind, count in before.items():
        kinds[kind] += count
    whole = sum(kinds.values()) + 1
    last = taken[-1].kind if taken else None

    def value(one: Candidate) -> float:
        behind = math.sqrt(SHARES.get(one.kind, 0.1) * whole / (kinds[one.kind] + 0.5))
        turns = _JUST_NOW if one.kind == last else 1.0
        return worth[one.question_id] * behind * turns * float(_SAME_AREA ** held[one.category])

    return max(left, key=lambda one: (value(one), one.question_id), default=None)
