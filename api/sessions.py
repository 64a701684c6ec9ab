"""What mock interviews and practice sessions have in common: held, paused, continued, retaken."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from api.asides import InterviewAsides
from api.jobs import JobReader
from domain import BadInput, NotFound, standing_turns

if TYPE_CHECKING:
    from domain import Event, Interview
    from graphs.conductor import Conductor

# Characters; a spoken hour is about 60,000.
MAX_ANSWER = 1_000_000


class Sessions(InterviewAsides, JobReader):
    """Sessions of one sort. The methods that yield events (see SPEC.md) are for front ends that
    show each thing as it happens; every iterator has to be read to its end."""

    command: ClassVar[str]
    """The command that holds them."""

    @functools.cached_property
    def _reports(self) -> dict[str, Event]:
        """Reports of sessions that were not kept, for as long as this object lives."""
        return {}

    @property
    def _conductor(self) -> Conductor:
        """Who runs the graph of these sessions."""
        stage = self._stage
        return stage.trainer if self.command == "practice" else stage.conductor

    def resume(self, interview_id: str | None = None, user: str | None = None) -> Iterator[Event]:
        """Goes on with a session, the latest unfinished one when no id is given. Raises NotFound,
        and BadInput for one of the other sort."""
        if interview_id is None:
            interview = self._stage.interviews.latest_running(
                self._who(user), practice=self.command == "practice"
            )
            if interview is None:
                raise NotFound(self._nothing_running(self._who(user)))
        else:
            interview = self._stage.interviews.get(interview_id)
            self._check_sort(interview)
        yield from self._watched(self._conductor.begin(interview.id))

    def answer(
        self,
        interview_id: str,
        text: str,
        *,
        seconds: float | None = None,
        hints: int = 0,
        **beside: Any,
    ) -> Iterator[Event]:
        """Takes an answer; it is on disk before the first event comes back. `beside` is what only
        sessions of one sort are told with it.

        Raises BadInput when it is longer than `MAX_ANSWER`; the question then still stands.
        """
        if len(text) > MAX_ANSWER:
            raise BadInput(
                f"an answer has at most {MAX_ANSWER:,} characters; this has {len(text):,}"
            )
        # Lone surrogates come from file names and terminals, and no store takes them.
        text = text.encode("utf-8", "replace").decode("utf-8")
        heard = {"text": text, "seconds": _sound(seconds), "hints": hints, **beside}
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
        self._conductor.release(interview_id)
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
            raise BadInput(
                f"interview {source.id} is not finished; {self.command} --continue {source.id}"
            )
        self._check_sort(source)
        retake = source.model_copy(
            update={
                "id": self._stage.new_id(),
                "mode": "retake",
                "status": "running",
                "source": (source.id, n),
                "started_at": self._stage.now(),
                "finished_at": None,
                "report": None,
                "outcome": None,
                "outcome_at": None,
            }
        )
        self._conductor.before(source, n)
        self._stage.interviews.create(retake)
        yield {"event": "notice", "text": f"Question {n} again.", "interview_id": retake.id}
        yield from self._watched(self._conductor.begin(retake.id))

    def _hear(self, interview_id: str, heard: Mapping[str, Any]) -> Iterator[Event]:
        stamped: Any = {**heard, "at": self._stage.now().isoformat()}
        interview = self._stage.interviews.get(interview_id)
        yield from self._watched(self._conductor.answer(interview.id, stamped))

    def _watched(self, events: Iterator[Event]) -> Iterator[Event]:
        """Passes events on. The report of a retake carries both assessments; after a report
        nothing is kept when nothing is to be tracked."""
        for event in events:
            if event["event"] == "report":
                interview = self._stage.interviews.get(event["interview_id"])
                if interview.source is not None:
                    before, now = self.compare(interview.id)
                    event = {**event, "before": before, "now": now}
                told = self._stage.settle_retention() if self._tracks() else None
                if told:
                    yield {"event": "notice", "interview_id": interview.id, "text": told}
                if not self._tracks():
                    self._reports[interview.id] = event
                    self._stage.interviews.delete(interview.id)
            yield event

    def _check_sort(self, interview: Interview) -> None:
        """BadInput when a session is not of the sort held here."""
        command = "practice" if interview.is_practice else "mock"
        if command != self.command:
            raise BadInput(
                f"{interview.id} goes on with: run.py {command} --continue {interview.id}"
            )

    def _nothing_running(self, user: str) -> str:
        """Where to go instead when there is nothing to continue."""
        noun = "practice session" if self.command == "practice" else "interview"
        kept = self._stage.interviews.list(user)
        latest = next(
            (one for one in kept if one.is_practice == (self.command == "practice")), None
        )
        if latest is None:
            return f"there is no {noun} to go on with; start one with: run.py {self.command}"
        return (
            f"no {noun} is unfinished; the latest is over: run.py interviews show {latest.id}; "
            f"start another with: run.py {self.command}"
        )

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
