"""On the graded sets each band's answers score within the band, and gaming none of them pays."""

from __future__ import annotations

from statistics import fmean

import pytest

from evals.attack_carriers import graded
from evals.attacks import Attacker
from evals.figures import spearman
from evals.graded import Graded

KINDS = tuple(dict.fromkeys(item.question.kind for _, item in graded()))


def _scores(attacker: Attacker, items: list[Graded]) -> list[float]:
    return [attacker.judge(i.question, i.text).score or 0.0 for i in items]


def _of(kind: str, low: float, high: float) -> list[Graded]:
    return [i for _, i in graded() if i.question.kind == kind and low <= i.grade <= high]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("low", "high", "least", "most"),
    [(0, 18, 0, 20), (20, 45, 20, 45), (60, 80, 60, 80), (82, 100, 82, 100)],
    ids=["poor", "weak", "good", "excellent"],
)
def test_a_bands_mean_lies_in_the_band_and_three_of_four_answers_within_ten_points(
    attacker: Attacker, kind: str, low: float, high: float, least: float, most: float
) -> None:
    scores = _scores(attacker, _of(kind, low, high))
    within = fmean(least - 10 <= s <= most + 10 for s in scores)
    assert least <= round(fmean(scores), 1) <= most
    assert round(within, 2) >= 0.75


def test_ranks_follow_the_grades_and_lengths_do_not(attacker: Attacker) -> None:
    items = [i for _, i in graded()]
    grades = [i.grade for i in items]
    assert spearman(_scores(attacker, items), grades) >= 0.9
    assert spearman([len(i.text.split()) for i in items], grades) <= 0.5


@pytest.mark.parametrize("kind", KINDS)
def test_ranks_follow_the_grades_within_a_kind(attacker: Attacker, kind: str) -> None:
    items = _of(kind, 0, 100)
    assert spearman(_scores(attacker, items), [i.grade for i in items]) >= 0.85


@pytest.mark.parametrize("kind", KINDS)
def test_no_poor_answer_scores_as_a_good_one_does(attacker: Attacker, kind: str) -> None:
    poor = _of(kind, 0, 18)
    scores = _scores(attacker, poor)
    high = [f"{s:g} {i.question.category}, {i.voice}" for s, i in zip(scores, poor, strict=True)]
    assert [told for told, s in zip(high, scores, strict=True) if s > 45] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_excellent_answer_scores_as_a_weak_one_does(attacker: Attacker, kind: str) -> None:
    best = _of(kind, 82, 100)
    scores = _scores(attacker, best)
    low = [f"{s:g} {i.question.category}, {i.voice}" for s, i in zip(scores, best, strict=True)]
    assert [told for told, s in zip(low, scores, strict=True) if s < 50] == []
