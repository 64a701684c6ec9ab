"""The first start is killed while the store and the index are made; the second one works."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest

from tests.faults.dialogue import hold, scripted
from tests.faults.plan import PHASES, Fault, Phase
from tests.faults.processes import Nursery

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="replaces SQLite's Linux system calls"),
]

MOCK = ("mock", "--json", "--role", "nurse", "--questions", "2")
SEED = 7
KILLS = 9
CHANCE = random.Random(SEED)
SHARES = [(PHASES[i % 3], (i + CHANCE.random()) / KILLS) for i in range(KILLS)]
# An index of the whole bank takes longer than this to build.
DELAYS = [round(CHANCE.uniform(0.0, 0.6), 3) for _ in range(4)]


@pytest.fixture(scope="module")
def writes_of_a_first_start(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many writes it takes to make the store, up to the first question."""
    folder = tmp_path_factory.mktemp("first")
    tally = folder / "tally"
    process = nursery.start(folder / "home", "interviews", "--json", fault=Fault(tally=str(tally)))
    assert process.wait() == 0, process.errors
    return int(tally.read_text())


def _complete(nursery: Nursery, home: Path) -> None:
    """Holds a whole interview over what the killed start left behind."""
    process = nursery.start(home, *MOCK, interview_id="0101-next")
    dialogue = hold(process, scripted)
    assert process.wait() == 0, process.errors
    assert dialogue.report is not None
    answered = [(turn["n"], turn["part"]) for turn in dialogue.report["turns"]]
    assert answered == dialogue.sent
    assert not list(home.glob("store.db.new*"))


@pytest.mark.parametrize(("phase", "share"), SHARES)
def test_a_store_whose_making_was_killed_is_made_at_the_next_start(
    nursery: Nursery, writes_of_a_first_start: int, home: Path, phase: Phase, share: float
) -> None:
    fault = Fault(kill_at=1 + int(share * writes_of_a_first_start), phase=phase)
    process = nursery.start(home, "interviews", "--json", fault=fault)
    assert process.wait() == -9
    _complete(nursery, home)


@pytest.mark.parametrize("delay", DELAYS)
def test_an_index_whose_building_was_killed_is_built_at_the_next_start(
    nursery: Nursery, used_home: Path, home: Path, delay: float
) -> None:
    shutil.copytree(used_home, home)
    shutil.rmtree(home / "chroma", ignore_errors=True)
    process = nursery.start(home, *MOCK, interview_id="0101-test")
    # The questions after the opening are looked up when that has been answered.
    for line in iter(process.stdout.readline, b""):
        if b'"question"' in line:
            process.say("I have nursed for six years.")
        if b'"assessment"' in line:
            process.kill_in(delay)
            break
    assert process.wait(hang_up=False) == -9
    _complete(nursery, home)


def test_two_first_starts_at_once_share_one_store_and_one_index(
    nursery: Nursery, home: Path
) -> None:
    started = [nursery.start(home, *MOCK, interview_id=f"0101-{name}") for name in "ab"]
    for process in started:
        dialogue = hold(process, scripted)
        assert process.wait() == 0, process.errors
        assert dialogue.report is not None
