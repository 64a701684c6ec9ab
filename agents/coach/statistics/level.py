"""What somebody can do, apart from how hard they were asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from agents.coach.statistics.belief import Belief, Prior, Told
from domain.progress import ItemTally

NEEDED = 5
"""Answers from which a level is told."""
# In logits: a score of 60 before any answer; an easy question about 10 points easier in the middle
# of the scale, a hard one as much harder. No measured difficulties of the bank's questions exist:
# these are assumptions, loose enough (a standard deviation as large as the effect) that a person's
# own answers soon replace them. One answer's noise of 0.6 is 14 points in the middle of the scale.
_PRIOR = Prior(means=(0.4, 0.4, -0.4, 0.4), spreads=(1.0, 1.0, 0.4, 0.4), noise=0.6, weight=3.0)
_COEFFICIENTS = {"easy": (1.0, 0.0), "medium": (0.0, 0.0), "hard": (0.0, 1.0)}
# How far questions called equally hard differ, as a share of the variance of one answer.
_BETWEEN = 0.2
# A logit has no bounds, and one answer of 0 would outweigh many: what lies outside counts as these.
_LEAST, _MOST = 5.0, 95.0


@dataclass(frozen=True)
class Level:
    """The `now` expected score (0-100) on a medium question, from so many `answers`, and on easy
    and hard ones; `before` is that on a medium one before the recent sessions, None without."""

    now: Told
    easy: Told
    hard: Told
    before: Told | None
    answers: int


def level(items: Sequence[ItemTally]) -> Level | None:
    """The level of somebody who answered these questions; None under `NEEDED` answers in the
    recent sessions.

    The logit of a question's mean score / 100 is taken to be the ability less the difficulty of
    the question, plus noise: a Rasch model (Rasch, Probabilistic Models for Some Intelligence and
    Attainment Tests, 1960) for scores on a continuous scale (Samejima, Homogeneous case of the
    continuous response model, Psychometrika 38, 1973). Abilities are those of the recent sessions
    and of the ones before; a question's difficulty is that of its label plus its own, with normal
    priors (see `belief`).
    """
    recent = sum(item.answers for item in items if item.recent)
    if recent < NEEDED:
        return None
    rows, values, variances = [], [], []
    for item in items:
        easy, hard = _COEFFICIENTS[item.difficulty]
        rows.append((float(item.recent), float(not item.recent), -easy, -hard))
        values.append(_logit(item.score))
        variances.append(_BETWEEN + 1.0 / item.answers)
    belief = Belief(_PRIOR, rows, values, variances)
    return Level(
        now=_scores(belief.of((1.0, 0.0, 0.0, 0.0))),
        easy=_scores(belief.of((1.0, 0.0, -1.0, 0.0))),
        hard=_scores(belief.of((1.0, 0.0, 0.0, -1.0))),
        before=(
            None if all(item.recent for item in items) else _scores(belief.of((0.0, 1.0, 0.0, 0.0)))
        ),
        answers=recent,
    )


def _logit(score: float) -> float:
    share = min(max(score, _LEAST), _MOST) / 100.0
    return log(share / (1.0 - share))


def _scores(told: Told) -> Told:
    """Logits as scores."""
    return Told(*(100.0 / (1.0 + exp(-bound)) for bound in (told.value, told.low, told.high)))
