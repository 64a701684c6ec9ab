"""`practice`, from a pipe and a file: feedback after each answer, results, continue, retake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]
Answers = Callable[..., str]

PRACTICE = ("practice", "--role", "nurse", "--type", "behavioral")
EVENT_KEYS = {
    "greeting": {"event", "interview_id", "text", "job", "minutes"},
    "question": {"event", "interview_id", "n", "part", "question_id", "kind", "text", "of"},
}


def test_json_events_are_those_of_the_specification(
    rehearse: Rehearse, answers: Answers, strong_answer: str, weak_answer: str
) -> None:
    ran = rehearse(
        *PRACTICE,
        "--json",
        "--count",
        "3",
        "--answers",
        answers(weak_answer, "/skip", strong_answer),
    )
    assert ran.code == 0
    assert ran.err == ""
    kinds = [event["event"] for event in ran.events]
    assert kinds == [
        "greeting",
        *("question", "assessment"),
        "question",
        *("question", "assessment"),
        "report",
    ]
    for event in ran.events:
        if event["event"] in EVENT_KEYS:
            assert set(event) == EVENT_KEYS[event["event"]]
    judged = [event for event in ran.events if event["event"] == "assessment"]
    assert all(0 <= event["score"] <= 100 and event["criteria"] for event in judged)
    report = ran.events[-1]
    assert (report["scored"], report["skipped"], report["practice"]) == (2, 1, True)
    assert [turn["answer"] for turn in report["turns"]] == [weak_answer, "", strong_answer]


def test_a_person_reads_score_quote_and_a_stronger_version(
    rehearse: Rehearse, answers: Answers, weak_answer: str
) -> None:
    ran = rehearse(*PRACTICE, "--count", "1", "--answers", answers(weak_answer))
    assert ran.code == 0
    text = " ".join(ran.out.split())
    for part in ("Question 1 of 1", "of 100", "own action:", "What to do", "A stronger version"):
        assert part in text
    assert text.index("A stronger version") < text.index("Report")
    assert "rating" not in text


def test_answers_that_run_out_end_the_session_with_its_results(
    rehearse: Rehearse, answers: Answers, weak_answer: str
) -> None:
    ran = rehearse(*PRACTICE, "--json", "--count", "4", "--answers", answers(weak_answer))
    assert ran.code == 0
    assert "run out" in ran.err
    assert ran.events[-1]["scored"] == 1


def test_a_retake_of_a_practice_question_shows_both(
    rehearse: Rehearse, answers: Answers, strong_answer: str, weak_answer: str
) -> None:
    first = rehearse(*PRACTICE, "--json", "--count", "1", "--answers", answers(weak_answer))
    session = first.events[-1]["interview_id"]
    again = rehearse("retake", session, "1", "--json", "--answers", answers(strong_answer))
    assert again.code == 0
    report = again.events[-1]
    assert report["before"][-1]["score"] == first.events[-1]["final_score"]
    assert report["now"][-1]["answer"] == strong_answer
    assert report["now"][-1]["score"] != report["before"][-1]["score"]
    asked = [
        event["text"] for event in (*first.events, *again.events) if event["event"] == "question"
    ]
    assert asked[0] == asked[1]


def test_each_sort_of_session_goes_on_with_its_own_command(
    rehearse: Rehearse, answers: Answers, weak_answer: str
) -> None:
    done = rehearse(*PRACTICE, "--json", "--count", "1", "--answers", answers(weak_answer))
    session = done.events[-1]["interview_id"]
    wrong = rehearse("mock", "--continue", session)
    assert wrong.code == 1
    assert f"practice --continue {session}" in wrong.err
    none = rehearse("practice", "--continue")
    assert none.code == 1
    assert "no practice session is unfinished" in none.err


def test_due_before_anything_was_practised_says_where_to_begin(rehearse: Rehearse) -> None:
    ran = rehearse("practice", "--type", "due")
    assert ran.code == 1
    assert "nothing is due yet: practice --type mixed" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--type", "quiz"),
        ("--count", "0"),
        ("--count", "x"),
        ("--minutes", "0"),
        ("--minutes", "-5"),
        ("--user", ""),
        ("--user", "x" * 100),
        ("--job", "-", "--cv", "-"),
    ],
)
def test_wrong_options_are_one_line_and_exit_2(rehearse: Rehearse, wrong: tuple[str, ...]) -> None:
    ran = rehearse("practice", *wrong)
    assert ran.code == 2
    assert ran.err.startswith("rehearse: ")
    assert ran.err.count("\n") == 1


def test_two_people_on_one_machine_do_not_see_each_other(
    rehearse: Rehearse, answers: Answers, weak_answer: str
) -> None:
    file = answers(weak_answer)
    held = rehearse(*PRACTICE, "--json", "--count", "1", "--answers", file, "--user", "ana")
    session = held.events[-1]["interview_id"]
    assert session in rehearse("interviews", "--user", "ana").out
    for others in ((), ("--user", "bo")):
        assert session not in rehearse("interviews", *others).out
        shown = rehearse("interviews", "show", session, *others)
        assert shown.code == 1
        assert session not in shown.err.partition(";")[2]
        assert rehearse("interviews", "delete", session, "--yes", *others).code == 1
    assert rehearse("interviews", "show", session, "--user", "ana").code == 0


def test_a_cv_gives_the_job_where_none_is_named(
    rehearse: Rehearse, answers: Answers, weak_answer: str, tmp_path: Path
) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text(
        "Ana Berg\n\nExperience\nStaff Nurse, Fjord Health, 2019 - 2024\n"
        "- Looked after twelve patients a shift\n"
    )
    ran = rehearse(
        *("practice", "--json", "--cv", str(cv), "--count", "1", "--answers", answers(weak_answer))
    )
    assert ran.code == 0
    assert ran.events[0]["job"]["role"] == "nurse"
