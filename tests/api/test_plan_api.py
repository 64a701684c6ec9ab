"""The practice plan over a real store: made, ticked off, planned anew, written as a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject

from api import Backstage, InterviewPractice, PracticePlanner
from config import Settings
from domain import BadInput

START = datetime(2026, 3, 2, 11, tzinfo=UTC)
DAY = timedelta(days=1)
At = Callable[[datetime], Backstage]


@pytest.fixture
def at(ready_home: Path) -> At:
    """A backstage whose clock stands at a moment."""
    return lambda moment: Backstage(Settings(home=ready_home), now=lambda: moment, user="ana")


def _make(stage: Backstage, **options: Any) -> dict[str, Any]:
    with PracticePlanner(backstage=stage) as planner:
        return planner.make(planner.read_job("", role="nurse"), **options)


def _current(stage: Backstage) -> dict[str, Any] | None:
    with PracticePlanner(backstage=stage) as planner:
        return planner.current()


def _practise(stage: Backstage, question_id: str, answer: str) -> None:
    """Answers one question of the bank in a session of its own, on the stage's day."""
    with InterviewPractice(backstage=stage) as practice:
        kind = stage.crew.bank.get(question_id).kind
        started = practice.start_practice_session("", kind, role="nurse", count=40, minutes=240)
        practice.submit_answer(started["session_id"], question_id, answer)
        list(practice.end(started["session_id"]))


def test_a_plan_reaches_the_day_before_the_interview(at: At) -> None:
    plan = _make(at(START), until=date(2026, 3, 9), minutes=20)
    assert [day["date"] for day in plan["days"]] == [f"2026-03-0{n}" for n in range(2, 9)]
    assert set(plan) >= {"focus_areas", "days", "resources"}
    for day in plan["days"]:
        assert set(day) >= {"date", "minutes", "items"}
        assert sum(item["minutes"] for item in day["items"]) == day["minutes"] <= 20
        assert all({"kind", "question_id", "why"} <= set(item) for item in day["items"])
        assert all(item["why"] for item in day["items"])
    assert any(item["kind"] == "mock" for item in plan["days"][-2]["items"])


def test_what_was_practised_is_ticked_off_and_its_minutes_are_spent(
    at: At, weak_answer: str
) -> None:
    plan = _make(at(START), days=5, minutes=20)
    first = next(item for item in plan["days"][0]["items"] if item["kind"] == "behavioral")
    _practise(at(START + timedelta(hours=1)), first["question_id"], weak_answer)
    today = (_current(at(START + timedelta(hours=2))) or {})["days"][0]
    ticked = [item["question_id"] for item in today["items"] if item["done"]]
    assert ticked == [first["question_id"]]
    open_minutes = sum(item["minutes"] for item in today["items"] if not item["done"])
    assert open_minutes <= 20 - first["minutes"]


def test_practice_of_what_is_due_holds_the_plans_questions_for_today(
    at: At, weak_answer: str
) -> None:
    plan = _make(at(START), days=5, minutes=20)
    wanted = [item["question_id"] for item in plan["days"][0]["items"] if item["question_id"]]
    with InterviewPractice(backstage=at(START)) as practice:
        started = practice.start_practice_session("", "due", role="nurse", count=9, minutes=60)
        asked = [question["id"] for question in started["questions"]]
        assert asked == wanted
        assert all("in your plan for today" in q["why"] for q in started["questions"])
        practice.submit_answer(started["session_id"], asked[0], weak_answer)
        list(practice.end(started["session_id"]))
    with InterviewPractice(backstage=at(START + timedelta(hours=1))) as practice:
        again = practice.start_practice_session("", "due", role="nurse", count=9, minutes=60)
    assert [question["id"] for question in again["questions"]] == wanted[1:]


def test_what_is_due_again_is_practised_without_a_plan(at: At, weak_answer: str) -> None:
    with InterviewPractice(backstage=at(START)) as practice:
        first = practice.start_practice_session("", "behavioral", role="nurse", count=1)
        name = first["questions"][0]["id"]
        practice.submit_answer(first["session_id"], name, weak_answer)
        list(practice.end(first["session_id"]))
    with InterviewPractice(backstage=at(START + 9 * DAY)) as practice:
        due = practice.start_practice_session("", "due", role="nurse")
    assert [question["id"] for question in due["questions"]] == [name]


def test_a_missed_day_is_planned_anew_and_not_piled_up(at: At) -> None:
    before = _make(at(START), until=date(2026, 3, 12), minutes=20)
    after = _current(at(START + 2 * DAY))
    assert after is not None
    assert [day["missed"] for day in after["days"][:2]] == [True, True]
    ahead = after["days"][2:]
    assert [day["date"] for day in ahead] == [day["date"] for day in before["days"][2:]]
    assert all(day["minutes"] <= 20 for day in ahead)
    missed = {item["question_id"] for day in before["days"][:2] for item in day["items"]}
    soon = {item["question_id"] for day in ahead[:3] for item in day["items"]}
    assert len(missed & soon) >= len(missed) / 2


