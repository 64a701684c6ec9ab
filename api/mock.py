"""Mock interviews for programs and front ends."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from agents.interviewer.planning import interview_flow
from api.asides import InterviewAsides
from api.jobs import JobReader
from domain import BadInput, Interview, Job, NotFound, Persona, standing_turns
from prompts import find_persona, load_personas

if TYPE_CHECKING:
    from domain import Event

# Characters; a spoken hour is about 60,000.
MAX_ANSWER = 1_000_000


class MockInterview(InterviewAsides, JobReader):
    """Mock interviews: started, answered step by step, ended, continued, retaken.

    The methods that return dicts are for programs that hold a dialogue; those that yield events
    (see SPEC.md) are for front ends that show each thing as it happens. Every iterator has to be
    read to its end.
    """

    @functools.cached_property
    def _reports(self) -> dict[str, Event]:
        """Reports of interviews that were not kept, for as long as this object lives."""
        return {}

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
        user: str = "default",
    ) -> Iterator[Event]:
        """Starts an interview: the greeting, then the opening question."""
        settings = self._stage.settings
        minutes = settings.mock_interview_duration if minutes is None else minutes
        count = settings.default_question_count if count is None else count
        if not 1 <= minutes <= 240:
            raise BadInput("an interview lasts 1 to 240 minutes")
        if not 1 <= count <= 60:
            raise BadInput("an interview holds 1 to 60 questions")
        interview = Interview(
            id=self._stage.new_id(),
            user=user,
            job=job,
            style=self._persona(style).style,
            minutes=minutes,
            count=count,
            started_at=self._stage.now(),
        )
        self._stage.interviews.create(interview)
        yield from self._watched(self._stage.conductor.begin(interview.id))

    def resume(self, interview_id: str | None = None, user: str = "default") -> Iterator[Event]:
        """Goes on with an interview, the latest unfinished one when no id is given."""
        if interview_id is None:
            interview = self._stage.interviews.latest_running(user)
            if interview is None:
                raise NotFound(self._nothing_running(user))
        else:
            interview = self._stage.interviews.get(interview_id)
        yield from self._watched(self._stage.conductor.begin(interview.id))

    def answer(
        self, interview_id: str, text: str, *, seconds: float | None = None, hints: int = 0
    ) -> Iterator[Event]:
        """Takes an answer; it is on disk before the first event comes back.

        Raises BadInput when it is longer than `MAX_ANSWER`; the question then still stands.
        """
        if len(text) > MAX_ANSWER:
            raise BadInput(
                f"an answer has at most {MAX_ANSWER:,} characters; this has {len(text):,}"
            )
        # Lone surrogates come from file names and terminals, and no store takes them.
        text = text.encode("utf-8", "replace").decode("utf-8")
        heard = {"text": text, "seconds": _sound(seconds), "hints": hints}
        yield from self._hear(interview_id, heard)

    def skip(
        self, interview_id: str, *, seconds: float | None = None, hints: int = 0
    ) -> Iterator[Event]:
        """Moves on without an answer; the question counts as skipped, not as zero."""
        heard = {"text": "", "skip": True, "seconds": _sound(seconds), "hints": hints}
        yield from self._hear(interview_id, heard)

    def end(self, interview_id: str) -> Iterator[Event]:
        """Ends the interview here; the report is over what was answered."""
        yield from self._hear(interview_id, {"text": "", "end": True})

    def pause(self, interview_id: str) -> Event:
        """Lets go of the interview; nothing is lost."""
        interview_id = self._stage.interviews.get(interview_id).id
        self._stage.conductor.release(interview_id)
        return {"event": "paused", "interview_id": interview_id}

    def warm(self) -> None:
        """Starts loading the question index in the background."""
        self._stage.finder.warm()

    def give_up_waiting(self) -> None:
        """Has no step wait for the language model any longer: the one under way ends at once, by
        the built-in agents. May be called from a signal handler."""
        self._stage.give_up_waiting()

    def retake(self, interview_id: str, n: int) -> Iterator[Event]:
        """Asks question `n` of a finished interview again, from the state before its answer.

        Yields a notice with the new id first; the original stays as it is.
        """
        source = self._stage.interviews.get(interview_id)
        if source.status != "finished":
            raise BadInput(f"interview {source.id} is not finished; mock --continue {source.id}")
        retake = source.model_copy(
            update={
                "id": self._stage.new_id(),
                "mode": "retake",
                "status": "running",
                "source": (source.id, n),
                "started_at": self._stage.now(),
                "finished_at": None,
                "report": None,
            }
        )
        self._stage.conductor.before(source, n)
        self._stage.interviews.create(retake)
        yield {"event": "notice", "text": f"Question {n} again.", "interview_id": retake.id}
        yield from self._watched(self._stage.conductor.begin(retake.id))

    def _hear(self, interview_id: str, heard: Mapping[str, Any]) -> Iterator[Event]:
        stamped: Any = {**heard, "at": self._stage.now().isoformat()}
        interview = self._stage.interviews.get(interview_id)
        yield from self._watched(self._stage.conductor.answer(interview.id, stamped))

    def _watched(self, events: Iterator[Event]) -> Iterator[Event]:
        """Passes events on. The report of a retake carries both assessments; after a report
        nothing is kept when nothing is to be tracked."""
        for event in events:
            if event["event"] == "report":
                interview = self._stage.interviews.get(event["interview_id"])
                if interview.source is not None:
                    before, now = self.compare(interview.id)
                    event = {**event, "before": before, "now": now}
                if not self._tracks():
                    self._reports[interview.id] = event
                    self._stage.interviews.delete(interview.id)
            yield event

    def _nothing_running(self, user: str) -> str:
        """Where to go instead when there is nothing to continue."""
        latest = next(iter(self._stage.interviews.list(user)), None)
        if latest is None:
            return "there is no interview to go on with; start one with: run.py mock"
        return (
            f"no interview is unfinished; the latest is over: run.py interviews show {latest.id}; "
            "start another with: run.py mock"
        )

    def _persona(self, style: str | None) -> Persona:
        """The persona asked for, else that of the settings."""
        if style is not None:
            return find_persona(style)
        try:
            return find_persona(self._stage.settings.interviewer_style)
        except NotFound as error:
            raise BadInput(f"the setting INTERVIEWER_STYLE is wrong: {error}") from None

    def _tracks(self) -> bool:
        return self._stage.settings.track_performance

    def _mean(self, interview_id: str) -> float | None:
        asked = standing_turns(self._stage.scores.turns(interview_id))
        scores = [t.assessment.score for t in asked if t.assessment]
        known = [score for score in scores if score is not None]
        return round(sum(known) / len(known), 1) if known else None


def _sound(seconds: float | None) -> float | None:
    """Seconds that a clock can have measured; None for anything that is no number."""
    if seconds is None or not math.isfinite(seconds):
        return None
    return max(0.0, seconds)
