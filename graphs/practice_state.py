"""What a practice session carries from step to step, and the pure rules that route it.

State is small and plain JSON, as in the mock interview's: turns live in the score store, the job
and the questions in the session's row.
"""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

Phase = Literal["question", "rate", "rest", "done"]


class Said(TypedDict, total=False):
    """What came back from the candidate; the value an interrupt is resumed with.

    To a question: `text`, `seconds` (absent when not timed), `at` (ISO 8601, UTC), `hints`, or
    `skip` or `end` instead; `n` where it answers another question than the one on the table;
    `rated` when no self-rating is to be asked for. To "rate": `rating`, 0-100 or None. To "rest":
    `again`, `n` or `end`; nothing of these goes on to the next question.
    """

    text: str
    seconds: float | None
    at: str
    hints: int
    skip: bool
    end: bool
    n: int | None
    rated: bool
    rating: float | None
    again: bool


class PracticeState(TypedDict, total=False):
    """The channels of a practice session."""

    interview_id: str
    """Also the thread; the only input."""
    phase: Phase
    """Where the session stands."""
    limit: float
    """Seconds of practice after which no further question is put."""
    questions: list[str]
    """The ids of all questions, in order; question `n` is number n - 1."""
    answered: list[int]
    """The numbers of the questions answered or skipped."""
    n: int
    """The number of the question on the table, from 1."""
    part: int
    """0 for the first answer to it, 1 and on for it answered again."""
    question_id: str
    kind: str
    line: str
    """The question as it was put."""
    spent: float
    """Seconds of the session used up so far."""
    said: Said | None
    """What was said last and is being worked on."""
    model: dict[str, Any]
    """The account of the language model so far, as of `domain.ModelUse`; absent without one."""
    retake: bool
    """Whether this is one question of an earlier session, asked again."""


def after_listening(state: PracticeState) -> Literal["review", "rate", "assess"]:
    """What follows an answer: its self-rating where one is asked for, else its assessment."""
    said = state["said"] or {}
    if said.get("end"):
        return "review"
    return "assess" if said.get("rated") or said.get("skip") else "rate"


def after_assessment(state: PracticeState) -> Literal["rest", "ask", "review"]:
    """Feedback is read before anything else; after a skipped question there is none."""
    if not (state["said"] or {}).get("skip"):
        return "rest"
    return "ask" if goes_on(state) else "review"


def after_rest(state: PracticeState) -> Literal["ask", "review"]:
    """The same question again, the one named, the next one, or the end."""
    said = state["said"] or {}
    if said.get("end"):
        return "review"
    if said.get("again") or said.get("n"):
        return "ask"
    return "ask" if goes_on(state) else "review"


def next_question(state: PracticeState) -> int | None:
    """The number of the question to put next: the first after this one that has no answer, else
    the first of all that has none."""
    left = [n for n in range(1, len(state["questions"]) + 1) if n not in state.get("answered", [])]
    n = state.get("n", 0)
    return next((one for one in left if one > n), left[0] if left else None)


def time_is_up(state: PracticeState) -> bool:
    """Whether the session has lasted as long as it should; a retake has no clock."""
    return not state.get("retake") and state.get("spent", 0.0) >= state["limit"]


def goes_on(state: PracticeState) -> bool:
    """Whether another question is put without being asked for."""
    return not state.get("retake") and not time_is_up(state) and next_question(state) is not None
