"""Bringing a store to the newest revision: what it is at, a backup beside it, the migration.

A migration is a file `NNNN_what.py` whose revision id is its number, so the newest one is
known from the file names and Alembic is loaded only when there is something to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from domain import StoreUnavailable
from memory.folder import empty_private_file, sync_folder

if TYPE_CHECKING:
    from sqlalchemy import Engine

MIGRATIONS = Path(__file__).with_name("migrations")
VERSIONS = MIGRATIONS / "versions"
LOCK_SECONDS = 30.0


def newest(versions: Path) -> str:
    """The newest revision that the migrations in `versions` lead to."""
    return max(file.name.split("_")[0] for file in versions.glob("[0-9]*_*.py"))


def stored(engine: Engine) -> str | None:
    """The revision the store is at; None when it holds no tables of ours."""
    with engine.connect() as connection:
        known = connection.exec_driver_sql(
            "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        ).first()
        if known is None:
            return None
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])


def upgrade(engine: Engine, file: Path, versions: Path) -> None:
    """Migrate an older store, after a copy of it as `store-<revision>.backup.db` beside it.

    Raises StoreUnavailable when it cannot; the store is then as it was.
    """
    with only_one(file):
        before = stored(engine)
        if before is None or before >= newest(versions):
            return
        backup = back_up(engine, file, before)
        try:
            migrate(engine, versions)
        except Exception as error:
            raise StoreUnavailable(
                f"the store at {file} could not be brought from revision {before} to "
                f"{newest(versions)} ({error}): nothing was changed; a copy is at {backup}"
            ) from error


def back_up(engine: Engine, file: Path, revision: str) -> Path:
    """A whole, encrypted copy of the store under the same key; gives its path.

    The copy is of one moment even while others write, and takes its name only when complete.
    """
    backup = file.with_name(f"{file.stem}-{revision}.backup{file.suffix}")
    draft = backup.with_name(backup.name + ".new")
    empty_private_file(draft)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(draft),))
        draft.replace(backup)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(file.parent)
    return backup


def migrate(engine: Engine, versions: Path) -> None:
    """Run the migrations that the store lacks, all in one transaction or none."""
    from alembic import command
    from alembic.config import Config

    setup = Config()
    setup.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    setup.set_main_option("path_separator", "newline")
    setup.set_main_option("version_locations", str(versions).replace("%", "%%"))
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        setup.attributes["connection"] = connection
        command.upgrade(setup, "head")


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Hold the right to make or migrate the store at `file`, against other processes too."""
    from filelock import FileLock, Timeout

    lock = FileLock(file.with_name(file.name + ".lock"), timeout=LOCK_SECONDS, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise StoreUnavailable(
            f"another process has been setting up the store at {file} for "
            f"{LOCK_SECONDS:.0f} seconds: close it, then try again"
        ) from None
    try:
        yield
    finally:
        lock.release()
