"""What is due again, over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from config import Settings
from domain import Assessment, Criterion, Question
from memory.database import Store, open_store
from tools.schedule import KEY_POINTS, Schedule, criterion_scores, grade, retrievability, reviewed

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(Settings()) as opened:
        yield opened


def _question(name: str = "q-1") -> Question:
    return Question(id=name, kind="behavioral", question="Why?", category="conflict")


def _assessed(score: float | None, level: int = 2) -> Assessment:
    reason = None if score is not None else "not in English"
    depth = Criterion(criterion="depth", level=level, weight=1.0)
    return Assessment(score=score, unscored_reason=reason, criteria=(depth,))


def test_a_poor_answer_is_due_sooner_than_a_good_one(store: Store) -> None:
    schedule = Schedule(store)
    for name, score in (("poor", 30), ("fair", 60), ("good", 75), ("great", 95)):
        schedule.review("ana", _question(name), _assessed(score), NOON)
    cards = {card.item: card.due for card in schedule.cards("ana")}
    assert cards["poor"] <= cards["fair"] < cards["good"] < cards["great"]
    assert schedule.due("ana", NOON) == []
    assert set(schedule.due("ana", NOON + DAY)) == {"poor", "fair"}
    assert schedule.due("ana", NOON + 90 * DAY)[-1] == "great"


def test_good_answers_space_the_next_one_out(store: Store) -> None:
    schedule = Schedule(store)
    at, gaps = NOON, []
    for _ in range(4):
        schedule.review("ana", _question(), _assessed(80), at)
        (card,) = schedule.cards("ana")
        gaps.append(card.due - at)
        at = card.due
    assert gaps == sorted(gaps)
    assert gaps[-1] > 4 * gaps[0]


def test_what_could_not_be_scored_or_was_taken_already_changes_nothing(store: Store) -> None:
    schedule = Schedule(store)
    schedule.review("ana", _question(), _assessed(None), NOON)
    assert schedule.cards("ana") == []
    schedule.review("ana", _question(), _assessed(80), NOON)
    before = schedule.cards("ana")
    schedule.review("ana", _question(), _assessed(10), NOON)
    schedule.review("ana", _question(), _assessed(10), NOON - DAY)
    assert schedule.cards("ana") == before


def test_nothing_is_written_when_nothing_is_to_be_kept(store: Store) -> None:
    Schedule(store, keeps=False).review("ana", _question(), _assessed(80), NOON)
    assert Schedule(store).cards("ana") == []


def test_cards_are_of_one_person(store: Store) -> None:
    schedule = Schedule(store)
    schedule.review("ana", _question(), _assessed(20), NOON)
    assert schedule.due("bo", NOON + 90 * DAY) == []


def test_criteria_have_cards_of_their_own_and_a_weak_one_is_due_first(store: Store) -> None:
    schedule = Schedule(store)
    criteria = (
        Criterion(criterion="depth", level=0, weight=0.5),
        Criterion(criterion="result", level=4, weight=0.5),
    )
    schedule.review("ana", _question(), Assessment(score=60, criteria=criteria), NOON)
    assert schedule.due_criteria("ana", NOON + DAY) == ["depth"]
    assert schedule.due_criteria("ana", NOON + 60 * DAY) == ["depth", "result"]


def test_key_points_are_one_criterion() -> None:
    levels = ("covered", "partly", "missing", "contradicted")
    points = tuple(Criterion(criterion=f"p{n}", level=x, weight=0.25) for n, x in enumerate(levels))
    assert criterion_scores(Assessment(score=40, criteria=points)) == {KEY_POINTS: 37.5}


@pytest.mark.parametrize(
    ("score", "hints", "said"),
    [
        (0, 0, "Again"),
        (44.9, 0, "Again"),
        (45, 0, "Hard"),
        (64.9, 0, "Hard"),
        (65, 0, "Good"),
        (85, 0, "Easy"),
        (85, 1, "Good"),
        (85, 3, "Good"),
        (65, 1, "Hard"),
        (20, 2, "Again"),
    ],
)
def test_a_score_is_a_grade_and_hints_lower_it_a_step(score: float, hints: int, said: str) -> None:
    assert grade(score, hints).name == said


def test_what_is_remembered_fades_and_the_same_answers_make_the_same_card() -> None:
    card = reviewed("question", "q", None, 75.0, NOON)
    assert card == reviewed("question", "q", None, 75.0, NOON)
    left = [retrievability(card, NOON + n * DAY) for n in (0, 1, 7, 60)]
    assert left == sorted(left, reverse=True)
    assert left[0] == pytest.approx(1.0)
    assert 0.0 < left[-1] < left[1]