def test_a_mock_interview_stays_weekly_when_the_plan_is_made_anew_each_day(at: At) -> None:
    _make(at(START), days=14, minutes=30)
    days = []
    for n in range(13):
        plan = _current(at(START + n * DAY))
        assert plan is not None
        today = next(d for d in plan["days"] if d["date"] == (START + n * DAY).date().isoformat())
        days += [n] if any(item["kind"] == "mock" for item in today["items"]) else []
    assert days == [6]


def test_a_plan_whose_last_day_went_by_is_gone(at: At) -> None:
    _make(at(START), days=3)
    assert _current(at(START + 2 * DAY)) is not None
    assert _current(at(START + 3 * DAY)) is None


def test_a_plan_is_of_one_person(at: At, ready_home: Path) -> None:
    _make(at(START), days=3)
    other = Backstage(Settings(home=ready_home), now=lambda: START, user="bo")
    assert _current(other) is None


def test_nothing_is_kept_without_tracking(ready_home: Path) -> None:
    settings = Settings(home=ready_home, track_performance=False)
    stage = Backstage(settings, now=lambda: START)
    with PracticePlanner(backstage=stage) as planner:
        planner.make(planner.read_job("", role="nurse"), days=3)
        file = planner.write_calendar(ready_home.parent / "plan.ics")
        assert planner.kept() is None
    assert b"BEGIN:VCALENDAR" in file.read_bytes()


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 4},
        {"minutes": 481},
        {"days": 0},
        {"days": 366},
        {"until": date(2026, 3, 2)},
        {"until": date(2020, 1, 1)},
        {"until": date(2028, 1, 1)},
    ],
)
def test_bounds_are_said(at: At, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        _make(at(START), **wrong)


def test_a_plan_for_areas_named_as_weak(at: At) -> None:
    with InterviewPractice(backstage=at(START)) as practice:
        plan = practice.generate_practice_plan(["conflict"])
    assert set(plan) == {
        "focus_areas",
        "recommended_questions",
        "practice_schedule",
        "resources",
    }
    assert plan["focus_areas"][0] == {"area": "conflict", "why": "you named it as weak"}
    asked = [one["category"] for one in plan["recommended_questions"]]
    assert "conflict" in asked
    assert any("conflict" in one["command"] for one in plan["resources"])


def _events(file: Path) -> list[Any]:
    return list(vobject.readOne(file.read_text("utf-8")).vevent_list)


def test_a_calendar_is_read_by_others_and_updated_by_a_later_one(at: At, tmp_path: Path) -> None:
    file = tmp_path / "practice.ics"
    _make(at(START), until=date(2026, 3, 7), minutes=20)
    with PracticePlanner(backstage=at(START)) as planner:
        planner.write_calendar(file)
    whole = _events(file)
    assert all(type(event.dtstart.value) is date for event in whole)
    assert {event.dtstart.value for event in whole} == {date(2026, 3, n) for n in range(2, 8)}
    assert all(hasattr(event, "valarm") for event in whole[:-1])
    with PracticePlanner(backstage=at(START + DAY)) as planner:
        planner.current()
        planner.write_calendar(file, at=time(18, 30))
    later = _events(file)
    uids = {event.dtstart.value: event.uid.value for event in whole}
    for event in later[:-1]:
        begins = event.dtstart.value
        assert (begins.hour, begins.minute) == (18, 30)
        assert uids[begins.date()] == event.uid.value
        assert event.dtend.value > begins
    assert int(later[0].sequence.value) > int(whole[0].sequence.value)
    read = icalendar.Calendar.from_ical(file.read_bytes())
    assert len(read.walk("VEVENT")) == len(later)
    assert "Interview" in str(read.walk("VEVENT")[-1]["SUMMARY"])
    assert "ana" not in file.read_text("utf-8")


def test_a_calendar_takes_nobody_elses_place(at: At, tmp_path: Path) -> None:
    _make(at(START), days=2)
    file = tmp_path / "mine.ics"
    file.write_text("BEGIN:VCALENDAR\r\nPRODID:-//Somebody//EN\r\nEND:VCALENDAR\r\n")
    with PracticePlanner(backstage=at(START)) as planner:
        with pytest.raises(BadInput, match="--force"):
            planner.write_calendar(file)
        assert "Somebody" in file.read_text()
        planner.write_calendar(file, force=True)
        planner.write_calendar(file)
    assert "Rehearse" in file.read_text("utf-8")
