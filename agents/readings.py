"""A model's readings of answers, made while the interview goes on."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import Answer, Assessment, ModelUnavailable, Question

if TYPE_CHECKING:
    from agents.evaluator import Evaluator, Manner, Reread


@dataclass
class _Begun:
    """A reading of an answer assessed at `first`; `told` once what came of it was given out."""

    first: Assessment
    future: Future[Reread]
    told: bool = False

    @property
    def settled(self) -> bool:
        """Whether it has come, and no second one is called for."""
        future = self.future
        return future.done() and future.exception() is None and not future.result().again


class Readings:
    """The assessments of one interview that are being read again, by the turn's id.

    One reading at a time, so that they never crowd the interviewer's own words off a server that
    serves few; those the interview has not waited for are lost with the process, and asked for
    again before the report.
    """

    def __init__(self, evaluator: Evaluator | None = None) -> None:
        self._evaluator = evaluator
        self._begun: dict[str, _Begun] = {}
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._worker: threading.Thread | None = None

    def begin(
        self, turn_id: str, question: Question, answer: Answer, first: Assessment, manner: Manner
    ) -> None:
        """Has the answer read again in the background, once; nothing without a model."""
        if self._evaluator is not None and turn_id not in self._begun and first.score is not None:
            self._put(turn_id, question, answer, first, manner, thorough=False)

    def ready(self) -> dict[str, Assessment]:
        """The assessments that are no longer the first ones, of readings that have come and settle
        their answer since this was last asked."""
        return self._tell([turn for turn, begun in self._begun.items() if begun.settled])

    def wait(self) -> None:
        """Waits for all that were begun, whatever comes of them."""
        for begun in list(self._begun.values()):
            begun.future.exception()

    def finish(
        self, turn_id: str, question: Question, answer: Answer, first: Assessment, manner: Manner
    ) -> Assessment | None:
        """Waits for the reading of one answer, with a second one where the first calls for it;
        None when the first assessment stands or another was given out already."""
        self.begin(turn_id, question, answer, first, manner)
        begun = self._begun.get(turn_id)
        if begun is None or begun.told:
            return None
        try:
            if begun.future.result().again:
                self._put(turn_id, question, answer, first, manner, thorough=True).result()
        except ModelUnavailable:
            return None
        return self._tell([turn_id]).get(turn_id)

    def close(self) -> None:
        """Begins nothing more; the reading under way ends by itself."""
        self._evaluator = None
        self._work.put(None)

    def _put(
        self,
        turn_id: str,
        question: Question,
        answer: Answer,
        first: Assessment,
        manner: Manner,
        *,
        thorough: bool,
    ) -> Future[Reread]:
        evaluator = self._evaluator
        assert evaluator is not None
        future: Future[Reread] = Future()
        self._begun[turn_id] = _Begun(first, future)

        def work() -> None:
            try:
                future.set_result(
                    evaluator.reread(question, answer, first, manner, thorough=thorough)
                )
            except Exception as error:  # noqa: BLE001 - raised where the reading is taken
                future.set_exception(error)

        self._work.put(work)
        if self._worker is None:
            self._worker = threading.Thread(target=self._run, name="readings", daemon=True)
            self._worker.start()
        return future

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()

    def _tell(self, turns: list[str]) -> dict[str, Assessment]:
        found: dict[str, Assessment] = {}
        for turn in turns:
            begun = self._begun[turn]
            read = begun.future.result().assessment
            if not begun.told and read != begun.first:
                found[turn] = read
            begun.told = True
        return found
