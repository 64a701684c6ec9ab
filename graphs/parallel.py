"""Work on several things at once, given out as each is done."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")
Made = TypeVar("Made")


_LOOK = 0.1
"""Seconds between two looks at whether the work is broken off."""


class BrokenOff(Exception):
    """What was under way is not waited for any more."""


def at_once(
    items: Sequence[Item], work: Callable[[Item], Done], count: int, over: threading.Event
) -> Iterator[tuple[Item, Done]]:
    """Each item with what `work` made of it, in the order they get done, `count` at a time.

    What `work` raises is raised here, and BrokenOff once `over` is set. Left early, it leaves its
    threads behind, which keep no process from ending.
    """
    waiting: queue.SimpleQueue[Item] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[Item, Done | BaseException, bool]] = queue.SimpleQueue()
    for item in items:
        waiting.put(item)

    def serve() -> None:
        while True:
            try:
                item = waiting.get_nowait()
            except queue.Empty:
                return
            if over.is_set():
                return
            try:
                done.put((item, work(item), True))
            except BaseException as error:  # noqa: BLE001 - raised where it is waited for
                done.put((item, error, False))

    for _ in range(min(count, len(items))):
        threading.Thread(target=serve, name="at-once", daemon=True).start()
    for _ in items:
        item, made, well = _next(done, over)
        if not well:
            assert isinstance(made, BaseException)
            raise made
        yield item, made  # type: ignore[misc]


def _next(done: queue.SimpleQueue[Made], over: threading.Event) -> Made:
    while not over.is_set():
        try:
            return done.get(timeout=_LOOK)
        except queue.Empty:
            continue
    raise BrokenOff
