"""The anchored rubrics: weights per kind and seniority, what each level means."""

from __future__ import annotations

import itertools
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from domain import Criterion, Question, Seniority

_FILE = Path(__file__).resolve().parents[2] / "knowledge" / "rubrics.json"

TOP = 4


@lru_cache(maxsize=1)
def _rubrics() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return data


def weights(kind: str, seniority: Seniority = "mid") -> dict[str, float]:
    """The weight of each criterion for a kind of question; they sum to 1."""
    found: dict[str, Any] = _rubrics()[kind]["weights"]
    return {k: float(v) for k, v in found[seniority].items()}


def seniority_of(question: Question) -> Seniority:
    """The seniority a question is meant for; "mid" when it is for several or for all."""
    return question.seniority[0] if len(question.seniority) == 1 else "mid"


def anchor(kind: str, criterion: str, level: int) -> str:
    """What a level of a criterion means, in words shown to the user."""
    for k in (kind, "behavioral"):
        anchors = _rubrics()[k]["anchors"]
        if criterion in anchors:
            return str(anchors[criterion][level])
    return ""


def next_step(kind: str, criterion: str) -> str:
    """What the next level of a criterion asks for."""
    for k in (kind, "behavioral"):
        steps = _rubrics()[k]["next"]
        if criterion in steps:
            return str(steps[criterion])
    return ""


def phrases(*path: str) -> Any:
    """The wording of feedback at a place of the file's "phrases"; see `wording`."""
    found: Any = _rubrics()["phrases"]
    for name in path:
        found = found[name]
    return found


def criterion(
    kind: str, name: str, level: int, weight: float, quotes: tuple[str, ...] = (), seen: str = ""
) -> Criterion:
    """A judged criterion. Its note reads "LEVEL of 4, POINTS of MOST points: ANCHOR (SEEN). For
    more: NEXT." where SEEN and NEXT may be absent; points are those of the plain sum."""
    note = f"{level} of {TOP}, {points(level, weight)}: {anchor(kind, name, level)}"
    if seen and seen not in anchor(kind, name, level):
        note += f" ({seen})"
    note += "."
    if level < TOP:
        note += f" For more: {next_step(kind, name)}."
    return Criterion(criterion=name, level=level, weight=weight, quotes=quotes, note=note)


def points(level: float, weight: float) -> str:
    """ "11 of 22 points": what a level (0-4) earns of a weight (0-1)."""
    return f"{number(100 * weight * level / TOP)} of {number(100 * weight)} points"


def seen(criterion: Criterion) -> str:
    """What was seen, from the note of a criterion; "" when there is nothing in brackets."""
    anchored = criterion.note.partition(". For more: ")[0]
    return anchored.partition(" (")[2].rstrip(".").removesuffix(")")


def total(criteria: tuple[Criterion, ...]) -> float:
    """0-100 from levelled criteria: the weighted mean of level over 4."""
    return 100 * sum(c.weight * c.level / TOP for c in criteria if isinstance(c.level, int))


def curved(kind: str, score: float) -> float:
    """A weighted mean of levels (0-100) on the kind's curve, which puts the graded answers' good
    and excellent ones where people put them (60-80 and 82 or more)."""
    points = _rubrics()[kind].get("curve", [[0, 0], [100, 100]])
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if score <= x1:
            return float(y0 + (y1 - y0) * (score - x0) / (x1 - x0))
    return float(points[-1][1])


def number(value: float) -> str:
    """A figure with one decimal, without one where it is whole."""
    return f"{value:.1f}".removesuffix(".0")
