"""Connections to the encrypted file, its check, and SQLite's errors in Rehearse's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain import RehearseError, StoreDamaged, StoreUnavailable

if TYPE_CHECKING:
    from memory.keys import StoreKey

BUSY_SECONDS = 10.0
# A write-ahead log of at most this many pages of 4 kB waits beside the store; the library's
# own 1,000 would make the folder ten times the size of a session.
LOG_PAGES = 48
# Checking every page costs 5 ms a megabyte: opening stays quick up to this size, and beyond
# it a damaged page is reported by the read that meets it.
CHECKED_BYTES = 4 * 2**20

_DAMAGED = {"SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_FORMAT"}
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"}
_CLOSED = {"SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"}


def connect(file: Path, key: StoreKey, factory: type[Any] | None = None) -> Any:
    """A connection to the store at `file`, which must exist, usable from any thread.

    A commit is on the disk when it returns (write-ahead log, synchronous FULL). Transactions
    take the write lock at their first change and wait up to `BUSY_SECONDS` for it. `factory`
    is a subclass of the driver's Connection.

    Raises StoreUnavailable or StoreDamaged.
    """
    from sqlcipher3 import dbapi2

    connection = _open(
        file,
        key,
        "mode=rw",
        timeout=BUSY_SECONDS,
        isolation_level="IMMEDIATE",
        check_same_thread=False,
        **({"factory": factory} if factory else {}),
    )
    for pragma in (
        "synchronous = FULL",
        "fullfsync = ON",
        "checkpoint_fullfsync = ON",
        f"wal_autocheckpoint = {LOG_PAGES}",
        "secure_delete = ON",
        "foreign_keys = ON",
    ):
        try:
            connection.execute(f"PRAGMA {pragma}")
        except (dbapi2.Error, sqlite3.Error) as error:
            connection.close()
            fault = explain(error, file) or explain(error.__cause__ or error, file)
            if fault is None:
                raise
            raise fault from error
    return connection


@contextmanager
def speaking_plainly(file: Path) -> Iterator[None]:
    """Has the driver's errors raised in here, about the file, come out in Rehearse's words."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        raise explain(error, file) or StoreDamaged(damaged(file)) from error


def empty_log(connection: Any, file: Path) -> bool:
    """Folds the log of a store into it; whether all of it went, which a reader may hinder. Raises
    StoreUnavailable or StoreDamaged."""
    with speaking_plainly(file):
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def connect_still(file: Path, key: StoreKey) -> Any:
    """A connection that reads a file nobody writes to, and makes nothing beside it. Raises
    StoreUnavailable."""
    return _open(file, key, "mode=ro&immutable=1")


def check_file(file: Path, key: StoreKey, *, thorough: bool = False) -> None:
    """See that the file decrypts and is whole, without leaving a trace beside it; every page of
    it where it is small or the check is to be `thorough`.

    Raises StoreDamaged, or StoreUnavailable when it cannot be read.
    """
    from sqlcipher3 import dbapi2

    try:
        if file.stat().st_size == 0:
            raise StoreDamaged(damaged(file))
        with closing(_open(file, key, "mode=ro&immutable=1")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            every = thorough or file.stat().st_size <= CHECKED_BYTES
            if every and connection.execute("PRAGMA cipher_integrity_check").fetchall():
                raise StoreDamaged(damaged(file))
        return
    except OSError as error:
        raise StoreUnavailable(
            f"the store at {file} cannot be read ({error.strerror}): check who owns it"
        ) from error
    except dbapi2.Error as error:
        fault = explain(error, file) or StoreDamaged(damaged(file))
    except StoreDamaged as error:
        fault = error
    # A log beside the file means that another process may be moving pages into it right now,
    # or that a killed one left pages there: only a reader that knows the log can tell.
    log = file.with_name(file.name + "-wal")
    if not (log.exists() and log.stat().st_size):
        raise fault
    try:
        with closing(_open(file, key, "mode=ro", timeout=BUSY_SECONDS)) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
    except dbapi2.Error as error:
        raise explain(error, file) or fault from error
    if verdict != ("ok",):
        raise fault


def damaged(file: Path) -> str:
    """The sentence for a file that the right key does not open or that lost pages."""
    copies = sorted(file.parent.glob(f"{file.stem}-*.backup{file.suffix}"))
    beside = f" (one from before an update lies at {copies[-1]})" if copies else ""
    return (
        f"the store at {file} is damaged: put a backup in its place{beside} with run.py privacy "
        "restore FILE, or move it away to start anew; nothing was changed"
    )


def explain(error: BaseException, file: Path) -> RehearseError | None:
    """The driver's error in Rehearse's words; None when it is not about the file."""
    name = str(getattr(error, "sqlite_errorname", ""))
    family = next(
        (known for known in sorted(_DAMAGED | _BUSY | _CLOSED) if name.startswith(known)), name
    )
    if family in _DAMAGED:
        return StoreDamaged(damaged(file))
    if family in _BUSY:
        return StoreUnavailable(
            f"another process kept the store at {file} busy for {BUSY_SECONDS:.0f} seconds: "
            "try again when it is done"
        )
    if family in _CLOSED:
        return StoreUnavailable(
            f"the store at {file} cannot be written: make it and its folder writable"
        )
    if name.startswith("SQLITE_FULL"):
        return StoreUnavailable(
            f"the disk of {file} is full: make room and try again; what was stored before is safe"
        )
    if name.startswith("SQLITE_IOERR"):
        return StoreUnavailable(
            f"the disk of {file} could not be read or written ({name}): check that it has "
            "room and works, then try again; what was stored before is safe"
        )
    return None


def _open(file: Path, key: StoreKey, mode: str, **options: Any) -> Any:
    from sqlcipher3 import dbapi2

    try:
        connection = dbapi2.connect(f"{file.absolute().as_uri()}?{mode}", uri=True, **options)
    except dbapi2.Error as error:
        raise explain(error, file) or StoreUnavailable(
            f"the store at {file} cannot be opened ({error})"
        ) from error
    # The library writes its own account of a page that does not decrypt to stderr.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{key.literal}"')
    connection.execute("PRAGMA cipher_compatibility = 4")
    return connection
