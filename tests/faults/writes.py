"""Counts a process's writes to its data folder, and lets one of them go wrong.

A write is a call by which the SQLite library of the store changes a file (write, pwrite,
ftruncate, unlink), or a Python operation that makes, opens for writing, renames or removes a file
of the data folder, or of one beside it whose name begins the same, or writes to it with `os.write`.
The library's calls are caught in its own table of system calls, so what runs is the real store on a
real disk up to the moment of the fault; half a write is really written.
"""

from __future__ import annotations

import atexit
import ctypes
import errno
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults.plan import Fault

_METHODS = (
    "xOpen xDelete xAccess xFullPathname xDlOpen xDlError xDlSym xDlClose xRandomness xSleep "
    "xCurrentTime xGetLastError xCurrentTimeInt64"
)
_CHANGING = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class _Vfs(ctypes.Structure):
    """`struct sqlite3_vfs` of sqlite3.h, version 3."""


_SET_CALL = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Vfs), ctypes.c_char_p, ctypes.c_void_p)
_Vfs._fields_ = [
    ("iVersion", ctypes.c_int),
    ("szOsFile", ctypes.c_int),
    ("mxPathname", ctypes.c_int),
    ("pNext", ctypes.c_void_p),
    ("zName", ctypes.c_char_p),
    ("pAppData", ctypes.c_void_p),
    *((name, ctypes.c_void_p) for name in _METHODS.split()),
    ("xSetSystemCall", _SET_CALL),
    ("xGetSystemCall", ctypes.c_void_p),
    ("xNextSystemCall", ctypes.c_void_p),
]

_WRITE = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, use_errno=True
)
_PWRITE = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t,
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_long,
    use_errno=True,
)
_FTRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_long, use_errno=True)
_UNLINK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, use_errno=True)
SYSTEM_CALLS: dict[str, Any] = {
    "write": _WRITE,
    "pwrite": _PWRITE,
    "ftruncate": _FTRUNCATE,
    "unlink": _UNLINK,
}
# The library keeps plain addresses: what they point to has to outlive this module's functions.
_KEPT: list[object] = []


def watch(fault: Fault, home: Path) -> None:
    """Starts counting in this process, for good."""
    writes = _Writes(fault)
    for name, kind in SYSTEM_CALLS.items():
        replace_call(name, kind(writes.wrap(kind((name, ctypes.CDLL(None, use_errno=True))))))
    inside = str(home)

    def hear(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            changes = isinstance(args[2], int) and bool(args[2] & _WRITING)
        else:
            changes = event in _CHANGING
        if changes and isinstance(args[0], str | os.PathLike):
            path = os.fspath(args[0])
            if isinstance(path, str) and path.startswith(inside):
                writes.announce()

    sys.addaudithook(hear)
    _count_plain_writes(writes, inside)
    if fault.tally is not None:
        tally = Path(fault.tally)
        atexit.register(lambda: tally.write_text(str(writes.counted), encoding="ascii"))


def _count_plain_writes(writes: _Writes, inside: str) -> None:
    """Has `os.write` go wrong like the library's writes; files without a name count as well."""
    really = os.write

    def write(descriptor: int, data: bytes) -> int:
        if not os.path.realpath(f"/proc/self/fd/{descriptor}").startswith(inside):
            return really(descriptor, data)
        written = counted(descriptor, data, len(data))
        if written < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return written

    def part(descriptor: int, data: bytes, length: int) -> int:
        return really(descriptor, data[:length])

    counted = writes.wrap(part)
    os.write = write  # type: ignore[assignment]


class _Writes:
    """The count, and the fault that waits for it."""

    def __init__(self, fault: Fault) -> None:
        self.counted = 0
        self._fault = fault
        self._lock = threading.Lock()

    def announce(self) -> None:
        """Counts an operation of Python, of which only the beginning can be caught."""
        if self._count() == self._fault.kill_at:
            _die()

    def wrap(self, call: Callable[..., int]) -> Callable[..., int]:
        """The system call `call` with the fault."""
        fault = self._fault

        def counted(*args: Any) -> int:
            number = self._count()
            fatal = number == fault.kill_at
            if fatal and fault.phase == "before":
                _die()
            if fatal and fault.phase == "during":
                # Of a write its first half reaches the file; other calls cannot be halved.
                if len(args) > 2:
                    call(args[0], args[1], args[2] // 2, *args[3:])
                _die()
            if fault.full_from is not None and number >= fault.full_from and len(args) > 2:
                ctypes.set_errno(errno.ENOSPC)
                return -1
            result = call(*args)
            if fatal:
                _die()
            return result

        return counted

    def _count(self) -> int:
        with self._lock:
            self.counted += 1
            return self.counted


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def replace_call(name: str, function: Any) -> None:
    """Puts `function` in the place of a system call of the store's SQLite library."""
    from sqlcipher3 import _sqlite3

    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None)
    address = ctypes.cast(function, ctypes.c_void_p)
    if vfs.contents.xSetSystemCall(vfs, name.encode(), address) != 0:
        raise RuntimeError(f"this SQLite library has no system call {name!r} to replace")
    _KEPT.append(function)
