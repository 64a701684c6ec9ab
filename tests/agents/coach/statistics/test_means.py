"""A mean says how far it may be off, and that holds."""

from __future__ import annotations

import numpy as np
import pytest

from agents.coach.statistics.means import difference, mean_gap, means, tally_of
from domain.progress import Tally


def test_the_mean_is_that_of_the_group_and_lies_in_its_interval() -> None:
    first, second = means([tally_of([40.0, 60.0]), tally_of([80.0])])
    assert first.value == 50
    assert second.value == 80
    assert first.low < 50 < first.high


def test_more_answers_narrow_the_interval_and_one_still_has_a_wide_one() -> None:
    one, many = means([tally_of([50.0]), tally_of([45.0, 50.0, 55.0] * 10)])
    assert one.high - one.low > 3 * (many.high - many.low)


def test_scores_that_happen_to_be_alike_are_not_sure_to_the_point() -> None:
    told = means([tally_of([60.0, 60.0, 60.0])])[0]
    assert told.high - told.low > 10


def test_intervals_stay_on_the_scale() -> None:
    low, high = means([tally_of([1.0]), tally_of([99.0])])
    assert low.low == 0
    assert high.high == 100


def test_no_groups_have_no_means() -> None:
    assert means([]) == []


@pytest.mark.parametrize("noise", [9.0, 14.0, 20.0])
@pytest.mark.parametrize("answers", [1, 2, 5, 20])
def test_the_interval_of_a_category_holds_nine_times_in_ten(noise: float, answers: int) -> None:
    dice = np.random.default_rng(answers)
    held = 0
    for _ in range(600):
        truths = dice.uniform(40, 70, 6)
        tallies = [
            tally_of(dice.normal(truth, noise, 1 + (answers + place) % (2 * answers)).tolist())
            for place, truth in enumerate(truths)
        ]
        told = means(tallies)
        held += told[0].low <= truths[0] <= told[0].high
    assert 0.84 <= held / 600 <= 0.98


def test_a_gap_is_the_mean_difference() -> None:
    gaps = [10.0, 14.0, 18.0]
    told = mean_gap(3, sum(gaps), sum(gap * gap for gap in gaps))
    assert told.value == pytest.approx(14)
    assert told.low < 14 < told.high


def test_a_difference_between_groups_is_clear_only_where_they_lie_apart() -> None:
    apart = difference([80.0, 82.0, 78.0], [50.0, 52.0, 48.0])
    mixed = difference([80.0, 40.0, 60.0], [50.0, 70.0, 55.0])
    assert apart.value == pytest.approx(30)
    assert apart.low > 0
    assert mixed.low < 0 < mixed.high


def test_the_more_is_compared_the_wider_the_interval() -> None:
    one, ten = (difference([80.0, 70.0, 75.0], [60.0, 50.0, 55.0], n) for n in (1, 10))
    assert ten.high - ten.low > one.high - one.low


def test_together_all_comparisons_of_chance_stay_unclear_nine_times_in_ten() -> None:
    dice = np.random.default_rng(7)
    quiet = 0
    for _ in range(400):
        told = [
            difference(dice.normal(60, 10, 4).tolist(), dice.normal(60, 10, 4).tolist(), 8)
            for _ in range(8)
        ]
        quiet += all(one.low <= 0 <= one.high for one in told)
    assert quiet / 400 >= 0.87


def test_tallies_add_up() -> None:
    assert tally_of([1.0, 2.0]) + tally_of([3.0]) == Tally(3, 6.0, 14.0)
