"""The preparer's dicts have the keys SPEC.md names, for any job."""

from __future__ import annotations

import pytest

from api import InterviewPreparer, analyze

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
