"""Trend, speed and prediction wait until something can be told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agents.coach.progress.progression import expected_next, trend_of, velocity
from domain.progress import SessionScore

START = datetime(2026, 3, 2, 12, tzinfo=UTC)


def run(*scores: float | None, days: float = 4.0, seconds: float = 600.0) -> list[SessionScore]:
    return [
        SessionScore(f"s{n}", START + timedelta(days=n * days), "practice", score, 5, seconds)
        for n, score in enumerate(scores)
    ]


@pytest.mark.parametrize("count", range(4))
def test_few_days_show_no_trend_and_say_how_many_it_takes(count: int) -> None:
    told = trend_of(run(*[50.0 + n for n in range(count)]))
    assert (told.slope, told.verdict, told.days, told.needed) == (None, "too_early", count, 4)
    assert "takes scores from 4 days" in told.text


def test_many_sessions_of_one_evening_show_no_trend_by_the_week() -> None:
    told = trend_of(run(*[40.0 + n for n in range(10)], days=0.01))
    assert (told.verdict, told.sessions, told.days) == ("too_early", 10, 1)


@pytest.mark.parametrize(
    ("scores", "verdict"),
    [
        ((40.0, 45.0, 50.0, 55.0, 61.0), "rising"),
        ((61.0, 55.0, 50.0, 45.0, 40.0), "falling"),
        ((50.0, 60.0, 45.0, 58.0, 52.0), "unclear"),
        ((50.0, 50.0, 50.0, 50.0, 50.0), "unclear"),
    ],
)
def test_a_trend_is_rising_only_where_chance_is_out(
    scores: tuple[float, ...], verdict: str
) -> None:
    assert trend_of(run(*scores)).verdict == verdict


def test_the_trend_is_in_points_a_week() -> None:
    told = trend_of(run(40.0, 48.0, 56.0, 64.0, None, 80.0, days=7.0))
    assert told.slope == pytest.approx(8.0)
    assert "+8.0 points a week" in told.text
    assert told.sessions == 5


def test_speed_is_told_by_session_and_by_hour_of_answering() -> None:
    told = velocity(run(*[40.0 + 2 * n for n in range(10)], seconds=1800.0))
    assert told.per_session.slope == pytest.approx(2.0)
    assert told.per_hour.slope == pytest.approx(4.0)
    assert (told.sessions, told.hours, told.change) == (10, 5.0, 10.0)


def test_sessions_nobody_timed_have_no_speed_by_the_hour() -> None:
    told = velocity(run(*[40.0 + 2 * n for n in range(6)], seconds=0.0))
    assert told.per_hour.slope is None
    assert told.per_session.slope is not None


def test_the_next_session_is_predicted_from_three_scored_ones_on() -> None:
    early, told = expected_next(run(50.0, None, 60.0)), expected_next(run(50.0, 55.0, 60.0))
    assert (early.score, early.sessions, early.needed) == (None, 2, 3)
    assert "No prediction yet" in early.text
    assert told.low is not None
    assert told.high is not None
    assert told.score is not None
    assert told.low < told.score < told.high
