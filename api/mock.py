"""Mock interviews for programs and front ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from agents.interviewer.planning import interview_flow
from api.sessions import Sessions
from domain import BadInput, Interview, Job, NotFound, Persona
from prompts import find_persona, load_personas

if TYPE_CHECKING:
    from domain import Event


class MockInterview(Sessions):
    """Mock interviews: started, answered step by step, ended, continued, retaken.

    The methods that return dicts are for programs that hold a dialogue; those that yield events
    (see SPEC.md) are for front ends that show each thing as it happens. Every iterator has to be
    read to its end.
    """

    command = "mock"

    def start_mock_interview(
        self, job_desc: str, interviewer_style: str | None = None, **options: Any
    ) -> dict[str, Any]:
        """Starts an interview for an ad. Options as for `begin` and `read_job`.

        Returns interview_id, interviewer_persona, interview_flow, estimated_duration (minutes),
        greeting, and next_question.
        """
        job_options = {
            name: options.pop(name)
            for name in ("title", "role", "company", "seniority", "industry")
            if name in options
        }
        job = self.read_job(job_desc, **job_options)
        events = list(self.begin(job, interviewer_style, **options))
        greeting = next(event for event in events if event["event"] == "greeting")
        persona = self._persona(interviewer_style)
        interview = self._stage.interviews.get(greeting["interview_id"])
        return {
            "interview_id": interview.id,
            "interviewer_persona": persona.model_dump(exclude={"lines"}),
            "interview_flow": interview_flow(persona, interview.minutes, interview.count),
            "estimated_duration": interview.minutes,
            "greeting": greeting["text"],
            "next_question": events[-1],
        }

    def conduct_interview_step(
        self, interview_id: str, user_response: str, *, seconds: float | None = None
    ) -> dict[str, Any]:
        """Takes an answer (or `/skip`, `/end`) and returns what the interviewer says to it.

        `interviewer_notes` are what the assessment would improve; `current_score` is the mean
        so far (0-100, None before anything could be scored).
        """
        interview_id = self._stage.interviews.get(interview_id).id
        command = user_response.strip().lower()
        if command in ("/skip", "/end"):
            given = self.skip(interview_id) if command == "/skip" else self.end(interview_id)
            events = list(given)
        else:
            events = list(self.answer(interview_id, user_response, seconds=seconds))
        last = events[-1]
        done = last["event"] == "report"
        # A second assessment in one step is of an earlier answer, read again meanwhile.
        judged = next((event for event in events if event["event"] == "assessment"), None)
        notes = judged["improvements"] if judged else []
        said = [event["text"] for event in events if event["event"] == "notice"]
        current = last["final_score"] if done else self._mean(interview_id)
        return {
            "interviewer_response": last["text"] if not done else " ".join(said),
            "next_question": None if done else last,
            "interviewer_notes": notes,
            "is_complete": done,
            "current_score": current,
        }

    def end_mock_interview(self, interview_id: str) -> dict[str, Any]:
        """Ends an interview where it stands and returns its report.

        Keys: final_score, detailed_feedback, strengths, improvement_areas, interviewer_notes,
        recommendations, and those of the `report` event.
        """
        report = self._reports.get(interview_id)
        if report is None:
            interview = self._stage.interviews.get(interview_id)
            finished = interview.status == "finished"
            report = self.show(interview.id) if finished else list(self.end(interview.id))[-1]
        notes = [
            f"question {turn['n']}: {flag.replace('_', ' ')}"
            for turn in report["turns"]
            for flag in turn["flags"]
        ]
        return {**report, "interviewer_notes": notes}

    @staticmethod
    def find_persona(style: str) -> Persona:
        """The persona of a style; NotFound lists the styles, nearest first."""
        return find_persona(style)

    def get_interviewer_personas(self) -> list[dict[str, Any]]:
        """Every persona with name, style, description and question_style."""
        return [
            persona.model_dump(include={"name", "style", "description", "question_style"})
            for persona in load_personas()
        ]

    def begin(
        self,
        job: Job,
        style: str | None = None,
        *,
        minutes: int | None = None,
        count: int | None = None,
        resume: str = "",
        user: str | None = None,
    ) -> Iterator[Event]:
        """Starts an interview: the greeting, then the opening question. `resume` is the text of the
        CV, which a model reads for its questions."""
        settings = self._stage.settings
        minutes = settings.mock_interview_duration if minutes is None else minutes
        count = settings.default_question_count if count is None else count
        if not 1 <= minutes <= 240:
            raise BadInput("an interview lasts 1 to 240 minutes")
        if not 1 <= count <= 60:
            raise BadInput("an interview holds 1 to 60 questions")
        interview = Interview(
            id=self._stage.new_id(),
            user=self._who(user),
            job=job,
            resume=resume,
            style=self._persona(style).style,
            minutes=minutes,
            count=count,
            started_at=self._stage.now(),
        )
        self._stage.interviews.create(interview)
        yield from self._watched(self._conductor.begin(interview.id))

    def _persona(self, style: str | None) -> Persona:
        """The persona asked for, else that of the settings."""
        if style is not None:
            return find_persona(style)
        try:
            return find_persona(self._stage.settings.interviewer_style)
        except NotFound as error:
            raise BadInput(f"the setting INTERVIEWER_STYLE is wrong: {error}") from None
