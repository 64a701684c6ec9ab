"""The disk fills up in the middle of an interview: one sentence, nothing lost, and it goes on."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config import Settings
from memory.database import open_store
from memory.scores import Scores
from tests.faults.dialogue import Dialogue, hold, scripted
from tests.faults.plan import Fault
from tests.faults.processes import Nursery, Process

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="replaces SQLite's Linux system calls"),
]

MOCK = ("mock", "--json", "--role", "nurse", "--style", "challenging", "--questions", "2")
CONTINUE = ("mock", "--json", "--continue", "0101-test")
SENTENCE = re.compile(r"rehearse: the (?:disk of|store at|lock) [^\n]*room[^\n]*\n")


def _refused(process: Process) -> None:
    assert process.wait() == 1
    assert SENTENCE.fullmatch(process.errors), process.errors


def _goes_on(nursery: Nursery, home: Path, before: Dialogue) -> None:
    """Continues to the report; every answer acknowledged before is in it once."""
    again = nursery.start(home, *CONTINUE)
    after = hold(again, scripted)
    assert again.wait() == 0, again.errors
    assert after.report is not None
    keys = [(turn["n"], turn["part"]) for turn in after.report["turns"]]
    assert len(keys) == len(set(keys))
    assert set(before.acknowledged) <= set(keys)
    asked_again = {question[:2] for question in after.asked} & set(before.acknowledged)
    assert not asked_again


@pytest.fixture(scope="module")
def writes_of_an_interview(
    nursery: Nursery, used_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> int:
    folder = tmp_path_factory.mktemp("room")
    home = Path(shutil.copytree(used_home, folder / "home"))
    tally = folder / "tally"
    process = nursery.start(home, *MOCK, interview_id="0101-test", fault=Fault(tally=str(tally)))
    hold(process, scripted)
    assert process.wait() == 0, process.errors
    return int(tally.read_text())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MB of its own, where one may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "rehearse", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("no disk may be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _fits(write: Callable[[bytes], int | None]) -> bool:
    try:
        return bool(write(b"\0" * 4096))
    except OSError:
        return False


@pytest.mark.parametrize("share", [0.3, 0.45, 0.6, 0.75, 0.9])
def test_an_interview_on_a_disk_that_fills_up_goes_on_when_there_is_room(
    nursery: Nursery, fresh_copy: Callable[[str], Path], writes_of_an_interview: int, share: float
) -> None:
    home = fresh_copy("home")
    fault = Fault(full_from=int(share * writes_of_an_interview))
    process = nursery.start(home, *MOCK, interview_id="0101-test", fault=fault)
    before = hold(process, scripted)
    _refused(process)
    _goes_on(nursery, home, before)


def test_a_file_that_may_not_grow_is_reported_like_a_full_disk(
    nursery: Nursery, fresh_copy: Callable[[str], Path]
) -> None:
    home = fresh_copy("home")
    fault = Fault(file_limit=120 * 1024)
    process = nursery.start(home, *MOCK, interview_id="0101-test", fault=fault)
    before = hold(process, scripted)
    _refused(process)
    _goes_on(nursery, home, before)


def test_a_disk_that_is_really_full_loses_no_acknowledged_answer(
    nursery: Nursery, used_home: Path, small_disk: Path
) -> None:
    home = Path(shutil.copytree(used_home, small_disk / "home"))
    filler = small_disk / "filler"

    def fill(count: int) -> None:
        if count == 2:
            with filler.open("ab", buffering=0) as stream:
                while _fits(stream.write):
                    pass

    process = nursery.start(home, *MOCK, interview_id="0101-test")
    before = hold(process, scripted, fill)
    _refused(process)
    # A process that ends folds its log into the store, which makes a little room.
    fill(2)
    _refused(nursery.start(home, *CONTINUE))
    filler.unlink()
    with open_store(Settings(home=home)) as store:
        stored = [(turn.n, turn.part) for turn in Scores(store).turns("0101-test")]
    assert set(before.acknowledged) <= set(stored)
    _goes_on(nursery, home, before)
