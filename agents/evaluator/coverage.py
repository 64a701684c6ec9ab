"""Key points: which of them an answer makes, with the words that show it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agents.evaluator.contradiction import opposite
from agents.evaluator.evidence import Support, Unit, Units, supports
from agents.evaluator.lexicon import content
from agents.evaluator.text import Sentence, clauses, fold, read, words
from domain import Coverage

COVERED = 0.62
PARTLY = 0.30

_CURVE = ((0.12, 0.0), (0.35, 0.5), (0.55, 0.8), (0.85, 1.0))
"""Support and the extent it stands for. Concave, since graders are lenient above the middle
(Mohler, SAF); reaching 1 any earlier costs agreement where answers are right or wrong (Beetle:
r .56 unbounded, .55 with .9, .40 with .5)."""


_WORTH = ((0.0, 0.0), (0.3, 0.32), (0.6, 0.7), (0.75, 0.86), (1.0, 1.0))
"""Mean extent and the share of 100 it earns; puts the bank's own expected answers (mean extent
.75 against their key points) in the eighties."""


@dataclass(frozen=True)
class PointJudgement:
    """One key point: how far it is made (0-1), in a word, and where."""

    point: str
    status: Coverage
    extent: float
    quote: str
    support: Support


def statements(text: str) -> tuple[str, ...]:
    """An expected answer cut into statements that can be checked one by one."""
    found = [c for s in read(text).sentences for c in clauses(fold(s.raw))]
    return tuple(c.strip(" .") for c in found if content(words(c.lower()))) or (
        (text.strip(),) if text.strip() else ()
    )


def judge_points(
    points: Sequence[str], asked: Unit, sentences: Sequence[Sentence], units: Units
) -> tuple[PointJudgement, ...]:
    """Judge each point against the sentences that count, alone and in neighbouring pairs."""
    return tuple(_judge(p, asked, sentences, units) for p in points)


def _judge(point: str, asked: Unit, sentences: Sequence[Sentence], units: Units) -> PointJudgement:
    wanted = units.of(fold(point).lower())
    said = [units.of(s.clean) for s in sentences]
    pairs = [i for i, (a, b) in enumerate(itertools.pairwise(sentences)) if a.part == b.part]
    found = supports(wanted, said, asked, pairs)
    places = [*range(len(said)), *pairs]
    at = max(range(len(found)), key=lambda i: found[i].mean)
    first = places[at]
    nearest = [first] if at < len(said) else [first, first + 1]
    shown = found[at]
    where = sentences[max(nearest, key=lambda i: found[i].mean)].quote
    extent = _along(_CURVE, shown.mean)
    against = opposite(wanted, sentences, units)
    if against and extent > PARTLY:
        return PointJudgement(point, "contradicted", 0.0, against, shown)
    if extent >= COVERED:
        return PointJudgement(point, "covered", extent, where, shown)
    if extent >= PARTLY:
        return PointJudgement(point, "partly", extent, where, shown)
    return PointJudgement(point, "missing", extent, "", shown)


def score(judgements: Sequence[PointJudgement]) -> float:
    """0-100: the mean extent of the points, a contradicted one counting against."""
    if not judgements:
        return 0.0
    worth = [-0.5 if j.status == "contradicted" else j.extent for j in judgements]
    return 100 * _along(_WORTH, sum(worth) / len(worth))


def _along(curve: tuple[tuple[float, float], ...], at: float) -> float:
    """The value of a piecewise linear curve, flat beyond its ends."""
    return float(np.interp(at, [x for x, _ in curve], [y for _, y in curve]))
