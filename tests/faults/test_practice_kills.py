"""A practice session is killed at seeded writes and continued: no answer is lost or said twice."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest

from config import Settings
from domain import NotFound, Turn
from memory.database import open_store
from memory.interviews import Interviews
from memory.scores import Scores
from tests.faults.dialogue import Event, hold, scripted
from tests.faults.plan import PHASES, Fault
from tests.faults.processes import Nursery

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="replaces SQLite's Linux system calls"),
]

ID = "0101-test"
PRACTICE = ("practice", "--json", "--role", "nurse", "--type", "behavioral", "--count", "3")
POINTS, SEED = 12, 20261124


def _stored(home: Path) -> list[Turn] | None:
    """What is stored of the session; None before it was begun."""
    with open_store(Settings(home=home)) as store:
        try:
            Interviews(store).get(ID)
            return Scores(store).turns(ID)
        except NotFound:
            return None


def _said(report: Event) -> list[tuple[int, int, str, float | None]]:
    return [(t["n"], t["part"], t["answer"], t["score"]) for t in report["turns"]]


def test_a_killed_session_ends_as_if_it_had_lived(
    nursery: Nursery, used_home: Path, tmp_path: Path
) -> None:
    tally = tmp_path / "tally"
    home = Path(shutil.copytree(used_home, tmp_path / "whole"))
    process = nursery.start(home, *PRACTICE, interview_id=ID, fault=Fault(tally=str(tally)))
    whole = hold(process, scripted)
    assert process.wait() == 0, process.errors
    assert whole.report is not None
    writes = int(tally.read_text())
    chance = random.Random(SEED)
    for number in range(POINTS):
        point = 1 + int((number + chance.random()) / POINTS * writes)
        fault = Fault(kill_at=point, phase=PHASES[number % 3])
        home = Path(shutil.copytree(used_home, tmp_path / f"home-{number}"))
        process = nursery.start(home, *PRACTICE, interview_id=ID, fault=fault)
        before = hold(process, scripted)
        assert process.wait() == -9
        turns = _stored(Path(shutil.copytree(home, home.with_suffix(".seen"))))
        known = {(turn.n, turn.part) for turn in turns or ()}
        assert set(before.acknowledged) <= known, fault
        if turns is None:
            again = nursery.start(home, *PRACTICE, interview_id=ID)
        else:
            again = nursery.start(home, "practice", "--json", "--continue", ID)
        after = hold(again, scripted)
        assert again.wait() == 0, again.errors
        assert after.report is not None, fault
        assert _said(after.report) == _said(whole.report), fault
        assert after.report["final_score"] == whole.report["final_score"]


def test_what_was_said_is_on_the_disk_before_it_is_judged(
    nursery: Nursery, used_home: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(used_home, tmp_path / "home"))
    process = nursery.start(home, *PRACTICE, interview_id=ID)
    dialogue = hold(process, lambda event: scripted(event) if event["n"] == 1 else None)
    process.kill()
    process.wait()
    turns = _stored(home)
    assert turns is not None
    assert [turn.answer for turn in turns] == [scripted(dialogue.events[1])]
