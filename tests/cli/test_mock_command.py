"""`mock` from a file or a pipe: the whole interview, its events and its exit code."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]
Answers = Callable[..., str]
Process = Callable[..., subprocess.CompletedProcess[bytes]]

KEYS: dict[str, set[str]] = {
    "greeting": {"event", "interview_id", "text", "job", "minutes"},
    "question": {"event", "interview_id", "n", "part", "question_id", "kind", "text"},
    "follow_up": {"event", "interview_id", "n", "part", "question_id", "kind", "text"},
    "assessment": {
        *("event", "n", "part", "score", "unscored_reason", "flags", "criteria", "strengths"),
        *(
            "improvements",
            "suggested_answer",
            "scored_by",
            "seconds",
            "hints",
            "delivery",
            "readings",
        ),
    },
    "notice": {"event", "text"},
    "paused": {"event", "interview_id"},
}
REPORT_KEYS = {
    *("event", "interview_id", "final_score", "detailed_feedback", "strengths"),
    *("improvement_areas", "recommendations", "turns"),
}


def _mock(rehearse: Rehearse, *arguments: str, stdin: bytes = b"") -> list[dict[str, Any]]:
    ran = rehearse("mock", "--json", "--style", "neutral", *arguments, stdin=stdin)
    assert ran.code == 0, ran.err
    return ran.events


def test_json_events_have_exactly_the_documented_keys(
    rehearse: Rehearse, ad: str, answers: Answers, strong_answer: str, weak_answer: str
) -> None:
    file = answers(weak_answer, "/skip", strong_answer, strong_answer, "No.", "No.")
    events = _mock(rehearse, "--job", ad, "--questions", "3", "--answers", file)
    seen = {event["event"] for event in events}
    assert seen >= {"greeting", "question", "assessment", "notice", "report"}
    for event in events[:-1]:
        assert set(event) == KEYS[event["event"]], event["event"]
    assert set(events[-1]) >= REPORT_KEYS
    assert set(events[-1]["turns"][0]) >= {"n", "question", "answer", "score"}


def test_the_job_in_the_greeting_is_the_one_of_the_ad(rehearse: Rehearse, ad: str) -> None:
    greeting = _mock(rehearse, "--job", ad)[0]
    assert (greeting["job"]["role"], greeting["minutes"]) == ("nurse", 30)
    assert "text" not in greeting["job"]


def test_an_option_wins_over_what_the_ad_says(rehearse: Rehearse, ad: str) -> None:
    options = ("--role", "accountant", "--company", "Aker Sea", "--seniority", "lead")
    job = _mock(rehearse, "--job", ad, *options, "--minutes", "12")[0]["job"]
    assert (job["role"], job["company"], job["seniority"]) == ("accountant", "Aker Sea", "lead")


def test_diagnostics_go_to_stderr_and_name_the_job(rehearse: Rehearse, ad: str) -> None:
    ran = rehearse("mock", "--json", "--job", ad)
    assert "nurse" in ran.err
    assert "answers have run out" in ran.err
    assert ran.events


def test_the_same_interview_reads_as_a_transcript_without_json(
    rehearse: Rehearse, ad: str, answers: Answers, strong_answer: str
) -> None:
    file = answers(strong_answer, strong_answer, "What is the salary?", "No.")
    ran = rehearse(
        *("mock", "--style", "friendly", "--job", ad, "--questions", "2", "--answers", file)
    )
    assert ran.code == 0
    assert ran.err == ""
    parts = [
        "Rehearse",
        "Staff Nurse",
        "Hannah Merrow",
        "Question 1",
        "Question 2",
        "Report",
        "of 100",
        "Transcript",
    ]
    places = [ran.out.index(part) for part in parts]
    assert places == sorted(places)
    for line in strong_answer.split(". "):
        assert line[:40] in " ".join(ran.out.split())


def test_answers_running_out_end_politely_with_a_report(
    rehearse: Rehearse, ad: str, answers: Answers, strong_answer: str
) -> None:
    events = _mock(rehearse, "--job", ad, "--questions", "5", "--answers", answers(strong_answer))
    assert [event["event"] for event in events[-2:]] == ["notice", "report"]
    assert [turn["answer"] for turn in events[-1]["turns"]] == [strong_answer]


def test_no_answer_at_all_ends_with_a_report_without_a_score(rehearse: Rehearse) -> None:
    events = _mock(rehearse)
    assert events[-1]["final_score"] is None
    assert events[-1]["turns"] == []


def test_without_a_job_a_pipe_gets_a_software_engineer_and_is_told(rehearse: Rehearse) -> None:
    ran = rehearse("mock", "--json")
    assert ran.events[0]["job"]["role"] == "software_engineer"
    assert "software_engineer" in ran.err
    assert "--role" in ran.err


def test_a_skip_in_the_answers_skips(
    rehearse: Rehearse, answers: Answers, strong_answer: str
) -> None:
    file = answers("/skip", strong_answer)
    events = _mock(rehearse, "--role", "nurse", "--answers", file)
    turns = events[-1]["turns"]
    assert [(turn["n"], turn["skipped"]) for turn in turns[:2]] == [(1, True), (2, False)]
    assert events[-1]["skipped"] == 1


def test_a_pause_in_the_answers_keeps_the_place(
    rehearse: Rehearse, answers: Answers, strong_answer: str
) -> None:
    events = _mock(rehearse, "--role", "nurse", "--answers", answers(strong_answer, "/pause"))
    assert events[-1] == {"event": "paused", "interview_id": events[0]["interview_id"]}
    standing = [event for event in events if event["event"] in ("question", "follow_up")][-1]
    again = _mock(rehearse, "--continue", "--answers", answers("/end"))
    assert again[0] == standing
    assert again[-1]["event"] == "report"
    assert [turn["answer"] for turn in again[-1]["turns"]] == [strong_answer]


def test_an_unknown_command_in_a_file_is_taken_for_an_answer(
    rehearse: Rehearse, answers: Answers
) -> None:
    events = _mock(rehearse, "--role", "nurse", "--answers", answers("/etc/passwd"))
    assert events[-1]["turns"][0]["answer"] == "/etc/passwd"


def test_answers_of_several_lines_stay_whole(rehearse: Rehearse, answers: Answers) -> None:
    said = "First I asked.\nThen I listened.\n   Then I wrote it down."
    events = _mock(rehearse, "--role", "nurse", "--answers", answers(said, "/end"))
    assert events[-1]["turns"][0]["answer"] == said


@pytest.mark.parametrize("newline", [b"\n\n", b"\r\n\r\n", b"\n \t\n\n\n"])
def test_a_pipe_is_an_answers_file(newline: bytes, rehearse: Rehearse) -> None:
    events = _mock(rehearse, "--role", "nurse", stdin=newline.join([b"One day.", b"/end"]))
    assert [turn["answer"] for turn in events[-1]["turns"]] == ["One day."]


def test_the_ad_can_come_from_the_pipe(rehearse: Rehearse, ad: str, answers: Answers) -> None:
    text = Path(ad).read_bytes()
    ran = rehearse("mock", "--json", "--job", "-", "--answers", answers("/end"), stdin=text)
    assert ran.code == 0
    assert ran.events[0]["job"]["role"] == "nurse"


def test_going_on_with_nothing_is_a_clear_error(rehearse: Rehearse) -> None:
    ran = rehearse("mock", "--continue", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert "run.py mock" in ran.err


def test_an_unknown_id_lists_the_known_ones_nearest_first(rehearse: Rehearse) -> None:
    known = _mock(rehearse, "--role", "nurse")[0]["interview_id"]
    for command in (["mock", "--continue"], ["interviews", "show"], ["interviews", "delete"]):
        end = ["--yes"] if "delete" in command else []
        ran = rehearse(*command, known[:-1] + "0", *end)
        assert ran.code == 1
        assert known in ran.err
        assert ran.err.count("\n") == 1


def test_seconds_are_not_made_up_for_a_pipe(rehearse: Rehearse, answers: Answers) -> None:
    events = _mock(rehearse, "--role", "nurse", "--answers", answers("I did it.", "/end"))
    assert events[-1]["turns"][0]["seconds"] is None


def test_a_narrow_terminal_is_respected(
    rehearse: Rehearse,
    ad: str,
    answers: Answers,
    strong_answer: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = answers(strong_answer, strong_answer, "No.")
    arguments = ("mock", "--job", ad, "--questions", "2", "--answers", file)
    rehearse("interviews")  # clears the display variables of the machine
    monkeypatch.setenv("COLUMNS", "40")
    import io
    import sys

    import run

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    written = io.StringIO()
    monkeypatch.setattr(sys, "stdout", written)
    assert run.main(arguments) == 0
    lines = written.getvalue().splitlines()
    assert len(lines) > 20
    assert [line for line in lines if len(line) > 40] == []


def test_a_pipe_gets_no_colors_and_no_spinner(process: Process, ad: str) -> None:
    done = process("mock", "--job", ad, stdin=b"I did.\n\n/end\n")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr


def test_events_are_written_as_they_happen_not_at_the_end(
    ready_home: Path, process: Process
) -> None:
    import os
    import sys

    root = Path(__file__).parents[2]
    running = subprocess.Popen(
        [sys.executable, str(root / "run.py"), "mock", "--json", "--role", "nurse"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ},
    )
    assert running.stdin is not None
    assert running.stdout is not None
    with running, running.stdout, running.stdin:
        first = [json.loads(running.stdout.readline())["event"] for _ in range(2)]
        running.stdin.write(b"I moved the ward to the new building in one night.\n\n")
        running.stdin.flush()
        third = json.loads(running.stdout.readline())
    assert first == ["greeting", "question"]
    assert third["event"] == "assessment"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_console_of_a_poor_encoding_still_holds_the_interview(
    encoding: str, process: Process, ad: str
) -> None:
    answer = "I moved the ward — “overnight” — to the new building: 日本.\n\n/end\n".encode()
    done = process("mock", "--job", ad, stdin=answer, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0
    assert b"Transcript" in done.stdout


def test_without_tracking_nothing_is_listed_afterwards(
    rehearse: Rehearse, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACK_PERFORMANCE", "false")
    events = _mock(rehearse, "--role", "nurse", "--answers", answers("I did it.", "/end"))
    assert events[-1]["event"] == "report"
    assert rehearse("interviews", "--json").out == "[]\n"


def test_no_line_of_the_store_is_in_clear(
    rehearse: Rehearse, ready_home: Path, answers: Answers
) -> None:
    _mock(rehearse, "--role", "nurse", "--answers", answers("Bergen is my secret town.", "/end"))
    for file in ready_home.rglob("*"):
        if file.is_file() and "chroma" not in file.parts:
            assert not re.search(rb"Bergen|secret town", file.read_bytes()), file
