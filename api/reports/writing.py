"""A report's file: private, whole or not there, and never in the place of somebody else's."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import Literal

from domain import BadInput
from memory.folder import PRIVATE_FILE, sync_folder, write_private_file

VERSION: Literal[1] = 1
"""Of the format of reports; a change that older readers cannot read raises it."""

MARKER = f"rehearse-export {VERSION}"
"""What a page and a Markdown file begin with, in a comment."""

CSV_MARKER = "rehearse_session"
"""The name of a table's first column."""

REPORT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:(?:<!doctype html>\s*)?<!-- rehearse-export \d+ -->"
    rb'|\{\s*"format"\s*:\s*"rehearse-export"|rehearse_session,)'
)
"""How every report begins, so that a later one may take its place."""

_LOOKED_AT = 4096
"""Bytes of a file in which the beginning of a report is looked for."""

_DESCRIPTORS = "/proc/self/fd"
"""Where Linux shows open files by their numbers."""

_NO_UNNAMED_FILES = (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL, errno.EPERM)
"""How systems say that a folder holds no file without a name, or that none can be given one."""


def check_place(file: Path, *, force: bool, ours: re.Pattern[bytes] = REPORT) -> Path:
    """The file to write, links resolved.

    Raises BadInput when its folder is missing, when it is no plain file, or when it is one that
    does not begin as `ours` says our files do and `force` does not say it may go.
    """
    try:
        # Not through `exists`, which takes a folder that may not be looked into for an empty one.
        target = Path(os.path.realpath(file))
        if target.is_dir():
            raise BadInput(f"cannot write {file}: it is a folder; name a file in it")
        if not target.parent.is_dir():
            raise BadInput(
                f"cannot write {file}: there is no folder {target.parent}; make it first"
            )
        if not target.exists():
            return target
        if not target.is_file():
            raise BadInput(f"cannot write {file}: it is not a plain file")
        if not force and not _begins(target, ours):
            raise BadInput(
                f"{file} is there already and was not written by Rehearse: "
                "name another file, or add --force to write over it"
            )
    except (OSError, ValueError) as error:
        raise BadInput(f"cannot write {file}: {_why(error)}") from None
    return target


def write_report(
    file: Path, content: bytes, *, force: bool, ours: re.Pattern[bytes] = REPORT
) -> Path:
    """Writes a report with mode 0600 where `check_place` allows it; gives the file.

    It appears under its name when it is complete and on the disk: whatever breaks in before, a
    full disk or a kill, leaves what was there. Raises BadInput.
    """
    target = check_place(file, force=force, ours=ours)
    try:
        if not _written_unnamed(target, content):
            write_private_file(target, content)
    except (OSError, ValueError) as error:
        raise BadInput(f"cannot write {file}: {_why(error)}; what was there still is") from None
    return target


def _written_unnamed(target: Path, content: bytes) -> bool:
    """Writes to a file that has no name until it is whole, so that a kill leaves no part of what
    was said lying about; False where the system has no such files."""
    unnamed = getattr(os, "O_TMPFILE", None)
    if unnamed is None:
        return False
    try:
        descriptor = os.open(target.parent, unnamed | os.O_WRONLY, PRIVATE_FILE)
    except OSError as error:
        if error.errno in _NO_UNNAMED_FILES:
            return False
        raise
    try:
        os.fchmod(descriptor, PRIVATE_FILE)
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
        return _named(descriptor, target)
    finally:
        os.close(descriptor)


def _named(descriptor: int, target: Path) -> bool:
    """Gives the open file its name, in place of any other; False where the system refuses."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        # With a folder's descriptor Python asks for the link to be followed; without, it does not.
        os.link(f"{_DESCRIPTORS}/{descriptor}", draft.name, dst_dir_fd=folder, follow_symlinks=True)
        draft.replace(target)
    except OSError as error:
        if error.errno in _NO_UNNAMED_FILES:
            return False
        raise
    finally:
        os.close(folder)
        draft.unlink(missing_ok=True)
    sync_folder(target.parent)
    return True


def _begins(file: Path, ours: re.Pattern[bytes]) -> bool:
    with file.open("rb") as stream:
        return ours.match(stream.read(_LOOKED_AT)) is not None


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return "its name cannot be one of a file"
