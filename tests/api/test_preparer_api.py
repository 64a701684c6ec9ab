"""The preparer's dicts have the keys SPEC.md names, for any job."""

from __future__ import annotations

from typing import Any

import pytest

from api import Backstage, InterviewPreparer, InterviewTracker, analyze
from domain import Kind, PlannedQuestion

AD = "Staff Nurse\nRiverside University Hospitals\nYou must hold NMC registration.\n"


@pytest.fixture
def preparer(ready_home: object) -> InterviewPreparer:
    return InterviewPreparer()


def test_each_kind_has_its_keys(preparer: InterviewPreparer) -> None:
    for found, keys in (
        (preparer.generate_behavioral_questions(AD, 6), {"star_guidance", "example_answer"}),
        (preparer.generate_technical_questions(AD, "nurse", 6), {"expected_answer", "key_points"}),
        (preparer.generate_situational_questions(AD), {"scenario", "evaluation_criteria"}),
        (preparer.generate_company_questions("Acme", AD), {"research_notes", "suggested_answer"}),
    ):
        assert len(found) in (5, 6)
        assert all(keys | {"question", "category", "difficulty", "why"} <= set(q) for q in found)
        assert len({q["id"] for q in found}) == len(found)


def test_company_questions_name_the_company(preparer: InterviewPreparer) -> None:
    found = preparer.generate_company_questions("Acme", AD)
    assert any("Acme" in question["question"] for question in found)
    assert not any("{company}" in str(question) for question in found)


def test_a_senior_ad_gets_harder_questions(preparer: InterviewPreparer) -> None:
    levels = ("easy", "medium", "hard")

    def mean(title: str) -> float:
        found = preparer.generate_behavioral_questions(f"{title}\n{AD}", 12)
        return sum(levels.index(q["difficulty"]) for q in found) / len(found)

    assert mean("Director of Nursing") > mean("Trainee Nurse")


def test_analyze_is_the_seam_for_a_larger_assistant(
    ready_home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = analyze(AD, "Nurse, City General, 2019 - 2024\nCared for ten patients a shift")
    assert set(found["interview_preparation"]) == {
        "behavioral_questions",
        "technical_questions",
        "company_questions",
        "company_research",
        "preparation_tips",
    }
    monkeypatch.setenv("INTERVIEW_PREP_ENABLED", "false")
    assert "interview_preparation" not in analyze(AD, "")


TERRAFORM = "Backend Engineer\nWe need experience with Ansible and Consul, and clear English.\n"


def test_part_of_a_technical_set_is_made_from_the_ad_and_marked(
    preparer: InterviewPreparer,
) -> None:
    found = preparer.generate_technical_questions(TERRAFORM, count=10)
    derived = [question for question in found if question.get("derived_from")]
    assert 1 <= len(derived) <= 3
    assert len(found) == 10
    for question in derived:
        assert question["why"].startswith("made from the ad: ")
        assert question["derived_from"] in TERRAFORM
        assert question["expected_answer"]
    assert not any(q.get("derived_from") for q in preparer.generate_behavioral_questions(TERRAFORM))


def test_a_set_is_kept_until_the_ad_or_the_history_changes(ready_home: object) -> None:
    stage = Backstage()
    preparer = InterviewPreparer(backstage=stage)
    first = preparer.generate_technical_questions(AD, count=4)
    chosen: list[str] = []
    choose = stage.crew.interviewer.choose

    def counted(kind: Kind, *args: Any, **named: Any) -> list[PlannedQuestion]:
        chosen.append(kind)
        return choose(kind, *args, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(stage.crew.interviewer), "choose", staticmethod(counted))
        assert preparer.generate_technical_questions(AD, count=4) == first
        assert chosen == []
        preparer.generate_technical_questions(AD + "You run a ward of 30 beds.", count=4)
        assert chosen == ["technical"]
        asked = {"question": "?", "category": "x", "question_id": first[0]["id"], "score": 90.0}
        InterviewTracker(backstage=stage).track_mock_interview({"turns": [asked]})
        again = preparer.generate_technical_questions(AD, count=4)
    assert chosen == ["technical", "technical"]
    assert first[0]["id"] not in {question["id"] for question in again}


def test_weak_areas_are_asked_about_first(ready_home: object) -> None:
    stage = Backstage()
    weak = {"question": "?", "category": "conflict", "score": 20.0}
    InterviewTracker(backstage=stage).track_mock_interview({"turns": [weak]})
    found = InterviewPreparer(backstage=stage).generate_behavioral_questions(AD, 6)
    (one,) = [question for question in found if question["category"] == "conflict"][:1]
    assert one["why"] == "you scored low on conflict before"
