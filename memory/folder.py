"""A folder, and files in it, that only their owner can read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from domain import StoreUnavailable

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def private_folder(folder: Path, *, ours: bool) -> None:
    """Make `folder` where it is missing, readable by its owner alone.

    A folder that is already there loses the permissions of others only when it is `ours` (the
    data folder rather than one the user pointed a file into) and is not shared by its nature:
    the home folder, the root, a folder with the sticky bit.

    Raises StoreUnavailable when it is not a folder or cannot be made or written.
    """
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        mode = folder.stat().st_mode
        shared = mode & stat.S_ISVTX or folder.resolve() in (Path.home().resolve(), Path("/"))
        if ours and not shared and stat.S_IMODE(mode) & 0o077:
            folder.chmod(stat.S_IMODE(mode) & PRIVATE_FOLDER)
    except (FileExistsError, NotADirectoryError):
        raise StoreUnavailable(
            f"the data folder {folder} cannot be made, a file is in its place: "
            "move the file away or set REHEARSE_HOME to a folder"
        ) from None
    except OSError as error:
        raise StoreUnavailable(
            f"the data folder {folder} cannot be used ({error.strerror}): "
            "make it writable or set REHEARSE_HOME to another folder"
        ) from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise StoreUnavailable(
            f"the data folder {folder} cannot be written: "
            "make it writable or set REHEARSE_HOME to another folder"
        )


def empty_private_file(file: Path) -> None:
    """Put an empty file of mode 0600 at `file`, whatever the umask, in place of any other."""
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    os.close(descriptor)


def write_private_file(file: Path, content: bytes) -> None:
    """Write `content` to `file` with mode 0600, whole or not at all, safe from a power cut.

    Raises OSError as the system does; the old content then stands.
    """
    draft = file.with_name(f"{file.name}.{os.getpid()}.new")
    empty_private_file(draft)
    try:
        with draft.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut, where the system can promise it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
