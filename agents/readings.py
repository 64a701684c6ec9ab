"""A model's readings of answers, made while the interview goes on."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from domain import Answer, Assessment, ModelUnavailable, Question

if TYPE_CHECKING:
    from agents.evaluator import Evaluator, Manner, Reread

_Work = Callable[[], None]


class Readings:
    """The assessments of one interview that are being read again, by the turn's id.

    One reading at a time, so that they never crowd the interviewer's own words off a server that
    serves few; those the interview has not waited for are lost with the process, and asked for
    again before the report.
    """

    def __init__(self, evaluator: Evaluator | None = None) -> None:
        self._evaluator = evaluator
        self._begun: dict[str, Future[Reread]] = {}
        self._work: queue.SimpleQueue[_Work] = queue.SimpleQueue()
        self._worker: threading.Thread | None = None

    def begin(
        self, turn_id: str, question: Question, answer: Answer, first: Assessment, manner: Manner
    ) -> None:
        """Has the answer read again in the background, once; nothing without a model."""
        if self._evaluator is not None and turn_id not in self._begun and first.score is not None:
            self._put(turn_id, question, answer, first, manner, thorough=False)

    def ready(self) -> dict[str, Assessment]:
        """The readings that have come and settle their answer, since this was last asked."""
        done = {turn: future for turn, future in self._begun.items() if _settled(future)}
        return self._take(done)

    def wait(self) -> None:
        """Waits for all that were begun, whatever comes of them."""
        for future in list(self._begun.values()):
            if not _is_taken(future):
                future.exception()

    def finish(
        self, turn_id: str, question: Question, answer: Answer, first: Assessment, manner: Manner
    ) -> Assessment | None:
        """Waits for the reading of one answer, with a second one where the first calls for it;
        None when there is nothing new."""
        self.begin(turn_id, question, answer, first, manner)
        future = self._begun.get(turn_id)
        if future is None or _is_taken(future):
            return None
        try:
            if future.result().again:
                future = self._put(turn_id, question, answer, first, manner, thorough=True)
                future.result()
        except ModelUnavailable:
            return None
        return self._take({turn_id: future}).get(turn_id)

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
        self._begun[turn_id] = future

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
        while True:
            self._work.get()()

    def _take(self, done: dict[str, Future[Reread]]) -> dict[str, Assessment]:
        found = {turn: future.result().assessment for turn, future in done.items()}
        for turn in done:
            self._begun[turn] = _TAKEN
        return found


_TAKEN: Future[Reread] = Future()


def _is_taken(future: Future[Reread]) -> bool:
    return future is _TAKEN


def _settled(future: Future[Reread]) -> bool:
    """Whether a reading has come that needs no second one."""
    return (
        not _is_taken(future)
        and future.done()
        and future.exception() is None
        and not future.result().again
    )
