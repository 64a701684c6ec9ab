"""`evaluate` and `/why` show a person how a score came about."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from cli.report import render_working

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]
QUESTION = "Tell me about a time you had to solve a problem."


@pytest.fixture(name="shown")
def _shown(rehearse: Rehearse, strong_answer: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What `evaluate` prints for a strong answer without its last two sentences."""
    monkeypatch.setenv("COLUMNS", "400")
    answer = strong_answer.partition(" Since then")[0]
    ran = rehearse("evaluate", "--question", QUESTION, "--answer", answer)
    assert ran.code == 0, ran.err
    return ran.out


def test_each_criterion_shows_level_points_anchor_quote_and_what_is_next(shown: str) -> None:
    own, result = (
        next(line for line in shown.splitlines() if line.startswith(f"  {name}: "))
        for name in ("own action", "result")
    )
    assert "4 of 4, excellent, 26 of 26 points. A chain of concrete steps" in own
    assert "of 22 points" in result
    assert "    “I read the logs" in shown
    assert "    For more: say what you learned and where you have used it since." in shown


def test_the_sum_is_shown_signal_by_signal(shown: str) -> None:
    assert "The criteria give " in shown
    assert "What the story holds, whatever its length, is judged apart: " in shown
    assert re.search(r"[a-z ]+ [+-]\d+\.\d, all else [+-]\d+\.\d", shown)
    assert "Counting the criteria 20 parts in 100 " in shown
    assert "The score is " in shown


def test_every_flag_is_shown_with_its_bound(rehearse: Rehearse, weak_answer: str) -> None:
    ran = rehearse("evaluate", "--question", QUESTION, "--answer", weak_answer)
    bound = "the candidate's own part is not visible; 58 at most."
    assert f'Team only: everything is "we"; {bound}' in " ".join(ran.out.split())


def test_how_it_was_said_is_shown_in_figures(shown: str) -> None:
    assert re.search(
        r"How it was said: \d\d words, the longest sentence \d\d, 0 filler words and 0 hedges",
        shown,
    )


def test_a_score_from_before_there_was_any_working_can_still_be_shown() -> None:
    console = Console(record=True, width=200)
    criterion = {"criterion": "result", "level": 2, "weight": 0.2, "quotes": ["we launched"]}
    note = "2 of 4: an outcome that can be pictured. For more: say what changed."
    event: dict[str, Any] = dict.fromkeys(
        ("flags", "strengths", "improvements", "suggested_answer"), ()
    )
    event |= {"score": 50.0, "criteria": [{**criterion, "note": note}]}
    console.print(render_working(event))
    assert "result: 2 of 4, fair. An outcome that can be pictured." in console.export_text()
