"""Curves from what was measured to what it stands for."""

from __future__ import annotations

import numpy as np

Curve = tuple[tuple[float, float], ...]
"""Points of a piecewise linear curve, by rising first coordinate."""


def along(curve: Curve, at: float) -> float:
    """The value of a curve, flat beyond its ends."""
    return float(np.interp(at, [x for x, _ in curve], [y for _, y in curve]))


def ramp(value: float, none: float, full: float) -> float:
    """How far a value has come from `none`, where it is 0, to `full`, where it is 1."""
    return min(max((value - none) / (full - none), 0.0), 1.0)
