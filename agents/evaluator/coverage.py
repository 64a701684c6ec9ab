"""Key points: which of them an answer makes, with the words that show it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from agents.evaluator import comparisons, contradiction, figures, negation
from agents.evaluator.curves import along
from agents.evaluator.evidence import Support, Unit, Units, Windows, supports
from agents.evaluator.overall import Whole
from agents.evaluator.standard import Standard
from agents.evaluator.text import Sentence, clauses, fold, reading, words
from domain import Coverage
from knowledge.lexicon import content

COVERED = 0.62
PARTLY = 0.30
MISQUOTED = 0.40
"""The most a point can be made with its figures wrong."""

TURNED_ROUND = 0.5
"""Share of denials in an answer from which it is taken to be turned round sentence for sentence;
see `negation.share_denied`."""

_CURVE = ((0.12, 0.0), (0.35, 0.5), (0.55, 0.8), (0.85, 1.0))
"""Support and the extent it stands for. Concave, since graders are lenient above the middle
(Mohler, SAF); reaching 1 any earlier costs agreement where answers are right or wrong (Beetle:
r .56 unbounded, .55 with .9, .40 with .5)."""


BESIDE_COST = 0.25
ALL_TO_THE_POINT = 0.35
"""What an answer with no word to the point would lose, and the share of its words from which none
is lost. On the project's typical technical answers this and `CHANCE` raise the rank correlation
from .61 to .68; on public sets it costs up to .01 (Mohler) and .02 (SAF) of Pearson's r."""

CHANCE = 0.03
"""Support that doubling the sentences of an answer brings by chance, the nearest being taken."""

_FEW = 2
"""Sentences up to which nothing comes by chance."""


@dataclass(frozen=True)
class PointJudgement:
    """One key point: how far it is made (0-1), in a word, and where."""

    point: str
    status: Coverage
    extent: float
    quote: str
    support: Support

    @property
    def counts(self) -> float:
        """What it counts in the mean of all points: its extent, and against it when turned
        round."""
        return -0.5 if self.status == "contradicted" else self.extent


def statements(text: str) -> tuple[str, ...]:
    """An expected answer cut into different statements that can be checked one by one; a sentence
    with brackets that a cut would open stays whole ("p = (1 - q) / 2")."""
    found: list[str] = []
    for sentence in reading(text).sentences:
        whole = fold(sentence.raw)
        parts = clauses(whole)
        closed = all(p.count("(") == p.count(")") for p in parts)
        found += (c.strip(" .") for c in (parts if closed else (whole,)))
    kept = tuple(c for c in dict.fromkeys(found) if content(words(c.lower())))
    return kept or ((text.strip(),) if text.strip() else ())


def windows_of(sentences: Sequence[Sentence], asked: Unit, units: Units) -> Windows:
    """The sentences alone, and each with the next one of its part."""
    pairs = [i for i, (a, b) in enumerate(itertools.pairwise(sentences)) if a.part == b.part]
    return Windows(tuple(units.of(s.clean) for s in sentences), tuple(pairs), asked)


def judge_points(
    points: Sequence[str],
    asked: Unit,
    sentences: Sequence[Sentence],
    units: Units,
    expected: str = "",
    windows: Windows | None = None,
) -> tuple[PointJudgement, ...]:
    """Judge each point against the sentences that count, alone and in neighbouring pairs (their
    `windows`, when they are at hand). A sentence that says the opposite of a whole answer that is
    `expected` makes no point."""
    windows = windows or windows_of(sentences, asked, units)
    wanted = [units.of(fold(p).lower()) for p in points]
    said = windows.said
    told = [f for u in said for f in figures.figures(u)]
    against = {
        contradiction.opposed(units.of(c), sentences, units)
        for s in reading(expected).sentences
        for c in clauses(s.clean)
    }
    compared = comparisons.compare(sentences, asked, units)
    turned = negation.share_denied(sentences) > TURNED_ROUND
    judged = []
    for point, w in zip(points, wanted, strict=True):
        f = _find(w, windows)
        nearest = said[f.place]
        opposite = contradiction.opposed(w, sentences, units)
        if opposite is None:
            opposite = comparisons.exchanged(w, compared, asked, units)
        if opposite is None and (
            f.place in against
            or contradiction.denied(w, nearest)
            or (turned and negation.denies(nearest.text) != negation.denies(w.text))
        ):
            opposite = f.place
        extent = f.extent
        if figures.wrong(w, nearest, told):
            extent = min(extent, MISQUOTED)
            if opposite is None and contradiction.speaks_of(w, nearest):
                opposite = f.place
        quote = "" if opposite is None else sentences[opposite].quote
        judged.append(_judged(point, extent, f, quote, sentences[f.place].quote))
    return tuple(judged)


@dataclass(frozen=True)
class _Found:
    """Where an answer speaks of a point: the sentence's number, its support and the extent."""

    place: int
    support: Support
    extent: float


def _find(wanted: Unit, windows: Windows) -> _Found:
    found = supports(wanted, windows)
    at = max(range(len(found)), key=lambda i: found[i].mean)
    nearest = [at]
    if at >= len(windows.said):
        first = windows.pairs[at - len(windows.said)]
        nearest = [first, first + 1]
    beyond_chance = found[at].mean - CHANCE * math.log2(max(len(windows.said) / _FEW, 1.0))
    return _Found(
        max(nearest, key=lambda i: found[i].mean), found[at], along(_CURVE, beyond_chance)
    )


def _judged(point: str, extent: float, found: _Found, against: str, where: str) -> PointJudgement:
    shown = found.support
    if against and extent > PARTLY:
        return PointJudgement(point, "contradicted", 0.0, against, shown)
    if extent >= COVERED:
        return PointJudgement(point, "covered", extent, where, shown)
    if extent >= PARTLY:
        return PointJudgement(point, "partly", extent, where, shown)
    return PointJudgement(point, "missing", extent, "", shown)


def score(judgements: Sequence[PointJudgement], whole: Whole, standard: Standard) -> float:
    """0-100: the mean extent of the points, a contradicted one counting against, and how near the
    `whole` answer is to all of them, which contradictions lower."""
    return 100 * along(standard.worth, made(judgements, whole, standard)) if judgements else 0.0


def made(judgements: Sequence[PointJudgement], whole: Whole, standard: Standard) -> float:
    """The share of what is expected that is there, 0-1, before it is put on the scale of grades."""
    opposed = sum(j.status == "contradicted" for j in judgements) / len(judgements)
    points = sum(j.counts for j in judgements) / len(judgements)
    both = (1 - standard.whole) * points + standard.whole * whole.nearness * (1 - opposed)
    return both * kept(whole) * dense(whole, standard)


def kept(whole: Whole) -> float:
    """What talk beside the point leaves, 0-1: a short answer that says it is worth more than a
    long one in which it can be found."""
    return 1 - BESIDE_COST * (1 - min(whole.to_the_point / ALL_TO_THE_POINT, 1.0))


def dense(whole: Whole, standard: Standard) -> float:
    """What hollow talk leaves, 0-1, by the pith of the answer."""
    return 1 - standard.hollow_cost * (1 - whole.pith)
