"""Days of practice planned: the minutes kept, kinds taking turns, weak areas first, rest before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.coach.gains import SHARES, Candidate, areas_of, gain
from agents.coach.planning import LIGHT, QUESTION_MINUTES, Course, Planner, chances, reason
from domain import Kind
from tools.schedule import reviewed

MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def _pool(each: int = 12) -> dict[str, Candidate]:
    groups: dict[Kind, list[str]] = {kind: [f"{kind}-{n}" for n in range(each)] for kind in SHARES}
    likely = chances(
        (name, kind, f"{kind}-area-{n % 4}")
        for kind, names in groups.items()
        for n, name in enumerate(names)
    )
    return {
        name: Candidate(
            question_id=name,
            kind=kind,
            category=f"{kind}-area-{n % 4}",
            chance=likely[name],
            why="covers it",
        )
        for kind, names in groups.items()
        for n, name in enumerate(names)
    }


def _course(length: int = 14, minutes: int = 20, until: int | None = None) -> Course:
    day = MONDAY + timedelta(days=until) if until else None
    return Course(begun=MONDAY, first=MONDAY, length=length, until=day, minutes=minutes)


def _planner(course: Course, scores: dict[str, tuple[float, int]] | None = None) -> Planner:
    pool = _pool()
    return Planner(course, pool, areas_of(pool.values(), scores or {}))


@given(minutes=st.integers(5, 120), until=st.integers(1, 21))
@settings(max_examples=25, deadline=None)
def test_no_day_takes_more_than_its_minutes_and_none_is_on_the_day_itself(
    minutes: int, until: int
) -> None:
    course = _course(length=30, minutes=minutes, until=until)
    days = _planner(course).days()
    assert [day.day for day in days] == [MONDAY + timedelta(days=n) for n in range(until)]
    assert all(day.minutes <= minutes for day in days)
    assert days[-1].minutes <= LIGHT


def test_the_eve_holds_only_what_was_practised() -> None:
    days = _planner(_course(until=5)).days()
    before = {item.question_id for day in days[:-1] for item in day.items}
    assert days[-1].items
    assert {item.question_id for item in days[-1].items} <= before
    assert "rest" in days[-1].note


def test_kinds_take_turns_and_come_in_about_the_shares_of_an_interview() -> None:
    days = _planner(_course(length=10, minutes=24)).days()
    kinds = [item.kind for day in days for item in day.items if item.question_id]
    for kind in ("behavioral", "technical", "situational"):
        assert abs(kinds.count(kind) / len(kinds) - SHARES[kind]) < 0.15
    repeats = sum(
        one.kind == two.kind for day in days for one, two in pairwise(day.items) if two.question_id
    )
    assert repeats < len(kinds) / 5


def test_a_mock_interview_stands_each_week_and_shortly_before_the_end() -> None:
    days = _planner(_course(length=30, minutes=30, until=20)).days()
    mocks = [(day.day - MONDAY).days for day in days if any(i.kind == "mock" for i in day.items)]
    assert mocks == [6, 13, 18]
    short = _planner(_course(length=30, minutes=10, until=20)).days()
    assert not any(item.kind == "mock" for day in short for item in day.items)


def test_a_weak_area_is_practised_more_than_a_strong_one_and_says_so() -> None:
    scores = {"behavioral-area-0": (30.0, 5), "behavioral-area-1": (90.0, 5)}
    days = _planner(_course(length=5), scores).days()
    asked = [item.question_id for day in days for item in day.items]
    pool = _pool()
    areas = [pool[name].category for name in asked if name]
    assert areas.count("behavioral-area-0") > areas.count("behavioral-area-1")
    whys = [item.why for day in days for item in day.items if item.question_id == "behavioral-0"]
    assert "30 over 5 answers" in whys[0]


def test_one_poor_answer_makes_no_weak_area() -> None:
    pool = _pool()
    one = areas_of(pool.values(), {"behavioral-area-0": (20.0, 1)})["behavioral-area-0"]
    many = areas_of(pool.values(), {"behavioral-area-0": (20.0, 8)})["behavioral-area-0"]
    assert many.level < 30 < 40 < one.level


def test_going_over_something_at_once_is_worth_less_than_later() -> None:
    pool = _pool()
    area = areas_of(pool.values(), {})["behavioral-area-0"]
    card = reviewed("question", "behavioral-0", None, 60.0, NOON)
    one = Candidate("behavioral-0", "behavioral", "behavioral-area-0", 0.03, 60.0, 1, card)
    until = NOON + timedelta(days=20)
    at_once = gain(one, area, NOON + timedelta(hours=1), until)
    later = gain(one, area, NOON + timedelta(days=5), until)
    assert at_once < later


def test_what_was_done_today_is_not_planned_again_and_its_minutes_are_spent() -> None:
    pool = _pool()
    course = _course(length=3, minutes=20)
    planner = Planner(
        course,
        pool,
        areas_of(pool.values(), {}),
        spent_today=16.0,
        done_today=frozenset({"behavioral-0"}),
    )
    today = planner.days()[0]
    assert today.minutes <= 4.0
    assert "behavioral-0" not in {item.question_id for item in today.items}


def test_an_area_is_no_likelier_for_having_more_questions() -> None:
    kind: Kind = "behavioral"
    pool = [("a", kind, "conflict"), *((f"b{n}", kind, "teamwork") for n in range(9))]
    likely = chances(pool)
    assert likely["a"] == pytest.approx(9 * likely["b0"])
    assert sum(likely.values()) == pytest.approx(SHARES[kind])


def test_the_same_plan_comes_of_the_same_things() -> None:
    assert _planner(_course()).days() == _planner(_course()).days()


def test_every_kind_has_its_minutes_and_every_item_a_reason() -> None:
    assert set(QUESTION_MINUTES) == set(get_args(Kind))
    assert all(item.why for day in _planner(_course(until=12)).days() for item in day.items)
    fresh = Candidate("x", "behavioral", "behavioral-area-0", 0.1, why="the ad asks for “care”")
    area = areas_of([fresh], {})["behavioral-area-0"]
    assert reason(fresh, area, NOON) == "new: the ad asks for “care”"
