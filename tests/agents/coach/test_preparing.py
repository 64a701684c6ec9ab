"""Ad and CV side by side: quotes from the CV, and advice that follows from the gaps."""

from __future__ import annotations

from datetime import date

import pytest

from agents.coach import build
from agents.coach.stories import competencies_of
from agents.coach.words import covered, telling
from domain import Preparation
from knowledge.embedder import load_embedder
from knowledge.resume import read_resume
from knowledge.roles import read_job

AD = """Senior Backend Engineer
Company: Harbor Freightline

What you'll do
* Own PostgreSQL performance and mentor two junior engineers

What you bring
* 12+ years of backend development
* Strong SQL and PostgreSQL knowledge
* Experience with Kafka or RabbitMQ
* Docker and Kubernetes in production

Nice to have
* Experience with Go
"""
CV = """Experience
Backend developer, Parcel Loop, 2021 - 2025
- Rewrote the label service in Django; latency went from 1.8 s to 240 ms
- Code reviews, mentoring of a working student
Skills
Python, Django, PostgreSQL, Redis, Docker
"""


@pytest.fixture(scope="module")
def laid() -> Preparation:
    return build().prepare(read_job(AD), read_resume(CV, date(2026, 3, 1)))


def _shown(laid: Preparation, start: str) -> tuple[str, str, tuple[str, ...]]:
    (found,) = [m for m in laid.matches if m.requirement.text.startswith(start)]
    return found.shown, found.quote, found.missing


def test_a_requirement_is_shown_by_a_line_of_the_cv(laid: Preparation) -> None:
    shown, quote, _ = _shown(laid, "Strong SQL")
    assert (shown, quote) == ("shown", "Python, Django, PostgreSQL, Redis, Docker")


def test_every_quote_stands_in_the_cv(laid: Preparation) -> None:
    quotes = [m.quote for m in laid.matches if m.quote] + [s.quote for s in laid.stories]
    assert quotes
    assert all(quote in CV for quote in quotes)


def test_one_side_of_a_choice_is_quoted_and_does_not_show_the_whole() -> None:
    job = read_job("Staff Nurse\n\nEssential\n- Mentorship or practice assessor qualification\n")
    cv = "Staff Nurse, 2019 - 2024\n- Mentored five student nurses on the ward\n"
    laid = build().prepare(job, read_resume(cv, date(2026, 3, 1)))
    found = _shown(laid, "Mentorship")
    assert found == ("partly", "Mentored five student nurses on the ward", ())


def test_half_a_requirement_names_the_other_half(laid: Preparation) -> None:
    shown, _, missing = _shown(laid, "Docker and Kubernetes")
    assert (shown, missing) == ("partly", ("Kubernetes",))


@pytest.mark.parametrize("start", ["Experience with Kafka", "Experience with Go"])
def test_a_tool_the_cv_does_not_name_is_not_shown_by_a_word_like_it(
    laid: Preparation, start: str
) -> None:
    assert _shown(laid, start) == ("none", "", ())


def test_too_few_years_are_said(laid: Preparation) -> None:
    (years,) = [m for m in laid.matches if m.requirement.text.startswith("12+")]
    assert years.shown != "shown"
    assert "the ad asks for 12" in years.note


def test_tips_follow_from_the_gaps(laid: Preparation) -> None:
    told = " ".join(laid.tips)
    for gap in ("Kafka or RabbitMQ", "Kubernetes", "12 years" if "12 years" in told else "12"):
        assert gap in told
    assert len(set(laid.tips)) == len(laid.tips)


def test_an_achievement_is_a_story_with_what_it_lacks(laid: Preparation) -> None:
    story = laid.stories[0]
    assert story.quote.startswith("Rewrote the label service")
    assert "problem_solving" in story.competencies
    assert "reflection" in story.lacks


def test_without_a_cv_nothing_is_said_of_it() -> None:
    laid = build().prepare(read_job(AD), read_resume("", date(2026, 3, 1)))
    assert {m.shown for m in laid.matches} == {"none"}
    assert (laid.stories, laid.tips, laid.without_story) == ((), (), ())


