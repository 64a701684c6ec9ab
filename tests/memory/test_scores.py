"""Turns recorded once, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain import (
    Assessment,
    CategoryScore,
    Criterion,
    Delivery,
    Gap,
    Interview,
    NotFound,
    Turn,
)
from memory.database import Store
from memory.interviews import Interviews
from memory.scores import Scores

Make = Callable[..., Turn]


@pytest.fixture
def scores(store: Store, an_interview: Callable[..., Interview]) -> Scores:
    for name in ("mock-1", "mock-2"):
        Interviews(store).create(an_interview(name))
    return Scores(store)


def test_a_turn_comes_back_as_it_was_recorded(scores: Scores, a_turn: Make) -> None:
    assessment = Assessment(
        score=61.25,
        flags=("long",),
        criteria=(Criterion(criterion="result", level=3, weight=0.25, quotes=("I rebuilt",)),),
        gaps=(Gap(kind="numbers", quote="I rebuilt", about="what it saved"),),
        delivery=Delivery(words=5, words_per_minute=110.0),
        scored_by="built-in",
    )
    turn = a_turn(assessment=assessment, answer="I rebuilt\x00 the ferry 🛳 timetable.", hints=2)
    scores.record(turn, role="planner", company="Ponteverde")
    assert scores.turns("mock-1") == [turn]


def test_an_answer_of_200_kilobytes_comes_back_whole(scores: Scores, a_turn: Make) -> None:
    turn = a_turn(answer="the ferry was late again. " * 8000)
    scores.record(turn)
    assert scores.turns("mock-1") == [turn]


def test_the_answers_judged_before_a_turn_are_those_of_its_interview(
    scores: Scores, a_turn: Make
) -> None:
    judged = Assessment(score=None, unscored_reason="Not scored.")
    for n, part, assessment in [(1, 0, judged), (2, 0, None), (2, 1, judged), (10, 0, judged)]:
        scores.record(a_turn(n=n, part=part).model_copy(update={"assessment": assessment}))
    scores.record(a_turn("mock-2", n=1).model_copy(update={"assessment": judged}))
    places = [(1, 0), (1, 1), (2, 1), (3, 0), (11, 0)]
    assert [scores.judged_before(a_turn(n=n, part=part)) for n, part in places] == [0, 1, 1, 2, 3]


def test_recording_a_turn_again_changes_nothing(scores: Scores, a_turn: Make) -> None:
    first = a_turn(answer="first")
    scores.record(first)
    scores.record(a_turn(answer="second", score=99.0))
    assert scores.turns("mock-1") == [first]


def test_a_turn_of_no_interview_is_refused(scores: Scores, a_turn: Make) -> None:
    with pytest.raises(NotFound, match="'elsewhere'"):
        scores.record(a_turn("elsewhere"))


def test_turns_come_in_the_order_they_were_put(scores: Scores, a_turn: Make) -> None:
    for n, part in [(10, 0), (2, 1), (1, 0), (2, 0), (2, 2)]:
        scores.record(a_turn(n=n, part=part))
    scores.record(a_turn("mock-2"))
    order = [(turn.n, turn.part) for turn in scores.turns("mock-1")]
    assert order == [(1, 0), (2, 0), (2, 1), (2, 2), (10, 0)]


def test_what_was_asked_lately_has_the_last_time_of_each_question(
    scores: Scores, a_turn: Make, noon: datetime
) -> None:
    for hours, (interview, n, question) in enumerate(
        [("mock-1", 1, "old"), ("mock-1", 2, "again"), ("mock-1", 3, "new"), ("mock-2", 1, "again")]
    ):
        at = noon + timedelta(hours=hours)
        scores.record(a_turn(interview, n=n, question_id=question, answered_at=at))
    scores.record(a_turn("mock-2", n=9, question_id="hers"), user="ana")
    assert list(scores.asked_lately().items()) == [
        ("again", noon + timedelta(hours=3)),
        ("new", noon + timedelta(hours=2)),
        ("old", noon),
    ]
    assert list(scores.asked_lately(limit=1)) == ["again"]
    assert scores.asked_lately("ana") == {"hers": noon}


def test_a_question_counts_once_with_its_best_part(scores: Scores, a_turn: Make) -> None:
    for part, score in enumerate([10.0, 20.0, 60.0]):
        scores.record(a_turn(n=1, part=part, score=score))
    scores.record(a_turn(n=2, score=40.0))
    assert scores.by_category() == [CategoryScore(name="teamwork", score=50.0, answers=2)]


def test_what_was_skipped_or_could_not_be_scored_is_in_no_mean(
    scores: Scores, a_turn: Make
) -> None:
    scores.record(a_turn(n=1, score=80.0))
    scores.record(a_turn(n=1, part=1, score=None))
    scores.record(a_turn(n=2, score=None))
    scores.record(a_turn(n=3, skipped=True, answer="", assessment=None))
    scores.record(a_turn(n=4, score=None, category="leadership"))
    assert scores.by_category() == [CategoryScore(name="teamwork", score=80.0, answers=1)]


def test_categories_are_of_one_user_and_of_one_kind_when_asked(
    scores: Scores, a_turn: Make
) -> None:
    scores.record(a_turn(n=1, score=30.0))
    scores.record(a_turn(n=2, score=90.0, kind="technical", category="databases"))
    scores.record(a_turn("mock-2", score=70.0), user="ana")
    assert [each.name for each in scores.by_category()] == ["databases", "teamwork"]
    assert scores.by_category(kind="technical") == [
        CategoryScore(name="databases", score=90.0, answers=1)
    ]
    assert scores.by_category("ana") == [CategoryScore(name="teamwork", score=70.0, answers=1)]
