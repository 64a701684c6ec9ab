"""A story is suggested where it fits an answer that was less than good, and only there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from agents.coach import Coach, build
from domain import Assessment, Job, Story, StoryIdea, StoryNotes, Turn

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
JOB = Job(role="nurse", title="Staff Nurse")
FERRY = StoryNotes(
    situation="Two skippers wanted the same berth every Friday evening.",
    action="I sat down with both, drew the arrivals on paper and offered each a fixed slot.",
    result="There was no quarrel in the eleven weeks after.",
    lesson="Paper calms people.",
)


@pytest.fixture
def coach() -> Coach:
    return build()


def _story(story_id: str, *competencies: str, notes: StoryNotes = FERRY) -> Story:
    return Story(
        id=story_id,
        title=f"Title of {story_id}",
        notes=notes,
        competencies=competencies,
        created_at=NOON,
        changed_at=NOON,
    )


def _turn(n: int, score: float | None, category: str = "conflict", **fields: Any) -> Turn:
    known: dict[str, Any] = {
        "interview_id": "0302-abcd",
        "n": n,
        "question_id": f"q{n}",
        "kind": "behavioral",
        "category": category,
        "text": "Tell me about two people who could not agree.",
        "answer": "We had some trouble and talked about it.",
        "assessment": Assessment(score=score, unscored_reason=None if score else "too short"),
        "answered_at": NOON,
    }
    return Turn.model_validate(known | fields)


def test_a_weak_answer_is_shown_the_story_kept_for_its_competency(coach: Coach) -> None:
    stories = [_story("s-1", "teamwork"), _story("s-2", "conflict")]
    (hint,) = coach.review([_turn(1, 40)], JOB, stories).stories
    assert (hint.n, hint.story_id, hint.title) == (1, "s-2", "Title of s-2")
    assert "conflict" in hint.why
    assert "scored 40" in hint.why


def test_a_good_answer_another_kind_and_a_story_just_told_get_none(coach: Coach) -> None:
    stories = [_story("s-2", "conflict")]
    for turn in (
        _turn(1, 88),
        _turn(1, 30, kind="technical"),
        _turn(1, 30, answer=f"It was like this. {FERRY.text}"),
        _turn(1, 30, category="integrity"),
    ):
        assert coach.review([turn], JOB, stories).stories == ()


def test_skipped_and_unscored_questions_are_shown_a_story_too(coach: Coach) -> None:
    stories = [_story("s-2", "conflict"), _story("s-3", "conflict")]
    skipped = _turn(1, None, assessment=None, skipped=True, answer="")
    hints = coach.review([skipped, _turn(2, None)], JOB, stories).stories
    assert [hint.n for hint in hints] == [1, 2]
    assert len({hint.story_id for hint in hints}) == 2


def test_the_story_whose_first_tag_it_is_comes_before_a_nearer_one(coach: Coach) -> None:
    far = StoryNotes(action="I repaired the boiler of the bakery at night.")
    stories = [_story("s-near", "teamwork", "conflict"), _story("s-far", "conflict", notes=far)]
    (hint,) = coach.review([_turn(1, 40)], JOB, stories).stories
    assert hint.story_id == "s-far"
    assert "lacks situation and result and lesson" in hint.why


def test_competencies_without_a_story_are_named_once_there_is_a_bank(coach: Coach) -> None:
    turns = [_turn(1, 90), _turn(2, 90, category="integrity")]
    assert coach.review(turns, JOB).without_story == ()
    assert coach.review(turns, JOB, [_story("s-2", "conflict")]).without_story == ("integrity",)


def test_a_strong_answer_that_is_no_story_yet_is_worth_keeping(coach: Coach) -> None:
    told = _turn(1, 86, answer=FERRY.text)
    (step, *_) = [r for r in coach.review([told], JOB).recommendations if "story" in r]
    assert "stories add --from 0302-abcd 1" in step
    kept = coach.review([told], JOB, [_story("s-2", "conflict")]).recommendations
    assert not [r for r in kept if "story" in r]


def test_a_cv_line_begins_a_story_with_its_figure_as_the_result(coach: Coach) -> None:
    idea = StoryIdea(quote="Rewrote the rota, sick days fell by a third", competencies=("a",))
    assert coach.notes_of(idea) == StoryNotes(
        action="Rewrote the rota", result="Sick days fell by a third"
    )
    whole = StoryIdea(quote="Wrote the first tests of the department", competencies=("a",))
    assert coach.notes_of(whole) == StoryNotes(action="Wrote the first tests of the department")
    assert coach.notes_of(whole).lacks == ("situation", "result", "lesson")
