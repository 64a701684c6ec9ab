"""Who uses a store: many at once, or one alone who puts another file in its place."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain import Busy, StoreUnavailable
from memory.folder import PRIVATE_FILE

try:
    import fcntl
except ImportError:  # On Windows a file that somebody has open cannot be replaced anyway.
    fcntl = None  # type: ignore[assignment]

_LOOKS = 150
_PAUSE = 0.2


class Presence:
    """A share in the use of the store at `file`, let go of with `leave` or the process's end."""

    def __init__(self, file: Path) -> None:
        self._descriptor = _opened(file)
        for look in range(_LOOKS):
            if _locked(self._descriptor, alone=False):
                return
            if look == _LOOKS - 1:
                self.leave()
                raise StoreUnavailable(
                    f"another process has been changing the store at {file} as a whole for "
                    f"{_LOOKS * _PAUSE:.0f} seconds: try again when it is done"
                )
            time.sleep(_PAUSE)

    def leave(self) -> None:
        """Lets go of the share."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Nobody else, of this process or another, has the store at `file` open meanwhile. Raises Busy
    when somebody has."""
    descriptor = _opened(file)
    try:
        if not _locked(descriptor, alone=True):
            raise Busy(
                "another Rehearse has the store open; end or pause what runs there, then try again"
            )
        yield
    finally:
        os.close(descriptor)


def _opened(file: Path) -> int:
    return os.open(file.with_name(file.name + ".use"), os.O_RDWR | os.O_CREAT, PRIVATE_FILE)


def _locked(descriptor: int, *, alone: bool) -> bool:
    """Whether the lock could be had at once. Each descriptor has its own, within a process too."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
