"""Interviews kept in the store: listed, shown, compared, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.backstage import Api
from domain import BadInput, Interview

if TYPE_CHECKING:
    from domain import Event


class InterviewArchive(Api):
    """What may be done with interviews without holding one."""

    def interviews(self, user: str | None = None) -> list[Interview]:
        """All interviews and practice sessions of a user, newest first."""
        return self._stage.interviews.list(self._who(user))

    def show(self, interview_id: str) -> Event:
        """The report event of a finished interview; NotFound when it has none yet."""
        from graphs.conductor import report_event

        interview = self._stage.interviews.get(interview_id)
        return report_event(interview, self._stage.scores.turns(interview.id))

    def interview(self, interview_id: str) -> Interview:
        """A stored interview."""
        return self._stage.interviews.get(interview_id)

    def delete(self, interview_id: str) -> str:
        """Removes an interview with its turns and checkpoints; returns its id."""
        interview = self._stage.interviews.get(interview_id)
        self._stage.release(interview.id)
        self._stage.interviews.delete(interview.id)
        return interview.id

    def compare(self, retake_id: str) -> tuple[list[Event], list[Event]]:
        """The assessments of the question retaken: before and now, one per part."""
        from graphs.judged import assessment_event

        retake = self._stage.interviews.get(retake_id)
        if retake.source is None:
            raise BadInput(f"interview {retake_id} is not a retake")
        original, n = retake.source

        def judged(interview_id: str) -> list[Event]:
            return [
                {**assessment_event(turn, turn.assessment), "answer": turn.answer}
                for turn in self._stage.scores.turns(interview_id)
                if turn.n == n and turn.assessment is not None
            ]

        return judged(original), judged(retake_id)
