"""The nouns of Rehearse: what every floor above speaks of, and the errors it may raise.

Everything here is a frozen value. Scores are 0-100, times are seconds, moments are
timezone-aware UTC datetimes passed in by the caller.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class RehearseError(Exception):
    """Something Rehearse could not do; the message says what to do next."""


class BadInput(RehearseError):
    """The caller gave something unusable and has to change it."""


class NotFound(RehearseError):
    """No such interview, question, role or persona; the message lists the nearest ones."""


class Busy(RehearseError):
    """Another process holds the interview; the message says which."""


class StoreUnavailable(RehearseError):
    """The store cannot be opened or written: wrong key, read-only folder, full disk."""


class StoreDamaged(RehearseError):
    """The store's file is there but is not readable as a store; nothing was changed."""


class ModelUnavailable(RehearseError):
    """The language model gave nothing usable; the built-in agent takes the turn."""


class WebUnavailable(RehearseError):
    """The page or the search could not be had."""


Kind = Literal["behavioral", "technical", "situational", "company", "ask"]
Difficulty = Literal["easy", "medium", "hard"]
Seniority = Literal["entry", "mid", "senior", "lead", "executive"]
Coverage = Literal["covered", "partly", "missing", "contradicted"]
GapKind = Literal[
    "situation",
    "task",
    "own_part",
    "action",
    "result",
    "numbers",
    "reflection",
    "key_point",
    "example",
    "relevance",
    "detail",
]


class Value(BaseModel):
    """Base of all nouns: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Question(Value):
    """One item of the question bank, of any kind; fields foreign to its kind are empty.

    `category` is the competency for behavioral items, the subject for technical ones, the
    family, theme or group for the rest. `roles` is empty when the item fits every role.
    """

    id: str
    kind: Kind
    question: str
    category: str
    difficulty: Difficulty = "medium"
    roles: tuple[str, ...] = ()
    follow_up_questions: tuple[str, ...] = ()
    competency: str | None = None
    star_guidance: str | None = None
    example_answer: str | None = None
    expected_approach: str | None = None
    key_points: tuple[str, ...] = ()
    scenario: str | None = None
    evaluation_criteria: tuple[str, ...] = ()
    sample_response: str | None = None
    research_notes: str | None = None
    suggested_answer: str | None = None
    red_flags: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    seniority: tuple[Seniority, ...] = ()
    skills: tuple[str, ...] = ()
    version: int = 1


class RoleGuess(Value):
    """A role an ad may be for; `confidence` is 0-1 and comparable between ads."""

    id: str
    confidence: float


class Job(Value):
    """What was read from a job ad, or chosen by the candidate.

    `role` is the id questions are picked by; `roles` the guesses behind it, best first (empty
    when the role was given). `text` is the ad itself, empty when there was none.
    """

    title: str | None = None
    company: str | None = None
    role: str
    roles: tuple[RoleGuess, ...] = ()
    seniority: Seniority = "mid"
    industry: str | None = None
    skills: tuple[str, ...] = ()
    text: str = ""


class Criterion(Value):
    """One thing an answer was judged on.

    `level` is 0-4 on an anchored scale, or how far a key point is covered. `weight` is its
    share of the score before caps, 0-1. `quotes` are verbatim pieces of the answer. `note`
    says in words what moved the level.
    """

    criterion: str
    level: int | Coverage
    weight: float
    quotes: tuple[str, ...] = ()
    note: str = ""


class Gap(Value):
    """What an answer left out, most telling first in `Assessment.gaps`.

    `quote` is the candidate's own phrase the gap sits at (may be empty); `about` names what is
    missing in words that can be said aloud without giving the answer away.
    """

    kind: GapKind
    quote: str = ""
    about: str = ""


class Delivery(Value):
    """How an answer was said: counts, and rates per 100 words."""

    words: int = 0
    fillers_per_100: float = 0.0
    hedges_per_100: float = 0.0
    longest_sentence: int = 0
    words_per_minute: float | None = None


class Assessment(Value):
    """The judgement of one answer. `score` is None exactly when `unscored_reason` is given."""

    score: float | None
    unscored_reason: str | None = None
    flags: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    strengths: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    suggested_answer: str = ""
    gaps: tuple[Gap, ...] = ()
    delivery: Delivery = Delivery()
    scored_by: str = "built-in"


class Answer(Value):
    """What the candidate said, and the seconds they took (None when not timed)."""

    text: str
    seconds: float | None = None


class Turn(Value):
    """One question put to the candidate and what came back.

    `n` counts questions from 1; `part` is 0 for the question and 1, 2 for its follow-ups. The
    assessment of a part covers everything said to question `n` so far, so the last part's
    score is the question's score. A skipped turn has an empty answer and no assessment.
    """

    interview_id: str
    n: int
    part: int = 0
    question_id: str
    kind: Kind
    category: str
    difficulty: Difficulty = "medium"
    text: str
    answer: str
    seconds: float | None = None
    skipped: bool = False
    hints: int = 0
    assessment: Assessment | None = None
    answered_at: datetime

    @property
    def id(self) -> str:
        """The key recording is idempotent by."""
        return f"{self.interview_id}:{self.n}:{self.part}"


class PlannedQuestion(Value):
    """A question the interviewer means to ask, and why this one."""

    question_id: str
    kind: Kind
    why: str


class Plan(Value):
    """The interview to come: its questions in order and its length in minutes."""

    questions: tuple[PlannedQuestion, ...]
    minutes: int


class Persona(Value):
    """An interviewer's character: how deep they probe, how patient they are, what they say.

    `max_probes` is per question (0-2); `probe_below` the score under which they probe;
    `patience_seconds` the length of an answer after which they move on; `difficulty_mix` and
    `kind_mix` are shares that sum to 1; `lines` maps an occasion to its phrasings.
    """

    name: str
    style: str
    description: str
    question_style: str
    max_probes: int
    probe_below: float
    patience_seconds: float
    difficulty_mix: dict[Difficulty, float]
    kind_mix: dict[Kind, float]
    lines: dict[str, tuple[str, ...]]


class Moment(Value):
    """A point of the interview worth remembering: the question, a quote, and its score."""

    n: int
    question: str
    quote: str
    score: float


class CategoryScore(Value):
    """A mean score (0-100) and the number of answers it rests on."""

    name: str
    score: float
    answers: int


class Report(Value):
    """What a finished interview comes to. `final_score` is None when nothing could be scored."""

    final_score: float | None
    scored: int
    unscored: int
    skipped: int
    detailed_feedback: str
    strengths: tuple[str, ...] = ()
    improvement_areas: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    by_category: tuple[CategoryScore, ...] = ()
    by_criterion: tuple[CategoryScore, ...] = ()
    best: Moment | None = None
    weakest: Moment | None = None
    seconds: float = 0.0


InterviewStatus = Literal["running", "finished"]


class Interview(Value):
    """A stored mock interview or practice session.

    `style` names the persona; `count` is the most questions wanted. `source` is the interview a
    retake forked from, with the number of the question retaken.
    """

    id: str
    mode: Literal["mock", "practice", "retake"] = "mock"
    user: str = "default"
    job: Job
    style: str = "friendly"
    minutes: int
    count: int = 10
    status: InterviewStatus = "running"
    started_at: datetime
    finished_at: datetime | None = None
    plan: Plan | None = None
    report: Report | None = None
    source: tuple[str, int] | None = None


class AdPassage(Value):
    """A passage of the job ad that answers something the candidate asked, verbatim."""

    quote: str
    similarity: float = Field(ge=-1, le=1)
