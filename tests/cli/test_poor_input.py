"""Whatever is put in ends in a clear sentence and the right exit code, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]
Answers = Callable[..., str]
Process = Callable[..., subprocess.CompletedProcess[bytes]]
ESCAPES = "\x1b[2J\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b1m \u202eright to left\u202c \x07\x08"


def _refused(ran: Ran, *words: str) -> None:
    assert ran.code == 1
    assert ran.err.startswith("rehearse: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (bytes(range(256)) * 40, "not text"),
        (b"\x7fELF\x00\x00\x01\x02" * 500, "not text"),
        (b"%PDF-1.7\nnothing more", "PDF"),
        (b"PK\x03\x04 broken", "Word"),
        (b"... --- ...", "words"),
    ],
    ids=["empty", "blank", "binary", "program", "broken PDF", "broken DOCX", "no words"],
)
def test_an_unusable_ad_is_one_clear_line(
    content: bytes, word: str, rehearse: Rehearse, tmp_path: Path
) -> None:
    file = tmp_path / "ad.txt"
    file.write_bytes(content)
    _refused(rehearse("mock", "--json", "--job", str(file)), "ad.txt", word)
    assert rehearse("interviews", "--json").out == "[]\n"


@pytest.mark.parametrize("name", ["nowhere.txt", ".", "a\x1b[31mb.txt", "x" * 400])
def test_an_ad_that_is_not_there_is_one_clear_line(name: str, rehearse: Rehearse) -> None:
    ran = rehearse("mock", "--json", "--job", name)
    _refused(ran)
    assert "\x1b" not in ran.err


def test_an_empty_pipe_for_the_ad_is_one_clear_line(rehearse: Rehearse) -> None:
    _refused(rehearse("mock", "--json", "--job", "-"), "standard input", "empty")


def test_a_missing_answers_file_is_found_out_before_the_interview(rehearse: Rehearse) -> None:
    _refused(rehearse("mock", "--json", "--role", "nurse", "--answers", "no.txt"), "no.txt")
    assert rehearse("interviews", "--json").out == "[]\n"


def test_a_very_long_ad_is_read_in_part_and_said_so(rehearse: Rehearse, tmp_path: Path) -> None:
    file = tmp_path / "ad.txt"
    file.write_text("Staff Nurse\n" + "You will care for patients on a surgical ward. " * 110_000)
    assert file.stat().st_size > 5_000_000
    ran = rehearse("mock", "--json", "--job", str(file))
    assert ran.code == 0
    assert ran.events[0]["job"]["role"] == "nurse"
    assert "only its beginning" in ran.err


def test_invalid_bytes_in_answers_become_replacement_marks(
    rehearse: Rehearse, answers: Answers
) -> None:
    file = answers(b"I moved \xff\xfe the ward in \x80 one night.", "/end")
    ran = rehearse("mock", "--json", "--role", "nurse", "--answers", file)
    assert ran.code == 0
    said = ran.events[-1]["turns"][0]["answer"]
    assert said.startswith("I moved \ufffd\ufffd the ward in \ufffd one night.")


def test_escape_sequences_in_answers_never_reach_the_terminal(
    rehearse: Rehearse, answers: Answers, strong_answer: str
) -> None:
    file = answers(ESCAPES + strong_answer, strong_answer + ESCAPES, "/why", "/end")
    ran = rehearse("mock", "--role", "nurse", "--style", "bar_raiser", "--answers", file)
    assert ran.code == 0
    shown = rehearse("interviews", "show", _only_id(rehearse))
    markdown = rehearse("interviews", "show", _only_id(rehearse), "--markdown")
    for printed in (ran.out, ran.err, shown.out, markdown.out):
        assert not _unsafe(printed)
    assert "red" in ran.out
    raw = rehearse("interviews", "show", _only_id(rehearse), "--json")
    assert raw.events[0]["turns"][0]["answer"].startswith("\x1b[2J\x1b[31mred")
    assert not _unsafe(raw.out)


def test_escape_sequences_in_the_ad_and_the_options_never_reach_the_terminal(
    rehearse: Rehearse, answers: Answers, tmp_path: Path
) -> None:
    file = tmp_path / "ad.txt"
    file.write_text(f"Staff {ESCAPES} Nurse\nFjord{ESCAPES} Health looks for a nurse.\n")
    end = answers("I looked after many patients there.", "No.", "/end")
    for options in (
        ["--job", str(file)],
        ["--job", str(file), "--title", f"{ESCAPES}Nurse", "--company", f"Fjord{ESCAPES}"],
    ):
        ran = rehearse("mock", *options, "--questions", "1", "--answers", end)
        assert ran.code == 0
        shown = rehearse("interviews", "show", _newest_id(rehearse))
        for printed in (ran.out, ran.err, shown.out, rehearse("interviews").out):
            assert not _unsafe(printed), options


def _unsafe(printed: str) -> list[str]:
    bad = set(map(chr, [*range(32), *range(127, 160), 0x202E, 0x202C])) - {"\n", "\t"}
    return sorted(set(printed) & bad)


def _newest_id(rehearse: Rehearse) -> str:
    interview_id: str = rehearse("interviews", "--json").events[0][0]["id"]  # type: ignore[index]
    return interview_id


def _only_id(rehearse: Rehearse) -> str:
    (row,) = rehearse("interviews", "--json").events[0]
    interview_id: str = row["id"]  # type: ignore[index]
    return interview_id


def test_an_answer_of_two_hundred_kilobytes_is_kept_whole(
    rehearse: Rehearse, answers: Answers
) -> None:
    said = "I checked every patient's chart on the ward that night. " * 3700
    ran = rehearse("mock", "--json", "--role", "nurse", "--answers", answers(said, "/end"))
    assert ran.code == 0
    assert ran.events[-1]["turns"][0]["answer"].strip() == said.strip()


def test_a_data_folder_that_is_a_file_is_one_clear_line_and_left_alone(
    rehearse: Rehearse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "no-folder"
    file.write_text("mine")
    monkeypatch.setenv("REHEARSE_HOME", str(file))
    for command in (["mock", "--json", "--role", "nurse"], ["interviews"], ["progress"]):
        _refused(rehearse(*command), str(file))
    assert file.read_text() == "mine"


def test_a_damaged_store_is_one_clear_line_and_left_alone(
    rehearse: Rehearse, ready_home: Path
) -> None:
    store = ready_home / "store.db"
    store.write_bytes(b"not a store at all" * 500)
    before = store.read_bytes()
    _refused(rehearse("mock", "--json", "--role", "nurse"), str(store))
    assert store.read_bytes() == before


def test_a_wrong_setting_is_one_clear_line(
    rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_DURATION", "long")
    _refused(rehearse("mock", "--json"), "MOCK_INTERVIEW_DURATION")


def test_two_interviews_at_once_do_not_disturb_each_other(
    rehearse: Rehearse, answers: Answers, ready_home: Path
) -> None:
    from api import MockInterview

    with MockInterview() as here:
        first = here.start_mock_interview("", "neutral", role="nurse")
        ran = rehearse("mock", "--json", "--continue", "--answers", answers("Mine.", "/end"))
        _refused(ran, first["interview_id"], str(os.getpid()))
        other = rehearse("mock", "--json", "--role", "nurse", "--answers", answers("Mine.", "/end"))
        assert other.code == 0
        step = here.conduct_interview_step(first["interview_id"], "Yours.")
        assert step["next_question"] is not None
        report = here.end_mock_interview(first["interview_id"])
    assert [turn["answer"] for turn in report["turns"]] == ["Yours."]


def test_a_reader_that_goes_away_is_no_traceback(process: Process, ready_home: Path) -> None:
    import sys

    root = Path(__file__).parents[2]
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" "{root}/run.py" questions --count 200 | head -n 1'],
        env={**os.environ},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
