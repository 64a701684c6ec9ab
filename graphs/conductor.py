"""Runs an interview's graph over its stored thread, one answer at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, cast

from langsmith import tracing_context

from agents.crew import Crew
from domain import BadInput, Event, Interview, ModelUse, NotFound, Turn
from graphs.mock_listening import revise
from graphs.mock_state import Heard
from knowledge.naming import as_asked

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.graph.state import CompiledStateGraph
    from langgraph.types import StateSnapshot

    from memory.database import Store

# An answer takes at most six steps; more means a loop.
_STEPS = 20


class Conductor:
    """Holds the lock of each interview it runs, resumes by interrupt id, and yields events.

    Every iterator it returns must be read to its end: the graph runs as it is read. Events are
    those of SPEC.md; a waiting question is always the last one, a report ends the interview.
    `command` is the one that goes on with them.
    """

    def __init__(
        self,
        build: Callable[..., CompiledStateGraph[Any, Crew, Any, Any]],
        crew: Crew,
        store: Store,
        command: str = "mock",
    ) -> None:
        self._graph = build(checkpointer=store.checkpointer())
        self._crew = crew
        self._folder = store.folder
        self._command = command
        self._held: dict[str, ExitStack] = {}
        self._seated: dict[str, Crew] = {}

    def begin(self, interview_id: str) -> Iterator[Event]:
        """Starts an interview, or goes on with one that was interrupted anywhere.

        Raises Busy when another process holds it.
        """
        self._hold(interview_id)
        snapshot = self._snapshot(interview_id)
        interview = self._crew.scores.finished(interview_id)
        if interview.status == "finished":
            yield self._end(interview_id)
            return
        if snapshot.created_at is None and interview.source is not None:
            self._fork(interview)
            snapshot = self._snapshot(interview_id)
        if snapshot.created_at is None:
            yield from self._run({"interview_id": interview_id}, interview_id)
            return
        waiting = _waiting(snapshot)
        if waiting is not None:
            yield dict(waiting.value)
        else:
            yield from self._run(None, interview_id)

    def answer(self, interview_id: str, heard: Heard) -> Iterator[Event]:
        """Hands over what the candidate said; it is on disk before any event comes back.

        Raises BadInput when the interview waits for nothing, Busy when it is held elsewhere.
        """
        from langgraph.types import Command

        self._hold(interview_id)
        snapshot = self._snapshot(interview_id)
        waiting = _waiting(snapshot)
        # Killed after a step's writes were kept and before its checkpoint, a thread has tasks to
        # finish although `next` is empty.
        if waiting is None:
            self.release(interview_id)
        if waiting is None and (snapshot.next or snapshot.tasks):
            raise BadInput(
                f"interview {interview_id} was broken off in a step; "
                f"go on with: {self._command} --continue {interview_id}"
            )
        if waiting is None:
            raise BadInput(f"interview {interview_id} is over; interviews show {interview_id}")
        yield from self._run(Command(resume={waiting.id: heard}), interview_id)

    def waiting(self, interview_id: str) -> Event | None:
        """The question on the table, or None when none is."""
        waiting = _waiting(self._snapshot(interview_id))
        return dict(waiting.value) if waiting else None

    def catch_up(self, interview_id: str) -> None:
        """Stores the readings of answers that have come in the background since the last step."""
        crew = self._seated.get(interview_id)
        if crew is not None:
            revise(crew, crew.scores.interview(interview_id), crew.readings.ready())

    def before(self, source: Interview, n: int) -> dict[str, Any]:
        """The state of `source` just before answer `n`; NotFound when it has no question `n`."""
        asked: set[int] = set()
        for snapshot in self._graph.get_state_history(_config(source.id)):
            values: dict[str, Any] = snapshot.values
            if snapshot.next != ("listen",) or values["part"] or values["kind"] == "ask":
                continue
            if values["n"] == n:
                return values
            asked.add(values["n"])
        if self._snapshot(source.id).created_at is None:
            raise NotFound(f"interview {source.id} was held elsewhere; it cannot be retaken")
        raise NotFound(
            f"interview {source.id} has no question {n}; it has {_ranges(sorted(asked)) or 'none'}"
        )

    def _fork(self, retake: Interview) -> None:
        """Begins a retake's thread with a copy of its source's state; the source's stays. The
        question is put bare: what led to it belongs to the other interview."""
        assert retake.source is not None
        source_id, n = retake.source
        before = self.before(self._crew.scores.finished(source_id), n)
        question = self._crew.question(retake, before["question_id"])
        self._graph.update_state(
            _config(retake.id),
            {
                **before,
                "line": as_asked(question, retake.job),
                "interview_id": retake.id,
                "retake": True,
                "spent": 0.0,
                **self._alone(),
            },
            as_node="ask",
        )

    def _alone(self) -> dict[str, Any]:
        """What leaves a retake no question but the one it is about."""
        channels = self._graph.channels
        return {"planned": True, "queue": []} if "queue" in channels else {"said": None}

    def release(self, interview_id: str) -> None:
        """Gives up the lock, so that another process can go on."""
        seated = self._seated.pop(interview_id, None)
        if seated is not None:
            seated.readings.close()
        held = self._held.pop(interview_id, None)
        if held is not None:
            held.close()

    def close(self) -> None:
        """Gives up every lock."""
        for interview_id in list(self._held):
            self.release(interview_id)

    def _hold(self, interview_id: str) -> None:
        from memory.locks import interview_lock

        if interview_id not in self._held:
            stack = ExitStack()
            stack.enter_context(interview_lock(self._folder, interview_id))
            self._held[interview_id] = stack

    def _run(self, value: Any, interview_id: str) -> Iterator[Event]:
        crew = self._seat(interview_id)
        stream = self._graph.stream(
            value,
            _config(interview_id),
            context=crew,
            stream_mode=["custom", "updates"],
            durability="sync",
        )
        question: Event | None = None
        # Whatever the environment says, no run is sent to a tracing service.
        with tracing_context(enabled=False):
            for mode, chunk in cast(Iterator[tuple[str, Any]], stream):
                yield from _trouble(crew, interview_id)
                if mode == "custom":
                    yield dict(chunk)
                elif "__interrupt__" in chunk:
                    question = dict(chunk["__interrupt__"][0].value)
        yield from _trouble(crew, interview_id)
        yield question if question is not None else self._end(interview_id)

    def _seat(self, interview_id: str) -> Crew:
        """The crew for this interview, with one account of what it asks a model."""
        if interview_id not in self._seated:
            asked = self._snapshot(interview_id).values.get("model")
            before = ModelUse.model_validate(asked) if asked else None
            self._seated[interview_id] = self._crew.in_session(before)
        return self._seated[interview_id]

    def _end(self, interview_id: str) -> Event:
        event = report_event(
            self._crew.scores.finished(interview_id), self._crew.scores.turns(interview_id)
        )
        self.release(interview_id)
        return event

    def _snapshot(self, interview_id: str) -> StateSnapshot:
        return self._graph.get_state(_config(interview_id))


def report_event(interview: Interview, turns: list[Turn]) -> Event:
    """The event that closes an interview: its report and transcript."""
    report = interview.report
    if report is None:
        raise NotFound(
            f"interview {interview.id} has no report yet; mock --continue {interview.id}"
        )
    return {
        "event": "report",
        "interview_id": interview.id,
        "practice": interview.is_practice,
        **report.model_dump(mode="json"),
        "turns": [
            {
                "n": turn.n,
                "part": turn.part,
                "question_id": turn.question_id,
                "kind": turn.kind,
                "question": turn.text,
                "answer": turn.answer,
                "skipped": turn.skipped,
                "seconds": turn.seconds,
                "hints": turn.hints,
                "self_rating": turn.self_rating,
                "score": turn.assessment.score if turn.assessment else None,
                "flags": list(turn.assessment.flags) if turn.assessment else [],
            }
            for turn in turns
        ],
    }


def _trouble(crew: Crew, interview_id: str) -> Iterator[Event]:
    for text in crew.troubles():
        yield {"event": "notice", "interview_id": interview_id, "text": text}


def _config(interview_id: str) -> RunnableConfig:
    return {"configurable": {"thread_id": interview_id}, "recursion_limit": _STEPS}


def _waiting(snapshot: StateSnapshot) -> Any | None:
    return snapshot.interrupts[0] if snapshot.interrupts else None


def _ranges(numbers: list[int]) -> str:
    if not numbers:
        return ""
    if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 2:
        return f"{numbers[0]} to {numbers[-1]}"
    return ", ".join(map(str, numbers))
