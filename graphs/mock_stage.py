"""Where a step of the mock interview finds the crew, the interview and the question."""

from __future__ import annotations

from langgraph.runtime import Runtime

from agents.crew import Crew
from domain import Interview, Question
from graphs.mock_state import MockState

# The candidate's questions to the interviewer are turns of this question.
FLOOR = "floor"


def on_stage(state: MockState, runtime: Runtime[Crew]) -> tuple[Crew, Interview]:
    """The crew of the context and the interview at hand."""
    return runtime.context, runtime.context.scores.interview(state["interview_id"])


def question_on_table(state: MockState, crew: Crew) -> Question:
    """The question of the bank that waits for an answer, or that of the open floor."""
    if state["question_id"] == FLOOR:
        return Question(id=FLOOR, kind="ask", question=state["line"], category="your questions")
    return crew.question(crew.scores.interview(state["interview_id"]), state["question_id"])
