"""Answers and clocks nobody planned for: huge ones, control characters, a clock that jumps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.dialogue import hold, scripted
from tests.faults.plan import Fault
from tests.faults.processes import Nursery

pytestmark = pytest.mark.faults

MOCK = ("mock", "--json", "--role", "nurse", "--questions", "2")
HUGE = ("We moved the ward and I counted the beds twice before handover. " * 3200)[:200_000].strip()


def test_an_answer_of_200_kilobytes_is_kept_whole_and_asked_about(
    nursery: Nursery, fresh_copy: Callable[[str], Path]
) -> None:
    home = fresh_copy("home")
    held = nursery.run(
        home, *MOCK, interview_id="0101-test", answers=f"{HUGE}\n\nI measured it.\n\n"
    )
    assert held.code == 0, held.errors
    report = json.loads(held.output.splitlines()[-1])
    assert report["event"] == "report"
    assert report["turns"][0]["answer"] == HUGE
    shown = nursery.run(home, "interviews", "show", "0101-test", "--json")
    assert json.loads(shown.output)["turns"][0]["answer"] == HUGE


def test_control_characters_in_an_answer_travel_as_json_escapes(
    nursery: Nursery, fresh_copy: Callable[[str], Path]
) -> None:
    home = fresh_copy("home")
    answer = "I \x1b[31mdecided\x07 it \x00 alone \x85 and \ud7ff measured \U0001f9ea it."
    held = nursery.run(home, *MOCK, interview_id="0101-test", answers=f"{answer}\n\n")
    assert held.code == 0, held.errors
    assert held.output.isascii()
    assert not set(held.output) & set("\x00\x07\x1b")
    assert json.loads(held.output.splitlines()[-1])["turns"][0]["answer"] == answer


@pytest.mark.parametrize("jump_at", [1, 3, 5])
def test_a_clock_that_jumps_back_a_year_mixes_nothing_up(
    nursery: Nursery, fresh_copy: Callable[[str], Path], jump_at: int
) -> None:
    home = fresh_copy("home")
    still = nursery.start(home, *MOCK, interview_id="0101-still")
    hold(still, scripted)
    assert still.wait() == 0, still.errors
    fault = Fault(jump_at=jump_at, jump=-365 * 86400.0)
    process = nursery.start(home, *MOCK, interview_id="0101-test", fault=fault)
    dialogue = hold(process, scripted)
    assert process.wait() == 0, process.errors
    assert dialogue.report is not None
    turns = [(turn["n"], turn["part"], turn["answer"]) for turn in dialogue.report["turns"]]
    assert [turn[:2] for turn in turns] == dialogue.sent
    spoken = [event for event in dialogue.events if event["event"] in ("question", "follow_up")]
    assert [turn[2] for turn in turns] == [scripted(event) for event in spoken]
    listed = json.loads(nursery.run(home, "interviews", "--json").output)
    assert {item["id"]: item["status"] for item in listed} == {
        "0101-still": "finished",
        "0101-test": "finished",
    }
