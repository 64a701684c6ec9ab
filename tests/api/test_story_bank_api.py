"""Stories typed, taken from a CV, and taken from an answer, through the API."""

from __future__ import annotations

import pytest

from api import Backstage, InterviewTracker, StoryBank
from domain import BadInput, NotFound

CV = """Jo Berg
Nurse, City General, 2019 - 2024
- Rewrote the night rota with two colleagues, sick days fell from 14 to 5 a month
- Trained 12 new nurses on the infusion pumps, errors fell by 40%
"""


@pytest.fixture
def stage(ready_home: object) -> Backstage:
    return Backstage()


@pytest.fixture
def bank(stage: Backstage) -> StoryBank:
    return StoryBank(backstage=stage)


@pytest.fixture
def interview(stage: Backstage, strong_answer: str) -> str:
    """The id of a session with a behavioral, a technical and a skipped question."""
    asked = {"question": "Tell me about a problem.", "category": "problem_solving", "score": 82.0}
    return InterviewTracker(backstage=stage).track_mock_interview(
        {
            "turns": [
                {**asked, "answer": strong_answer},
                {**asked, "kind": "technical", "category": "sql", "answer": "An index."},
                {**asked, "answer": "", "score": None},
            ]
        }
    )


def test_a_typed_story_is_tagged_by_its_words_and_says_what_it_lacks(bank: StoryBank) -> None:
    story = bank.add({"action": "I mentored two apprentices on the lathe."})
    assert story["competencies"][0] == "developing_others"
    assert story["lacks"] == ["situation", "result", "lesson"]
    assert bank.stories() == [bank.show(story["id"])] == [story]


def test_an_answer_becomes_a_story_with_every_sentence_in_a_part(
    bank: StoryBank, interview: str, strong_answer: str
) -> None:
    story = bank.add_from_answer(interview, 1)
    assert story["score"] == 82
    assert story["competencies"][0] == "problem_solving"
    assert "Since then no night has failed" in story["notes"]["result"]
    assert "Next time I would" in story["notes"]["lesson"]
    kept = " ".join(story["notes"].values())
    assert sorted(kept.split()) == sorted(strong_answer.split())


def test_only_an_answer_to_a_behavioral_question_becomes_one(
    bank: StoryBank, interview: str
) -> None:
    for n, reason in ((2, "technical"), (3, "skipped"), (9, "no question 9")):
        with pytest.raises(BadInput, match=reason):
            bank.add_from_answer(interview, n)
    assert bank.stories() == []


def test_a_cv_gives_beginnings_and_gives_them_once(bank: StoryBank) -> None:
    first = bank.add_from_cv(CV)
    assert len(first) == 2
    assert {story["source"] for story in first} == {"cv"}
    assert bank.add_from_cv(CV) == []
    with pytest.raises(BadInput, match="no line of the CV"):
        bank.add_from_cv("Jo Berg, nurse")


def test_an_edit_changes_what_is_given_and_leaves_the_rest(bank: StoryBank) -> None:
    story = bank.add({"action": "I moved the berth."}, competencies=["Conflict"])
    changed = bank.edit(story["id"], {"result": "No quarrel since."}, title="The berth")
    assert changed["notes"]["action"] == "I moved the berth."
    assert changed["notes"]["result"] == "No quarrel since."
    assert (changed["title"], changed["competencies"]) == ("The berth", ["conflict"])
    assert bank.edit(story["id"], {"result": ""})["lacks"] == ["situation", "result", "lesson"]


def test_nothing_told_and_unknown_names_are_refused(bank: StoryBank) -> None:
    for notes in ({}, {"action": "  "}):
        with pytest.raises(BadInput, match="at least one part"):
            bank.add(notes)
    with pytest.raises(BadInput, match="no part 'moral'"):
        bank.add({"moral": "x"})
    with pytest.raises(NotFound, match="competency"):
        bank.add({"action": "I did."}, competencies=["haste"])
    assert bank.stories() == []


def test_what_has_a_story_is_not_listed_as_without_one(bank: StoryBank) -> None:
    assert "conflict" in bank.without_story()
    bank.add({"action": "I did."}, competencies=["conflict"])
    assert "conflict" not in bank.without_story()
    assert [s["title"] for s in bank.stories("conflict")] == ["I did."]
    assert bank.stories("integrity") == []


def test_one_user_never_sees_anothers(bank: StoryBank) -> None:
    story = bank.add({"action": "I did."}, user="ana")
    assert bank.stories(user="ben") == []
    with pytest.raises(NotFound):
        bank.delete(story["id"], user="ben")
    assert bank.delete(story["id"], user="ana") == story["id"]
