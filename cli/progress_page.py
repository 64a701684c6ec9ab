"""Lays progress out for a terminal: what it comes to, charts, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api import spoken
from cli.charts import (
    BOTH,
    MEAN,
    MOCK,
    MONTH,
    NEXT_MEAN,
    NEXT_SPAN,
    PRACTICE,
    SURE,
    UNSURE,
    Point,
    Span,
    bar,
    fitted,
    pair,
    plot,
)
from cli.plain import plain
from cli.report import count_of

_WIDEST = 120
_NARROW = 60
# Of more categories the lowest and the highest are shown.
_LOWEST, _HIGHEST = 8, 4
_BAR = 40
_FEWEST_POINTS = 2
_COMMAND = ": python run.py "
_MARKS = {"mock": MOCK, "practice": PRACTICE}


def render_progress(
    summary: dict[str, Any], analytics: dict[str, Any], width: int
) -> RenderableType:
    """The whole page for a window of so many columns."""
    width = min(width, _WIDEST)
    parts: list[RenderableType] = [_headline(summary, analytics)]
    if analytics["category_performance"]["categories"]:
        parts += _over_time(analytics, width)
        parts += _standing(analytics)
        parts += _by_area(analytics["category_performance"], width)
        parts += _recurring(analytics["category_performance"])
        parts += _calibration(analytics["category_performance"]["self_rating"], width)
        parts += _times(analytics["time_analysis"], width)
        parts += _rest(analytics["category_performance"])
    parts += _next(summary["recommended_focus"])
    return Group(*parts)


def _headline(summary: dict[str, Any], analytics: dict[str, Any]) -> Text:
    average = summary["average_score"]
    text = Text(count_of(summary["total_sessions"], "session"), style="bold")
    said = "none scored yet" if average is None else f"{average:.0f} of 100 on average"
    text.append(f", {said}")
    long_run = analytics["score_progression"]["long_run"]
    if long_run["summed"]:
        answers = count_of(long_run["answers"], "answer")
        text.append(
            f"; in the long run {long_run['score']:.0f} over {answers}, "
            f"{long_run['summed']} of them from months kept as sums"
        )
    return text


def _over_time(analytics: dict[str, Any], width: int) -> list[RenderableType]:
    progression = analytics["score_progression"]
    dated = [
        (datetime.fromisoformat(f"{one['month']}-15").replace(tzinfo=UTC), one["score"], MONTH)
        for one in progression["months"]
    ]
    dated += [
        (datetime.fromisoformat(one["at"]), one["score"], _MARKS[one["mode"]])
        for one in progression["sessions"]
        if one["score"] is not None
    ]
    if len(dated) < _FEWEST_POINTS:
        return []
    first, last = dated[0][0], dated[-1][0]
    whole = (last - first).total_seconds()
    points = [
        Point(
            (at - first).total_seconds() / whole if whole else index / (len(dated) - 1), score, mark
        )
        for index, (at, score, mark) in enumerate(dated)
    ]
    coming = analytics["predictions"]["next_session"]
    expected = None if coming["score"] is None else _span(coming, "score")
    lines = plot(points, width, expected)
    dates = _dates(first, last, width - (4 if expected else 0))
    return [_title("Score over time"), *_chart([*lines, dates]), _legend(points, expected)]


def _dates(first: datetime, last: datetime, width: int) -> str:
    start, end = (f"{at.astimezone():%d %b}" for at in (first, last))
    if start == end:
        start, end = (f"{at.astimezone():%d %b %H:%M}" for at in (first, last))
    return f"     {start}{end:>{max(width - 5 - len(start), len(end) + 1)}}"


def _legend(points: Sequence[Point], expected: Span | None) -> Text:
    marks = {point.mark for point in points}
    named = [(MOCK, "mock interview"), (PRACTICE, "practice"), (MONTH, "a month, kept as a sum")]
    said = [f"{mark} {name}" for mark, name in named if mark in marks]
    if len(marks) > 1:
        said.append(f"{BOTH} both")
    if expected:
        said.append(f"{NEXT_MEAN}{NEXT_SPAN} the next, nine times in ten")
    return Text(", ".join(said), style="dim")


def _standing(analytics: dict[str, Any]) -> list[RenderableType]:
    """What the curve means."""
    progression = analytics["score_progression"]
    said = (
        ("Trend", progression["trend"]["text"]),
        ("Level", progression["level"]["text"]),
        ("Speed", analytics["improvement_velocity"]["text"]),
        ("Next", analytics["predictions"]["next_session"]["text"]),
        ("Counted", progression["attempts"]["text"]),
    )
    return [Text(), *(_labelled(label, text) for label, text in said)]


def _by_area(performance: dict[str, Any], width: int) -> list[RenderableType]:
    areas = performance["categories"]
    kinds = performance["kinds"] if len(performance["kinds"]) > 1 else []
    left_out = len(areas) - _LOWEST - _HIGHEST
    shown = areas if left_out <= 0 else [*areas[:_LOWEST], None, *areas[-_HIGHEST:]]
    lines = [_area(one, width) if one else f"… {left_out} between" for one in shown]
    parts = [_title("By category, lowest first"), *_chart(lines)]
    if kinds:
        parts += [Text("By kind", style="bold"), *_chart(_area(one, width) for one in kinds)]
    legend = f"{SURE} to the low end of the 90% interval, {UNSURE} within it, {MEAN} the mean"
    if any(one["summed"] for one in areas):
        legend += "; + with answers from months kept as sums"
    return [*parts, Text(legend, style="dim")]


def _area(area: dict[str, Any], width: int) -> str:
    number = f"{area['answers']}{'+' if area['summed'] else ''}"
    answers = number if width < _NARROW else f"{number} answer{'' if number == '1' else 's'}"
    room = width - len(answers) - 9
    name = max(10, min(28, room // 2))
    return (
        f"{fitted(plain(spoken(area['name'])), name)} {area['score']:>3.0f}  "
        f"{bar(_span(area, 'score'), max(6, min(_BAR, room - name)))}  {answers}"
    )


def _recurring(performance: dict[str, Any]) -> list[RenderableType]:
    found = performance["recurring_weaknesses"]
    if not found:
        return []
    return [_title("Low again and again"), _bullets(one["text"] for one in found)]


def _calibration(rating: dict[str, Any], width: int) -> list[RenderableType]:
    if not rating["answers"]:
        return []
    parts: list[RenderableType] = [_title("How you rate yourself")]
    if rating["answers"] >= rating["needed"]:
        parts += _chart(_band(band, width) for band in rating["bands"])
        parts.append(Text("s what you said, x what it came to, * both", style="dim"))
    told = [kind["text"] for kind in rating["kinds"] if kind["text"]]
    return [*parts, _bullets(told) if told else Text(rating["text"])]


def _band(band: dict[str, Any], width: int) -> str:
    said = f"said {band['start']}-{min(band['end'] - 1, 99) if band['end'] < 100 else 100}"
    tail = f"{band['rated']:.0f} → {band['scored']:.0f} ({band['answers']})"
    return f"{said:<12}{pair(band['rated'], band['scored'], max(8, min(_BAR, width - 28)))}  {tail}"


def _times(analysis: dict[str, Any], width: int) -> list[RenderableType]:
    if not analysis["kinds"]:
        return []
    told = _bullets(one["text"] for one in analysis["kinds"])
    source = [Text(analysis["source"], style="dim")] if width >= _NARROW else []
    return [_title("Time for an answer"), told, Text(analysis["text"]), *source]


def _rest(performance: dict[str, Any]) -> list[RenderableType]:
    said = (
        ("Real interviews", performance["outcomes"]["text"]),
        ("Not asked yet", performance["unseen"]["text"]),
    )
    return [Text(), *(_labelled(label, text) for label, text in said)]


def _next(steps: Iterable[str]) -> list[RenderableType]:
    """Each step with its command on a line of its own, to be copied whole."""
    rows: list[tuple[str, Text]] = []
    for number, step in enumerate(steps, start=1):
        reason, start, command = plain(step).partition(_COMMAND)
        text = Text(f"{_capital(reason)}.")
        if start:
            text.append(f"\n{start.removeprefix(': ')}{command}", style="bold")
        rows.append((f"{number}.", text))
    return [_title("What to do next"), _listed(rows)]


def _title(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _labelled(label: str, text: str) -> Text:
    return Text.assemble((f"{label}: ", "bold"), plain(text))


def _bullets(texts: Iterable[str]) -> RenderableType:
    return _listed([("•", Text(_capital(plain(text)))) for text in texts])


def _listed(rows: Iterable[tuple[str, Text]]) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    for mark, text in rows:
        grid.add_row(f" {mark}", text)
    return grid


def _chart(lines: Iterable[str]) -> list[RenderableType]:
    return [Text(line, no_wrap=True, overflow="crop") for line in lines]


def _span(row: dict[str, Any], key: str) -> Span:
    return Span(row[key], row["low"], row["high"])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
