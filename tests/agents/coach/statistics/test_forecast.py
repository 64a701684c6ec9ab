"""What the next session will come to: the interval holds for nine candidates in ten."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from statistics import fmean
from typing import Any

import numpy as np
import pytest

from agents.coach.statistics.forecast import NEEDED, next_session

SHAPES = ("level", "rising", "saturating", "falling", "drifting", "noisy")
LENGTHS = (3, 5, 10, 20, 40)
CANDIDATES = 120
"""Of each shape and length: 3,600 in all."""


def ability(shape: str, sessions: int, dice: np.random.Generator) -> Any:
    """The expected score of each session of a candidate."""
    at, start = np.arange(sessions), dice.uniform(35, 75)
    if shape == "rising":
        return np.minimum(start - 15 + dice.uniform(0.5, 2.5) * at, 92)
    if shape == "saturating":
        top = dice.uniform(start, 90)
        return top - (top - start + 15) * np.exp(-at / dice.uniform(4, 12))
    if shape == "falling":
        return np.maximum(start - dice.uniform(0.2, 1.0) * at, 5)
    if shape == "drifting":
        return np.clip(start + np.cumsum(dice.normal(0, 2, sessions)), 5, 95)
    return np.full(sessions, start)


def candidate(
    shape: str, sessions: int, dice: np.random.Generator
) -> tuple[list[float], list[int]]:
    """The mean score of each session, over so many answers."""
    curve = ability(shape, sessions, dice)
    counts = np.maximum(1, dice.integers(3, 11) + dice.integers(-1, 2, sessions))
    noisy = shape == "noisy"
    noise = dice.uniform(16, 24) if noisy else dice.uniform(8, 18)
    between = dice.uniform(6, 9) if noisy else dice.uniform(1, 6)
    scores = [
        float(np.clip(mean + dice.normal(0, between) + dice.normal(0, noise, n), 0, 100).mean())
        for mean, n in zip(curve, counts, strict=True)
    ]
    return scores, counts.tolist()


def simulated() -> Iterator[tuple[str, int, bool, float]]:
    """Shape, number of sessions, whether the interval held, and its width."""
    dice = np.random.default_rng(20)
    for shape, sessions in product(SHAPES, LENGTHS):
        for _ in range(CANDIDATES):
            scores, counts = candidate(shape, sessions + 1, dice)
            told = next_session(scores[:-1], counts[:-1])
            assert told is not None
            yield shape, sessions, told.low <= scores[-1] <= told.high, told.high - told.low


@pytest.fixture(scope="module")
def results() -> list[tuple[str, int, bool, float]]:
    return list(simulated())


def test_the_interval_holds_for_nine_candidates_in_ten(
    results: list[tuple[str, int, bool, float]],
) -> None:
    assert len(results) >= 2000
    assert 0.88 <= fmean(held for _, _, held, _ in results) <= 0.94


@pytest.mark.parametrize("shape", SHAPES)
def test_it_holds_however_the_scores_move(
    shape: str, results: list[tuple[str, int, bool, float]]
) -> None:
    assert 0.85 <= fmean(held for one, _, held, _ in results if one == shape) <= 0.95


@pytest.mark.parametrize("sessions", LENGTHS)
def test_it_holds_for_few_sessions_and_for_many(
    sessions: int, results: list[tuple[str, int, bool, float]]
) -> None:
    assert 0.85 <= fmean(held for _, one, held, _ in results if one == sessions) <= 0.95


def test_the_interval_tells_something(results: list[tuple[str, int, bool, float]]) -> None:
    widths = {
        length: fmean(width for _, one, _, width in results if one == length) for length in LENGTHS
    }
    assert widths[40] < widths[3] < 40


def test_fewer_sessions_than_needed_predict_nothing() -> None:
    assert next_session([50.0] * (NEEDED - 1), [5] * (NEEDED - 1)) is None


def test_a_steady_climb_is_expected_to_go_on_and_a_level_run_to_stay() -> None:
    climb = next_session([40.0 + 2.0 * n for n in range(12)], [6] * 12)
    flat = next_session([60.0] * 12, [6] * 12)
    assert climb is not None
    assert flat is not None
    assert 61 < climb.value < 66
    assert flat.value == pytest.approx(60.0, abs=0.5)


def test_the_interval_stays_on_the_scale() -> None:
    told = next_session([97.0, 99.0, 98.0, 99.0], [4] * 4)
    assert told is not None
    assert told.high == 100
    assert told.low < told.value <= 100
