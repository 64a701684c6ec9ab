"""Student's t as it stands in printed tables."""

from __future__ import annotations

from math import pi, sqrt, tan

import pytest

from agents.coach.statistics.student import t_spread, upper_tail


@pytest.mark.parametrize(
    ("freedom", "coverage", "table"),
    [
        (1, 0.90, 6.314),
        (2, 0.90, 2.920),
        (3, 0.95, 3.182),
        (5, 0.90, 2.015),
        (10, 0.90, 1.812),
        (10, 0.99, 3.169),
        (30, 0.90, 1.697),
        (120, 0.95, 1.980),
        (1e7, 0.90, 1.645),
    ],
)
def test_the_spread_is_that_of_the_printed_table(
    freedom: float, coverage: float, table: float
) -> None:
    assert t_spread(freedom, coverage) == pytest.approx(table, abs=5e-4)


def test_with_one_and_two_degrees_of_freedom_it_is_the_closed_form() -> None:
    assert t_spread(1) == pytest.approx(tan(0.45 * pi))
    assert t_spread(2) == pytest.approx(0.9 / sqrt(2 * 0.95 * 0.05))


@pytest.mark.parametrize("freedom", [0.5, 1, 3.7, 12, 400])
def test_the_tail_beyond_the_spread_is_what_was_left_out(freedom: float) -> None:
    assert upper_tail(t_spread(freedom, 0.8), freedom) == pytest.approx(0.1)
    assert upper_tail(0.0, freedom) == pytest.approx(0.5)
