"""Charts fit the width they are given and say the same without colour."""

from __future__ import annotations

import pytest

from cli.charts import (
    BOTH,
    MEAN,
    MOCK,
    NEXT_MEAN,
    NEXT_SPAN,
    PRACTICE,
    REST,
    SURE,
    UNSURE,
    Point,
    Span,
    bar,
    fitted,
    pair,
    plot,
)

WIDTHS = (20, 40, 80, 120, 200)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_plot_is_never_wider_than_asked(width: int) -> None:
    points = [Point(n / 29, 40.0 + n, MOCK) for n in range(30)]
    lines = plot(points, width, Span(70.0, 60.0, 80.0))
    assert max(map(len, lines)) <= width
    assert len({len(line) for line in plot(points, width)}) > 1


def test_a_plot_rises_where_scores_rise() -> None:
    lines = plot([Point(0.0, 40.0, MOCK), Point(1.0, 80.0, PRACTICE)], 60)
    early = next(row for row, line in enumerate(lines) if MOCK in line)
    late = next(row for row, line in enumerate(lines) if PRACTICE in line)
    assert early > late
    assert lines[early].index(MOCK) < lines[late].index(PRACTICE)


def test_a_score_is_on_the_row_its_axis_says() -> None:
    lines = plot([Point(0.0, 40.0, MOCK), Point(1.0, 80.0, MOCK)], 40)
    assert lines[0].startswith(" 80 ┤")
    assert MOCK in lines[0]
    assert lines[-1].startswith(" 40 ┤")
    assert MOCK in lines[-1]


def test_sessions_too_near_to_tell_apart_share_a_mark() -> None:
    points = [Point(0.0, 40.0, MOCK), Point(0.001, 60.0, PRACTICE), Point(1.0, 50.0, MOCK)]
    text = "\n".join(plot(points, 40))
    assert text.count(BOTH) == 1
    assert PRACTICE not in text


def test_what_is_expected_next_stands_at_the_right_edge() -> None:
    lines = plot([Point(0.0, 50.0, MOCK), Point(1.0, 55.0, MOCK)], 60, Span(60.0, 40.0, 80.0))
    assert sum(NEXT_SPAN in line or NEXT_MEAN in line for line in lines) > 3
    assert all(line.index(NEXT_SPAN) == 58 for line in lines if NEXT_SPAN in line)


@pytest.mark.parametrize("scores", [(0.0, 0.0), (100.0, 100.0), (0.0, 100.0), (3.0, 97.0)])
def test_scores_at_the_ends_of_the_scale_are_drawn(scores: tuple[float, float]) -> None:
    text = "\n".join(plot([Point(float(n), score, MOCK) for n, score in enumerate(scores)], 40))
    assert text.count(MOCK) == 2


def test_a_bar_is_sure_below_its_interval_and_unsure_within() -> None:
    assert bar(Span(50.0, 30.0, 70.0), 10) == SURE * 3 + UNSURE * 2 + MEAN + UNSURE + REST * 3
    assert bar(Span(100.0, 100.0, 100.0), 5) == SURE * 4 + MEAN
    assert bar(Span(0.0, 0.0, 0.0), 5) == MEAN + REST * 4


def test_a_pair_shows_what_was_said_and_what_it_came_to() -> None:
    assert pair(75.0, 25.0, 8) == "··x---s·"
    assert pair(25.0, 75.0, 8) == "··s---x·"
    assert pair(50.0, 51.0, 4) == "··*·"


def test_names_are_cut_with_a_sign_that_they_are() -> None:
    assert fitted("conflict", 10) == "conflict  "
    assert fitted("stakeholders", 6) == "stake…"
