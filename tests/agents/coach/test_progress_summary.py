"""What sessions add up to is told no more firmly than the numbers allow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.coach.progress import TREND_SESSIONS, describe_trend, summarise
from domain import CategoryScore

_SCORES = st.lists(st.floats(0, 100), min_size=TREND_SESSIONS, max_size=12)


def _area(name: str, score: float, answers: int = 3) -> CategoryScore:
    return CategoryScore(name=name, score=score, answers=answers)


@pytest.mark.parametrize("count", range(TREND_SESSIONS))
def test_few_sessions_show_no_trend_and_say_how_many_it_takes(count: int) -> None:
    said = describe_trend([10.0 * n for n in range(count)])
    assert said.startswith("no trend")
    assert f"takes {TREND_SESSIONS} scored sessions" in said
    assert said.endswith(f" {count}")


@pytest.mark.parametrize(
    ("scores", "word", "slope"),
    [
        ([40, 45, 50, 55], "rising", "+5.0"),
        ([55, 50, 45, 40], "falling", "-5.0"),
        ([50, 50, 50, 50], "level", "+0.0"),
        ([40, 45, 99, 55, 60], "rising", "+5.0"),
    ],
)
def test_the_trend_is_the_median_slope_in_points_per_session(
    scores: list[float], word: str, slope: str
) -> None:
    said = describe_trend(scores)
    assert said.startswith(f"{word}: {slope} points per session")
    assert f"{len(scores)} sessions" in said


@given(_SCORES)
def test_turning_the_order_round_turns_the_trend_round(scores: list[float]) -> None:
    turned = {"rising": "falling", "falling": "rising", "level": "level"}
    one, other = describe_trend(scores), describe_trend(scores[::-1])
    assert other.split(":")[0] == turned[one.split(":")[0]]


def test_sessions_without_a_score_are_counted_but_not_averaged() -> None:
    summary = summarise([60.0, None, 80.0], [])
    assert summary.total_sessions == 3
    assert summary.average_score == 70


def test_no_session_at_all_points_to_the_first_interview() -> None:
    summary = summarise([], [])
    assert summary.average_score is None
    assert "run.py mock" in summary.recommended_focus[0]


def test_areas_are_strong_or_weak_only_on_enough_answers() -> None:
    areas = [_area("teamwork", 90), _area("conflict", 30), _area("ownership", 20, answers=1)]
    summary = summarise([50.0], areas)
    assert [area.name for area in summary.strong_areas] == ["teamwork"]
    assert [area.name for area in summary.weak_areas] == ["conflict"]


def test_the_focus_is_on_the_weakest_areas_first() -> None:
    areas = [_area(f"area_{n}", 60.0 - n) for n in range(5)]
    focus = summarise([50.0], areas).recommended_focus
    assert [line.split(":")[0] for line in focus] == ["area 4", "area 3", "area 2"]
