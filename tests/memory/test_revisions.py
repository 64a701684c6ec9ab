"""Stores of other versions: the older are migrated after a backup, the newer left alone."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from config import Settings
from domain import Interview, StoreUnavailable
from memory import revisions
from memory.database import Store, open_store
from memory.interviews import Interviews

NEXT = '''
"""Interviews gain a mood."""

import sqlalchemy as sa
from alembic import op

revision = "{newer}"
down_revision = "{newest}"


def upgrade() -> None:
    op.add_column("interviews", sa.Column("mood", sa.String, server_default="calm"))
    op.create_table("moods", sa.Column("name", sa.String, primary_key=True))
    {more}
'''


@pytest.fixture
def next_versions(tmp_path: Path) -> Callable[[str], Path]:
    """Maker of a versions folder with one migration more than the project has."""

    def make(more: str = "") -> Path:
        newest = revisions.newest(revisions.VERSIONS)
        newer = f"{int(newest) + 1:04}"
        folder = tmp_path / "versions"
        shutil.copytree(revisions.VERSIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        migration = NEXT.format(newest=newest, newer=newer, more=more)
        (folder / f"{newer}_moods.py").write_text(migration)
        return folder

    return make


@pytest.fixture
def older(settings: Settings, an_interview: Callable[..., Interview]) -> Interview:
    """An interview in a closed store of the project's newest revision."""
    kept = an_interview()
    with open_store(settings) as store:
        Interviews(store).create(kept)
    return kept


def columns(store: Store) -> set[str]:
    with store.engine.connect() as connection:
        return {row.name for row in connection.exec_driver_sql("PRAGMA table_info(interviews)")}


def test_an_older_store_is_migrated_with_everything_in_it(
    settings: Settings, older: Interview, next_versions: Callable[[], Path]
) -> None:
    versions = next_versions()
    with open_store(settings, versions=versions) as store:
        assert "mood" in columns(store)
        assert revisions.stored(store.engine) == revisions.newest(versions)
        assert Interviews(store).get(older.id) == older


def test_the_backup_beside_it_is_the_store_as_it_was_and_as_well_protected(
    settings: Settings, home: Path, older: Interview, next_versions: Callable[[], Path]
) -> None:
    newest = revisions.newest(revisions.VERSIONS)
    open_store(settings, versions=next_versions()).close()
    backup = home / f"store-{newest}.backup.db"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert b"SQLite format" not in backup.read_bytes()
    assert older.id.encode() not in backup.read_bytes()
    backup.replace(home / "store.db")
    with open_store(settings) as store:
        assert "mood" not in columns(store)
        assert Interviews(store).list() == [older]


def test_what_a_killed_process_left_in_the_log_is_in_the_backup_too(
    settings: Settings,
    home: Path,
    older: Interview,
    an_interview: Callable[..., Interview],
    next_versions: Callable[[], Path],
    run_python: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    script = """
import os, signal, sys
from pathlib import Path
from config import Settings
from domain import Interview
from memory.database import open_store
from memory.interviews import Interviews
store = open_store(Settings(home=Path(sys.argv[1])))
Interviews(store).create(Interview.model_validate_json(sys.argv[2]))
os.kill(os.getpid(), signal.SIGKILL)
"""
    late = an_interview("mock-2")
    assert run_python(script, late.model_dump_json()).returncode == -9
    open_store(settings, versions=next_versions()).close()
    next(home.glob("store-*.backup.db")).replace(home / "store.db")
    with open_store(settings) as store:
        assert {each.id for each in Interviews(store).list()} == {older.id, late.id}


@pytest.mark.parametrize(
    "more", ['op.execute("INSERT INTO nowhere VALUES (1)")', "raise KeyError('oops')"]
)
def test_a_migration_that_fails_half_way_leaves_the_store_as_it_was(
    settings: Settings,
    home: Path,
    older: Interview,
    next_versions: Callable[[str], Path],
    more: str,
) -> None:
    with pytest.raises(StoreUnavailable, match=r"nothing was changed; a copy is at .*backup\.db"):
        open_store(settings, versions=next_versions(more))
    assert not (home / "store.db-wal").exists(), "the failed attempt let go of the file"
    with open_store(settings) as store:
        assert "mood" not in columns(store)
        assert revisions.stored(store.engine) == revisions.newest(revisions.VERSIONS)
        assert Interviews(store).list() == [older]
        with store.engine.connect() as connection:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    assert "moods" not in names


def test_without_room_for_the_backup_nothing_is_migrated(
    settings: Settings,
    home: Path,
    older: Interview,
    next_versions: Callable[[], Path],
    run_python: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    script = """
import resource, sys
from pathlib import Path
from config import Settings
from domain import StoreUnavailable
from memory.database import open_store
import filelock, sqlalchemy, sqlcipher3
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000,) * 2)
try:
    open_store(Settings(home=Path(sys.argv[1])), versions=Path(sys.argv[2]))
except StoreUnavailable as error:
    print(error)
"""
    run = run_python(script, str(next_versions()))
    assert "the disk of" in run.stdout, run.stdout + run.stderr
    assert not list(home.glob("*backup*"))
    with open_store(settings) as store:
        assert "mood" not in columns(store)


def test_a_store_of_a_newer_version_is_left_alone(
    settings: Settings, home: Path, older: Interview, next_versions: Callable[[], Path]
) -> None:
    open_store(settings, versions=next_versions()).close()
    before = {file.name: file.read_bytes() for file in home.iterdir()}
    with pytest.raises(StoreUnavailable, match=r"newer Rehearse \(revision .*upgrade Rehearse"):
        open_store(settings)
    assert {file.name: file.read_bytes() for file in home.iterdir()} == before


def test_the_migrations_lead_to_the_tables_the_code_speaks_to(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from memory.schema import metadata

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_migrations_are_numbered_in_their_order() -> None:
    files = sorted(file.name for file in revisions.VERSIONS.glob("[0-9]*.py"))
    for n, name in enumerate(files, start=1):
        assert re.match(rf"{n:04}_\w+\.py", name)
        text = (revisions.VERSIONS / name).read_text()
        assert f'revision = "{n:04}"' in text
        assert f"down_revision = {repr(f'{n - 1:04}') if n > 1 else None}".replace("'", '"') in text


def test_nothing_heavy_is_loaded_before_it_is_needed(
    settings: Settings,
    older: Interview,
    run_python: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    script = """
import sys
from pathlib import Path
from config import Settings
import memory.cache, memory.database, memory.interviews, memory.keys, memory.locks, memory.scores
heavy = {"sqlalchemy", "alembic", "langgraph", "keyring", "filelock", "sqlcipher3"}
print(sorted(heavy & sys.modules.keys()))
with memory.database.open_store(Settings(home=Path(sys.argv[1]))) as store:
    memory.interviews.Interviews(store).list()
print(sorted(heavy & sys.modules.keys()))
"""
    run = run_python(script)
    assert run.stdout.splitlines() == ["[]", "['sqlalchemy', 'sqlcipher3']"], run.stderr
