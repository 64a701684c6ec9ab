"""Opening the store: its permissions, its errors, and what it leaves untouched."""

from __future__ import annotations

import os
import random
import re
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from config import Settings
from domain import BadInput, Interview, Job, RehearseError, StoreDamaged, StoreUnavailable, Turn
from memory.database import Store, open_store
from memory.interviews import Interviews
from memory.scores import Scores

Run = Callable[..., "subprocess.CompletedProcess[str]"]

# Root is not bound by permissions; a process without these two capabilities is.
OBEY_PERMISSIONS = """
import ctypes, os, sys
from pathlib import Path
from config import Settings
from domain import RehearseError
from memory.database import open_store
if os.geteuid() == 0:
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, sets) == 0
    for each in range(3):
        sets[each] &= ~0b110
    assert libc.capset(header, sets) == 0
try:
    open_store(Settings(home=Path(sys.argv[1]))).close()
    print("opened")
except RehearseError as error:
    print(f"{type(error).__name__}: {error}")
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


@pytest.fixture
def full_home(
    settings: Settings,
    home: Path,
    an_interview: Callable[..., Interview],
    a_turn: Callable[..., Turn],
) -> Path:
    """The home of a closed store with thirty answers in it."""
    with open_store(settings) as store:
        Interviews(store).create(an_interview())
        for n in range(1, 31):
            answer = " ".join(random.Random(n).choices("alpha beta gamma delta".split(), k=200))
            Scores(store).record(a_turn(n=n, answer=answer))
    return home


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_every_file_is_readable_by_its_owner_alone_whatever_the_umask(
    settings: Settings,
    home: Path,
    an_interview: Callable[..., Interview],
    umask: int,
) -> None:
    before = os.umask(umask)
    try:
        with open_store(settings) as store:
            Interviews(store).create(an_interview())
            store.checkpointer()
            assert {"store.db", "store.db-wal", "store.db-shm"} <= {f.name for f in home.iterdir()}
            assert {mode(file) for file in home.iterdir()} == {0o600}
            assert mode(home) == 0o700
    finally:
        os.umask(before)


def test_a_data_folder_that_others_could_read_is_closed_to_them(
    settings: Settings, home: Path
) -> None:
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    with open_store(settings) as store:
        store.file.chmod(0o644)
    with open_store(settings) as store:
        assert mode(store.folder) == 0o700
        assert mode(store.file) == 0o600


def test_what_was_said_stands_in_no_file_in_clear(
    settings: Settings,
    home: Path,
    an_interview: Callable[..., Interview],
    a_turn: Callable[..., Turn],
) -> None:
    with open_store(settings) as store:
        Interviews(store).create(an_interview(job=Job(role="nurse", company="Ponteverde")))
        Scores(store).record(a_turn(answer="the heron waited"), company="Ponteverde")
        config = {"configurable": {"thread_id": "mock-1", "checkpoint_ns": ""}}
        from langgraph.checkpoint.base import empty_checkpoint

        checkpoint = empty_checkpoint()
        checkpoint["channel_values"] = {"heard": "the heron waited"}
        store.checkpointer().put(config, checkpoint, {}, {})  # type: ignore[arg-type]
        everything = b"".join(contents(home).values())
    everything += b"".join(contents(home).values())
    for clear in (b"heron", b"Ponteverde", b"mock-1", b"teamwork", b"SQLite format", b"thread_id"):
        assert clear not in everything


def test_an_answer_survives_the_process_being_killed_right_after(
    settings: Settings,
    run_python: Run,
    an_interview: Callable[..., Interview],
    a_turn: Callable[..., Turn],
) -> None:
    script = """
