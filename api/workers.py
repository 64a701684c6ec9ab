"""A long batch spread over several processes: each line scored once, results in the order of
the lines, whatever becomes of a process.

The process that reads the batch scores as well, and gives away what it has no time for. A worker
hears and answers over a pipe of its own, so it ends when its parent does, however that ended.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from api.batch import failed, id_of
from api.feed import Feed

Line = tuple[int, str | bytes]
Result = dict[str, Any]

PAYS_FROM = 100
"""Lines scored before workers are started. A worker takes as long to start as some 100 answers
take to score (measured with spawn on two cores: 0.7 s, at 5 to 10 ms an answer)."""

# Lines given to a worker at a time, and their bytes: enough that it seldom waits for more, little
# enough that the last worker is not long behind the others.
_PARCEL_LINES, _PARCEL_BYTES = 16, 256_000
# Results kept for a line before them that takes long; past this the others wait for it.
_MOST_KEPT = 256
# Each worker may die so often; then the batch goes on without it.
_LIVES = 4
_MOST_WORKERS = 7


def spread(
    lines: Iterator[Line], score: Callable[[int, str | bytes], Result], processes: int
) -> Generator[Result, None, None]:
    """The result of each line, in order; `processes` counts this one, which scores the first
    `PAYS_FROM` lines alone."""
    for number, line in islice(lines, PAYS_FROM):
        yield score(number, line)
    first = next(lines, None)
    if first is None:
        return
    with Feed(first, lines) as feed, _Workers(min(processes - 1, _MOST_WORKERS)) as workers:
        yield from _in_order(feed, workers, score)


def _in_order(
    feed: Feed[Line], workers: _Workers, score: Callable[[int, str | bytes], Result]
) -> Iterator[Result]:
    done: dict[int, Result] = workers.done
    while True:
        workers.hand_out(feed)
        workers.collect()
        while feed.taken and feed.taken[0] in done:
            yield done.pop(feed.taken.popleft())
        returned = workers.returned.popleft() if workers.returned else None
        if returned is None and len(done) < _MOST_KEPT:
            returned = feed.next(block=not workers.busy)
        if returned is not None:
            done[returned[0]] = score(*returned)
        elif workers.busy:
            workers.collect(block=True)
        elif not feed.taken:
            return


@dataclass(eq=False)
class _Worker:
    """A process, our end of its pipe, and the lines it has not answered, in order."""

    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    lines: deque[Line] = field(default_factory=deque)


class _Workers:
    """The other processes. `done` holds what they answered by line number; `returned` the lines
    a dead one had not come to."""

    def __init__(self, count: int) -> None:
        self.done: dict[int, Result] = {}
        self.returned: deque[Line] = deque()
        # What a worker died at: tried once more, in another worker, never in this process.
        self._suspects: deque[Line] = deque()
        self._suspected: set[int] = set()
        self._lives = count * _LIVES
        self._workers: list[_Worker] = []
        self._count = count

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come from one of them."""
        return bool(self._suspects) or any(worker.lines for worker in self._workers)

    def hand_out(self, feed: Feed[Line]) -> None:
        """Gives each idle worker its share of what can be read without waiting."""
        idle = [worker for worker in self._workers if worker.ready and not worker.lines]
        while idle:
            worker = idle.pop()
            if self._suspects:
                parcel = [self._suspects.popleft()]
            elif len(self.done) < _MOST_KEPT:
                parcel = _parcel(feed, len(idle) + 2)
            else:
                return
            if not parcel:
                return
            worker.lines.extend(parcel)
            try:
                worker.pipe.send(parcel)
            except OSError:
                self._bury(worker)

    def collect(self, *, block: bool = False) -> None:
        """Takes in what they have answered; `block` waits until there is something."""
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes), None if block else 0):
            assert isinstance(pipe, Connection)
            self._hear(pipes[pipe])

    def _hear(self, worker: _Worker) -> None:
        try:
            while True:
                result = worker.pipe.recv()
                if worker.ready:
                    self.done[worker.lines.popleft()[0]] = result
                worker.ready = True
                if not worker.lines or not worker.pipe.poll():
                    return
        except (EOFError, OSError):
            self._bury(worker)

    def _bury(self, worker: _Worker) -> None:
        """Sees to the lines of a dead worker, and starts another in its place."""
        self._workers.remove(worker)
        _end(worker)
        if worker.lines:
            number, line = worker.lines.popleft()
            if number in self._suspected:
                what = "the process scoring it ended twice"
                self.done[number] = failed(number, what, id_of(line))
            else:
                self._suspected.add(number)
                self._suspects.append((number, line))
            self.returned.extend(worker.lines)
        self._lives -= 1
        if self._lives > 0:
            self._start()
        if not self._workers:
            self.returned.extendleft(self._suspects)
            self._suspects.clear()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs,), daemon=True)
        try:
            with _interrupts_held():
                process.start()
        except OSError:
            # The machine has no room for another process; those there are do the work.
            ours.close()
        else:
            self._workers.append(_Worker(process, ours))
        finally:
            theirs.close()

    def __enter__(self) -> _Workers:
        for _ in range(self._count):
            self._start()
        return self

    def __exit__(self, *reason: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            _end(worker)


def _parcel(feed: Feed[Line], sharers: int) -> list[Line]:
    """A fair share of the lines at hand."""
    parcel: list[Line] = []
    size = 0
    for _ in range(min(_PARCEL_LINES, feed.at_hand // sharers)):
        line = feed.next(block=False)
        if line is None:
            break
        parcel.append(line)
        size += len(line[1])
        if size > _PARCEL_BYTES:
            break
    return parcel


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
    worker.process.close()


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """What is started meanwhile never hears Ctrl-C, which a terminal sends to every process: it
    is for the parent to say what happens then."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    # The first process to be started brings this one along, which lets interrupts through again.
    ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection) -> None:
    """A worker's life: says that it is there, then answers line by line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One thread for numpy, which is not imported yet: the other cores have workers of their own.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from api.evaluate import AnswerEvaluator

    evaluator = AnswerEvaluator()
    evaluator.load()
    with contextlib.suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            for number, line in pipe.recv():
                pipe.send(evaluator.score_line(number, line))
