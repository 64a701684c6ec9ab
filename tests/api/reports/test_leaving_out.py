"""What is to be left out of a report is nowhere in it, in no format."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from api import Backstage
from api.reports.names import employers, names_in_ad, names_in_resume, redactor
from api.reports.reading import document_of
from domain import Criterion, Interview, Job, Plan, Question, StoryHint
from knowledge.bank import load_bank

Keep = Callable[..., Interview]
Exported = Callable[..., bytes]
FORMATS = ("html", "md", "json", "csv")
CANARY = "zanzibarwharf"


@pytest.mark.parametrize("form", FORMATS)
def test_no_word_of_an_answer_is_in_a_report_without_transcripts(
    form: str, keep: Keep, exported: Exported
) -> None:
    said = f"I closed {CANARY} myself."
    bank = load_bank().questions[0]
    keep(
        turns=[
            {"said": said, "text": f"You said “{said}”.", "question_id": bank.id},
            {"said": said, "n": 1, "part": 1, "text": f"Why “{CANARY}”?"},
            {"said": said, "n": 3, "kind": "ask", "assessment": None},
        ],
        report={
            "strengths": (said,),
            "recommendations": (said,),
            "stories": (StoryHint(n=1, story_id="s", title=said, why="fits"),),
        },
    )
    assert CANARY in exported(form).decode()
    left = exported(form, transcripts=False).decode()
    assert CANARY not in left
    assert "60" in left
    assert bank.question[:20] in left.replace("\\", "")


def test_a_question_made_for_the_ad_and_one_from_outside_keep_their_words(
    keep: Keep, exported: Exported
) -> None:
    made = Question(id="ad-1", kind="technical", question="How do you moor?", category="c")
    turns: list[dict[str, Any]] = [
        {"question_id": "ad-1", "text": "Thank you. How do you moor?"},
        {"question_id": "outside-2", "text": "Why ships?"},
        {"question_id": "gone-from-the-bank", "text": "You said no. Why?"},
    ]
    keep(turns=turns, plan=Plan(questions=(), minutes=30, made=(made,)))
    (session,) = json.loads(exported("json", transcripts=False))["sessions"]
    texts = [turn["text"] for turn in session["turns"]]
    assert texts == ["How do you moor?", "Why ships?", ""]


AD = "Fjord Health seeks a nurse. Contact: Ann Marie Smith, jobs@fjordhealth.org, 0160 123 456 78."
CV = """Priya Nair
priya.nair@example.org
Experience
Staff Nurse, Quayside Infirmary, 2019 - 2024
- Started a night round; falls went from 9 to 2 a month
"""
NAMES = (
    "Priya",
    "Nair",
    "PRIYA",
    "Fjord",
    "fjord health",
    "Quayside",
    "Ann Marie",
    "Smith",
    "Okafor",
    "Tuesday Club",
    "example.org",
    "fjordhealth",
    "456 78",
    "linkedin",
)


@pytest.mark.parametrize("form", FORMATS)
def test_names_that_can_be_found_are_nowhere_in_a_report_without_names(
    form: str, keep: Keep, exported: Exported
) -> None:
    said = (
        "I am PRIYA nair from Fjord Health, fjord health's ward, and before from Quayside. Priya's "
        "mail is priya.nair@example.org, www.linkedin.com/in/priya and +44 160 123 456 78. Dr "
        "Okafor and Ms. Smith of the Tuesday Club agreed with Ann Marie: falls fell from 9 to 2 "
        "in 2019-2024."
    )
    keep(
        user="priya",
        job=Job(role="nurse", title="Nurse at Fjord Health", company="Fjord Health", text=AD),
        resume=CV,
        turns=[{"said": said, "category": "conflict"}],
    )
    left = exported(form, "priya", names=False, known=("Tuesday Club",)).decode()
    assert [name for name in NAMES if name in left] == []
    flat = left.replace("\\", "")
    assert "falls fell from 9 to 2 in 2019-2024" in flat
    assert "[company]" in flat
    assert "[name]" in flat


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_holds_the_cv(form: str, keep: Keep, exported: Exported) -> None:
    keep(resume=f"Ada\n{CANARY}")
    assert CANARY not in exported(form).decode()


def test_words_of_the_language_and_of_ours_stay(keep: Keep, exported: Exported) -> None:
    keep(
        user="Will",
        job=Job(role="nurse", company="Target"),
        turns=[{"said": "Will we meet the target? We will.", "category": "conflict"}],
    )
    (session,) = json.loads(exported("json", "Will", names=False))["sessions"]
    (turn,) = session["turns"]
    assert turn["answer"] == "[name] we meet the target? We will."
    assert (turn["category"], turn["interview_id"]) == ("conflict", session["id"])
    assert session["job"]["company"] is None


def test_a_company_whose_name_is_one_of_our_words_leaves_ids_alone(
    keep: Keep, exported: Exported
) -> None:
    keep(job=Job(role="nurse", company="Conflict"))
    (session,) = json.loads(exported("json", names=False))["sessions"]
    assert session["turns"][0]["category"] == "conflict"
    assert session["report"]["by_category"][0]["name"] == "conflict"


@pytest.mark.parametrize("user", ["Missing", "mock", "result", "medium", "transcripts", "[a-z]+"])
def test_a_person_may_be_called_by_a_word_of_the_format(
    user: str, keep: Keep, exported: Exported
) -> None:
    told = Criterion(criterion="result", level="missing", weight=1.0)
    keep(user=user, turns=[{"criteria": (told,), "said": f"I am {user}."}])
    fields = json.loads(exported("json", user, names=False))
    assert document_of(json.dumps(fields).encode()).user is None
    assert fields["sessions"][0]["mode"] == "mock"


def test_employers_are_told_from_titles_and_dates() -> None:
    jobs = [
        "Staff Nurse, City General, 2019 - 2024",
        "Quayside Infirmary — Charge Nurse — 2015 to 2019",
        "Software Engineer at Nordlicht GmbH",
    ]
    assert employers(jobs) == ["City General", "Quayside Infirmary", "Nordlicht GmbH"]


def test_the_head_of_a_cv_is_a_name_only_where_it_looks_like_one() -> None:
    assert names_in_resume(CV) == ["Priya Nair"]
    assert names_in_resume("Curriculum vitae of a nurse\nPriya Nair") == []
    assert names_in_resume("Staff Nurse\n") == []
    assert names_in_ad(AD) == ["Ann Marie Smith"]


@pytest.mark.parametrize("text", ["2026-03-11T09:30:00", "from 900 to 4", "1,000,000 rows", "3.5%"])
def test_figures_are_no_telephone_numbers(text: str) -> None:
    assert redactor((), ())(text) == text


def test_it_is_said_what_was_left_out(stage: Backstage, keep: Keep, exported: Exported) -> None:
    keep()
    page = exported("html", transcripts=False, names=False).decode()
    assert "What was said is left out" in page
    assert "one that only an answer tells may" in page
    assert json.loads(exported("json", names=False))["left_out"] == ["names"]
