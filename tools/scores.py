"""What agents and graphs may do with what is remembered: record turns, look scores up."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from domain import WEAK_BELOW, CategoryScore, Interview, Plan, Practised, Report, Turn
from memory.interviews import Interviews
from memory.practised import PractisedQuestions
from memory.scores import Scores

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from memory.database import Store


class ScoreBook:
    """The score store as a tool: one user's turns, interviews and weak areas."""

    def __init__(self, store: Store) -> None:
        self._scores = Scores(store)
        self._interviews = Interviews(store)
        self._practised = PractisedQuestions(store)
        self._open: dict[str, Interview] = {}

    def interview(self, interview_id: str) -> Interview:
        """The stored interview, read once until its plan is set: the rest never changes."""
        if interview_id not in self._open:
            self._open = {interview_id: self._interviews.get(interview_id)}
        return self._open[interview_id]

    def finished(self, interview_id: str) -> Interview:
        """The stored interview as it stands now, with its report when it has one."""
        return self._interviews.get(interview_id)

    def record(self, turn: Turn) -> None:
        """Stores a turn; recording the same one again changes nothing."""
        interview = self.interview(turn.interview_id)
        job = interview.job
        self._scores.record(turn, user=interview.user, role=job.role, company=job.company)

    def revise(self, turn: Turn) -> None:
        """Stores another assessment of a turn that is stored."""
        self._scores.revise(turn)

    def turns(self, interview_id: str, n: int | None = None) -> list[Turn]:
        """The turns of an interview, or of its question `n` alone, in the order they were
        asked."""
        return self._scores.turns(interview_id, n)

    def judged_before(self, turn: Turn) -> int:
        """How many answers of a turn's interview were judged before it was asked."""
        return self._scores.judged_before(turn)

    def set_plan(self, interview_id: str, plan: Plan) -> None:
        """Stores what the interviewer means to ask."""
        self._interviews.set_plan(interview_id, plan)
        self._open.pop(interview_id, None)

    def finish(self, interview_id: str, report: Report, at: datetime) -> None:
        """Stores the report and marks the interview finished."""
        self._interviews.finish(interview_id, report, at)

    def asked_lately(self, user: str) -> dict[str, datetime]:
        """When each question was last put to this user."""
        return self._scores.asked_lately(user)

    def areas(self, user: str) -> list[CategoryScore]:
        """The mean of each category this user was scored in, over how many answers."""
        return self._scores.by_category(user)

    def practised(self, user: str) -> list[Practised]:
        """Each question this user has answered, with its latest score, latest first."""
        return self._practised.of(user)

    def answered_since(self, user: str, since: datetime) -> list[tuple[str, str, datetime]]:
        """What this user answered since a moment: question, mode of the session, and when."""
        return self._practised.answered_since(user, since)

    def best(self, user: str, least: float, most: int) -> list[tuple[str, int, str, float]]:
        """This user's best answers, one a category: session, number, category, score (0-100)."""
        return self._practised.best(user, least, most)

    def weak_areas(self, user: str) -> list[str]:
        """Categories this user scores low in, worst first."""
        means = self._scores.by_category(user)
        weak = [mean for mean in means if mean.score < WEAK_BELOW]
        return [mean.name for mean in sorted(weak, key=lambda mean: (mean.score, mean.name))]


def weak_areas_tool(book: ScoreBook, user: str) -> BaseTool:
    """The weak areas as a LangChain tool for a model-backed agent."""
    from langchain_core.tools import StructuredTool

    def weak_areas() -> list[str]:
        """Categories the candidate scores low in, worst first; empty when there is no history."""
        return book.weak_areas(user)

    return StructuredTool.from_function(weak_areas)
