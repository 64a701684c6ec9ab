"""Whom a scenario is put to: everybody, all of an industry, or those of the trade it names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from agents.crew import LazyFinder
from agents.interviewer import Interviewer, build
from agents.interviewer.planning import EVEN_MIX
from config import Settings
from domain import Job
from knowledge.bank import Bank, load_bank
from knowledge.taxonomy import load_taxonomy

# Read one by one: the numbers, in each family, of the scenarios that could happen to anyone.
ANYBODY = {
    "difficult_customer": (13, 14, 15),
    "competing_deadlines": (5, 13, 14),
    "team_disagreement": (1, 2, 4, 6, 13),
    "ethical_dilemma": (2, 6, 13),
    "mistake_discovered": (13, 14),
    "unclear_instructions": (1, 13),
    "change_and_uncertainty": (4, 13, 14),
    "safety_risk": (12, 13, 14),
    "data_and_confidentiality": (2, 13, 14),
    "leading_and_delegating": (11, 13, 14),
}
# Those of an office or a house of some industry, whatever one does there.
OFFICES = {
    "competing_deadlines": (1,),
    "team_disagreement": (3, 5, 9),
    "mistake_discovered": (3, 5),
    "unclear_instructions": (6,),
    "change_and_uncertainty": (2,),
    "safety_risk": (3,),
    "data_and_confidentiality": (10,),
    "leading_and_delegating": (2, 9),
}


def _ids(numbers: dict[str, tuple[int, ...]]) -> set[str]:
    return {f"sit-{family}-{n:02d}" for family, all_ in numbers.items() for n in all_}


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


@pytest.fixture(scope="module")
def interviewer(first_home: Path, bank: Bank) -> Interviewer:
    return build(bank, LazyFinder(Settings(home=first_home), bank))


def _asked(interviewer: Interviewer, job: Job, weak: tuple[str, ...] = ()) -> set[str]:
    chosen = interviewer.choose("situational", 200, job, mix=EVEN_MIX, weak=weak)
    return {one.question_id for one in chosen}


@pytest.mark.parametrize(
    ("title", "role", "industry", "own"),
    [
        ("Staff Nurse", "nurse", "healthcare", "competing_deadlines-03 safety_risk-07"),
        ("Store Manager", "retail_manager", "retail", "unclear_instructions-08"),
        ("Plumber", "skilled_trades", "construction", "difficult_customer-08"),
        ("Electrician", "skilled_trades", None, "leading_and_delegating-03"),
        ("Year 4 Class Teacher", "school_teacher", "education", "competing_deadlines-10"),
        ("Teaching Assistant", "school_teacher", "education", "ethical_dilemma-04"),
        ("Biology Teacher", "school_teacher", "education", "change_and_uncertainty-06"),
        ("Sales Assistant", "retail_manager", "retail", "difficult_customer-01"),
        ("Accountant", "accountant", "finance", "ethical_dilemma-03"),
        ("Delivery Driver", "driver_logistics", "logistics", "mistake_discovered-06"),
        ("Head Chef", "chef_hospitality", "hospitality", "safety_risk-02"),
        ("Backend Engineer", "backend", "technology", "unclear_instructions-10"),
        ("Social Worker", "social_worker", "social_care", "data_and_confidentiality-04"),
        ("Lawyer", "legal_compliance", "professional_services", ""),
    ],
)
def test_a_scenario_of_a_trade_is_put_to_that_trade_alone(
    interviewer: Interviewer, title: str, role: str, industry: str | None, own: str
) -> None:
    asked = _asked(interviewer, Job(role=role, title=title, industry=industry))
    trades = asked - _ids(ANYBODY) - _ids(OFFICES)
    wanted = {f"sit-{one}" for one in own.split()}
    assert wanted <= trades
    # What else there is belongs to the same title, never to a neighbor of the role.
    taxonomy = load_taxonomy()
    for name in trades:
        opening = (load_bank().get(name).scenario or "").partition(".")[0]
        assert taxonomy.roles_named(opening) & {role, "software_engineer"}, (name, opening)


@pytest.mark.parametrize(
    ("title", "role", "industry", "not_theirs"),
    [
        ("Staff Nurse", "nurse", "healthcare", "safety_risk-04"),
        ("Staff Nurse", "nurse", "healthcare", "data_and_confidentiality-06"),
        ("Store Manager", "retail_manager", "retail", "change_and_uncertainty-01"),
        ("Store Manager", "retail_manager", "retail", "unclear_instructions-10"),
        ("Sales Assistant", "retail_manager", "retail", "difficult_customer-11"),
        ("Sales Assistant", "retail_manager", "retail", "competing_deadlines-02"),
        ("Plumber", "skilled_trades", "construction", "leading_and_delegating-03"),
        ("Plumber", "skilled_trades", "construction", "unclear_instructions-10"),
        ("Class Teacher", "school_teacher", "education", "change_and_uncertainty-06"),
        ("Year 4 Teacher", "school_teacher", "education", "safety_risk-09"),
        ("Teaching Assistant", "school_teacher", "education", "ethical_dilemma-09"),
        ("Teaching Assistant", "school_teacher", "education", "change_and_uncertainty-06"),
        ("Teaching Assistant", "school_teacher", "education", "safety_risk-09"),
        ("Solicitor", "legal_compliance", "professional_services", "competing_deadlines-08"),
    ],
)
def test_who_shares_an_industry_or_a_role_with_a_trade_is_not_asked_as_one_of_it(
    interviewer: Interviewer, title: str, role: str, industry: str, not_theirs: str
) -> None:
    asked = _asked(interviewer, Job(role=role, title=title, industry=industry))
    assert f"sit-{not_theirs}" not in asked


@pytest.mark.parametrize("role", ["frontend", "fullstack", "mobile", "qa", "software_engineer"])
def test_what_is_put_to_a_developer_is_put_to_every_branch(
    interviewer: Interviewer, role: str
) -> None:
    asked = _asked(interviewer, Job(role=role, industry="technology"))
    assert "sit-team_disagreement-07" in asked


def test_a_scenario_of_another_industry_is_not_asked_even_where_few_are_left(
    interviewer: Interviewer, bank: Bank
) -> None:
    weak = ("unclear_instructions", "change_and_uncertainty", "safety_risk")
    job = Job(role="nurse", title="Staff Nurse", industry="healthcare")
    for name in _asked(interviewer, job, weak):
        industries = bank.get(name).industries
        assert not industries or "healthcare" in industries, name


def test_a_job_nothing_is_known_of_still_gets_two_scenarios_of_every_family(
    interviewer: Interviewer, bank: Bank
) -> None:
    asked = _asked(interviewer, Job(role="facilities_safety", title="Cleaner"))
    assert asked == _ids(ANYBODY)
    families = Counter(bank.get(name).category for name in asked)
    assert set(families) == set(bank.categories("situational"))
    assert min(families.values()) >= 2


def test_every_other_scenario_has_an_industry_or_names_its_trade_at_once(bank: Bank) -> None:
    taxonomy = load_taxonomy()
    for question in bank.questions:
        if question.kind != "situational" or question.id in _ids(ANYBODY):
            continue
        if question.id in _ids(OFFICES):
            assert question.industries, question.id
        else:
            opening = (question.scenario or "").partition(".")[0]
            assert opening.startswith("You are "), question.id
            assert taxonomy.roles_named(opening), question.id
