"""A mean and how far it may be off."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from agents.coach.statistics import COVERAGE
from agents.coach.statistics.belief import Told
from agents.coach.statistics.student import t_spread
from domain.progress import Tally

# What is taken for the noise of one answer (points) before there are answers, and how many answers
# that is worth; as in `forecast`. With it a single answer has an interval too, and three that
# happen to be alike do not have one of no width.
_NOISE = 12.0
_WEIGHT = 3.0


def means(tallies: Sequence[Tally]) -> list[Told]:
    """The mean of each group of scores with its 90% interval; groups must not be empty.

    The noise of one answer is taken to be the same in all groups and estimated from all of them
    together (the within-groups mean square of an analysis of variance), so that a group of two
    answers borrows what the others tell of it.
    """
    freedom = _WEIGHT + sum(tally.answers - 1 for tally in tallies)
    noise = (_WEIGHT * _NOISE**2 + sum(map(deviations, tallies))) / freedom
    reach = t_spread(freedom) * sqrt(noise) if tallies else 0.0
    return [
        around(tally.total / tally.answers, reach / sqrt(tally.answers)).within()
        for tally in tallies
    ]


def mean_gap(answers: int, total: float, squares: float) -> Told:
    """The mean of `answers` differences between -100 and 100, from their sum and the sum of their
    squares, with its 90% interval."""
    tally = Tally(answers, total, squares)
    freedom = _WEIGHT + answers - 1
    noise = (_WEIGHT * _NOISE**2 + deviations(tally)) / freedom
    reach = t_spread(freedom) * sqrt(noise / answers)
    return around(total / answers, reach).within(-100.0, 100.0)


def difference(good: Sequence[float], bad: Sequence[float], comparisons: int = 1) -> Told:
    """The mean of `good` less that of `bad`, at least two values each, with an interval that is
    widened for so many `comparisons` (Bonferroni): all of them hold together 90% of the time.

    Student's two-sample interval with the spread common to both groups.
    """
    freedom = len(good) + len(bad) - 2
    squares = sum(deviations(tally_of(group)) for group in (good, bad))
    spread = sqrt(squares / freedom * (1.0 / len(good) + 1.0 / len(bad)))
    coverage = 1.0 - (1.0 - COVERAGE) / max(comparisons, 1)
    value = sum(good) / len(good) - sum(bad) / len(bad)
    return around(value, t_spread(freedom, coverage) * spread).within(-100.0, 100.0)


def tally_of(values: Sequence[float]) -> Tally:
    """So many values, their sum and the sum of their squares."""
    return Tally(len(values), sum(values), sum(value * value for value in values))


def deviations(tally: Tally) -> float:
    """The sum of squared deviations from the mean."""
    return max(tally.squares - tally.total**2 / tally.answers, 0.0) if tally.answers else 0.0


def around(value: float, reach: float) -> Told:
    """A value and as far to either side of it."""
    return Told(value, value - reach, value + reach)
