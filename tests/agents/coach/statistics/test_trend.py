"""The slope is the median one, and its interval holds."""

from __future__ import annotations

from itertools import permutations
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.coach.statistics.trend import NEEDED, _inversions, slope

_SCORES = st.lists(st.floats(0, 100), min_size=NEEDED, max_size=12)


@pytest.mark.parametrize("points", range(NEEDED))
def test_few_points_have_no_slope(points: int) -> None:
    assert slope(list(range(points)), [50.0] * points) is None


def test_a_straight_line_has_its_own_slope_and_no_doubt() -> None:
    told = slope([0.0, 1.0, 2.5, 4.0], [40.0, 43.0, 47.5, 52.0])
    assert told is not None
    assert (told.value, told.low, told.high) == pytest.approx((3.0, 3.0, 3.0))


def test_one_odd_session_does_not_turn_the_trend() -> None:
    told = slope([0.0, 1.0, 2.0, 3.0, 4.0], [40.0, 45.0, 99.0, 55.0, 60.0])
    assert told is not None
    assert told.value == pytest.approx(5.0)


@given(_SCORES)
def test_turning_the_order_round_turns_the_trend_round(scores: list[float]) -> None:
    times = [float(n) for n in range(len(scores))]
    one, other = slope(times, scores), slope(times, scores[::-1])
    assert one is not None
    assert other is not None
    assert other.value == pytest.approx(-one.value, abs=1e-9)
    assert other.low == pytest.approx(-one.high, abs=1e-9)


def test_the_chances_of_falling_pairs_are_those_of_all_orders() -> None:
    counted = [0] * 11
    for order in permutations(range(5)):
        counted[sum(a > b for i, a in enumerate(order) for b in order[i + 1 :])] += 1
    assert _inversions(5) == pytest.approx([number / 120 for number in counted])


@pytest.mark.parametrize("points", [4, 6, 10, 25, 45])
def test_the_interval_holds_nine_times_in_ten_whatever_the_noise(points: int) -> None:
    dice = np.random.default_rng(points)
    held, widths = 0, []
    for _ in range(600):
        times = np.cumsum(dice.uniform(0.1, 1.0, points))
        scores = 50.0 + 2.0 * times + 6.0 * dice.standard_t(3, points)
        told = slope(times.tolist(), scores.tolist())
        assert told is not None
        held += told.low <= 2.0 <= told.high
        widths.append(told.high - told.low)
    assert 0.875 <= held / 600 <= 0.98
    assert median(widths) > 0
