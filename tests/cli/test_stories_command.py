"""`stories`: added, listed, shown, edited, deleted, and brought up in a report."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]


@pytest.fixture
def kept(rehearse: Rehearse) -> str:
    """The id of a story kept for teamwork."""
    told = ("--situation", "The harbour office lost its planner.", "--competency", "teamwork")
    ran = rehearse("stories", "add", "--action", "I planned with three others.", *told, "--json")
    story_id: str = json.loads(ran.out)["id"]
    return story_id


def test_without_stories_it_says_how_to_begin(rehearse: Rehearse) -> None:
    assert "stories add --cv FILE" in rehearse("stories").out


def test_a_story_is_listed_shown_edited_and_deleted(rehearse: Rehearse, kept: str) -> None:
    listed = rehearse("stories", "list").out
    assert kept in listed
    assert "No story yet for" in listed
    assert "I planned with three others." in rehearse("stories", "show", kept).out
    edited = rehearse("stories", "edit", kept, "--result", "All 40 ships sailed on time.")
    assert "All 40 ships sailed on time." in edited.out
    assert "Still lacks: lesson" in edited.out
    assert rehearse("stories", "delete", kept).code == 2
    assert (
        rehearse("stories", "delete", kept, "--yes", "--json").out == f'{{"deleted": "{kept}"}}\n'
    )
    assert json.loads(rehearse("stories", "--json").out)["stories"] == []


def test_achievements_of_a_cv_are_kept(rehearse: Rehearse, tmp_path: Path, ad: str) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text("Nurse, City General, 2019 - 2024\n- Cut waiting times from 9 to 4 days\n")
    (story,) = json.loads(rehearse("stories", "add", "--cv", str(cv), "--job", ad, "--json").out)
    assert story["source"] == "cv"
    assert "kept already" in rehearse("stories", "add", "--cv", str(cv)).out


@pytest.mark.parametrize(
    "arguments",
    [
        ("add",),
        ("add", "--cv", "cv.txt", "--action", "I did."),
        ("add", "--job", "ad.txt", "--action", "I did."),
        ("add", "--from", "1122-abcd", "two"),
        ("add", "--action", "I did.", "--competency", "haste"),
        ("list", "--competency", "haste"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(
    rehearse: Rehearse, arguments: tuple[str, ...]
) -> None:
    ran = rehearse("stories", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_what_cannot_be_kept_exits_1(rehearse: Rehearse) -> None:
    for arguments in (
        ("add", "--action", " "),
        ("add", "--from", "1122-none", "1"),
        ("show", "s-none"),
        ("add", "--cv", "missing.pdf"),
    ):
        assert rehearse("stories", *arguments).code == 1


def test_a_report_brings_up_the_story_that_would_have_fitted(
    rehearse: Rehearse, tmp_path: Path, ad: str, weak_answer: str
) -> None:
    every = json.loads(rehearse("stories", "--json").out)["without_story"]
    tagged = [word for name in every for word in ("--competency", name)]
    rehearse("stories", "add", "--action", "I moved the berth and 40 ships sailed.", *tagged)
    file = tmp_path / "answers.txt"
    file.write_text("\n\n".join([weak_answer] * 12))
    ran = rehearse(
        *("mock", "--json", "--style", "hr_screen", "--job", ad, "--answers", str(file)),
        *("--questions", "5"),
    )
    report = ran.events[-1]
    assert report["stories"][0]["title"].startswith("I moved the berth")
    shown = rehearse("interviews", "show", report["interview_id"])
    markdown = rehearse("interviews", "show", report["interview_id"], "--markdown")
    assert "Your stories" in shown.out
    assert "## Your stories" in markdown.out
