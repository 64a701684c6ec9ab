"""Work on several things at once, given out as each is done."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")


def at_once(
    items: Sequence[Item], work: Callable[[Item], Done], count: int
) -> Iterator[tuple[Item, Done]]:
    """Each item with what `work` made of it, in the order they get done, `count` at a time.

    What `work` raises is raised here. Left early, it leaves its threads behind, which keep no
    process from ending.
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
            try:
                done.put((item, work(item), True))
            except BaseException as error:  # noqa: BLE001 - raised where it is waited for
                done.put((item, error, False))

    for _ in range(min(count, len(items))):
        threading.Thread(target=serve, name="at-once", daemon=True).start()
    for _ in items:
        item, made, well = done.get()
        if not well:
            assert isinstance(made, BaseException)
            raise made
        yield item, made  # type: ignore[misc]
