"""Ctrl-C while something is waited for."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stoppable(give_up: Callable[[], None]) -> Iterator[None]:
    """Lets Ctrl-C end what is waited for, by `give_up`: without it the step under way would be
    waited for to its end."""

    def stop(number: int, frame: FrameType | None) -> None:
        give_up()
        signal.default_int_handler(number, frame)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
