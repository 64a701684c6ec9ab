"""`export` and `import` from the command line."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]


@pytest.fixture
def held(rehearse: Rehearse, answers: Callable[..., str], strong_answer: str) -> str:
    """An interview that was held; its id."""
    file = answers(strong_answer, strong_answer, "No, thank you.")
    ran = rehearse("mock", "--role", "nurse", "--questions", "1", "--answers", file, "--json")
    assert ran.code == 0, ran.err
    return str(ran.events[-1]["interview_id"])


@pytest.mark.parametrize("form", ["html", "md", "json", "csv"])
def test_the_ending_picks_the_format(
    form: str, held: str, rehearse: Rehearse, tmp_path: Path
) -> None:
    file = tmp_path / f"report.{form.upper()}"
    ran = rehearse("export", str(file), "--json")
    assert (ran.code, ran.err) == (0, "")
    told = json.loads(ran.out)
    assert told == {
        "path": str(file),
        "format": form,
        "bytes": file.stat().st_size,
        "left_out": [],
    }
    assert held in file.read_text("utf-8-sig")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_it_says_that_the_file_is_not_encrypted_and_what_names_may_stay(
    held: str, rehearse: Rehearse, tmp_path: Path
) -> None:
    ran = rehearse("export", str(tmp_path / "a.md"), "--without-names", "--name", "Harbour")
    assert ran.code == 0
    assert "not encrypted" in ran.out
    assert "may still be there" in " ".join(ran.out.split())
    assert "harbour" not in (tmp_path / "a.md").read_text("utf-8").lower()


def test_without_transcripts_the_answers_are_gone(
    held: str, rehearse: Rehearse, tmp_path: Path
) -> None:
    file = tmp_path / "a.html"
    assert rehearse("export", str(file)).code == 0
    assert "nightly ferry import" in file.read_text("utf-8")
    assert rehearse("export", str(file), "--without-transcripts").code == 0
    assert "nightly ferry import" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("export", "report.pdf"), 2, ".html, .md, .json, .csv"),
        (("export", "report"), 2, "the ending picks the format"),
        (("export", "a.md", "--name", "Ann"), 2, "--without-names"),
        (("export", "none/a.md"), 1, "there is no folder"),
        (("export", "taken.md"), 1, "--force"),
        (("export", "a.md", "--user", "ada"), 1, "no finished session for 'ada'"),
        (("import", "none.json"), 1, "cannot read none.json"),
        (("import", "taken.md"), 1, "not JSON"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_is_one_line(
    arguments: tuple[str, ...],
    code: int,
    told: str,
    held: str,
    rehearse: Rehearse,
    tmp_path: Path,
) -> None:
    (tmp_path / "taken.md").write_text("my own notes")
    ran = rehearse(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1
    assert (tmp_path / "taken.md").read_text() == "my own notes"


def test_forced_it_writes_over_another_file(held: str, rehearse: Rehearse, tmp_path: Path) -> None:
    (tmp_path / "taken.md").write_text("my own notes")
    assert rehearse("export", "taken.md", "--force").code == 0
    assert (tmp_path / "taken.md").read_text("utf-8").startswith("<!-- rehearse-export 1 -->")


def test_import_brings_a_deleted_interview_back_for_its_owner_alone(
    held: str, rehearse: Rehearse
) -> None:
    assert rehearse("export", "report.json").code == 0
    assert rehearse("interviews", "delete", held, "--yes").code == 0
    ran = rehearse("import", "report.json", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["sessions"] == 1
    assert rehearse("interviews", "show", held).code == 0
    again = rehearse("import", "report.json")
    assert again.out == "Taken in: 0 sessions with 0 answers. Kept already: 1.\n"
    assert json.loads(rehearse("interviews", "--json", "--user", "ada").out) == []
    # Its checkpoints are not in the report: the question cannot be asked again from there.
    retaken = rehearse("retake", held, "1", stdin=b"I would do it again.\n")
    assert retaken.code == 1
    assert retaken.err.count("\n") == 1
