"""Help is instant, complete and shows an example; wrong usage says where to look."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Ran

ROOT = Path(__file__).parents[2]
COMMANDS = sorted(
    file.stem for file in (ROOT / "cli" / "commands").glob("*.py") if file.stem != "__init__"
)
HEAVY = ("pydantic", "langgraph", "chromadb", "sqlalchemy", "rich", "numpy", "prompt_toolkit")
Rehearse = Callable[..., "Ran"]


@pytest.mark.parametrize("arguments", [["--help"], ["mock", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys, run\n"
        f"try:\n    run.main({arguments!r})\nexcept SystemExit as left:\n    code = left.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[] 0"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(command: str, rehearse: Rehearse) -> None:
    ran = rehearse(command, "--help")
    assert ran.code == 0
    assert f"run.py {command}" in " ".join(ran.out.split("Example:")[1].split())
    for option in ("--json", "--offline"):
        assert option in ran.out


def test_the_overview_lists_every_command(rehearse: Rehearse) -> None:
    ran = rehearse("--help")
    assert ran.code == 0
    assert [name for name in COMMANDS if name not in ran.out] == []


def test_without_a_command_the_overview_is_shown_as_wrong_usage(rehearse: Rehearse) -> None:
    ran = rehearse()
    assert ran.code == 2
    assert "mock" in ran.out + ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["mok"],
        ["mock", "--minutes", "0"],
        ["mock", "--minutes", "241"],
        ["mock", "--minutes", "soon"],
        ["mock", "--questions", "61"],
        ["mock", "--seniority", "wizard"],
        ["mock", "--loud"],
        ["retake", "0302-abcd", "0"],
        ["retake", "0302-abcd"],
        ["questions", "--kind", "riddle"],
        ["questions", "--count", "-1"],
        ["interviews", "burn"],
        ["interviews", "show"],
        ["evaluate"],
        ["evaluate", "--question", "Why?"],
        ["mock", "--style", "grumpy"],
        ["mock", "--role", "wizzard"],
        ["questions", "--role", "wizzard"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_on_stderr_and_exit_code_two(
    arguments: list[str], rehearse: Rehearse
) -> None:
    ran = rehearse(*arguments)
    assert ran.code == 2
    assert ran.err.startswith("rehearse: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_an_unknown_style_lists_the_valid_ones_nearest_first(rehearse: Rehearse) -> None:
    ran = rehearse("mock", "--style", "neutrl", "--json")
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.split("one of ")[1].startswith("neutral, ")
    for style in ("friendly", "challenging", "bar_raiser", "hr_screen"):
        assert style in ran.err


def test_an_unknown_role_lists_the_nearest_first(rehearse: Rehearse) -> None:
    ran = rehearse("mock", "--role", "account wizard")
    assert ran.code == 2
    listed = ran.err[ran.err.index("wizard") + 7 :].replace("\n", "").split(", ")
    assert "account" in listed[0]
    assert len(listed) >= 3
