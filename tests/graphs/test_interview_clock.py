"""The clock bounds the interview; the interviewer wraps up in time and says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from api import Backstage, MockInterview
from config import load_settings
from domain import Job
from prompts import find_persona

if TYPE_CHECKING:
    from tests.graphs.conftest import Held

Hold = Callable[..., "Held"]


def _says(text: str, occasion: str, style: str = "neutral") -> bool:
    return any(line in text for line in find_persona(style).lines[occasion])


def test_the_duration_setting_bounds_the_interview(
    ready_home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_DURATION", "7")
    with MockInterview(settings=load_settings()) as mock:
        greeting, question = mock.begin(Job(role="nurse"), "neutral")
        assert greeting["minutes"] == 7
        assert "7" in greeting["text"]
        asked = 1
        while question["kind"] != "ask":
            *_, question = mock.answer(greeting["interview_id"], "No idea, sorry.", seconds=100)
            asked += 1
        assert asked <= 4


def test_with_little_time_left_the_next_question_is_announced_as_the_last(
    hold: Hold, strong_answer: str
) -> None:
    held = hold(minutes=60, count=10)
    held.say(strong_answer, seconds=60 * 60 - 200)
    while held.now["event"] == "follow_up":
        held.say(strong_answer, seconds=1)
    assert held.now["event"] == "question"
    assert _says(held.now["text"], "last_question")
    held.say(strong_answer, seconds=30)
    while held.now["event"] == "follow_up":
        held.say(strong_answer, seconds=5)
    assert held.on_floor


def test_when_the_time_is_up_no_further_question_is_asked_and_it_is_said(
    hold: Hold, strong_answer: str
) -> None:
    held = hold(minutes=60, count=10)
    held.say(strong_answer, seconds=60 * 60 - 30)
    assert held.on_floor
    assert _says(held.now["text"], "out_of_time")
    report = held.to_the_end(strong_answer)
    assert report["scored"] == 1


def test_within_the_time_nothing_is_said_about_it(hold: Hold, strong_answer: str) -> None:
    held = hold(minutes=60, count=3)
    held.to_the_end(strong_answer, seconds=30)
    said = " ".join(event["text"] for event in held.events if "text" in event)
    assert not _says(said, "last_question")
    assert not _says(said, "out_of_time")


def test_there_is_no_follow_up_without_time_for_its_answer(hold: Hold, weak_answer: str) -> None:
    held = hold(style="bar_raiser", minutes=60, count=10)
    held.say(weak_answer, seconds=60 * 60 - 90)
    assert held.now["event"] == "question"


def test_an_answer_past_the_patience_is_cut_short_without_a_follow_up(
    hold: Hold, weak_answer: str
) -> None:
    patience = find_persona("challenging").patience_seconds
    held = hold(style="challenging", count=4)
    held.say(weak_answer, seconds=patience + 1)
    assert held.now["event"] == "question"
    assert _says(held.now["text"], "cut_short", "challenging")


def test_the_seconds_of_each_answer_are_recorded_and_added_up(
    hold: Hold, strong_answer: str
) -> None:
    held = hold(count=2)
    (assessment,) = [e for e in held.say(strong_answer, 61.5) if e["event"] == "assessment"]
    assert assessment["seconds"] == 61.5
    assert assessment["delivery"]["words_per_minute"] > 0
    report = held.to_the_end(strong_answer, 20.0)
    assert report["turns"][0]["seconds"] == 61.5
    assert report["seconds"] == 61.5 + 20.0 * (len(report["turns"]) - 1)


@pytest.mark.parametrize("seconds", [-5.0, float("-inf"), float("nan"), 0.0])
def test_seconds_that_make_no_sense_do_no_harm(
    seconds: float, hold: Hold, strong_answer: str
) -> None:
    held = hold(minutes=60, count=3)
    held.say(strong_answer, seconds=seconds)
    report = held.to_the_end(strong_answer, seconds=30)
    assert report["scored"] == 3
    assert report["seconds"] >= 60
    assert all((turn["seconds"] or 0) >= 0 for turn in report["turns"])


def test_a_wall_clock_that_jumps_back_loses_nothing(stage: Backstage, strong_answer: str) -> None:
    moments = iter(
        datetime(2026, 3, 2, 12, tzinfo=UTC) - timedelta(hours=hour) for hour in range(1000)
    )
    stage.now = lambda: next(moments)
    mock = MockInterview(backstage=stage)
    greeting, question = mock.begin(Job(role="nurse"), "neutral", count=2)
    answers = 0
    while question["event"] != "report":
        *_, question = mock.answer(greeting["interview_id"], strong_answer)
        answers += 1
        if question.get("kind") == "ask":
            *_, question = mock.end(greeting["interview_id"])
    assert [turn["answer"] for turn in question["turns"]] == [strong_answer] * answers
    assert [turn["n"] for turn in question["turns"]] == sorted(t["n"] for t in question["turns"])


def test_short_answers_nobody_timed_hardly_move_the_clock(hold: Hold, strong_answer: str) -> None:
    held = hold(minutes=15, count=4)
    report = held.to_the_end(strong_answer)
    assert report["scored"] == 4
    assert report["seconds"] == 0


def test_the_clock_runs_for_programs_that_time_nothing(hold: Hold) -> None:
    told = "I asked each of them what they needed and wrote it on the board in the hall. " * 60
    held = hold(minutes=30, count=10)
    held.to_the_end(told)
    questions = [event for event in held.of("question") if event["kind"] != "ask"]
    assert len(questions) < 10
    assert held.now["event"] == "report"
