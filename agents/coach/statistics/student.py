"""Student's t distribution: how wide an interval is when the noise itself is estimated."""

from __future__ import annotations

from functools import lru_cache
from math import exp, inf, isfinite, lgamma, log

from agents.coach.statistics import COVERAGE

_TINY = 1e-300
_CLOSE = 1e-10
_STEPS = 500


@lru_cache(maxsize=1024)
def t_spread(freedom: float, coverage: float = COVERAGE) -> float:
    """How many standard errors an interval reaches to either side to hold `coverage` (0-1) of a
    t distribution with `freedom` (above 0, any real) degrees of freedom.

    Bisection on the distribution function; agrees with printed tables to every digit they give.
    """
    tail = (1.0 - coverage) / 2.0
    low, high = 0.0, 1.0
    while upper_tail(high, freedom) > tail:
        low, high = high, 2.0 * high
        if not isfinite(high):
            return inf
    while high - low > _CLOSE * max(1.0, high):
        middle = (low + high) / 2.0
        if upper_tail(middle, freedom) > tail:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def upper_tail(t: float, freedom: float) -> float:
    """The chance that a t variable with `freedom` degrees of freedom is above `t` (0 or more):
    half the regularised incomplete beta function (Abramowitz and Stegun 1964, 26.7.1)."""
    return 0.5 * _incomplete_beta(freedom / 2.0, 0.5, freedom / (freedom + t * t))


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """I_x(a, b), by the continued fraction on the side where it converges fast."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1.0 - x))
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _fraction(a, b, x) / a
    return 1.0 - front * _fraction(b, a, 1.0 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of I_x(a, b) (NIST Digital Library of Mathematical Functions,
    8.17.22), evaluated by Lentz's method."""
    ratio, divisor = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    divisor = 1.0 / (divisor if abs(divisor) > _TINY else _TINY)
    value = divisor
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0))
        for term in (even, odd):
            divisor = 1.0 + term * divisor
            ratio = 1.0 + term / ratio
            divisor = 1.0 / (divisor if abs(divisor) > _TINY else _TINY)
            ratio = ratio if abs(ratio) > _TINY else _TINY
            change = divisor * ratio
            value *= change
        if abs(change - 1.0) < 1e-15:
            break
    return value
