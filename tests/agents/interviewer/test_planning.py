"""The plan fits the minutes, the persona, the person's weak areas and what they saw lately."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.crew import LazyFinder
from agents.interviewer import Interviewer, build
from agents.interviewer.planning import (
    FRAME_MINUTES,
    MINUTES,
    difficulty_shares,
    question_count,
    share_out,
)
from config import Settings
from domain import Job, Plan, Seniority
from knowledge.bank import Bank, load_bank
from prompts import find_persona, load_personas

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NURSE = Job(role="nurse", title="Staff Nurse", text="We look for a nurse for our night ward.")


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


@pytest.fixture(scope="module")
def interviewer(first_home: Path, bank: Bank) -> Interviewer:
    return build(bank, LazyFinder(Settings(home=first_home), bank))


def _plan(
    interviewer: Interviewer,
    style: str = "neutral",
    *,
    job: Job = NURSE,
    minutes: int = 240,
    count: int = 10,
    weak: tuple[str, ...] = (),
    seen: dict[str, datetime] | None = None,
) -> Plan:
    persona = find_persona(style)
    opening = interviewer.open(job, persona, seed="s", seen=seen or {})
    return interviewer.plan(
        job,
        persona,
        minutes=minutes,
        count=count,
        opening=opening.question_id,
        weak=weak,
        seen=seen,
    )


@pytest.mark.parametrize("style", [persona.style for persona in load_personas()])
def test_a_plan_holds_the_wanted_count_without_a_repeat_and_says_why(
    style: str, interviewer: Interviewer
) -> None:
    plan = _plan(interviewer, style, count=12)
    ids = [question.question_id for question in plan.questions]
    assert len(ids) == len(set(ids)) == 12
    assert all(question.why for question in plan.questions)


@pytest.mark.parametrize("minutes", [1, 5, 10, 20, 45])
def test_the_minutes_bound_the_count(minutes: int, interviewer: Interviewer) -> None:
    plan = _plan(interviewer, minutes=minutes, count=60)
    assert plan.questions
    slack = 3.0  # one question more or less, as kinds differ in length
    assert (
        sum(MINUTES[question.kind] for question in plan.questions)
        <= max(minutes - FRAME_MINUTES, 0) + slack
    )
    assert plan.minutes == minutes


def test_more_minutes_never_mean_fewer_questions() -> None:
    for persona in load_personas():
        counts = [question_count(minutes, 60, persona) for minutes in range(1, 241)]
        assert counts == sorted(counts)
        assert counts[0] == 1


def test_the_kinds_follow_the_personas_mix(interviewer: Interviewer, bank: Bank) -> None:
    def technical(style: str) -> int:
        plan = _plan(interviewer, style, count=20)
        return Counter(item.kind for item in plan.questions)["technical"]

    assert technical("hr_screen") <= 1
    assert technical("challenging") >= 7


def test_a_plan_asks_no_technical_question_of_an_unrelated_role(
    interviewer: Interviewer, bank: Bank
) -> None:
    plan = _plan(interviewer, "challenging", count=8)
    asked = [bank.get(item.question_id) for item in plan.questions]
    roles = {role for question in asked if question.kind == "technical" for role in question.roles}
    assert "nurse" in roles
    assert not roles & {"software_engineer", "backend", "devops_sre"}


def test_weak_areas_get_slots_and_say_so(interviewer: Interviewer, bank: Bank) -> None:
    weak = bank.categories("behavioral")[:2]
    plan = _plan(interviewer, count=20, weak=weak)
    given = [item for item in plan.questions if "scored low" in item.why]
    assert {bank.get(item.question_id).category for item in given} == set(weak)
    assert not any("scored low" in item.why for item in _plan(interviewer, count=20).questions)


def test_questions_seen_lately_come_last(interviewer: Interviewer) -> None:
    first = _plan(interviewer, count=8)
    seen = {item.question_id: NOON for item in first.questions}
    second = _plan(interviewer, count=8, seen=seen)
    assert not {item.question_id for item in second.questions} & set(seen)


def test_when_all_were_seen_the_longest_ago_comes_first(
    interviewer: Interviewer, bank: Bank
) -> None:
    ids = sorted(question.id for question in bank.questions)
    seen = {name: NOON - timedelta(days=n) for n, name in enumerate(ids)}
    opening = interviewer.open(NURSE, find_persona("neutral"), seed="s", seen=seen)
    easy = [q.id for q in bank.questions if q.kind == opening.kind and q.difficulty == "easy"]
    assert opening.question_id == min(easy, key=lambda name: seen[name])


def test_difficulty_rises_within_a_kind(interviewer: Interviewer, bank: Bank) -> None:
    order = ("easy", "medium", "hard")
    plan = _plan(interviewer, "bar_raiser", count=20)
    for kind in ("behavioral", "situational", "technical"):
        levels = [
            order.index(bank.get(item.question_id).difficulty)
            for item in plan.questions
            if item.kind == kind
        ]
        assert levels == sorted(levels), kind


def test_the_personas_and_the_seniority_move_the_difficulty(
    interviewer: Interviewer, bank: Bank
) -> None:
    def hard(style: str, seniority: Seniority) -> int:
        plan = _plan(
            interviewer, style, job=NURSE.model_copy(update={"seniority": seniority}), count=20
        )
        return sum(bank.get(item.question_id).difficulty == "hard" for item in plan.questions)

    assert hard("friendly", "mid") < hard("bar_raiser", "mid")
    assert hard("bar_raiser", "entry") < hard("bar_raiser", "senior")


@pytest.mark.parametrize("seniority", ["entry", "mid", "senior", "lead", "executive"])
def test_difficulty_shares_stay_shares(seniority: str) -> None:
    for persona in load_personas():
        shares = difficulty_shares(persona.difficulty_mix, cast(Seniority, seniority))
        assert sum(shares.values()) == pytest.approx(1)
        assert min(shares.values()) >= 0


@given(
    st.integers(-2, 80),
    st.dictionaries(st.sampled_from("abcde"), st.floats(0, 1), min_size=1, max_size=5),
)
def test_sharing_out_gives_away_everything_and_rounds_by_less_than_one(
    total: int, shares: dict[str, float]
) -> None:
    counts = share_out(total, shares)
    whole = sum(shares.values())
    if total <= 0 or whole <= 0:
        assert set(counts.values()) == {0}
        return
    assert sum(counts.values()) == total
    for name, share in shares.items():
        assert abs(counts[name] - total * share / whole) < 1 + 1e-6


def test_the_same_job_gets_the_same_plan(interviewer: Interviewer) -> None:
    assert _plan(interviewer, count=15) == _plan(interviewer, count=15)
