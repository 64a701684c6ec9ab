"""What progress is told in: scores and bounds 0-100, times in seconds, None where nothing can be
told yet. `low` and `high` bound a 90% interval, `text` says the same in a sentence."""

from __future__ import annotations

from typing import Literal

from agents.coach.progress.ratings import SelfRatings
from domain import Kind, Value

Verdict = Literal["weak", "fair", "strong", "too_few"]


class SessionPoint(Value):
    """A finished session; `at` in ISO 8601, `score` None without an answer that counts."""

    id: str
    at: str
    mode: Literal["mock", "practice"]
    score: float | None
    answers: int
    seconds: float


class MonthPoint(Value):
    """A month ("2026-03") of answers that are kept only as sums."""

    month: str
    score: float
    answers: int


class LongRun(Value):
    """The mean of all answers, so many of which are `summed`: known by month alone."""

    score: float | None
    low: float | None
    high: float | None
    answers: int
    summed: int


class Trend(Value):
    """Points a week. `days` had a scored session, `needed` is how many it takes."""

    slope: float | None
    low: float | None
    high: float | None
    sessions: int
    days: int
    needed: int
    verdict: Literal["rising", "falling", "unclear", "too_early"]
    text: str


class LevelNow(Value):
    """The expected score on a medium question, whatever was asked; `before` is what it was up to
    the latest sessions."""

    score: float | None
    low: float | None
    high: float | None
    answers: int
    easy: float | None
    medium: float | None
    hard: float | None
    before: float | None
    text: str


class AttemptCounts(Value):
    """How many questions were met in which way; the shares are 0-1."""

    answers: int
    counted: int
    unscored: int
    skipped: int
    repeats: int
    repeat_share: float
    hinted: int
    hint_share: float
    text: str


class ScoreProgression(Value):
    """Scores over time."""

    sessions: tuple[SessionPoint, ...]
    months: tuple[MonthPoint, ...]
    long_run: LongRun
    trend: Trend
    level: LevelNow
    attempts: AttemptCounts


class Area(Value):
    """The mean score of a category, or of a kind, with how many answers it rests on."""

    name: str
    kind: Kind
    score: float
    low: float
    high: float
    answers: int
    summed: int
    verdict: Verdict


class Recurring(Value):
    """A criterion that was low in so many of the latest sessions: its mean in those and its last
    value (0-100)."""

    criterion: str
    sessions: int
    of: int
    score: float
    last: float
    text: str


class UnseenCategory(Value):
    """How many questions the bank has in a category, and how many were never asked."""

    name: str
    questions: int
    unseen: int


class UnseenKind(Value):
    """The same for a kind."""

    kind: Kind
    questions: int
    unseen: int
    categories: tuple[UnseenCategory, ...]


class Unseen(Value):
    """The bank's questions for a role that were never asked."""

    role: str | None
    kinds: tuple[UnseenKind, ...]
    text: str


class Compared(Value):
    """An area before good outcomes and before bad ones: mean scores over outcomes, numbers of
    answers, and the difference, `clear` where its interval leaves zero out."""

    name: str
    good: float
    good_answers: int
    bad: float
    bad_answers: int
    difference: float
    low: float
    high: float
    clear: bool


class ComparedQuestion(Value):
    """The same for one question, by its id."""

    question_id: str
    text: str
    good: float
    good_answers: int
    bad: float
    bad_answers: int
    difference: float
    low: float
    high: float
    clear: bool


class Outcomes(Value):
    """Which answers went with success; `good`, `bad` and `withdrawn` count outcomes told."""

    good: int
    bad: int
    withdrawn: int
    needed: int
    categories: tuple[Compared, ...]
    questions: tuple[ComparedQuestion, ...]
    text: str


class CategoryPerformance(Value):
    """What goes well and what does not."""

    categories: tuple[Area, ...]
    kinds: tuple[Area, ...]
    recurring_weaknesses: tuple[Recurring, ...]
    unseen: Unseen
    self_rating: SelfRatings
    outcomes: Outcomes


class KindTime(Value):
    """How long answers to questions of a kind take beside what is aimed at."""

    kind: Kind
    answers: int
    median: float
    target_low: float
    target_high: float
    short: int
    long: int
    verdict: Literal["short", "fits", "long", "too_few"]
    text: str


class TimeAnalysis(Value):
    """Time per question, and where the targets come from."""

    seconds: float
    answers: int
    kinds: tuple[KindTime, ...]
    source: str
    text: str


class Speed(Value):
    """Points gained per something."""

    slope: float | None
    low: float | None
    high: float | None


class Velocity(Value):
    """How fast scores change with practice: per session, and per hour of answering."""

    per_session: Speed
    per_hour: Speed
    sessions: int
    hours: float
    recent: float | None
    earlier: float | None
    change: float | None
    text: str


class NextSession(Value):
    """What the next session will come to."""

    score: float | None
    low: float | None
    high: float | None
    sessions: int
    needed: int
    text: str


class Predictions(Value):
    """What is to be expected."""

    next_session: NextSession


class Analytics(Value):
    """The keys of SPEC.md."""

    score_progression: ScoreProgression
    category_performance: CategoryPerformance
    time_analysis: TimeAnalysis
    improvement_velocity: Velocity
    predictions: Predictions


class ProgressSummary(Value):
    """The keys of SPEC.md. `average_score` is over sessions with a score, None without any."""

    total_sessions: int
    average_score: float | None
    improvement_trend: str
    strong_areas: tuple[Area, ...]
    weak_areas: tuple[Area, ...]
    recommended_focus: tuple[str, ...]
