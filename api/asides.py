"""What a candidate asks aside of an interview: a hint, and why an answer scored as it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.archive import InterviewArchive

if TYPE_CHECKING:
    from domain import Event
    from graphs.conductor import Conductor


class InterviewAsides(InterviewArchive):
    """Neither changes the interview."""

    @property
    def _conductor(self) -> Conductor:
        """Who runs the graph of these sessions."""
        return self._stage.conductor

    def hint(self, interview_id: str, taken: int) -> str | None:
        """The next thing to think of for the question on the table, after `taken` hints to this
        part of it and those to the parts before; None when there are no more."""
        interview_id = self._stage.interviews.get(interview_id).id
        waiting = self._conductor.waiting(interview_id)
        if waiting is None or waiting["kind"] == "ask":
            return None
        from knowledge.naming import fill_names

        interview = self._stage.interviews.get(interview_id)
        asked = self._stage.crew.question(interview, waiting["question_id"])
        question = fill_names(asked, interview.job)
        guidance = (question.star_guidance or "").split(". ")
        hints = [hint.rstrip(".") + "." for hint in guidance if hint.strip()]
        hints += [f"Ask yourself: {probe}" for probe in question.follow_up_questions]
        taken += sum(t.hints for t in self._stage.scores.turns(interview_id, waiting["n"]))
        return hints[taken] if taken < len(hints) else None

    def asked(self, interview_id: str) -> str | None:
        """The question that the follow-up on the table belongs to; None when there is none."""
        from knowledge.naming import as_asked

        interview = self._stage.interviews.get(interview_id)
        waiting = self._conductor.waiting(interview.id)
        if waiting is None or waiting["event"] != "follow_up":
            return None
        question = self._stage.crew.question(interview, waiting["question_id"])
        return as_asked(question, interview.job)

    def why(self, interview_id: str) -> Event | None:
        """How the last answer was judged, or None before the first: the `assessment` event with
        "working", the sentences that say how the criteria came to the score."""
        from graphs.judged import assessment_event

        interview_id = self._stage.interviews.get(interview_id).id
        self._conductor.catch_up(interview_id)
        judged = [t for t in self._stage.scores.turns(interview_id) if t.assessment is not None]
        if not judged or judged[-1].assessment is None:
            return None
        event = assessment_event(judged[-1], judged[-1].assessment)
        return {**event, "working": list(judged[-1].assessment.working)}
