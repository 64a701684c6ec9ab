"""What the kept answers of a person add up to: sums and counts, before anything is said of them.

An answer counts when it was scored, given without a hint, and stands for its question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from domain.value import Difficulty, Kind

SessionMode = Literal["mock", "practice"]


@dataclass(frozen=True)
class Tally:
    """So many scores (0-100), their sum and the sum of their squares."""

    answers: int = 0
    total: float = 0.0
    squares: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.answers + other.answers, self.total + other.total, self.squares + other.squares
        )


@dataclass(frozen=True)
class AreaTally:
    """The scores of a category: those of answers that are `kept`, and those past the retention
    period, which are `summed` by month."""

    kind: Kind
    category: str
    kept: Tally = Tally()
    summed: Tally = Tally()


@dataclass(frozen=True)
class SessionScore:
    """A finished session in figures: the mean `score` (0-100) of its `answers` that count, None
    without any; `seconds` spent on all its answers that were timed."""

    id: str
    at: datetime
    mode: SessionMode
    score: float | None
    answers: int
    seconds: float


@dataclass(frozen=True)
class MonthScore:
    """A month ("2026-03") of answers past the retention period and their mean score."""

    month: str
    score: float
    answers: int


@dataclass(frozen=True)
class ItemTally:
    """The answers given to one question, in the `recent` sessions or before them: how many, and
    their mean score."""

    difficulty: Difficulty
    recent: bool
    answers: int
    score: float


@dataclass(frozen=True)
class Pace:
    """How long answers to questions of a kind take: how many were timed, their median in seconds,
    and how many were shorter and longer than aimed at."""

    kind: Kind
    answers: int
    median: float
    short: int
    long: int


@dataclass(frozen=True)
class RatingTally:
    """Self-ratings from 20 x `band` upwards on questions of a kind, given before the score was
    seen: how many, the sums of the ratings, of the scores, and of the squared differences."""

    kind: Kind
    band: int
    answers: int
    rated: float
    scored: float
    squares: float


@dataclass(frozen=True)
class Attempts:
    """How the questions were met: how many there were, with an answer that counts, unscored,
    skipped, with a hint; `repeats` are further answers to the same ones."""

    questions: int = 0
    counted: int = 0
    unscored: int = 0
    skipped: int = 0
    hinted: int = 0
    repeats: int = 0


@dataclass(frozen=True)
class LedTo:
    """The answers in an `area` (a category, or one question by its id) before one outcome of a
    real interview, which was `good` or not: how many, and their mean score."""

    outcome: str
    good: bool
    area: str
    answers: int
    score: float


@dataclass(frozen=True)
class CriterionScore:
    """The mean (0-100) of a criterion in one of the latest sessions, 0 being the latest."""

    age: int
    criterion: str
    score: float


@dataclass(frozen=True)
class ProgressRecord:
    """Everything that progress is told from; `sessions` and `months` oldest first, `role` that of
    the latest session, `outcomes` how often each was told,
    `considered` the number of latest sessions that `criteria` are of, `seen` the ids of all
    questions asked."""

    sessions: tuple[SessionScore, ...] = ()
    months: tuple[MonthScore, ...] = ()
    areas: tuple[AreaTally, ...] = ()
    items: tuple[ItemTally, ...] = ()
    paces: tuple[Pace, ...] = ()
    ratings: tuple[RatingTally, ...] = ()
    attempts: Attempts = Attempts()
    outcomes: tuple[tuple[str, int], ...] = ()
    led_by_category: tuple[LedTo, ...] = ()
    led_by_question: tuple[LedTo, ...] = ()
    criteria: tuple[CriterionScore, ...] = ()
    considered: int = 0
    seen: frozenset[str] = frozenset()
    role: str | None = None
