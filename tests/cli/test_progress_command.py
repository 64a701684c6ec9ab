"""`progress` and `outcome` as a candidate uses them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from api import Backstage, InterviewTracker
from cli.progress_page import render_progress
from config import Settings

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]
KINDS = ("behavioral", "technical", "situational", "company")
ANALYTICS = {
    "score_progression",
    "category_performance",
    "time_analysis",
    "improvement_velocity",
    "predictions",
}


@pytest.fixture
def climbing(ready_home: Path) -> list[str]:
    """The ids of twelve sessions over five weeks, each better than the one before, the technical
    answers weak throughout, every answer rated too high."""
    ids = []
    with InterviewTracker(backstage=Backstage(Settings(home=ready_home))) as tracker:
        for n in range(12):
            turns = [
                {
                    "question": f"What of {kind}?",
                    "question_id": f"{kind}-{n}",
                    "category": f"{kind}_matters",
                    "kind": kind,
                    "score": 45 + 2.5 * n - (15 if kind == "technical" else 0),
                    "self_rating": 65 + 2.5 * n,
                    "seconds": 150 if kind == "behavioral" else 60,
                }
                for kind in KINDS
            ]
            month, day = divmod(3 * n, 28)
            data = {
                "role": "nurse",
                "started_at": f"2026-0{2 + month}-{day + 1:02d}T12:00:00+00:00",
                "turns": turns,
            }
            hold = tracker.track_practice_session if n % 2 else tracker.track_mock_interview
            ids.append(hold(data))
    return ids


def test_the_page_tells_what_it_comes_to_and_what_to_do_next(
    rehearse: Rehearse, climbing: list[str]
) -> None:
    ran = rehearse("progress")
    assert ran.code == 0
    assert ran.out.startswith("12 sessions, 55 of 100 on average\n")
    page = " ".join(ran.out.split())
    assert "Trend: Rising:" in page
    assert "You rate yourself" in page
    assert "points high on technical questions (12 answers" in page
    assert "too long on behavioral questions" in page
    assert page.index("Score over time") < page.index("By category") < page.index("What to do next")
    lines = [line.strip() for line in ran.out.splitlines()]
    assert "python run.py practice --type technical" in lines[lines.index("What to do next") :]


def test_in_a_pipe_there_is_no_colour_and_no_line_beyond_eighty(
    rehearse: Rehearse, climbing: list[str]
) -> None:
    out = rehearse("progress").out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_the_page_fits_the_window_with_and_without_colour(
    width: int, ready_home: Path, climbing: list[str]
) -> None:
    with InterviewTracker(backstage=Backstage(Settings(home=ready_home))) as tracker:
        progress = tracker.get_progress()
    shown = []
    for colour in (None, "truecolor"):
        console = Console(
            file=io.StringIO(),
            width=width,
            color_system=colour,
            highlight=False,
            force_terminal=bool(colour),
        )
        with console.capture() as captured:
            console.print(render_progress(progress["summary"], progress["analytics"], width))
        shown.append(captured.get())
    bare = shown[0].splitlines()
    assert max(map(len, bare)) <= width
    charts = [line for line in bare if "┃" in line and "·" in line]
    assert len(charts) == 8
    assert "\x1b" in shown[1]
    assert "\x1b" not in shown[0]


def test_json_holds_the_summary_and_the_analytics_and_nothing_else(
    rehearse: Rehearse, climbing: list[str]
) -> None:
    told = json.loads(rehearse("progress", "--json").out)
    assert set(told) == {"summary", "analytics"}
    assert set(told["analytics"]) == ANALYTICS
    assert told["summary"]["total_sessions"] == 12


def test_each_person_sees_their_own(rehearse: Rehearse, climbing: list[str]) -> None:
    ran = rehearse("progress", "--user", "Ana Lima")
    assert ran.out.startswith("0 sessions")
    assert "python run.py mock --user 'Ana Lima'" in ran.out


def test_an_outcome_is_kept_corrected_and_counted(rehearse: Rehearse, climbing: list[str]) -> None:
    first = rehearse("outcome", climbing[0], "advanced")
    assert (first.code, first.err) == (0, "")
    assert f"{climbing[0]} prepared for came to advanced." in first.out
    again = json.loads(rehearse("outcome", climbing[0], "rejected", "--json").out)
    assert again == {"id": climbing[0], "outcome": "rejected", "before": "advanced"}
    outcomes = json.loads(rehearse("progress", "--json").out)["analytics"]["category_performance"][
        "outcomes"
    ]
    assert (outcomes["good"], outcomes["bad"]) == (0, 1)
    assert "Too few outcomes" in outcomes["text"]


def test_enough_outcomes_tell_what_goes_with_success(
    rehearse: Rehearse, climbing: list[str]
) -> None:
    for n, name in enumerate(climbing):
        assert rehearse("outcome", name, "offer" if n >= 6 else "rejected").code == 0
    text = " ".join(rehearse("progress").out.split())
    assert "Real interviews: Of 6 good outcomes and 6 bad ones" in text
    assert "does not make it the cause" in text


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("0000-none", "offer"), 1, "there is no interview '0000-none'"),
        (("0000-none", "hired"), 2, "invalid choice: 'hired'"),
        ((), 2, "required"),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_line(
    rehearse: Rehearse, arguments: tuple[str, ...], code: int, said: str, climbing: list[str]
) -> None:
    ran = rehearse("outcome", *arguments)
    assert ran.code == code
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_somebody_elses_session_is_not_found(rehearse: Rehearse, climbing: list[str]) -> None:
    ran = rehearse("outcome", climbing[0], "offer", "--user", "ana")
    assert ran.code == 1
    assert ran.err.startswith(f"rehearse: there is no interview '{climbing[0]}'")
