"""The score book is what agents may do with the store: record once, look up, find the weak."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from config import Settings
from domain import (
    WEAK_BELOW,
    Assessment,
    Interview,
    Job,
    NotFound,
    Plan,
    PlannedQuestion,
    Report,
    Turn,
)
from memory.database import Store, open_store
from memory.interviews import Interviews
from tools.scores import ScoreBook, weak_areas_tool

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
REPORT = Report(final_score=50.0, scored=1, unscored=0, skipped=0, detailed_feedback="Fine.")


@pytest.fixture
def store(ready_home: Path) -> Iterator[Store]:
    with open_store(Settings(home=ready_home)) as opened:
        yield opened


@pytest.fixture
def begin(store: Store) -> Callable[..., Interview]:
    def make(interview_id: str = "0302-abcd", user: str = "default") -> Interview:
        interview = Interview(
            id=interview_id, user=user, job=Job(role="nurse"), minutes=30, started_at=NOON
        )
        Interviews(store).create(interview)
        return interview

    return make


@pytest.fixture
def book(store: Store) -> ScoreBook:
    return ScoreBook(store)


def _turn(n: int = 1, score: float = 50.0, **fields: Any) -> Turn:
    known: dict[str, Any] = {
        "interview_id": "0302-abcd",
        "n": n,
        "question_id": f"q{n}",
        "kind": "behavioral",
        "category": "teamwork",
        "text": "?",
        "answer": "I rebuilt it.",
        "assessment": Assessment(score=score),
        "answered_at": NOON,
    }
    return Turn.model_validate(known | fields)


def test_recording_a_turn_again_changes_nothing(
    book: ScoreBook, begin: Callable[..., Interview]
) -> None:
    begin()
    book.record(_turn(answer="The first."))
    book.record(_turn(answer="The second."))
    assert [turn.answer for turn in book.turns("0302-abcd")] == ["The first."]


def test_turns_come_in_the_order_they_were_asked(
    book: ScoreBook, begin: Callable[..., Interview]
) -> None:
    begin()
    for n, part in [(2, 0), (1, 1), (10, 0), (1, 0)]:
        book.record(_turn(n, part=part))
    asked = [(turn.n, turn.part) for turn in book.turns("0302-abcd")]
    assert asked == [(1, 0), (1, 1), (2, 0), (10, 0)]


def test_a_turn_of_an_unknown_interview_is_refused(book: ScoreBook) -> None:
    with pytest.raises(NotFound):
        book.record(_turn())


def test_weak_areas_are_those_below_the_line_worst_first(
    book: ScoreBook, begin: Callable[..., Interview]
) -> None:
    begin()
    for n, (name, score) in enumerate(
        [("conflict", 30.0), ("ownership", 10.0), ("teamwork", WEAK_BELOW), ("planning", 64.9)], 1
    ):
        book.record(_turn(n, score, category=name))
    assert book.weak_areas("default") == ["ownership", "conflict", "planning"]
    assert book.weak_areas("somebody else") == []


def test_the_weak_areas_tool_gives_a_model_the_same_list(
    book: ScoreBook, begin: Callable[..., Interview]
) -> None:
    begin()
    book.record(_turn(1, 10.0, category="ownership"))
    tool = weak_areas_tool(book, "default")
    assert tool.invoke({}) == ["ownership"]
    assert "worst first" in tool.description


def test_when_a_question_was_last_asked_is_known_per_user(
    book: ScoreBook, begin: Callable[..., Interview]
) -> None:
    begin()
    begin("0303-abcd")
    begin("0304-abcd", user="ada")
    book.record(_turn())
    later = NOON + timedelta(days=1)
    book.record(_turn(interview_id="0303-abcd", answered_at=later))
    book.record(_turn(interview_id="0304-abcd", question_id="q9"))
    assert book.asked_lately("default") == {"q1": later}
    assert set(book.asked_lately("ada")) == {"q9"}


def test_the_plan_and_the_report_are_found_again(
    book: ScoreBook, begin: Callable[..., Interview]
) -> None:
    begin()
    plan = Plan(
        questions=(PlannedQuestion(question_id="q1", kind="behavioral", why="it opens"),),
        minutes=30,
    )
    book.set_plan("0302-abcd", plan)
    book.finish("0302-abcd", REPORT, NOON)
    finished = book.finished("0302-abcd")
    assert (finished.plan, finished.report, finished.status) == (plan, REPORT, "finished")


def test_finishing_twice_keeps_the_first_report(
    book: ScoreBook, begin: Callable[..., Interview]
) -> None:
    begin()
    book.finish("0302-abcd", REPORT, NOON)
    book.finish("0302-abcd", REPORT.model_copy(update={"final_score": 99.0}), NOON)
    report = book.finished("0302-abcd").report
    assert report is not None
    assert report.final_score == 50
