"""An interview is killed at sixty seeded points and continued: nothing is lost or said twice.

Forty-eight processes kill themselves at a write, spread over all writes of an interview: before
it, with half of it done, or right after it. Twelve are killed from outside, a seeded moment after
an answer was sent. All are continued by a new process with the same answers.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from config import Settings
from domain import Interview, NotFound, Turn
from memory.database import open_store
from memory.interviews import Interviews
from memory.scores import Scores
from tests.faults.dialogue import WAITING, Dialogue, Event, hold, scripted
from tests.faults.plan import PHASES, Fault, Phase
from tests.faults.processes import Nursery, Process

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="replaces SQLite's Linux system calls"),
]

ID = "0101-test"
MOCK = ("mock", "--json", "--role", "nurse", "--style", "challenging", "--questions", "5")
INSIDE, OUTSIDE = 48, 12
SEED = 20261122
# The longest a step takes on a busy machine, and so the latest a kill still falls into it.
STEP_SECONDS = 0.12


@dataclass(frozen=True)
class Point:
    """Where to kill: at a share (0-1) of the writes, or a delay in seconds after an answer."""

    phase: Phase | None
    share: float
    delay: float = 0.0

    def __str__(self) -> str:
        if self.phase is None:
            return f"{self.delay * 1000:.0f}ms-after-answer-at-{self.share:.0%}"
        return f"{self.phase}-write-at-{self.share:.1%}"


def _points() -> list[Point]:
    chance = random.Random(SEED)
    inside = [Point(PHASES[i % 3], (i + chance.random()) / INSIDE) for i in range(INSIDE)]
    outside = [
        Point(None, (i + chance.random()) / OUTSIDE, chance.uniform(0.0, STEP_SECONDS))
        for i in range(OUTSIDE)
    ]
    return inside + outside


POINTS = _points()


@dataclass(frozen=True)
class Whole:
    """The interview as it goes when nobody kills it."""

    dialogue: Dialogue
    report: Event
    writes: int


@dataclass(frozen=True)
class Killed:
    """What was seen before the kill, what was stored then, and what came after."""

    code: int
    before: Dialogue
    interview: Interview | None
    turns: list[Turn]
    code_after: int
    errors_after: str
    after: Dialogue
    report: Event | None


@pytest.fixture(scope="module")
def whole(nursery: Nursery, used_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = tmp_path_factory.mktemp("whole")
    home = Path(shutil.copytree(used_home, folder / "home"))
    tally = folder / "tally"
    process = nursery.start(home, *MOCK, interview_id=ID, fault=Fault(tally=str(tally)))
    dialogue = hold(process, scripted)
    assert process.wait() == 0, process.errors
    assert dialogue.report is not None
    return Whole(dialogue, dialogue.report, int(tally.read_text()))


@pytest.fixture(scope="module")
def killed(
    nursery: Nursery,
    used_home: Path,
    whole: Whole,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[Point, Future[Killed]]]:
    """Every point's interview, two at a time; each is awaited by its own test."""
    folder = tmp_path_factory.mktemp("killed")
    with ThreadPoolExecutor(2) as pool:
        yield {
            point: pool.submit(_kill_and_continue, nursery, used_home, folder, whole, point)
            for point in POINTS
        }
        pool.shutdown(cancel_futures=True)


def _kill_and_continue(
    nursery: Nursery, used_home: Path, folder: Path, whole: Whole, point: Point
) -> Killed:
    home = Path(shutil.copytree(used_home, folder / str(POINTS.index(point))))
    process, before = _killed(nursery, home, whole, point)
    code = process.wait()
    # A look at the store itself would fold its log; the next process has to cope with that.
    interview, turns = _stored(Path(shutil.copytree(home, home.with_suffix(".seen"))))
    if interview is None:
        again = nursery.start(home, *MOCK, interview_id=ID)
    else:
        named = () if interview.status == "running" else (ID,)
        again = nursery.start(home, "mock", "--json", "--continue", *named)
    after = hold(again, scripted)
    return Killed(code, before, interview, turns, again.wait(), again.errors, after, after.report)


def _killed(nursery: Nursery, home: Path, whole: Whole, point: Point) -> tuple[Process, Dialogue]:
    if point.phase is not None:
        fault = Fault(kill_at=1 + int(point.share * whole.writes), phase=point.phase)
        process = nursery.start(home, *MOCK, interview_id=ID, fault=fault)
        return process, hold(process, scripted)
    process = nursery.start(home, *MOCK, interview_id=ID)
    last = 1 + int(point.share * len(whole.dialogue.sent))

    def strike(count: int) -> None:
        if count == last:
            process.kill_in(point.delay)

    return process, hold(process, scripted, strike)


def _stored(home: Path) -> tuple[Interview | None, list[Turn]]:
    with open_store(Settings(home=home)) as store:
        try:
            return Interviews(store).get(ID), Scores(store).turns(ID)
        except NotFound:
            return None, []


@pytest.mark.parametrize("point", POINTS, ids=str)
def test_a_killed_interview_loses_nothing_and_ends_as_if_it_had_lived(
    killed: dict[Point, Future[Killed]], whole: Whole, point: Point
) -> None:
    run = killed[point].result()
    assert run.code == -9
    answers = {(turn.n, turn.part): turn.answer for turn in run.turns}
    spoken = {(t["n"], t["part"]): t["answer"] for t in whole.report["turns"]}

    # What was acknowledged was stored, in its own words; nothing was that was not said.
    assert len(answers) == len(run.turns)
    assert {key: spoken[key] for key in run.before.acknowledged} == {
        key: answers.get(key) for key in run.before.acknowledged
    }
    assert set(answers) <= set(run.before.sent)
    assert run.interview is not None or not run.before.greeted

    # The next process asks the question that was waiting, or the one after a stored answer.
    assert run.code_after == 0, run.errors_after
    asked = whole.dialogue.asked
    waiting = asked[len(asked) - len(run.after.asked) :]
    assert run.after.asked == waiting
    assert run.before.asked == asked[: len(run.before.asked)]
    first = len(asked) - len(waiting)
    assert len(run.turns) <= first <= len(run.before.sent)

    # The report is the one of the interview that nobody killed, turn by turn.
    assert run.report == whole.report


@pytest.mark.parametrize("share", [0.34, 0.42, 0.5, 0.58, 0.66, 0.74, 0.82])
def test_who_is_asked_again_after_a_kill_may_say_something_else(
    nursery: Nursery, used_home: Path, whole: Whole, home: Path, share: float
) -> None:
    shutil.copytree(used_home, home)
    fault = Fault(kill_at=int(share * whole.writes))
    process = nursery.start(home, *MOCK, interview_id=ID, fault=fault)
    before = hold(process, scripted)
    assert process.wait() == -9

    def otherwise(event: Event) -> str:
        return f"{scripted(event)} And I would do the same again."

    again = nursery.start(home, "mock", "--json", "--continue", ID)
    after = hold(again, otherwise)
    assert again.wait() == 0, again.errors
    assert after.report is not None
    events = before.events + after.events
    questions = {(e["n"], e["part"]): e for e in events if e["event"] in WAITING}
    asked_after = {question[:2] for question in after.asked}
    for turn in after.report["turns"]:
        key = (turn["n"], turn["part"])
        said = otherwise if key in asked_after else scripted
        assert turn["answer"] == said(questions[key])
