"""A damaged store is named, left as it is, and replaced by a backup when its owner says so."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config import Settings
from domain import StoreDamaged
from memory.cache import Cache
from memory.cipher import CHECKED_BYTES
from memory.database import open_store
from tests.faults.dialogue import hold, scripted
from tests.faults.processes import Nursery

pytestmark = pytest.mark.faults

MOCK = ("mock", "--json", "--role", "nurse", "--style", "challenging", "--questions", "2")
SHOW = ("interviews", "show", "0101-test", "--json")
BACKUP, RESTORE = ("privacy", "backup"), ("privacy", "restore", "--yes")
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CONTINUE = ("mock", "--json", "--continue", "0101-test")


def test_a_store_damaged_in_mid_interview_is_named_and_left_as_it_is(
    nursery: Nursery, fresh_copy: Callable[[str], Path]
) -> None:
    home = fresh_copy("home")
    process = nursery.start(home, *MOCK, interview_id="0101-test")
    seen: list[bytes] = []

    def damage(count: int) -> None:
        if count == 2:
            process.kill()

    hold(process, scripted, damage)
    assert process.wait() == -9
    for file in (home / "store.db", home / "store.db-wal"):
        content = bytearray(file.read_bytes())
        for at in range(100, len(content), 997):
            content[at] ^= 0x5A
        file.write_bytes(content)
        seen.append(bytes(content))
    again = nursery.run(home, *CONTINUE)
    assert again.code == 1
    assert re.fullmatch(r"rehearse: the store at [^\n]* is damaged: [^\n]*\n", again.errors)
    assert [(home / name).read_bytes() for name in ("store.db", "store.db-wal")] == seen
    assert again.output == ""


@pytest.mark.parametrize("seed", range(4))
def test_bytes_gone_wrong_anywhere_are_named_by_every_command(
    nursery: Nursery, fresh_copy: Callable[[str], Path], seed: int
) -> None:
    home = fresh_copy("home")
    held = nursery.run(home, *MOCK, interview_id="0101-test", answers="Hello there.\n\n")
    assert held.code == 0, held.errors
    chance = random.Random(seed)
    file = home / "store.db"
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 3, 30))):
        content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
    file.write_bytes(content)
    before = file.read_bytes()
    for command in (
        ("interviews",),
        ("progress",),
        ("stories",),
        ("plan",),
        ("privacy",),
        ("mock", "--continue"),
        ("privacy", "rotate-key"),
        ("privacy", "purge", "--yes"),
    ):
        ran = nursery.run(home, *command)
        assert ran.code == 1, command
        assert re.fullmatch(r"rehearse: the store at [^\n]*\n", ran.errors), ran.errors
        assert "No interviews" not in ran.output
    assert file.read_bytes() == before


@pytest.fixture(scope="module")
def held(nursery: Nursery, used_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a finished interview, and the passphrase of its backup beside it."""
    folder = tmp_path_factory.mktemp("held")
    home = Path(shutil.copytree(used_home, folder / "home"))
    process = nursery.start(home, *MOCK, interview_id="0101-test")
    hold(process, scripted)
    assert process.wait() == 0, process.errors
    (folder / "phrase").write_text("a phrase of three words\n")
    made = nursery.run(home, *BACKUP, *_phrase(folder))
    assert made.code == 0, made.errors
    return folder


def _phrase(folder: Path) -> tuple[str, ...]:
    return (str(folder / "kept.backup"), "--passphrase-file", str(folder / "phrase"))


@pytest.mark.parametrize("damage", ["flipped", "cut", "emptied", "other"])
def test_a_damaged_store_comes_back_from_its_backup_and_is_kept(
    nursery: Nursery, held: Path, tmp_path: Path, damage: str
) -> None:
    home = Path(shutil.copytree(held / "home", tmp_path / "home"))
    whole = nursery.run(home, *SHOW).output
    store = home / "store.db"
    content = bytearray(store.read_bytes())
    if damage == "flipped":
        for at in random.Random(1).sample(range(16, len(content)), 40):
            content[at] ^= 0x5A
    elif damage == "cut":
        del content[len(content) // 3 :]
    else:
        content = bytearray(b"" if damage == "emptied" else b"no store " * 4000)
    store.write_bytes(content)
    ran = nursery.run(home, *SHOW)
    assert ran.code == 1
    assert re.fullmatch(
        r"rehearse: the store at [^\n]* is damaged: [^\n]*privacy restore FILE[^\n]*\n", ran.errors
    )
    restored = nursery.run(home, *RESTORE, *_phrase(held), "--json")
    assert restored.code == 0, restored.errors
    assert Path(json.loads(restored.output)["set_aside"]).read_bytes() == bytes(content)
    assert nursery.run(home, *SHOW).output == whole


def test_a_page_too_far_in_to_be_checked_at_the_start_is_named_when_it_is_met(home: Path) -> None:
    settings = Settings(home=home)
    with open_store(settings) as store:
        cache = Cache(store)
        for n in range(6):
            cache.put(f"page:{n}", random.Random(n).randbytes(CHECKED_BYTES // 4), NOW, 60.0)
    content = bytearray((home / "store.db").read_bytes())
    assert len(content) > CHECKED_BYTES
    for at in range(len(content) // 2, len(content), 4096):
        content[at] ^= 1
    (home / "store.db").write_bytes(content)
    with open_store(settings) as store:
        cache = Cache(store)
        with pytest.raises(StoreDamaged, match="privacy restore FILE"):
            [cache.get(f"page:{n}", NOW) for n in range(6)]
    assert (home / "store.db").read_bytes() == bytes(content)
