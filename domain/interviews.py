"""An interview: who holds it, what is planned, what was said, what it came to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal, get_args

from domain.assessments import Assessment
from domain.jobs import Job
from domain.model_use import ModelUse
from domain.questions import Question
from domain.stories import StoryHint
from domain.value import Difficulty, Kind, Value


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


class PlannedQuestion(Value):
    """A question the interviewer means to ask, and why this one."""

    question_id: str
    kind: Kind
    why: str


class Plan(Value):
    """The interview to come: its questions in order and its length in minutes; `made` are those
    among them that were made for this interview and stand in no bank."""

    questions: tuple[PlannedQuestion, ...]
    minutes: int
    made: tuple[Question, ...] = ()


class Turn(Value):
    """One question put to the candidate and what came back.

    `n` counts questions from 1; `part` is 0 for the question and 1, 2 for its follow-ups. The
    assessment of a part covers everything said to question `n` so far, so the last part's
    score is the question's score. A skipped turn has an empty answer and no assessment. In
    practice a part is the question answered again from the start, judged alone. `self_rating` is
    what the candidate gave themselves (0-100) before they saw the score, None where they did not.
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
    self_rating: float | None = None
    assessment: Assessment | None = None
    answered_at: datetime

    @property
    def id(self) -> str:
        """The key recording is idempotent by."""
        return f"{self.interview_id}:{self.n}:{self.part}"

    @property
    def score(self) -> float | None:
        """The score of its assessment, None without one."""
        return self.assessment.score if self.assessment else None


def _stands_before(turn: Turn, standing: Turn) -> bool:
    if turn.score is None or standing.score is None:
        return turn.score is not None or standing.score is None
    return turn.score >= standing.score


def standing_turns(turns: Iterable[Turn]) -> list[Turn]:
    """Per question the turn that stands for it: its best scored part, the
    later of equals, else its last: a follow-up adds and never takes away.

    The candidate's own questions to the interviewer are left out.
    """
    by_question: dict[int, Turn] = {}
    for turn in sorted(turns, key=lambda turn: (turn.n, turn.part)):
        if turn.kind == "ask":
            continue
        standing = by_question.get(turn.n)
        if standing is None or _stands_before(turn, standing):
            by_question[turn.n] = turn
    return list(by_question.values())


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


class Stronger(Value):
    """A stronger version of the answer to question `n`. It holds nothing the candidate did not
    say; what only they can know stands as a placeholder in square brackets."""

    n: int
    text: str


class Again(Value):
    """Question `n` of a practice session answered more than once: the first score and the last
    (0-100), over so many scored `answers`."""

    n: int
    before: float
    after: float
    answers: int


class SelfRating(Value):
    """How a candidate rated their own answers before they saw the scores: the means of both
    (0-100) over so many `answers`."""

    answers: int
    rated: float
    scored: float


class Report(Value):
    """What a finished interview comes to. `final_score` is None when nothing could be scored.

    `stories` are those of the candidate's story bank that would have fitted a question better,
    `without_story` the competencies asked about for which it holds none (empty without a bank).
    `stronger` are better versions of answers given, `model` is the account of the language model,
    None when none was asked. Of a practice session the score is over first answers; `again` are
    the questions answered again, `self_rating` how the candidate rated themselves, None where
    they did not.
    """

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
    stories: tuple[StoryHint, ...] = ()
    without_story: tuple[str, ...] = ()
    stronger: tuple[Stronger, ...] = ()
    model: ModelUse | None = None
    again: tuple[Again, ...] = ()
    self_rating: SelfRating | None = None


# An event of SPEC.md: a dict with "event" and the keys of its kind.
Event = dict[str, Any]
InterviewStatus = Literal["running", "finished"]
# What the real interview brought.
Outcome = Literal["advanced", "offer", "rejected", "withdrawn"]
PracticeType = Literal["behavioral", "technical", "situational", "company", "mixed", "due"]
PRACTICE_TYPES: tuple[PracticeType, ...] = get_args(PracticeType)


class Interview(Value):
    """A stored mock interview or practice session. `resume` is the text of the CV, empty without.

    `style` names the persona, or the type of a practice session and of its retakes; `count` is the
    most questions wanted. `source` is the interview a
    retake forked from, with the number of the question retaken. `outcome` is what the real
    interview it prepared for brought, None until that is told.
    """

    id: str
    mode: Literal["mock", "practice", "retake"] = "mock"
    user: str = "default"
    job: Job
    resume: str = ""
    style: str = "friendly"
    minutes: int
    count: int = 10
    status: InterviewStatus = "running"
    started_at: datetime
    finished_at: datetime | None = None
    plan: Plan | None = None
    report: Report | None = None
    source: tuple[str, int] | None = None
    outcome: Outcome | None = None
    outcome_at: datetime | None = None

    @property
    def is_practice(self) -> bool:
        """Whether it is held as practice: a session, or a retake of one of its questions."""
        return self.mode == "practice" or self.style in PRACTICE_TYPES
