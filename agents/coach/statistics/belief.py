"""A linear model of scores that is sure of no more than the answers allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.coach.statistics.student import t_spread

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Prior:
    """What is believed before any answer: `means` and `spreads` (standard deviations) of the
    coefficients, the `noise` (standard deviation of one answer) and how many answers' worth of
    knowledge that noise is."""

    means: Sequence[float]
    spreads: Sequence[float]
    noise: float
    weight: float


@dataclass(frozen=True)
class Told:
    """A figure with its 90% interval, in the unit of the scores."""

    value: float
    low: float
    high: float

    def within(self, least: float = 0.0, most: float = 100.0) -> Told:
        """The same, cut to the scale."""
        cut = (min(max(bound, least), most) for bound in (self.value, self.low, self.high))
        return Told(*cut)


class Belief:
    """What is believed of the coefficients after the answers.

    Linear regression with a normal prior on the coefficients and an inverse-gamma one on the
    noise, whose predictions are t-distributed (Gelman et al., Bayesian Data Analysis, 3rd ed.
    2013, sections 3.3 and 14.8). `variances` are those of the observations in units of the noise
    of one answer; `shares` (0-1) say how much of an observation still counts, for the noise too.
    """

    def __init__(
        self,
        prior: Prior,
        design: Any,
        values: Sequence[float],
        variances: Sequence[float],
        shares: Sequence[float] | None = None,
    ) -> None:
        rows = np.asarray(design, dtype=np.float64).reshape(len(values), len(prior.means))
        seen = np.asarray(values, dtype=np.float64)
        counted = np.ones(len(values)) if shares is None else np.asarray(shares, dtype=np.float64)
        weights = counted / np.asarray(variances, dtype=np.float64)
        before = np.diag((prior.noise / np.asarray(prior.spreads)) ** 2)
        centre = np.asarray(prior.means, dtype=np.float64)
        # Measured from the prior means, so that nothing large is subtracted from its like.
        rest = seen - rows @ centre
        precision = before + (rows.T * weights) @ rows
        self._covariance: Floats = np.linalg.inv(precision)
        moved = self._covariance @ ((rows.T * weights) @ rest)
        self.means: Floats = centre + moved
        self._freedom = prior.weight + float(counted.sum())
        squares = float(rest @ (weights * rest) - moved @ precision @ moved)
        self._noise = (prior.weight * prior.noise**2 + max(squares, 0.0)) / self._freedom

    def of(self, row: Sequence[float], variance: float = 0.0) -> Told:
        """The combination `row` of the coefficients; with a `variance`, an observation of it."""
        at = np.asarray(row, dtype=np.float64)
        value = float(at @ self.means)
        spread = sqrt(self._noise * (variance + float(at @ self._covariance @ at)))
        reach = t_spread(self._freedom) * spread
        return Told(value, value - reach, value + reach)
