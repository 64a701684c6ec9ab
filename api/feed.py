"""Items read ahead in a thread, a few at most, so that waiting for the next blocks nothing else."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Iterator
from queue import Empty, Queue
from typing import Generic, Self, TypeVar

Item = TypeVar("Item", bound=tuple[int, object])

# Items read ahead: enough for a few workers' next share, little enough to keep in memory.
_AHEAD = 64
# Seconds after which a wait looks up: on Windows a wait without end cannot be interrupted.
_LOOK_UP = 0.5


class Feed(Generic[Item]):
    """Numbered items of an iterator, in order. `taken` holds the numbers given out."""

    def __init__(self, first: Item, rest: Iterator[Item]) -> None:
        self.taken: deque[int] = deque()
        self._queue: Queue[Item | None] = Queue(_AHEAD)
        self._queue.put(first)
        self._rest = rest
        self._ended = False
        self._left = False
        self._error: Exception | None = None

    @property
    def at_hand(self) -> int:
        """How many can be taken without waiting (or one more, at the end)."""
        return self._queue.qsize()

    def next(self, *, block: bool) -> Item | None:
        """The next item; None at the end, and without `block` where none is at hand.

        Raises what reading it raised.
        """
        while not self._ended:
            try:
                item = self._queue.get(block, _LOOK_UP)
            except Empty:
                if block:
                    continue
                return None
            if item is not None:
                self.taken.append(item[0])
                return item
            self._ended = True
            if self._error is not None:
                raise self._error
        return None

    def _read(self) -> None:
        try:
            for item in self._rest:
                self._queue.put(item)
                if self._left:
                    return
        except Exception as error:  # noqa: BLE001 - raised again where the item is asked for
            self._error = error
        self._queue.put(None)

    def __enter__(self) -> Self:
        threading.Thread(target=self._read, daemon=True).start()
        return self

    def __exit__(self, *reason: object) -> None:
        self._left = True
        with contextlib.suppress(Empty):
            while True:
                self._queue.get_nowait()