import os, signal, sys
from pathlib import Path
from config import Settings
from domain import Interview, Turn
from memory.database import open_store
from memory.interviews import Interviews
from memory.scores import Scores
store = open_store(Settings(home=Path(sys.argv[1])))
Interviews(store).create(Interview.model_validate_json(sys.argv[2]))
Scores(store).record(Turn.model_validate_json(sys.argv[3]))
os.kill(os.getpid(), signal.SIGKILL)
"""
    turn = a_turn()
    run = run_python(script, an_interview().model_dump_json(), turn.model_dump_json())
    assert run.returncode == -9, run.stderr
    with open_store(settings) as store:
        assert Scores(store).turns("mock-1") == [turn]


def test_every_commit_is_synced_to_the_disk(store: Store) -> None:
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    connection = store.checkpointer().conn  # type: ignore[attr-defined]
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


@pytest.mark.parametrize("seed", range(12))
def test_bytes_flipped_anywhere_are_called_damage_and_left_as_they_are(
    settings: Settings, full_home: Path, capfd: pytest.CaptureFixture[str], seed: int
) -> None:
    chance = random.Random(seed)
    content = bytearray((full_home / "store.db").read_bytes())
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(16, len(content))] ^= chance.randint(1, 255)
    (full_home / "store.db").write_bytes(content)
    before = contents(full_home)
    with pytest.raises(StoreDamaged, match=r"store\.db is damaged"):
        open_store(settings)
    assert contents(full_home) == before
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("keep", [0, 1, 15, 16, 100, 4096, 5000, 40960, 65535])
def test_a_truncated_file_is_called_damage_and_left_as_it_is(
    settings: Settings, full_home: Path, keep: int
) -> None:
    content = (full_home / "store.db").read_bytes()
    assert keep < len(content)
    (full_home / "store.db").write_bytes(content[:keep])
    before = contents(full_home)
    with pytest.raises(StoreDamaged, match=r"store\.db is damaged"):
        open_store(settings)
    assert contents(full_home) == before


def test_something_else_in_the_place_of_the_store_is_called_damage(
    settings: Settings, full_home: Path
) -> None:
    (full_home / "store.db").write_text("dear diary " * 1000)
    with pytest.raises(StoreDamaged):
        open_store(settings)
    assert (full_home / "store.db").read_text().startswith("dear diary")


def test_a_mangled_salt_loses_nothing_because_the_label_has_it_too(
    settings: Settings, full_home: Path
) -> None:
    content = bytearray((full_home / "store.db").read_bytes())
    content[:16] = bytes(16)
    (full_home / "store.db").write_bytes(content)
    with open_store(settings) as store:
        assert len(Scores(store).turns("mock-1")) == 30


def test_damage_behind_the_log_of_a_killed_process_is_found_and_left_as_it_is(
    settings: Settings, full_home: Path, run_python: Run
) -> None:
    script = """
import os, signal, sys
from pathlib import Path
from config import Settings
from memory.cache import Cache
from memory.database import open_store
from datetime import UTC, datetime
store = open_store(Settings(home=Path(sys.argv[1])))
Cache(store).put("k", "v", datetime.now(UTC), 60)
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert run_python(script).returncode == -9
    assert (full_home / "store.db-wal").stat().st_size > 0
    content = bytearray((full_home / "store.db").read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 + 99] ^= 1
    (full_home / "store.db").write_bytes(content)
    with pytest.raises(StoreDamaged):
        open_store(settings)
    assert (full_home / "store.db").read_bytes() == content


