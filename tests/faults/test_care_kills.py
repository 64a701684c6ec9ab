"""Purge, restore, another key, a migration: killed at seeded writes, they leave a store that opens
and holds all of it or, where it was to be removed or replaced, one whole state or the other."""

from __future__ import annotations

import json
import random
import shutil
import sys
from pathlib import Path

import pytest

from api import InterviewTracker
from config import Settings
from memory import revisions
from memory.database import open_store
from tests.faults.plan import PHASES, Fault
from tests.faults.processes import Nursery

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="replaces SQLite's Linux system calls"),
]

SEED = 20261124
POINTS = 7
PHRASE = "a phrase of three words"
SESSIONS = {"turns": [{"question": "Why?", "category": "conflict", "answer": "So.", "score": 50}]}
Kept = frozenset[str]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with three sessions, a backup of one with two, and a passphrase in a file."""
    folder = tmp_path_factory.mktemp("filled")
    home = folder / "home"
    (folder / "phrase").write_text(f"{PHRASE}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        from api import Privacy

        with InterviewTracker(home) as tracker:
            tracker.track_mock_interview(SESSIONS)
            tracker.track_mock_interview(SESSIONS)
        with Privacy(settings=Settings(home=home)) as privacy:
            privacy.backup(folder / "two.backup", PHRASE)
        with InterviewTracker(home) as tracker:
            tracker.track_mock_interview(SESSIONS)
    return folder


def _kept(nursery: Nursery, home: Path) -> Kept:
    """The sessions that the next command finds."""
    listed = nursery.run(home, "interviews", "--json")
    assert listed.code == 0, listed.errors
    assert "Traceback" not in listed.errors
    return frozenset(str(one["id"]) for one in json.loads(listed.output))


def _copy(filled: Path, to: Path) -> Path:
    return Path(shutil.copytree(filled / "home", to))


def _faults(writes: int) -> list[Fault]:
    chance = random.Random(SEED)
    return [
        Fault(kill_at=1 + int((place + chance.random()) / POINTS * writes), phase=PHASES[place % 3])
        for place in range(POINTS)
    ]


@pytest.mark.parametrize("action", ["rotate-key", "purge", "purge --all", "restore"])
def test_killed_at_any_write_it_leaves_one_whole_state(
    nursery: Nursery, filled: Path, tmp_path: Path, action: str
) -> None:
    more = ["--yes"] if action != "rotate-key" else []
    if action == "restore":
        phrase = str(filled / "phrase")
        more += [str(filled / "two.backup"), "--passphrase-file", phrase]
    command = ["privacy", *action.split(), *more]
    whole = _copy(filled, tmp_path / "whole")
    before = _kept(nursery, whole)
    tally = tmp_path / "tally"
    done = nursery.start(whole, *command, fault=Fault(tally=str(tally)))
    assert done.wait() == 0, done.errors
    after = _kept(nursery, whole)
    assert (len(before), len(after)) == (3, {"rotate-key": 3, "restore": 2}.get(action, 0))
    for number, fault in enumerate(_faults(int(tally.read_text()))):
        home = _copy(filled, tmp_path / f"home-{number}")
        killed = nursery.start(home, *command, fault=fault)
        assert killed.wait() == -9, killed.errors
        assert _kept(nursery, home) in (before, after), fault
        again = nursery.run(home, *command)
        assert again.code == 0, again.errors
        assert _kept(nursery, home) == after, fault


def test_a_migration_killed_at_any_write_keeps_every_session(
    nursery: Nursery, filled: Path, tmp_path: Path
) -> None:
    versions = tmp_path / "versions"
    versions.mkdir()
    for file in revisions.VERSIONS.glob("*.py"):
        if not file.name.startswith("0003"):
            shutil.copy(file, versions)
    old = tmp_path / "old"
    with (
        open_store(Settings(home=old), versions=versions) as store,
        store.engine.begin() as connection,
    ):
        for n in range(3):
            connection.exec_driver_sql(
                "INSERT INTO interviews VALUES (?, 'default', 'mock', 'finished', 'neutral', "
                "30, 5, '2026-01-01 00:00:00.000000', NULL, NULL, NULL, ?, NULL, NULL)",
                (f"old-{n}", b't\x00{"role": "nurse"}'),
            )
    tally = tmp_path / "tally"
    whole = Path(shutil.copytree(old, tmp_path / "whole"))
    done = nursery.start(whole, "interviews", "--json", fault=Fault(tally=str(tally)))
    assert done.wait() == 0, done.errors
    before = {"old-0", "old-1", "old-2"}
    assert _kept(nursery, whole) == before
    for number, fault in enumerate(_faults(int(tally.read_text()))):
        home = Path(shutil.copytree(old, tmp_path / f"home-{number}"))
        killed = nursery.start(home, "interviews", "--json", fault=fault)
        assert killed.wait() == -9, killed.errors
        assert _kept(nursery, home) == before, fault


def test_a_restore_over_a_damaged_store_never_leaves_an_empty_one(
    nursery: Nursery, filled: Path, tmp_path: Path
) -> None:
    """Killed anywhere, the next command either says that the store is damaged or finds the
    backup's sessions; what did not open is still there under some name."""

    def damaged(to: Path) -> Path:
        home = _copy(filled, to)
        content = bytearray((home / "store.db").read_bytes())
        content[100::97] = b"\x5a" * len(content[100::97])
        (home / "store.db").write_bytes(content)
        return home

    command = ["privacy", "restore", str(filled / "two.backup"), "--yes"]
    command += ["--passphrase-file", str(filled / "phrase")]
    whole, tally = damaged(tmp_path / "whole"), tmp_path / "tally"
    broken = (whole / "store.db").read_bytes()
    done = nursery.start(whole, *command, fault=Fault(tally=str(tally)))
    assert done.wait() == 0, done.errors
    assert len(_kept(nursery, whole)) == 2
    for number, fault in enumerate(_faults(int(tally.read_text()))):
        home = damaged(tmp_path / f"home-{number}")
        assert nursery.start(home, *command, fault=fault).wait() == -9
        assert any(one.read_bytes() == broken for one in home.glob("store*.db")), fault
        listed = nursery.run(home, "interviews", "--json")
        if listed.code == 0:
            assert len(json.loads(listed.output)) == 2, fault
        else:
            assert "is damaged" in listed.errors, fault
        again = nursery.run(home, *command)
        assert again.code == 0, again.errors
        assert len(_kept(nursery, home)) == 2


