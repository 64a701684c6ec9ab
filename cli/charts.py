"""Charts of characters: as wide as they are asked to be, and readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

SURE, UNSURE, MEAN, REST = "█", "▒", "┃", "·"
MOCK, PRACTICE, MONTH, BOTH = "●", "○", "□", "◉"
NEXT_MEAN, NEXT_SPAN = "?", "┊"
_AXIS = 4
_STEP = 10
_LEAST_SPAN = 30
_ROWS = 9
_NEXT = 4


@dataclass(frozen=True)
class Point:
    """A score (0-100) at a place from 0, the earliest, to 1, the latest, shown as `mark`."""

    place: float
    score: float
    mark: str


@dataclass(frozen=True)
class Span:
    """A value (0-100) and the interval around it."""

    value: float
    low: float
    high: float


def plot(points: Sequence[Point], width: int, expected: Span | None = None) -> list[str]:
    """Scores over time in lines of at most `width` characters, at least 20, with what is expected
    next at the right edge. Points that share a column are shown as their mean."""
    lines_at = max(10, width - _AXIS - 1 - (_NEXT if expected else 0))
    scores = [point.score for point in points]
    if expected:
        scores += [expected.low, expected.high]
    low, high = _range(scores)
    columns: dict[int, list[Point]] = {}
    for point in points:
        columns.setdefault(round(point.place * (lines_at - 1)), []).append(point)
    rows = [[" "] * (lines_at + (_NEXT if expected else 0)) for _ in range(_ROWS)]

    def row_of(score: float) -> int:
        return round((high - min(max(score, low), high)) / (high - low) * (_ROWS - 1))

    for column, here in columns.items():
        marks = {point.mark for point in here}
        mark = marks.pop() if len(marks) == 1 else BOTH
        rows[row_of(fmean(point.score for point in here))][column] = mark
    if expected:
        for row in range(row_of(expected.high), row_of(expected.low) + 1):
            rows[row][-2] = NEXT_SPAN
        rows[row_of(expected.value)][-2] = NEXT_MEAN
    labels = {round(i * (_ROWS - 1) / 2): high - i * (high - low) / 2 for i in range(3)}
    return [
        f"{f'{labels[row]:.0f}' if row in labels else '':>{_AXIS - 1}} "
        f"{'┤' if row in labels else '│'}{''.join(line).rstrip()}"
        for row, line in enumerate(rows)
    ]


def bar(span: Span, width: int) -> str:
    """A bar from 0 to 100: sure up to the low end of the interval, unsure within it, and a mark at
    the mean."""
    cells = [REST] * width
    for cell in range(width):
        middle = 100.0 * (cell + 0.5) / width
        if middle < span.low:
            cells[cell] = SURE
        elif middle <= span.high:
            cells[cell] = UNSURE
    cells[_cell(span.value, width)] = MEAN
    return "".join(cells)


def pair(rated: float, scored: float, width: int) -> str:
    """A line from 0 to 100 with what was said (s) and what it came to (x); * where they meet."""
    cells = [REST] * width
    said, came = _cell(rated, width), _cell(scored, width)
    for cell in range(min(said, came), max(said, came) + 1):
        cells[cell] = "-"
    cells[said], cells[came] = "s", "x"
    if said == came:
        cells[said] = "*"
    return "".join(cells)


def fitted(text: str, width: int) -> str:
    """The text in exactly `width` characters."""
    return text.ljust(width) if len(text) <= width else text[: max(width - 1, 0)] + "…"


def _cell(value: float, width: int) -> int:
    return min(int(value / 100.0 * width), width - 1)


def _range(scores: Sequence[float]) -> tuple[float, float]:
    """Round bounds around the scores, at least 30 points apart."""
    low = max(0.0, min(scores) // _STEP * _STEP)
    high = min(100.0, -(-max(scores) // _STEP) * _STEP)
    if high - low < _LEAST_SPAN:
        low = max(0.0, high - _LEAST_SPAN)
        high = min(100.0, low + _LEAST_SPAN)
    # An even number of steps, so that the middle of the axis is a round number too.
    if (high - low) % (2 * _STEP):
        low, high = (low - _STEP, high) if low else (low, min(100.0, high + _STEP))
    return low, high