def test_a_page_that_goes_bad_while_the_store_is_open_is_called_damage(
    settings: Settings, full_home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with open_store(settings) as store:
        content = bytearray(store.file.read_bytes())
        for page in range(1, len(content) // 4096):
            content[page * 4096 + 99] ^= 1
        store.file.write_bytes(content)
        with pytest.raises(StoreDamaged, match="is damaged"):
            Scores(store).turns("mock-1")
        with pytest.raises(StoreDamaged, match="is damaged"):
            store.checkpointer().get_tuple({"configurable": {"thread_id": "mock-1"}})
    assert capfd.readouterr() == ("", "")


def test_a_log_without_its_store_is_not_taken_for_a_fresh_start(
    settings: Settings, home: Path
) -> None:
    home.mkdir()
    (home / "store.db-wal").write_bytes(b"what was said last")
    with pytest.raises(StoreDamaged, match=r"its log store\.db-wal is there"):
        open_store(settings)
    assert not (home / "store.db").exists()


def test_a_data_folder_that_is_a_file_is_named(settings: Settings, home: Path) -> None:
    home.write_text("mine")
    with pytest.raises(StoreUnavailable, match=f"{re.escape(str(home))} cannot be made, a file"):
        open_store(settings)
    with pytest.raises(StoreUnavailable, match="cannot be made, a file"):
        open_store(Settings(home=home / "deeper"))
    assert home.read_text() == "mine"


def test_a_read_only_folder_is_a_clear_sentence(home: Path, run_python: Run) -> None:
    home.mkdir()
    home.chmod(0o500)
    run = run_python(OBEY_PERMISSIONS)
    assert run.stdout == (
        f"StoreUnavailable: the data folder {home} cannot be written: "
        "make it writable or set REHEARSE_HOME to another folder\n"
    ), run.stderr
    assert list(home.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_clear_sentence(home: Path, run_python: Run) -> None:
    home.mkdir()
    home.chmod(0o500)
    run = run_python(OBEY_PERMISSIONS.replace("sys.argv[1])", "sys.argv[1]) / 'data'"))
    assert run.stdout.startswith(f"StoreUnavailable: the data folder {home / 'data'} cannot be")


def test_a_read_only_store_is_a_clear_sentence(full_home: Path, run_python: Run) -> None:
    (full_home / "store.db").chmod(0o400)
    run = run_python(OBEY_PERMISSIONS)
    assert run.stdout.startswith("StoreUnavailable: the store at"), run.stdout + run.stderr
    assert "cannot be written" in run.stdout


def test_a_key_file_of_somebody_else_is_a_clear_sentence(full_home: Path, run_python: Run) -> None:
    (full_home / "store.key").chmod(0o000)
    run = run_python(OBEY_PERMISSIONS)
    assert run.stdout.startswith("StoreUnavailable: the key file"), run.stdout + run.stderr


@pytest.mark.parametrize("limit", [0, 30, 100, 4096, 20_000, 60_000])
def test_a_disk_that_fills_while_the_store_is_made_leaves_no_store(
    settings: Settings, home: Path, run_python: Run, limit: int
) -> None:
    script = """
import resource, sys
from pathlib import Path
from config import Settings
from domain import StoreUnavailable
from memory.database import open_store
import alembic.command, filelock, sqlalchemy, sqlcipher3
sys.dont_write_bytecode = True
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    open_store(Settings(home=Path(sys.argv[1])))
except StoreUnavailable as error:
    print(error)
"""
    run = run_python(script, str(limit))
    assert "the disk" in run.stdout, run.stdout + run.stderr
    assert run.stdout.count("\n") == 1
    assert not [file.name for file in home.iterdir() if file.name.startswith("store.db.new")]
    assert not (home / "store.db").exists()
    with open_store(settings) as store:
        assert Interviews(store).list() == []


def test_a_disk_that_fills_later_loses_nothing_that_was_stored(
    store: Store, an_interview: Callable[..., Interview], a_turn: Callable[..., Turn]
) -> None:
    from langgraph.checkpoint.base import empty_checkpoint

    Interviews(store).create(an_interview())
    Scores(store).record(a_turn(n=1))
    saver, config = store.checkpointer(), {"configurable": {"thread_id": "t", "checkpoint_ns": ""}}
    for connection in (store.engine.raw_connection(), saver.conn):  # type: ignore[attr-defined]
        cursor = connection.cursor()
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        cursor.close()
        if connection is not saver.conn:  # type: ignore[attr-defined]
            connection.close()
    long = random.Random(1).randbytes(60_000).hex()
    with pytest.raises(StoreUnavailable, match="is full: make room"):
        Scores(store).record(a_turn(n=2, answer=long))
    checkpoint = empty_checkpoint()
    checkpoint["channel_values"] = {"heard": long}
    with pytest.raises(StoreUnavailable, match="is full: make room"):
        saver.put(config, checkpoint, {}, {})  # type: ignore[arg-type]
    assert list(saver.list(None)) == []
    assert [turn.n for turn in Scores(store).turns("mock-1")] == [1]


def test_two_processes_that_write_at_once_both_get_everything_in(
    settings: Settings, store: Store, run_python: Run, an_interview: Callable[..., Interview]
) -> None:
    script = """
import subprocess, sys
from pathlib import Path
from config import Settings
from domain import Interview
from memory.database import open_store
from memory.interviews import Interviews
if len(sys.argv) == 3:
    both = [subprocess.Popen([sys.executable, "-c", sys.argv[2], sys.argv[1], "x", name])
            for name in ("a", "b")]
    sys.exit(sum(each.wait() for each in both))
with open_store(Settings(home=Path(sys.argv[1]))) as store:
    for n in range(40):
        Interviews(store).create(Interview.model_validate(
            {"id": f"{sys.argv[3]}{n}", "job": {"role": "nurse"}, "minutes": 5,
             "started_at": "2026-03-02T12:00:00Z"}))
"""
    run = run_python(script, script)
    assert run.returncode == 0, run.stderr
    assert len(Interviews(store).list()) == 80


def test_two_processes_that_make_the_store_at_once_make_one(
    settings: Settings, run_python: Run
) -> None:
    script = """
import subprocess, sys
from pathlib import Path
from config import Settings
from memory.database import open_store
from memory.interviews import Interviews
if len(sys.argv) == 3:
    all = [subprocess.Popen([sys.executable, "-c", sys.argv[2], sys.argv[1], "x", "y"])
           for _ in range(3)]
    sys.exit(sum(each.wait() for each in all))
with open_store(Settings(home=Path(sys.argv[1]))) as store:
    Interviews(store).list()
"""
    run = run_python(script, script)
    assert run.returncode == 0, run.stderr
    open_store(settings).close()


def test_a_store_busy_for_too_long_is_a_clear_sentence(
    settings: Settings,
    store: Store,
    an_interview: Callable[..., Interview],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("memory.cipher.BUSY_SECONDS", 0.01)
    with open_store(settings) as other, store.engine.connect() as holder:
        holder.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="another process kept the store"):
            Interviews(other).create(an_interview())
        holder.rollback()
        Interviews(other).create(an_interview())


def test_the_database_url_puts_the_same_encrypted_store_at_another_path(
    home: Path, tmp_path: Path, an_interview: Callable[..., Interview]
) -> None:
    elsewhere = tmp_path / "else where" / "mine.db"
    settings = Settings(home=home, database_url=f"sqlite:///{elsewhere}")
    with open_store(settings) as store:
        Interviews(store).create(an_interview())
        assert store.folder == elsewhere.parent
    assert b"SQLite format" not in elsewhere.read_bytes()
    assert {file.name for file in elsewhere.parent.iterdir()} == {
        "mine.db", "mine.db.lock", "mine.db.use", "mine.json", "mine.key",
    }  # fmt: skip
    assert not home.exists()


@pytest.mark.parametrize(
    "url",
    ["postgresql://me@here/x", "postgresql+psycopg://here/x", "sqlite://", "sqlite:///",
     "sqlite:///:memory:", "sqlite:///folder/", "sqlite:///mine.key", "store.db"],
)  # fmt: skip
def test_any_other_database_url_is_refused_by_name(home: Path, url: str) -> None:
    with pytest.raises(BadInput, match="REHEARSE_DATABASE_URL takes sqlite:///path") as error:
        open_store(Settings(home=home, database_url=url))
    assert "me@here" not in str(error.value), "an address may hold a password"
    assert not home.exists()


def test_the_folder_of_a_database_url_keeps_its_permissions(tmp_path: Path, home: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    url = f"sqlite:///{shared}/mine.db"
    open_store(Settings(home=home, database_url=url)).close()
    assert mode(shared) == 0o755
    assert mode(shared / "mine.db") == 0o600


def test_errors_of_the_store_are_one_sentence_without_the_drivers_words(
    settings: Settings, full_home: Path
) -> None:
    (full_home / "store.db").write_bytes(b"x" * 5000)
    with pytest.raises(RehearseError) as error:
        open_store(settings)
    assert "\n" not in str(error.value)
    assert "sqlite" not in str(error.value).lower()
