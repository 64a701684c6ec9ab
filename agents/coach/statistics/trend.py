"""Whether something rises, and how fast, unmoved by single odd values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

import numpy as np

from agents.coach.statistics import COVERAGE
from agents.coach.statistics.belief import Told

NEEDED = 4
"""Points from which a slope has a 90% interval: of three the order alone is all upward by chance
one time in six."""
# Under so many points the distribution is counted out, from there on the normal one is as good.
_COUNTED = 30
_NORMAL = 1.6449
# So many points have 31,000 slopes; older ones would add time and tell of another year.
_LATEST = 250


def slope(times: Sequence[float], scores: Sequence[float]) -> Told | None:
    """The slope of `scores` over `times` (rising, no two alike), in points per unit of time, with
    its 90% interval; None for fewer than `NEEDED`. Only the latest 250 points are read.

    The median of the slopes of all pairs (Theil 1950), bounded by those of them that Kendall's
    rank test does not refuse (Sen, Estimates of the regression coefficient based on Kendall's tau,
    Journal of the American Statistical Association 63, 1968). The interval asks for no particular
    distribution, only that the noise is alike at all times; it holds at least 90% of the time.
    """
    if len(times) < NEEDED:
        return None
    at = np.asarray(times[-_LATEST:], dtype=np.float64)
    seen = np.asarray(scores[-_LATEST:], dtype=np.float64)
    early, late = np.triu_indices(len(at), k=1)
    slopes = np.sort((seen[late] - seen[early]) / (at[late] - at[early]))
    outside = _outside(len(at))
    return Told(float(np.median(slopes)), float(slopes[outside]), float(slopes[-1 - outside]))


@lru_cache
def _outside(points: int) -> int:
    """How many of the sorted slopes stay outside the interval at either end."""
    pairs = points * (points - 1) // 2
    tail = (1.0 - COVERAGE) / 2.0
    if points >= _COUNTED:
        spread = sqrt(points * (points - 1) * (2 * points + 5) / 72.0)
        return int(pairs / 2.0 - _NORMAL * spread - 0.5)
    chances = np.cumsum(_inversions(points))
    return int(np.searchsorted(chances, tail, side="right")) - 1


def _inversions(points: int) -> list[float]:
    """The chance of each number of falling pairs in a random order of so many points (Kendall's
    distribution), built up by putting in one point after the other."""
    chances = [1.0]
    for size in range(2, points + 1):
        longer = [0.0] * (len(chances) + size - 1)
        for falling, chance in enumerate(chances):
            for further in range(size):
                longer[falling + further] += chance / size
        chances = longer
    return chances
