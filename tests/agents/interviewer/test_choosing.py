"""Which questions are chosen: spread over categories, opened as interviews are, for this trade."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from agents.crew import LazyFinder
from agents.interviewer import Interviewer, build
from agents.interviewer.planning import EVEN_MIX
from config import Settings
from domain import Job, Kind
from knowledge.bank import Bank, load_bank
from knowledge.taxonomy import load_taxonomy

NURSE = Job(
    role="nurse", title="Staff Nurse", industry="healthcare", text="A nurse for our night ward."
)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


@pytest.fixture(scope="module")
def interviewer(first_home: Path, bank: Bank) -> Interviewer:
    return build(bank, LazyFinder(Settings(home=first_home), bank))


def _categories(interviewer: Interviewer, bank: Bank, kind: Kind, count: int) -> Counter[str]:
    chosen = interviewer.choose(kind, count, NURSE, mix=EVEN_MIX)
    return Counter(bank.get(one.question_id).category for one in chosen)


@pytest.mark.parametrize(("kind", "count"), [("behavioral", 10), ("situational", 5), ("ask", 6)])
def test_no_category_comes_twice_while_others_have_not_come_once(
    interviewer: Interviewer, bank: Bank, kind: Kind, count: int
) -> None:
    assert set(_categories(interviewer, bank, kind, count).values()) == {1}


@pytest.mark.parametrize("kind", ["behavioral", "situational"])
def test_beginners_are_not_asked_what_only_those_in_charge_have_done(
    interviewer: Interviewer, bank: Bank, kind: Kind
) -> None:
    ad = "You support change, work with stakeholders, lead by example and think strategically."
    job = NURSE.model_copy(update={"seniority": "entry", "text": ad})
    chosen = interviewer.choose(
        kind, 30, job, mix=EVEN_MIX, weak=["managing_change", "developing_others", "stakeholders"]
    )
    asked = [bank.get(one.question_id) for one in chosen]
    assert len(asked) >= 15
    said = " ".join(f"{question.scenario} {question.question}" for question in asked)
    for phrase in ("your staff", "You manage", "You lead", "promote", "investors", "that you led"):
        assert phrase not in said


def test_technical_questions_are_spread_over_the_subjects(
    interviewer: Interviewer, bank: Bank
) -> None:
    held = {q.category for q in bank.questions if "nurse" in q.roles}
    found = _categories(interviewer, bank, "technical", len(held) + 3)
    assert len(found) >= len(held) - 1


def test_company_questions_hold_one_that_interviews_open_with(
    interviewer: Interviewer, bank: Bank
) -> None:
    named = NURSE.model_copy(update={"company": "Fjord Health"})
    for job, category in ((named, "why_this_company"), (NURSE, "why_this_role")):
        chosen = interviewer.choose("company", 4, job, mix=EVEN_MIX)
        assert category in {bank.get(one.question_id).category for one in chosen}


def test_after_an_opening_there_is_no_second_one_for_its_own_sake(
    interviewer: Interviewer, bank: Bank
) -> None:
    opening = next(q.id for q in bank.questions if q.category == "why_this_role")
    chosen = interviewer.choose("company", 3, NURSE, mix=EVEN_MIX, taken=(opening,))
    assert "most interviews begin with it" not in {one.why for one in chosen}


def test_a_scenario_of_another_trade_is_left_to_that_trade(
    interviewer: Interviewer, bank: Bank
) -> None:
    other = next(q for q in bank.questions if (q.scenario or "").startswith("You are a paralegal"))
    every = interviewer.choose("situational", 200, NURSE, mix=EVEN_MIX)
    assert other.id not in {one.question_id for one in every}
    lawyer = Job(role="legal_compliance", title="Paralegal", industry="professional_services")
    theirs = interviewer.choose("situational", 200, lawyer, mix=EVEN_MIX)
    assert other.id in {one.question_id for one in theirs}


_MANY: tuple[tuple[Kind, int], ...] = (("behavioral", 40), ("company", 20))
_TAKES_YEARS = (
    "beh-managing_change-05",  # kept daily business going while something fundamental changed
    "beh-stakeholders-06",  # a product, building or service, its buyers and its daily users
    "beh-decision_making-07",  # contradicted your years of experience
    "beh-strategic_thinking-04",  # a plan for several years
    "beh-developing_others-07",  # everyone you promote or coach
    "beh-ambiguity-07",  # your staff wanted certainty
    "com-growth_and_future-03",  # your skills that will be worth less
    "com-career_fit-05",  # which of your jobs so far
)


@pytest.mark.parametrize("role", ["nurse", "retail_manager"])
def test_beginners_are_not_asked_about_what_takes_years_or_a_staff(
    interviewer: Interviewer, role: str
) -> None:
    text = "You work with stakeholders, cope with change and develop others."
    job = Job(role=role, seniority="entry", company="Bloom Ltd", text=text)
    weak = tuple(name.split("-")[1] for name in _TAKES_YEARS)
    asked = {
        one.question_id
        for kind, count in _MANY
        for one in interviewer.choose(kind, count, job, mix=EVEN_MIX, weak=weak)
    }
    assert asked.isdisjoint(_TAKES_YEARS)


def test_the_roles_a_text_names_are_those_of_its_longest_titles() -> None:
    named = load_taxonomy().roles_named("a nurse, software engineer or paralegal in a garden")
    assert named == {"nurse", "software_engineer", "legal_compliance"}
    assert load_taxonomy().roles_named("somebody in a garden") == frozenset()
