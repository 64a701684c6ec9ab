"""How the job at hand is called in what people read."""

from __future__ import annotations

import pytest

from domain import Job, Question
from knowledge.bank import load_bank
from knowledge.naming import as_asked, job_phrase, said_title, spoken


def titled(title: str | None, company: str | None = None) -> Job:
    return Job(title=title, role="nurse", company=company)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("STORE MANAGER - Homeware", "Store Manager"),
        ("Year 4 Class Teacher (KS2) - Maternity cover", "Year 4 Class Teacher"),
        ("HEAD OF IT", "Head of IT"),
        ("Staff Nurse, Ward 7", "Staff Nurse"),
        ("Back-end Developer", "Back-end Developer"),
        ("RGN", "RGN"),
        ("Director, Finance", "Director, Finance"),
        (None, "nurse"),
    ],
)
def test_a_title_is_said_short_and_without_shouting(title: str | None, said: str) -> None:
    assert said_title(titled(title)) == said
    assert job_phrase(titled(title)) == f"the {said} role"


def test_questions_name_the_job_as_it_is_said() -> None:
    asked = Question(
        id="q", kind="company", question="Why the {role} job?", category="why", difficulty="easy"
    )
    job = titled("STORE MANAGER - Homeware")
    assert as_asked(asked, job) == "Why the Store Manager job?"


@pytest.mark.parametrize("job", [None, titled("Staff Nurse")])
def test_an_employer_without_a_name_is_not_called_an_organization_twice(job: Job | None) -> None:
    asked = [as_asked(question, job) for question in load_bank().questions]
    assert not [text for text in asked if "like our organization" in text]
    assert any("like ours" in text for text in asked)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("quality_safety", "quality and safety"),
        ("chef_hospitality", "chef or hospitality worker"),
        ("sql", "SQL"),
        ("classroom_management", "classroom management"),
    ],
)
def test_ids_are_spoken_in_english(name: str, said: str) -> None:
    assert spoken(name) == said