@pytest.mark.parametrize("action", ["rotate-key", "purge", "restore", "backup"])
def test_a_full_disk_is_one_sentence_and_leaves_one_whole_state(
    nursery: Nursery, filled: Path, tmp_path: Path, action: str
) -> None:
    command = ["privacy", action]
    if action in ("restore", "purge"):
        command.append("--yes")
    if action in ("restore", "backup"):
        command += ["--passphrase-file", str(filled / "phrase")]
    out = tmp_path / "home-out"
    out.mkdir()
    file = filled / "two.backup" if action == "restore" else out / "kept.backup"
    if action in ("restore", "backup"):
        command.append(str(file))
    whole, tally = _copy(filled, tmp_path / "home-whole"), tmp_path / "tally"
    before = _kept(nursery, whole)
    done = nursery.start(whole, *command, fault=Fault(tally=str(tally)))
    assert done.wait() == 0, done.errors
    after = _kept(nursery, whole)
    (out / "kept.backup").unlink(missing_ok=True)
    refused = 0
    for number, point in enumerate(_faults(int(tally.read_text()))):
        home = _copy(filled, tmp_path / f"home-{number}")
        full = nursery.start(home, *command, fault=Fault(full_from=point.kill_at))
        code = full.wait()
        assert code in (0, 1)
        refused += code
        if code:
            assert full.errors.startswith("rehearse: "), full.errors
            assert full.errors.count("\n") == 1, full.errors
        assert _kept(nursery, home) in (before, after)
        if action == "backup":
            assert (out / "kept.backup").exists() == (not code)
            assert len(list(out.iterdir())) == (not code), "no draft stays"
            (out / "kept.backup").unlink(missing_ok=True)
    assert refused, "the disk was full when it mattered"
