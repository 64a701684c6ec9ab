"""Key points: which of them an answer makes, with the words that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.evaluator.contradiction import opposite
from agents.evaluator.evidence import Support, Unit, Units, support
from agents.evaluator.text import Sentence, clauses, fold, read
from domain import Coverage

COVERED = 0.62
PARTLY = 0.30

_ZERO, _FULL = 0.12, 0.55
"""Support at which a point begins to count and at which it counts in full; set on the Mohler and
SAF development answers so that the middle of the scale means half a point there."""


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
    return tuple(c.strip(" .") for c in found if any(ch.isalpha() for ch in c))


def judge_points(
    points: Sequence[str], asked: Unit, sentences: Sequence[Sentence], units: Units
) -> tuple[PointJudgement, ...]:
    """Judge each point against the sentences that count, alone and in neighbouring pairs."""
    return tuple(_judge(p, asked, sentences, units) for p in points)


def _judge(point: str, asked: Unit, sentences: Sequence[Sentence], units: Units) -> PointJudgement:
    wanted = units.of(fold(point).lower())
    best, where, shown = 0.0, "", Support(0.0, 0.0, 0.0)
    for i, s in enumerate(sentences):
        alone = support(wanted, units.of(s.clean), asked)
        found = alone
        if i + 1 < len(sentences) and sentences[i + 1].part == s.part:
            pair = support(wanted, units.of(s.clean + " " + sentences[i + 1].clean), asked)
            found = max(alone, pair, key=lambda x: x.mean)
        if found.mean > best:
            best, where, shown = found.mean, s.quote, found
    extent = min(max((best - _ZERO) / (_FULL - _ZERO), 0.0), 1.0)
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
    return max(100 * sum(worth) / len(worth), 0.0)
