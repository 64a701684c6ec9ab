"""Two processes on one store: never in one interview, always in two."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config import Settings
from memory.database import open_store
from memory.scores import Scores
from tests.faults.dialogue import Dialogue, Event, hold, scripted
from tests.faults.processes import Nursery, Process

pytestmark = pytest.mark.faults

MOCK = ("mock", "--json", "--role", "nurse", "--questions", "2")
CONTINUE = ("mock", "--json", "--continue", "0101-test")


def _after(count: int) -> Callable[[Event], str | None]:
    """Answers `count` times, then falls silent."""
    given = 0

    def answer(event: Event) -> str | None:
        nonlocal given
        given += 1
        return scripted(event) if given <= count else None

    return answer


def _turns(nursery: Nursery, home: Path, name: str) -> list[tuple[int, int, str]]:
    shown = json.loads(nursery.run(home, "interviews", "show", name, "--json").output)
    return [(turn["n"], turn["part"], turn["answer"]) for turn in shown["turns"]]


def test_a_second_process_in_an_interview_is_told_who_has_it_and_disturbs_nothing(
    nursery: Nursery, fresh_copy: Callable[[str], Path]
) -> None:
    home = fresh_copy("home")
    first = nursery.start(home, *MOCK, interview_id="0101-test")
    before = hold(first, _after(1))
    second = nursery.run(home, *CONTINUE, answers="I will answer that myself.\n\n")
    assert second.code == 1
    assert second.output == ""
    assert re.fullmatch(
        rf"rehearse: interview '0101-test' is open in process {first.pid} since [^\n]*\n",
        second.errors,
    )
    assert first.say(scripted(before.events[-1]) or "")
    rest = hold(first, scripted)
    assert first.wait() == 0, first.errors
    assert rest.report is not None
    answers = [turn["answer"] for turn in rest.report["turns"]]
    assert len(answers) == len(set(answers)) == len(before.asked) + len(rest.asked)


def test_of_two_processes_resuming_at_once_exactly_one_goes_on(
    nursery: Nursery, fresh_copy: Callable[[str], Path]
) -> None:
    home = fresh_copy("home")
    paused = nursery.start(home, *MOCK, interview_id="0101-test")
    hold(paused, _after(1))
    paused.kill()
    assert paused.wait() == -9

    def go_on(_: int) -> tuple[Process, Dialogue]:
        process = nursery.start(home, *CONTINUE)
        # Nobody ends before both have tried: the one that got it waits for its answer.
        line = process.stdout.readline()
        return process, Dialogue(events=[json.loads(line)] if line else [])

    with ThreadPoolExecutor(2) as pool:
        tried = list(pool.map(go_on, range(2)))
    ((winner, dialogue),) = [(p, d) for p, d in tried if d.events]
    ((loser, _),) = [(p, d) for p, d in tried if not d.events]
    assert loser.wait() == 1
    assert re.fullmatch(rf"rehearse: .*process {winner.pid} since .*\n", loser.errors)
    (waiting,) = dialogue.events
    assert winner.say(scripted(waiting) or "")
    rest = hold(winner, scripted)
    assert winner.wait() == 0, winner.errors
    turns = _turns(nursery, home, "0101-test")
    assert rest.report is not None
    assert len({key[:2] for key in turns}) == len(turns)
    assert [answer for _, _, answer in turns][1] == scripted(waiting)


def test_two_interviews_at_once_on_one_store_both_keep_every_answer(
    nursery: Nursery, fresh_copy: Callable[[str], Path]
) -> None:
    home = fresh_copy("home")

    def whole(name: str) -> tuple[Process, Dialogue]:
        process = nursery.start(home, *MOCK, interview_id=name)
        dialogue = hold(process, scripted)
        return process, dialogue

    with ThreadPoolExecutor(2) as pool:
        held = dict(zip("ab", pool.map(whole, "ab"), strict=True))
    for name, (process, dialogue) in held.items():
        assert process.wait() == 0, process.errors
        assert [turn[:2] for turn in _turns(nursery, home, name)] == dialogue.sent


def test_eight_people_practising_at_once_on_one_store_lose_nothing(
    nursery: Nursery, used_home: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(used_home, tmp_path / "home"))
    command = ("practice", "--json", "--role", "nurse", "--type", "behavioral", "--count", "3")

    def practise(number: int) -> tuple[int, str, Dialogue]:
        process = nursery.start(
            home, *command, "--user", f"user-{number}", interview_id=f"0101-user{number}"
        )
        dialogue = hold(process, scripted)
        return process.wait(), process.errors, dialogue

    with ThreadPoolExecutor(8) as pool:
        ended = list(pool.map(practise, range(8)))
    with open_store(Settings(home=home)) as store:
        for number, (code, errors, dialogue) in enumerate(ended):
            assert code == 0, errors
            assert dialogue.report is not None
            turns = Scores(store).turns(f"0101-user{number}")
            said = {(turn.n, turn.part): turn.answer for turn in turns}
            assert set(said) == set(dialogue.sent) == {(1, 0), (2, 0), (3, 0)}
            told = {(t["n"], t["part"]): t["answer"] for t in dialogue.report["turns"]}
            assert said == told
