"""The ad beside a CV that says the same in other words, under other headings, or says nothing."""

from __future__ import annotations

from datetime import date

import pytest

from agents.coach import build
from cli.pack import pack_text
from domain import Preparation
from knowledge.ad_requirements import find_requirements
from knowledge.ad_terms import find_competencies
from knowledge.resume import read_resume
from knowledge.roles import read_job

TODAY = date(2026, 3, 1)


def _laid(ad: str, cv: str) -> Preparation:
    return build().prepare(read_job(ad), read_resume(cv, TODAY))


def _shown(laid: Preparation, begins: str) -> tuple[str, str]:
    (found,) = [m for m in laid.matches if m.requirement.text.startswith(begins)]
    return found.shown, found.quote


@pytest.mark.parametrize(
    "heading",
    [
        "Clinical placements",
        "Internships",
        "Posts held",
        "Career history",
        "Appointments",
        "Teaching experience",
        "Volunteering",
        "Selected projects",
        "WHERE I HAVE BEEN",
        "What I did since:",
    ],
)
def test_a_section_under_any_heading_is_not_swallowed_by_education(heading: str) -> None:
    cv = (
        "Education\nBSc Nursing, Bergen, 2015 - 2018\n\n"
        f"{heading}\nStaff Nurse, Fjord Health, 2018 - 2024\n"
        "- Cut falls on the ward from 9 to 2 a month with a night round\n"
    )
    lines = {line.text: line for line in read_resume(cv, TODAY).lines}
    told = lines["Cut falls on the ward from 9 to 2 a month with a night round"]
    assert told.section != "education"
    assert told.achievement > 0.5


@pytest.mark.parametrize(
    ("title", "asked", "said"),
    [
        ("Primary School Teacher", "Experience of teaching at KS2", "Taught Years 3-6 for a year"),
        ("DevOps Engineer", "Experience with AWS", "Ran twelve services on EKS and S3"),
        ("Primary School Teacher", "Knowledge of SEND", "Wrote EHCPs for six pupils"),
        ("DevOps Engineer", "Experience with Kubernetes", "Moved the cluster to k8s"),
        ("Accountant", "Experience of accounts payable", "Closed the purchase ledger each month"),
    ],
)
def test_the_same_in_other_words_is_found(title: str, asked: str, said: str) -> None:
    ad = f"{title}\n\nEssential\n- {asked}\n- A friendly manner with visitors\n"
    laid = _laid(ad, f"Worker, Acme, 2019 - 2024\n- {said}\n- Watered the plants\n")
    shown, quote = _shown(laid, asked)
    assert (shown != "none", quote) == (True, said)


def test_the_heading_of_a_job_proves_no_deed() -> None:
    ad = "Team Leader\n\nResponsibilities:\n- Lead the team through incident reviews\n"
    laid = _laid(ad, "Team Leader, Harbour Logistics, 2019 - 2022\n- Filed the weekly papers\n")
    shown, quote = _shown(laid, "Lead the team")
    assert "2019" not in quote
    assert shown == "none"


def test_what_every_employer_says_calls_for_no_competency() -> None:
    ad = (
        "Fjord NHS Foundation Trust. We are an equal opportunities employer that values teamwork "
        "and leadership of all. You must work in compliance with our policies."
    )
    assert find_competencies(ad) == {}


def test_a_heading_and_an_offer_are_no_requirement() -> None:
    ad = (
        "Cook\n\nEssential\nYou will need:\n- Two years in a busy kitchen\n"
        "- Free parking and a bonus scheme\n"
    )
    assert [one.text for one in find_requirements(ad)] == ["Two years in a busy kitchen"]


def test_what_one_holds_and_is_ready_for_is_answered_yes_or_no() -> None:
    ad = "Driver\n\nEssential\n- Full driving licence\n- Willing to work weekends\n- Tact\n"
    laid = _laid(ad, "Clerk, Acme, 2019 - 2024\n- Filed papers for four departments\n")
    about = {name: [tip for tip in laid.tips if name in tip] for name in ("licence", "weekends")}
    assert "a yes or a no" in about["licence"][0]
    assert "a yes or a no" in about["weekends"][0]
    assert "the day from which" in about["weekends"][0]


def test_the_marks_of_markdown_are_not_shown() -> None:
    cv = "# Ana\n\n## Experience\n**Nurse**, `Fjord`, 2019 - 2024\n- _Cut_ falls from **9 to 2**\n"
    text = "\n".join(line.text for line in read_resume(cv, TODAY).lines)
    assert not set("*`_#") & set(text)
    assert "Cut falls from 9 to 2" in text


def test_a_cv_that_meets_nothing_is_told_so() -> None:
    laid = _laid(
        "Nurse\n\nEssential\n- Experience of ventilation\n", "Waiter, Acme, 2020 - 2021\n- Sang\n"
    )
    pack = {
        **laid.model_dump(mode="json"),
        "job": read_job("Nurse\n").model_dump(mode="json"),
        "role_doubt": None,
        "years": None,
        "has_cv": True,
        "company_research": None,
        "preparation_tips": [],
        "questions": {},
    }
    assert "no evidence in the CV" in pack_text(pack)
    assert "no evidence" not in pack_text({**pack, "has_cv": False})
