"""Questions made from the ad: what it names and the bank does not ask, in the role's idiom."""

from __future__ import annotations

import json

import pytest

from agents.interviewer.deriving import derive
from domain import Job, Question
from knowledge.bank import QUESTIONS, Bank
from knowledge.embedder import Embedder, load_embedder
from knowledge.roles import read_job
from knowledge.taxonomy import load_taxonomy

AD = """Backend Engineer
What you'll do
- Own the settlement of card payments across four currencies
What you bring
- Experience with Terraform in production
- PostgreSQL, and code review
- A current CISSP
"""


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture
def job() -> Job:
    return read_job(AD)


def _asked(number: int, question: str, *skills: str, points: tuple[str, ...] = ()) -> Question:
    return Question(
        id=f"tech-backend-x-{number}",
        kind="technical",
        category="x",
        question=question,
        roles=("backend",),
        skills=skills,
        key_points=points,
    )


@pytest.fixture
def bank() -> Bank:
    other = _asked(
        2,
        "How is Terraform state kept?",
        "Terraform",
        points=(
            "Terraform state is locked while somebody applies",
            "Secrets stay out of the code",
            "The plan of Terraform is read before it is applied",
        ),
    ).model_copy(update={"roles": ("devops_sre",)})
    return Bank((_asked(1, "A query in PostgreSQL is slow. Why?", "code reviews"), other))


def test_a_skill_no_question_of_the_role_is_about_is_asked_about(
    job: Job, bank: Bank, embedder: Embedder
) -> None:
    first = derive(job, bank, embedder, 9)[0]
    assert "The ad names Terraform." in first.question
    assert first.derived_from == "Experience with Terraform in production"
    assert first.skills == ("Terraform",)


def test_what_the_bank_asks_in_these_or_other_words_and_credentials_are_not(
    job: Job, bank: Bank, embedder: Embedder
) -> None:
    asked = " ".join(question.question for question in derive(job, bank, embedder, 9))
    for skill in ("PostgreSQL", "code review", "CISSP"):
        assert skill in job.skills
        assert f"The ad names {skill}" not in asked


def test_its_key_points_are_those_that_name_the_skill(
    job: Job, bank: Bank, embedder: Embedder
) -> None:
    first = derive(job, bank, embedder, 9)[0]
    assert first.key_points == (
        "Terraform state is locked while somebody applies",
        "The plan of Terraform is read before it is applied",
    )
    without = derive(job, Bank(bank.questions[:1]), embedder, 9)[0]
    assert without.key_points == ()


@pytest.mark.parametrize(
    ("role", "points"),
    [
        # One point may be about another thing of the same name.
        ("devops_sre", ("Terraform state is locked while somebody applies",)),
        # Another family's points are about another use of the word.
        ("nurse", ("The state of Terraform is shared", "Terraform plans are read")),
    ],
)
def test_points_of_another_trade_and_single_ones_are_not_taken(
    job: Job, embedder: Embedder, role: str, points: tuple[str, ...]
) -> None:
    other = _asked(2, "How is Terraform kept?", "Terraform", points=points)
    bank = Bank((other.model_copy(update={"roles": (role,)}),))
    first = derive(job, bank, embedder, 9)[0]
    assert first.skills == ("Terraform",)
    assert first.key_points == ()


def test_a_name_that_is_a_word_counts_only_within_a_sentence(embedder: Embedder) -> None:
    words = ("Go criteria are fixed before the new result is known", "No. Go ahead only then")
    named = ("An interface of Go is met without saying so", "Errors in Go are values")
    other = _asked(2, "How do you write Go?", "Go", points=(*words, *named))
    bank = Bank((other.model_copy(update={"roles": ("devops_sre",)}),))
    job = read_job("Backend Engineer\nWhat you bring\n- Experience with Go, SQL\n")
    first = derive(job, bank, embedder, 9)[0]
    assert first.skills == ("Go",)
    assert first.key_points == named


def test_a_duty_the_bank_does_not_come_near_is_said_back(
    job: Job, bank: Bank, embedder: Embedder
) -> None:
    said = "Own the settlement of card payments across four currencies"
    (duty,) = [q for q in derive(job, bank, embedder, 9) if q.derived_from == said]
    assert f"“{said}.”" in duty.question


def test_the_same_ad_gives_the_same_questions_and_no_more_than_asked_for(
    job: Job, bank: Bank, embedder: Embedder
) -> None:
    every = derive(job, bank, embedder, 9)
    assert every == derive(job, bank, embedder, 9)
    assert derive(job, bank, embedder, 1) == every[:1]
    assert derive(job, bank, embedder, 0) == []
    assert derive(job.model_copy(update={"text": ""}), bank, embedder, 9) == []


def test_each_has_an_id_of_its_own_guidance_and_probes(
    job: Job, bank: Bank, embedder: Embedder
) -> None:
    found = derive(job, bank, embedder, 9)
    assert len({question.id for question in found}) == len(found) >= 2
    for question in found:
        assert question.star_guidance
        assert "{" not in question.question + question.star_guidance
        assert len(set(question.follow_up_questions)) == 3
        assert question.difficulty == "medium"


def test_every_family_of_roles_has_an_idiom_and_every_credential_is_a_skill() -> None:
    written = json.loads((QUESTIONS / "derived.json").read_text(encoding="utf-8"))
    taxonomy = load_taxonomy()
    assert set(written["families"]) == {role.family for role in taxonomy.roles.values()}
    for idiom in written["families"].values():
        assert all("{skill}" in text for way in ("tool", "practice") for text in idiom[way])
        assert all("{duty}" in text for text in idiom["duty"])
        assert all(text.endswith((".", "?")) for way in idiom.values() for text in way)
    skills = {skill for role in taxonomy.roles.values() for skill in role.skills}
    assert set(written["not_asked_about"]) <= skills
    assert set(written["practices_in_capitals"]) <= skills


@pytest.mark.parametrize(
    ("title", "asks_for"),
    [
        ("Staff Nurse", "rotational shifts, preceptorship, paediatrics, MDT"),
        ("Primary School Teacher", "SEND, Ofsted, national curriculum"),
        ("Social Worker", "a caseload, CAMHS, Social Work England"),
        ("Facilities Officer", "PPE"),
    ],
)
def test_settings_bodies_and_equipment_are_not_asked_about(
    embedder: Embedder, title: str, asks_for: str
) -> None:
    job = read_job(f"{title}\nWhat you bring\n- Experience with {asks_for}\n")
    assert derive(job, Bank(()), embedder, 9) == []


@pytest.mark.parametrize(
    "line",
    [
        "The post will be based at County Hospital in the old town",
        "Free parking and free training for all of our staff",
        "Experience of providing secretarial services in a hospital",
        "Informal visits can be arranged on request",
        "Development pathways for all who join us",
    ],
)
def test_what_is_no_duty_is_not_said_back_as_one(embedder: Embedder, line: str) -> None:
    job = read_job(f"Staff Nurse\nMain duties\n- {line}\n")
    assert derive(job, Bank(()), embedder, 9) == []


def test_a_store_is_asked_about_as_a_store_and_a_law_as_a_practice(embedder: Embedder) -> None:
    store = read_job("Store Manager\nWhat you bring\n- Experience with health and safety\n")
    (asked,) = derive(store, Bank(()), embedder, 9)
    assert not any(word in asked.question for word in ("deal", "campaign"))
    kitchen = read_job("Head Chef\nWhat you bring\n- Experience with HACCP\n")
    (asked,) = derive(kitchen, Bank(()), embedder, 9)
    assert "breaks down" not in asked.question
    assert "version" not in (asked.star_guidance or "")
