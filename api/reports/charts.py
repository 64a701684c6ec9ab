"""Where the marks of a chart stand, in units of its own; the page draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

WIDTH, HEIGHT = 440.0, 220.0
"""Of the chart of scores. Shown at 320 to 560 pixels, its letters stay between 9 and 15."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 30.0, 12.0, 10.0, 24.0
_SCORES = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Mark:
    """A point of a chart, and what it says."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Line:
    """A straight line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class ScoreChart:
    """Scores over time: a mark per session, the path that joins them, the trend where one is
    told, and the lines and names of both axes."""

    width: float
    height: float
    points: tuple[Mark, ...]
    path: str
    trend: Line | None
    rules: tuple[tuple[Line, Mark], ...]
    days: tuple[tuple[Mark, str], ...]
    described: str


def score_chart(
    points: Sequence[tuple[datetime, float]], trend_per_week: float | None
) -> ScoreChart | None:
    """The chart of sessions' scores (0-100), oldest first; None for fewer than two.

    The trend's line has the slope given (points a week) and goes through the medians.
    """
    if len(points) < 2:
        return None
    first, last = points[0][0], points[-1][0]
    span = (last - first).total_seconds()

    def x(moment: datetime) -> float:
        share = (moment - first).total_seconds() / span if span else 0.5
        return round(_LEFT + 8 + share * (WIDTH - _LEFT - _RIGHT - 16), 1)

    marks = tuple(
        Mark(x(at), _y(score), f"{_day(at.astimezone())}: {score:.0f}") for at, score in points
    )
    path = " ".join(f"{'L' if n else 'M'}{mark.x} {mark.y}" for n, mark in enumerate(marks))
    scores = sorted(score for _, score in points)
    return ScoreChart(
        width=WIDTH,
        height=HEIGHT,
        points=marks,
        path=path,
        trend=_trend(points, trend_per_week, x(first), x(last)) if span else None,
        rules=tuple(
            (
                Line(_LEFT, _y(score), WIDTH - _RIGHT, _y(score)),
                Mark(_LEFT - 6, _y(score) + 4, str(score)),
            )
            for score in _SCORES
        ),
        days=_days(first.astimezone(), last.astimezone(), x(first), x(last)),
        described=(
            f"Scores of {len(points)} sessions from {_day(first.astimezone())} to "
            f"{_day(last.astimezone())}: the first {points[0][1]:.0f}, the last "
            f"{points[-1][1]:.0f}, the lowest {scores[0]:.0f}, the highest {scores[-1]:.0f} of 100."
        ),
    )


def _rule(score: int) -> tuple[Line, Mark]:
    """A line across at a score, and the score beside it."""
    y = _y(score)
    return Line(_LEFT, y, WIDTH - _RIGHT, y), Mark(_LEFT - 6, round(y + 4, 1), str(score))


def _trend(
    points: Sequence[tuple[datetime, float]], per_week: float | None, left: float, right: float
) -> Line | None:
    """The line of a slope through the median moment and the median of what it leaves."""
    if per_week is None:
        return None
    first = points[0][0]
    weeks = [(at - first).total_seconds() / 604_800 for at, _ in points]
    rests = sorted(score - per_week * week for week, (_, score) in zip(weeks, points, strict=True))
    start = rests[len(rests) // 2]
    return Line(left, _y(start), right, _y(start + per_week * weeks[-1]))


def _days(
    first: datetime, last: datetime, left: float, right: float
) -> tuple[tuple[Mark, str], ...]:
    """The first and the last day under the axis, with the side they are written from."""
    if first.date() == last.date():
        return ((Mark((left + right) / 2, HEIGHT - 6, _day(first)), "middle"),)
    return (
        (Mark(left - 8, HEIGHT - 6, _day(first)), "start"),
        (Mark(right + 8, HEIGHT - 6, _day(last)), "end"),
    )


def _y(score: float) -> float:
    inside = HEIGHT - _TOP - _BOTTOM
    return round(_TOP + (1 - min(max(score, 0.0), 100.0) / 100) * inside, 1)


def _day(moment: date) -> str:
    return f"{moment.day} {moment:%b %Y}"
