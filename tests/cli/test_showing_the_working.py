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
STOPS_BEFORE = " I told the harbour"
QUESTION = "Tell me about a time you had to solve a problem."


@pytest.fixture(name="shown")
def _shown(rehearse: Rehearse, strong_answer: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What `evaluate` prints for a strong answer that stops before anything came of it."""
    monkeypatch.setenv("COLUMNS", "400")
    answer = strong_answer.partition(STOPS_BEFORE)[0]
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
    assert "    For more: say what changed, for whom, and by how much." in shown


def test_the_sum_is_shown_and_every_flag_with_its_bound(shown: str) -> None:
    assert "The criteria give " in shown
    assert "No result: it does not say how it ended; 66 at most" in shown
    assert "The score is " in shown


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
