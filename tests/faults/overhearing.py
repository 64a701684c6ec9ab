"""Tells what a process writes: which files Python opens for it, and what SQLite puts into any file.

SQLite's temporary files have no name for long, so looking at the disk afterwards is not enough: the
bytes are taken from the library's own system calls, as in `writes`.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import Any

from tests.faults.writes import SYSTEM_CALLS, replace_call

OPENED, WRITTEN = b"opened ", b"written "
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def overhear(report: Path) -> None:
    """Starts telling into `report`, for good: a line `opened PATH` for each file opened to be
    written, a line `written HEX` for each write of the store's SQLite library."""
    descriptor = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def tell(sort: bytes, what: bytes) -> None:
        os.write(descriptor, sort + what + b"\n")

    def hear(event: str, args: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(args[2], int) and bool(args[2] & _WRITING)
        if writes and isinstance(args[0], str | bytes | os.PathLike):
            tell(OPENED, os.fsencode(args[0]))

    sys.addaudithook(hear)
    for name in ("write", "pwrite"):
        kind = SYSTEM_CALLS[name]
        really = kind((name, ctypes.CDLL(None, use_errno=True)))

        def written(*args: Any, really: Any = really) -> int:
            tell(WRITTEN, ctypes.string_at(args[1], args[2]).hex().encode())
            return int(really(*args))

        replace_call(name, kind(written))
