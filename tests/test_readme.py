"""The README says what is so: its commands run, its lists are complete."""

from __future__ import annotations

import io
import re
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from api import MockInterview
from cli.parser import Parser, build_parser
from config import Settings
from domain import Job
from knowledge.bank import load_bank
from run import main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLE_ID = "1122-k7qd"


def fenced(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> list[str]:
    return [line for block in fenced("sh") for line in block.splitlines() if line.strip()]


def parsers() -> dict[str, Parser]:
    for action in build_parser()._actions:
        if action.dest == "==SUPPRESS==" and isinstance(action.choices, dict):
            return dict(action.choices)
    raise AssertionError("no commands")


def options(parser: Parser) -> set[str]:
    """The options of a command and of its own subcommands."""
    found = set(parser._option_string_actions)
    for action in parser._actions:
        if isinstance(action.choices, dict):
            found |= {option for below in action.choices.values() for option in options(below)}
    return found


def setting_names() -> set[str]:
    return {
        str(field.validation_alias or name).upper() for name, field in Settings.model_fields.items()
    }


def test_every_command_is_in_the_readme_with_an_example_that_is_run() -> None:
    shown = {line.split()[2] for line in commands() if line.startswith("python run.py")}
    assert shown == set(parsers())


def test_every_option_named_in_the_readme_exists() -> None:
    known = {option for parser in parsers().values() for option in options(parser)}
    named = set(re.findall(r"(?<![\w-])--[a-z]+(?![\w-])", README))
    # Those of pip, which the README names for machines without make, end with "-hashes".
    assert named <= known


def test_every_setting_is_in_the_readme_and_in_the_example_file() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == setting_names()
    missing = {name for name in setting_names() if f"`{name}`" not in README}
    assert missing == set()


def test_every_dependency_is_in_the_readmes_table() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[<>=]", dependency)[0] for dependency in project["dependencies"]}
    table = README[README.index("## Dependencies") :]
    assert {name for name in names if name not in table} == set()


def test_make_mock_starts_what_the_readme_says_it_starts(home: Path) -> None:
    told = "python run.py mock --style neutral"
    assert told in README
    dry = subprocess.run(
        ["make", "-n", "mock"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told in dry.stdout


def test_every_fenced_command_runs(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in commands():
        if command.startswith("make "):
            continue
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        if not command.startswith("python run.py"):
            subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True)
            continue
        with MockInterview() as mock:
            if "--continue" in command:
                list(mock.begin(Job(role="nurse")))
            if EXAMPLE_ID in command:
                kept = [item for item in mock.interviews() if item.source is None]
                finished = [item.id for item in kept if item.status == "finished"]
                command = command.replace(EXAMPLE_ID, finished[0])
        assert main(shlex.split(command)[2:]) == 0, (command, capsys.readouterr().err)


def test_the_python_example_runs(home: Path) -> None:
    names: dict[str, object] = {}
    for block in fenced("python"):
        exec(compile(block, "README.md", "exec"), names)
    report = names["report"]
    assert isinstance(report, dict)
    assert {"final_score", "detailed_feedback", "strengths", "improvement_areas"} <= set(report)


def test_the_counts_of_the_bank_are_right() -> None:
    bank = load_bank()
    kinds = Counter(question.kind for question in bank.questions)
    said = re.search(r"The bank holds (.*?)\. ", " ".join(README.split()))
    assert said is not None
    numbers = [int(n.replace(",", "")) for n in re.findall(r"[\d,]*\d", said[1])]
    assert numbers == [
        len(bank.questions),
        kinds["technical"],
        len(bank.roles),
        kinds["behavioral"],
        len(bank.categories("behavioral")),
        kinds["situational"],
        kinds["company"],
        kinds["ask"],
    ]
