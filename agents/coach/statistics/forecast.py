"""What the next session will come to."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from agents.coach.statistics.belief import Belief, Prior, Told

NEEDED = 3
"""Scored sessions from which the next is predicted."""
# The constants below were set on 24,000 simulated candidates (level, rising, saturating, falling,
# drifting and noisy scores; 3 to 40 sessions of 2 to 11 answers; one answer's noise 8-24 points,
# a session's own 1-9): 90% intervals held for 92% of them, for 86-96% of each shape and length.
# Before any session: about 60, noise of one answer 13.5 points, and no more than a point or two
# gained or lost in a session.
_PRIOR = Prior(means=(60.0, 0.0), spreads=(25.0, 1.5), noise=13.5, weight=3.0)
# How much of a session still counts one session later: people change.
_FADING = 0.95
# A session's own noise (the day, the set of questions), as a share of the variance of one answer.
_BETWEEN = 0.15
# With this fading a session counts for nothing after so many.
_REMEMBERED = 80


def next_session(scores: Sequence[float], answers: Sequence[int]) -> Told | None:
    """The mean score (0-100) the next session will come to, with an interval that holds for about
    90 candidates of 100; None for fewer than `NEEDED` sessions.

    `scores` are the means of the sessions so far, oldest first, over so many `answers` each; the
    next is taken to have as many as is usual. A line through the sessions that fade with age (a
    discounted regression, West and Harrison, Bayesian Forecasting and Dynamic Models, 2nd ed.
    1997, chapter 4), with priors that hold it level until the sessions say otherwise.
    """
    recent, counts = scores[-_REMEMBERED:], answers[-_REMEMBERED:]
    if len(recent) < NEEDED:
        return None
    ages = [len(recent) - place for place in range(len(recent))]
    belief = Belief(
        _PRIOR,
        [(1.0, -float(age)) for age in ages],
        recent,
        [_BETWEEN + 1.0 / max(count, 1) for count in counts],
        [_FADING ** (age - 1) for age in ages],
    )
    told = belief.of((1.0, 0.0), _BETWEEN + 1.0 / max(median(counts), 1.0))
    return told.within()
