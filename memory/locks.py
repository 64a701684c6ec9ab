"""One process at a time in an interview: a lock that its holder's death releases."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from domain import Busy, StoreUnavailable
from memory.folder import private_folder, write_private_file

# How often the holder's note is looked at, and the seconds between.
_LOOKS = 20
_PAUSE = 0.02


@contextmanager
def interview_lock(store_folder: Path, interview_id: str) -> Iterator[None]:
    """Hold the interview against every other process, and against a second time in this one.

    The system lets go of the lock when the process ends in whatever way. The id is hashed into
    the file's name, so that no id reaches outside the folder.

    Raises Busy with the holder's process id and since when; StoreUnavailable when the folder
    cannot be written.
    """
    from filelock import FileLock, Timeout

    file = _lock_file(store_folder, interview_id)
    holder = file.with_suffix(".holder")
    private_folder(file.parent, ours=True)
    lock = FileLock(file, timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(
            f"interview {interview_id!r} is open in {_whose(holder)}; close it there first"
        ) from None
    except OSError as error:
        raise _unwritable(file, error) from error
    try:
        try:
            write_private_file(holder, str(os.getpid()).encode())
        except OSError as error:
            raise _unwritable(file, error) from error
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def forget_lock(store_folder: Path, interview_id: str) -> None:
    """Remove the traces a lock leaves, once its interview is gone for good."""
    _lock_file(store_folder, interview_id).unlink(missing_ok=True)


def _lock_file(store_folder: Path, interview_id: str) -> Path:
    name = hashlib.sha256(interview_id.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return store_folder / "locks" / f"{name}.lock"


def _whose(holder: Path) -> str:
    """Who holds a lock, as far as the note beside it can be read; its age is the note's own.

    A killed process leaves its note behind, and the next holder writes its own a moment after it
    has the lock: a note of a process that is gone is looked at again.
    """
    for _ in range(_LOOKS):
        try:
            process = int(holder.read_bytes())
            since = datetime.fromtimestamp(holder.stat().st_mtime, tz=UTC).astimezone()
        except (OSError, ValueError):
            process = 0
        if process and _is_running(process):
            return f"process {process} since {since:%H:%M on %Y-%m-%d}"
        time.sleep(_PAUSE)
    return "another process"


def _is_running(process: int) -> bool:
    """Whether a process of that number exists; taken for granted where asking could end it."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _unwritable(file: Path, error: OSError) -> StoreUnavailable:
    return StoreUnavailable(
        f"the lock {file} cannot be written ({error.strerror}): make room on the disk and the "
        "folder writable, then try again"
    )
