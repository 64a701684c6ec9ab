"""`interviews`, `retake`, `questions`, `evaluate`, `progress` and `doctor`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]
Answers = Callable[..., str]


@pytest.fixture
def finished(rehearse: Rehearse, answers: Answers, weak_answer: str, ad: str) -> str:
    """The id of a finished interview of two questions."""
    file = answers("/skip", weak_answer, weak_answer + " It was in May.", "/end")
    ran = rehearse(
        *("mock", "--json", "--style", "friendly", "--job", ad, "--questions", "2"),
        *("--answers", file),
    )
    assert ran.code == 0
    interview_id: str = ran.events[0]["interview_id"]
    return interview_id


def test_interviews_are_listed_for_people_and_programs(rehearse: Rehearse, finished: str) -> None:
    (row,) = json.loads(rehearse("interviews", "--json").out)
    assert set(row) == {
        *("id", "mode", "status", "style", "started_at", "role", "company", "final_score")
    }
    assert (row["id"], row["status"], row["role"]) == (finished, "finished", "nurse")
    assert finished in rehearse("interviews").out


def test_no_interviews_yet_says_how_to_hold_one(rehearse: Rehearse) -> None:
    assert "run.py mock" in rehearse("interviews").out
    assert rehearse("interviews", "--json").out == "[]\n"


def test_a_report_is_shown_again_in_every_form(
    rehearse: Rehearse, finished: str, weak_answer: str
) -> None:
    (event,) = rehearse("interviews", "show", finished, "--json").events
    assert (event["event"], event["interview_id"]) == ("report", finished)
    shown = rehearse("interviews", "show", finished)
    markdown = rehearse("interviews", "show", finished, "--markdown")
    assert shown.code == markdown.code == 0
    assert markdown.out.startswith(f"# Mock interview {finished}\n")
    for text in (shown.out, markdown.out):
        assert weak_answer[:40] in text
        assert "(skipped)" in text
        assert f"{event['final_score']:.0f} of 100" in text


def test_the_beginning_of_an_id_is_enough(rehearse: Rehearse, finished: str) -> None:
    assert rehearse("interviews", "show", finished[:6], "--json").events[0]["turns"]


def test_an_unfinished_interview_has_no_report_but_a_way_on(
    rehearse: Rehearse, answers: Answers
) -> None:
    ran = rehearse("mock", "--json", "--role", "nurse", "--answers", answers("/pause"))
    interview_id = ran.events[0]["interview_id"]
    shown = rehearse("interviews", "show", interview_id)
    assert (shown.code, shown.out) == (1, "")
    assert f"--continue {interview_id}" in shown.err


def test_deleting_needs_a_yes_and_removes_it(rehearse: Rehearse, finished: str) -> None:
    assert rehearse("interviews", "delete", finished).code == 2
    assert finished in rehearse("interviews").out
    assert finished in rehearse("interviews", "delete", finished, "--yes").out
    assert json.loads(rehearse("interviews", "--json").out) == []


def test_a_retake_shows_both_assessments_and_keeps_the_original(
    rehearse: Rehearse, finished: str, answers: Answers, strong_answer: str
) -> None:
    before = rehearse("interviews", "show", finished).out
    ran = rehearse("retake", finished, "2", "--answers", answers(strong_answer, strong_answer))
    assert ran.code == 0
    assert ran.out.index("Question 2") < ran.out.index("Before and now")
    assert rehearse("interviews", "show", finished).out == before
    assert "retake" in rehearse("interviews").out


def test_a_retake_for_programs_tells_both_scores(
    rehearse: Rehearse, finished: str, answers: Answers, strong_answer: str
) -> None:
    (report,) = rehearse("interviews", "show", finished, "--json").events
    old = [turn["score"] for turn in report["turns"] if turn["n"] == 2][-1]
    file = answers(strong_answer, strong_answer)
    ran = rehearse("retake", finished, "2", "--json", "--answers", file)
    events = ran.events
    new = events[-1]["final_score"] if events[-1]["event"] == "report" else None
    scores = {str(score) for score in _numbers(events)}
    assert str(old) in scores
    assert new is None or str(new) in scores


def _numbers(value: object) -> set[float]:
    if isinstance(value, dict):
        return set().union(*(_numbers(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(_numbers(item) for item in value))
    return {value} if isinstance(value, float) else set()


@pytest.mark.parametrize("n", ["3", "99"])
def test_a_retake_of_a_question_that_is_not_there_lists_those_that_are(
    n: str, rehearse: Rehearse, finished: str
) -> None:
    ran = rehearse("retake", finished, n)
    assert ran.code == 1
    assert "1, 2" in ran.err


def test_a_retake_of_an_unfinished_or_unknown_interview_says_so(
    rehearse: Rehearse, answers: Answers
) -> None:
    ran = rehearse("mock", "--json", "--role", "nurse", "--answers", answers("/pause"))
    interview_id = ran.events[0]["interview_id"]
    unfinished, unknown = rehearse("retake", interview_id, "1"), rehearse("retake", "zz", "1")
    assert (unfinished.code, unknown.code) == (1, 1)
    assert "--continue" in unfinished.err
    assert interview_id in unknown.err


def test_a_retake_without_tracking_still_shows_both_and_keeps_nothing(
    rehearse: Rehearse,
    finished: str,
    answers: Answers,
    strong_answer: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRACK_PERFORMANCE", "false")
    ran = rehearse("retake", finished, "2", "--answers", answers(strong_answer, strong_answer))
    assert (ran.code, ran.err) == (0, "")
    assert "Before and now" in ran.out
    assert len(json.loads(rehearse("interviews", "--json").out)) == 1


def test_questions_for_programs_have_the_documented_keys(rehearse: Rehearse, ad: str) -> None:
    found = json.loads(rehearse("questions", "--json", "--job", ad, "--count", "4").out)
    assert set(found) == {"role", "roles", "seniority", "industry", "questions"}
    assert (found["role"], len(found["questions"])) == ("nurse", 4)
    assert set(found["roles"][0]) == {"id", "confidence"}
    for item in found["questions"]:
        assert {"id", "question", "difficulty", "category", "kind", "why"} <= set(item)


def test_questions_are_filtered(rehearse: Rehearse) -> None:
    ran = rehearse(
        *("questions", "--json", "--kind", "technical", "--role", "nurse"),
        *("--difficulty", "hard", "--count", "2"),
    )
    found = json.loads(ran.out)["questions"]
    assert {(item["kind"], item["difficulty"]) for item in found} == {("technical", "hard")}
    assert all("nurse" in item["roles"] for item in found)


def test_questions_are_for_the_level_that_is_shown(rehearse: Rehearse) -> None:
    wanted = ("questions", "--kind", "technical", "--role", "primary school teacher")
    found = json.loads(rehearse(*wanted, "--count", "40", "--json").out)
    assert found["seniority"] == "mid"
    assert all("mid" in (q["seniority"] or ["mid"]) for q in found["questions"])


@pytest.mark.parametrize(
    ("options", "level"),
    [
        (("--role", "backend", "--seniority", "executive"), "lead"),
        (("--role", "pharmacist", "--seniority", "executive"), "lead"),
        (("--role", "nurse", "--seniority", "entry", "--difficulty", "hard"), "mid"),
    ],
)
def test_a_level_without_questions_gets_those_of_the_nearest_and_is_told(
    rehearse: Rehearse, options: tuple[str, ...], level: str
) -> None:
    ran = rehearse("questions", "--kind", "technical", *options, "--count", "3", "--json")
    found = json.loads(ran.out)["questions"]
    assert found
    asked = options[3]
    assert all(f"written for {level} level, the nearest to {asked}" in q["why"] for q in found)


def test_where_nothing_matches_the_option_in_the_way_is_named(rehearse: Rehearse) -> None:
    ran = rehearse("questions", "--kind", "technical", "--category", "conflict")
    assert (ran.code, ran.out) == (1, "")
    assert "without --category conflict there are some" in ran.err


@pytest.mark.parametrize("options", [(), ("--industry", "healthcare")])
def test_without_a_job_questions_of_every_kind_are_listed(
    rehearse: Rehearse, options: tuple[str, ...]
) -> None:
    found = json.loads(rehearse("questions", *options, "--count", "15", "--json").out)["questions"]
    assert {q["kind"] for q in found} == {
        "behavioral",
        "technical",
        "situational",
        "company",
        "ask",
    }
    assert len({(q["kind"], q["category"]) for q in found}) == 15
    assert not [q for q in found if "the job names" in q["why"]]


def test_an_empty_role_is_wrong_usage(rehearse: Rehearse) -> None:
    ran = rehearse("questions", "--role", "")
    assert (ran.code, ran.out) == (2, "")


def test_a_role_outside_the_bank_is_said_to_be_the_nearest(rehearse: Rehearse) -> None:
    ran = rehearse("questions", "--role", "librarian", "--count", "1")
    assert ran.code == 0
    assert "librarian: administrator is the nearest role in the bank" in ran.out + ran.err


def test_an_unknown_category_or_industry_lists_the_nearest(rehearse: Rehearse) -> None:
    category = rehearse("questions", "--category", "teamwrk")
    industry = rehearse("questions", "--role", "nurse", "--industry", "helthcare")
    assert category.code in (1, 2)
    assert "team" in category.err
    assert industry.code in (1, 2)
    assert "health" in industry.err


def test_evaluate_scores_one_answer(rehearse: Rehearse, strong_answer: str) -> None:
    asked = ("evaluate", "--question", "Tell me about a hard problem you solved.")
    (result,) = rehearse(*asked, "--answer", strong_answer, "--json").events
    assert result["score"] > 40
    piped = rehearse(*asked, "--answer", "-", "--json", stdin=strong_answer.encode())
    assert piped.events == [result]
    assert f"{result['score']:.0f} of 100" in rehearse(*asked, "--answer", strong_answer).out


def test_a_batch_keeps_the_order_and_goes_on_after_bad_lines(
    rehearse: Rehearse, tmp_path: Path, strong_answer: str
) -> None:
    row = {"id": "a", "question": "Tell me about a problem.", "answer": strong_answer}
    lines = [json.dumps(row), "{broken", json.dumps({"id": "b"}), json.dumps({**row, "id": "c"})]
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(lines))
    ran = rehearse("evaluate", "--batch", str(file))
    assert (ran.code, ran.err) == (0, "")
    assert [event["id"] for event in ran.events] == ["a", None, "b", "c"]
    assert ["error" in event for event in ran.events] == [False, True, True, False]
    piped = rehearse("evaluate", "--batch", "-", stdin="\n".join(lines).encode())
    assert piped.out == ran.out


@pytest.mark.parametrize("mark", ["\u2028", "\x85"])
def test_a_batch_is_split_at_line_feeds_alone(
    mark: str, rehearse: Rehearse, tmp_path: Path, strong_answer: str
) -> None:
    row = {"id": "a", "question": "Tell me.", "answer": strong_answer + mark + "That was it."}
    line = json.dumps(row, ensure_ascii=False)
    file = tmp_path / "batch.jsonl"
    file.write_text(line + "\n", "utf-8")
    (result,) = rehearse("evaluate", "--batch", str(file)).events
    assert "error" not in result


def test_a_batch_may_begin_with_a_byte_order_mark(
    rehearse: Rehearse, tmp_path: Path, strong_answer: str
) -> None:
    file = tmp_path / "batch.jsonl"
    row = {"id": "a", "question": "Tell me.", "answer": strong_answer}
    file.write_text(json.dumps(row), "utf-8-sig")
    (result,) = rehearse("evaluate", "--batch", str(file)).events
    assert "error" not in result


def test_a_batch_that_is_not_there_is_one_clear_line(rehearse: Rehearse) -> None:
    ran = rehearse("evaluate", "--batch", "nowhere.jsonl")
    assert (ran.code, ran.out) == (1, "")
    assert "nowhere.jsonl" in ran.err


def test_progress_counts_the_sessions(rehearse: Rehearse, finished: str) -> None:
    summary = json.loads(rehearse("progress", "--json").out)["summary"]
    assert summary["total_sessions"] == 1
    assert rehearse("progress").out.startswith("1 session,")


def test_the_doctor_finds_everything_sound(rehearse: Rehearse, ready_home: Path) -> None:
    ran = rehearse("doctor")
    assert ran.code == 0
    assert "FAIL" not in ran.out
    assert str(ready_home) in ran.out
    checks = json.loads(rehearse("doctor", "--json").out)["checks"]
    assert all(check["ok"] for check in checks)


def test_the_doctor_says_what_is_broken_and_exits_with_one(
    rehearse: Rehearse, ready_home: Path
) -> None:
    (ready_home / "store.db").write_bytes(b"no store" * 999)
    ran = rehearse("doctor")
    assert ran.code == 1
    assert ran.out.count("FAIL") >= 1
    assert "Traceback" not in ran.err
