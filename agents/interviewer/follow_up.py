"""Picks, among a question's own follow-ups, the one that asks for what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from agents.interviewer import OF_THE_QUESTION, Line, Scene
from domain import Assessment, Question
from knowledge.embedder import load_embedder


def nearest_follow_up(scene: Scene, question: Question, assessment: Assessment | None) -> Line:
    """The follow-up not asked yet that lies nearest to a missing point and farthest from the
    points already made; they come in the bank's order when nothing tells them apart. When all
    have been asked, the question itself."""
    left = [
        index
        for index in range(len(question.follow_up_questions))
        if f"{OF_THE_QUESTION}{index}" not in scene.spent
    ]
    if not left:
        return Line(text=question.question)
    missing, made = _points(assessment)
    texts = [question.follow_up_questions[index] for index in left]
    pull = _nearness(texts, missing)
    push = _nearness(texts, made)
    best = max(range(len(left)), key=lambda i: (pull[i] - push[i], -i))
    return Line(text=texts[best], spent=(f"{OF_THE_QUESTION}{left[best]}",))


def _points(assessment: Assessment | None) -> tuple[list[str], list[str]]:
    """The key points still missing or partly made, and those covered."""
    criteria = assessment.criteria if assessment else ()
    missing = [c.criterion for c in criteria if c.level in ("missing", "partly", "contradicted")]
    return missing, [c.criterion for c in criteria if c.level == "covered"]


def _nearness(texts: Sequence[str], points: Sequence[str]) -> list[float]:
    """For each text the cosine to the nearest point; 0 when there are none."""
    if not points:
        return [0.0] * len(texts)
    vectors = load_embedder().encode([*texts, *points])
    cosines = vectors[: len(texts)] @ vectors[len(texts) :].T
    return [float(cosine) for cosine in cosines.max(axis=1)]
