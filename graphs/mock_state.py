"""What a mock interview carries from step to step, and the pure rules that route it.

State is small and plain JSON: every step writes it to the checkpoint. Turns live in the score
store, the job and the plan in the interview's row.
"""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from graphs.asked_back import asks_about_the_question

# A question is not begun with less than this left, nor a follow-up with less than the other
# (seconds). A behavioral answer is commonly advised to take about two minutes.
MIN_FOR_QUESTION = 75.0
MIN_FOR_PROBE = 100.0
# Words a second of an answer nobody timed: 150 a minute, the middle of what is given for English
# conversation.
SPOKEN = 2.5
# With less than this left after the answer, the next question is announced as the last.
LAST_QUESTION = 210.0
# The candidate may ask this many questions back.
MAX_QUESTIONS_BACK = 5
# So often a question is put again; what is said then counts as the answer.
MAX_REPEATS = 3

Phase = Literal["opening", "question", "probe", "floor", "done"]
Step = Literal["plan", "ask", "probe", "floor", "answer_back", "close"]


class Heard(TypedDict, total=False):
    """What came back from the candidate; the value an interrupt is resumed with.

    `text` is what they said, `seconds` how long they took (absent when not timed), `at` the
    moment it arrived (ISO 8601, UTC), `hints` how many they took, `skip` and `end` what they
    chose instead of answering.
    """

    text: str
    seconds: float | None
    at: str
    hints: int
    skip: bool
    end: bool


class Summary(TypedDict):
    """What the router needs of an assessment: the score, and the kinds of gap, worst first."""

    score: float | None
    gaps: list[str]


class Policy(TypedDict):
    """The persona's numbers the router goes by (see `domain.Persona`), and the time in seconds."""

    seconds: float
    max_probes: int
    probe_below: float
    patience: float


class MockState(TypedDict, total=False):
    """The channels of the mock interview."""

    interview_id: str
    """Also the thread; the only input."""
    phase: Phase
    """Where the conversation stands; `next == ()` alone cannot tell finished from not begun."""
    policy: Policy
    """Fixed at the greeting."""
    queue: list[str]
    """Ids of the questions still to ask; None of them until `planned`."""
    planned: bool
    """Whether the questions after the opening have been chosen."""
    retake: bool
    """Whether this is one question of an earlier interview, asked again."""
    n: int
    """The number of the question on the table, from 1."""
    part: int
    """0 for the question, 1 and 2 for its follow-ups."""
    question_id: str
    """The question on the table."""
    kind: str
    """Its kind; empty before the first."""
    line: str
    """What the interviewer said last and waits on."""
    spent: float
    """Seconds of the interview used up so far."""
    said: dict[str, int]
    """How many phrasings of each occasion have been used."""
    quoted: list[str]
    """The candidate's phrases repeated to them since the question was asked."""
    put: list[str]
    """What was said to the candidate since the question was asked, it included."""
    probed: list[str]
    """Kinds of gap already asked about within this question."""
    repeats: int
    """How often this question was put again because the candidate asked for it."""
    heard: Heard | None
    """The answer being worked on; None once its turn is recorded."""
    last: Summary | None
    """The summary of the last answer; None after a skipped question."""
    cut_short: bool
    """Whether the last answer outlasted the persona's patience."""
    model: dict[str, Any]
    """The account of the language model so far, as of `domain.ModelUse`; absent without one."""
    ending: bool
    """Whether the candidate asked to end."""


def after_listening(state: MockState) -> str:
    """Assess what was said, or put the question again when that is all that was asked for."""
    heard = state["heard"]
    if heard is None or heard.get("skip") or heard.get("end") or state["phase"] == "floor":
        return "assess"
    if state.get("repeats", 0) >= MAX_REPEATS or not asks_about_the_question(heard.get("text", "")):
        return "assess"
    return "say_again"


def after_answer(state: MockState) -> Step:
    """Who speaks after an answer was taken in."""
    if state.get("ending"):
        return "close"
    if state["phase"] == "floor":
        return "answer_back"
    if not state.get("planned"):
        return "plan"
    return after_plan(state)


def after_plan(state: MockState) -> Step:
    """Probe what was left out, ask the next question, or give the candidate the floor."""
    if should_probe(state):
        return "probe"
    if state.get("retake"):
        return "close"
    if not state["queue"] or time_left(state) < MIN_FOR_QUESTION:
        return "floor"
    return "ask"


def after_reply(state: MockState) -> str:
    """After the candidate's own question: listen for another, or close."""
    return "close" if state["phase"] == "done" else "listen"


def should_probe(state: MockState) -> bool:
    """Whether this answer is worth a follow-up to this persona, with the time there is. What was
    said in a language nobody here can judge is asked for again in English."""
    policy, last = state["policy"], state.get("last")
    if last is None or state["part"] >= policy["max_probes"]:
        return False
    if last["score"] is None:
        return next_gap(state) == "language"
    if last["score"] >= policy["probe_below"] or state.get("cut_short"):
        return False
    return next_gap(state) is not None and time_left(state) >= MIN_FOR_PROBE


def next_gap(state: MockState) -> str | None:
    """The worst kind of gap not yet asked about within this question."""
    last = state.get("last")
    probed = state.get("probed", [])
    return next((gap for gap in last["gaps"] if gap not in probed), None) if last else None


def time_taken(heard: Heard) -> float:
    """The seconds an answer took, or would take to say when it was not timed."""
    seconds = heard.get("seconds")
    if seconds is None:
        return len(heard.get("text", "").split()) / SPOKEN
    return max(0.0, seconds)


def time_left(state: MockState) -> float:
    """Seconds until the interview should be over; a retake has no clock."""
    if state.get("retake"):
        return float("inf")
    return state["policy"]["seconds"] - state["spent"]