@pytest.mark.parametrize(
    ("line", "competency"),
    [
        ("Mentored five student nurses, all of whom passed", "developing_others"),
        (
            "Negotiated a new contract and cut costs by 12%",
            "influence_negotiation",
        ),
        ("Calmed and de-escalated relatives in a crowded waiting area", "conflict"),
        ("Led a team of six through the move to a new office", "leadership"),
        (
            "Audited hygiene weekly and raised compliance from 71% to 94%",
            "attention_to_quality",
        ),
        ("Wrote the onboarding guide every new clerk now gets", "written_communication"),
    ],
)
def test_the_words_of_a_line_tell_what_it_can_be_told_for(line: str, competency: str) -> None:
    told = competencies_of(line)
    assert max(told, key=lambda name: told[name]) == competency


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("Care for patients on NIV", "Looked after patients on non-invasive ventilation"),
        ("Knowledge of non-invasive ventilation", "Wards: NIV, tracheostomy care"),
        ("Plan discharge", "Discharge planning for 20 beds"),
    ],
)
def test_an_abbreviation_and_a_form_say_the_same(asked: str, line: str) -> None:
    embedder = load_embedder()
    shares = covered(telling(asked, embedder), telling(line, embedder))
    assert shares.mean() > 0.6


def test_initials_by_chance_say_nothing() -> None:
    embedder = load_embedder()
    said = telling("New ideas for visitors", embedder)
    assert covered(telling("NIV", embedder), said).tolist() == [0.0]


def _laid(ad: str, cv: str, role: str | None = None) -> Preparation:
    job = read_job(ad, role=role) if role else read_job(ad)
    return build().prepare(job, read_resume(cv, date(2026, 3, 1)))


@pytest.mark.parametrize(
    ("role", "asked", "line"),
    [
        ("devops_sre", "Experience with AWS", "Moved 40 services to EKS and S3"),
        ("devops_sre", "CI/CD pipelines", "Set up Jenkins for nine teams"),
        ("school_teacher", "Experience of teaching Key Stage 2", "Taught Years 4 and 5"),
        ("school_teacher", "Experience of SEND", "Wrote EHCPs for four pupils"),
        ("accountant", "Accounts payable experience", "Matched and posted 600 AP invoices"),
        ("retail_manager", "Visual merchandising", "Merchandiser of the shop's windows"),
    ],
)
def test_other_words_for_the_same_are_evidence(role: str, asked: str, line: str) -> None:
    laid = _laid(f"Job\n\nEssential\n- {asked}\n", f"Experience\n- {line}\n", role)
    assert [(m.shown, m.quote) for m in laid.matches] == [("shown", line)]


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("Java experience", "Wrote JavaScript tools for the help desk"),
        ("Experience with EKS", "Kept the AWS bill"),
    ],
)
def test_what_only_looks_alike_is_no_evidence(asked: str, line: str) -> None:
    laid = _laid(f"Job\n\nEssential\n- {asked}\n", f"Experience\n- {line}\n", "devops_sre")
    assert [m.shown for m in laid.matches] == ["none"]


TITLE = "Team Leader, Incident Desk, Kestrel Bank, 2019 - 2022"


def test_a_title_is_no_proof_of_a_deed() -> None:
    ad = "Job\n\nResponsibilities\n- Lead the incident desk of a bank\n"
    laid = _laid(ad, f"Experience\n{TITLE}\n- Kept 300 servers patched\n", "devops_sre")
    assert [m.quote for m in laid.matches] == [""]


def test_a_title_is_evidence_for_time_in_a_role() -> None:
    ad = "Job\n\nEssential\n- Two years' experience as a team leader in a bank\n"
    laid = _laid(ad, f"Experience\n{TITLE}\n- Kept 300 servers patched\n", "devops_sre")
    assert [m.quote for m in laid.matches] == [TITLE]


@pytest.mark.parametrize(
    "asked",
    [
        "Full UK driving licence",
        "CSCS card",
        "Right to work in the country",
        "Able to work weekends and nights",
        "Willing to travel across the region",
    ],
)
def test_what_is_a_yes_or_a_no_is_not_answered_with_a_story(asked: str) -> None:
    laid = _laid(f"Job\n\nEssential\n- {asked}\n", "Experience\n- Cooked for 90\n", "nurse")
    (tip,) = [tip for tip in laid.tips if asked in tip]
    assert "a yes or a no" in tip
    assert "from w" in tip
    assert "first month" not in tip


def test_planning_the_hours_of_others_is_a_deed() -> None:
    laid = _laid("Job\n\nEssential\n- Planning rotas for a staff of 40\n", "Experience\n- Sang\n")
    assert not any("a yes or a no" in tip for tip in laid.tips)


def test_what_the_cv_says_is_quoted_as_the_cvs_words() -> None:
    line = "Mentored Priya and cut her errors by half"
    laid = _laid("Job\n\nEssential\n- Patience\n", f"Experience\n- {line}\n", "nurse")
    assert any(tip.startswith(f"The CV says “{line}”") for tip in laid.tips)


def test_figures_under_any_heading_count() -> None:
    cv = "Education\nBA, 2019\n\nClinical placements\n- Took observations for 8 patients\n"
    laid = _laid("Job\n\nEssential\n- Patience\n", cv, "nurse")
    assert not any("counts anything" in tip for tip in laid.tips)
