"""How far a batch has come: a bar on standard error where that is a terminal, else nothing."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_BLOCK = 1 << 20
# Seconds between two drawings of the bar: it is drawn by hand, between the lines.
_BETWEEN = 0.1


class Shown(Protocol):
    """What the batch tells about itself."""

    def make_room(self) -> None:
        """A line is about to be printed."""
        ...

    def advance(self) -> None:
        """One more answer is done."""
        ...


class _Nothing:
    def make_room(self) -> None:
        """Nothing is in the way."""

    def advance(self) -> None:
        """Nothing is shown."""


class _Bar:
    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar = bar
        self._task = task
        self._drawn = 0.0
        self._shared = sys.stdout.isatty()

    def make_room(self) -> None:
        """Takes the bar out of the way of a line for the same terminal."""
        if self._shared:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()

    def advance(self) -> None:
        """Counts, and draws the bar when it was not drawn just now or has been taken away."""
        self._bar.advance(self._task)
        now = time.monotonic()
        if self._shared or now - self._drawn > _BETWEEN:
            self._drawn = now
            self._bar.refresh()


@contextmanager
def progress(path: str | None) -> Iterator[Shown]:
    """The bar of a batch in a file, or in a pipe of unknown length (None)."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _Nothing()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    bar = Progress(
        TextColumn("scoring"),
        BarColumn(),
        MofNCompleteColumn(),
        Remaining(compact=True),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
        # The lines are for standard output; rich would send them where the bar is.
        redirect_stdout=False,
        redirect_stderr=False,
    )
    task = bar.add_task("", total=_line_count(path) if path else None)
    with bar:
        bar.refresh()
        yield _Bar(bar, task)


def _line_count(path: str) -> int | None:
    """The lines of a regular file; None where they cannot be counted beforehand."""
    count, last = 0, b"\n"
    with suppress(OSError):
        if not Path(path).is_file():
            return None
        with Path(path).open("rb") as stream:
            while block := stream.read(_BLOCK):
                count += block.count(b"\n")
                last = block[-1:]
        return count + (last != b"\n")
    return None
