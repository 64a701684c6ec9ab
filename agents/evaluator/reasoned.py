"""What answers judged by points have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.evaluator.coverage import PointJudgement
from agents.evaluator.overall import Whole
from agents.evaluator.standard import POINTS, Standard
from domain import Criterion, Question

OFF_TOPIC_SHARE = 0.15
"""What is left of an answer, of what it earned, below which it is flagged as off topic."""

NO_WHOLE = Whole(0.0, 0.0)
"""Of an answer that is not compared with an expected one."""


@dataclass(frozen=True)
class Reasoned:
    """What was found in an answer judged by points: its criteria, points, flags and score, and how
    the `whole` of it compares, on a `standard`, to all points together. `told` says how the score
    came about, where that is not the way of technical answers."""

    criteria: tuple[Criterion, ...]
    points: tuple[PointJudgement, ...]
    flags: tuple[str, ...]
    score: float
    whole: Whole = NO_WHOLE
    standard: Standard = POINTS
    told: tuple[str, ...] = ()


def targets_of(question: Question) -> bool:
    """Whether the question holds anything an answer of its kind can be checked against."""
    if question.kind == "technical":
        return bool(question.key_points or question.expected_approach or question.example_answer)
    if question.kind == "situational":
        return bool(question.evaluation_criteria or question.sample_response)
    return True


def point_criteria(points: Sequence[PointJudgement], share: float) -> tuple[Criterion, ...]:
    """Each point as a criterion, the points sharing `share` of the score evenly."""
    return tuple(
        Criterion(
            criterion=p.point,
            level=p.status,
            weight=share / len(points),
            quotes=(p.quote,) if p.quote else (),
            note=f"{p.status}: {p.extent:.0%} of it is there"
            if p.status != "contradicted"
            else "contradicted: the answer says the opposite",
        )
        for p in points
    )
