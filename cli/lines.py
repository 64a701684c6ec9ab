"""Lines for a program that reads them as they come: each whole, also when Ctrl-C is pressed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Self


class WholeLines:
    """Standard output line by line. While a line is written Ctrl-C waits for its end; a second
    one does not, for a reader may have stopped reading."""

    def __init__(self, before_each: Callable[[], None]) -> None:
        self._before_each = before_each
        self._writing = False
        self._asked = 0
        self._handler: Any = None

    def write(self, line: str) -> None:
        """The line and its end, at once. Raises KeyboardInterrupt when asked to end."""
        self._before_each()
        self._writing = True
        try:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
        finally:
            self._writing = False
        if self._asked:
            raise KeyboardInterrupt

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        self._asked += 1
        if not self._writing or self._asked > 1:
            raise KeyboardInterrupt

    def __enter__(self) -> Self:
        # Whoever started us with Ctrl-C switched off (nohup, a shell's "&") wants it so.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._handler = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, *reason: object) -> None:
        if self._handler is not None:
            signal.signal(signal.SIGINT, self._handler)
