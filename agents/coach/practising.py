"""What a practice session shows beyond its report: answers given again, and self-ratings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean

from agents.coach import Coach
from domain import Again, Assessment, Job, Report, SelfRating, Story, Turn
from knowledge.naming import spoken

_TOLD = 3
# From this level on, of 4, a criterion held; below the other it is worth a word.
_HELD, _LACKING = 3, 2


def first_answers(turns: Iterable[Turn]) -> list[Turn]:
    """Per question the turn that stands for it in practice: its first scored answer, else its
    last turn. What is answered again with the feedback in mind is no measure of the level."""
    by_question: dict[int, Turn] = {}
    for turn in sorted(turns, key=lambda turn: (turn.n, turn.part)):
        standing = by_question.get(turn.n)
        if standing is None or standing.score is None:
            by_question[turn.n] = turn
    return list(by_question.values())


def answered_again(turns: Sequence[Turn]) -> tuple[Again, ...]:
    """The questions with more than one scored answer: the score of the first and of the last."""
    found: list[Again] = []
    for n in sorted({turn.n for turn in turns}):
        scores = [
            turn.score
            for turn in sorted(turns, key=lambda turn: turn.part)
            if turn.n == n and turn.score is not None
        ]
        if len(scores) > 1:
            found.append(Again(n=n, before=scores[0], after=scores[-1], answers=len(scores)))
    return tuple(found)


def self_rated(turns: Iterable[Turn]) -> SelfRating | None:
    """How the candidate rated themselves beside how they were scored, over the answers that have
    both; None without any."""
    pairs = [
        (turn.self_rating, turn.score)
        for turn in turns
        if turn.self_rating is not None and turn.score is not None
    ]
    if not pairs:
        return None
    return SelfRating(
        answers=len(pairs),
        rated=round(fmean(rated for rated, _ in pairs), 1),
        scored=round(fmean(score for _, score in pairs), 1),
    )


def session_report(
    coach: Coach, turns: Sequence[Turn], job: Job, stories: Sequence[Story]
) -> Report:
    """The report on a practice session: over first answers, with what came of the others."""
    report = coach.review(first_answers(turns), job, stories)
    return report.model_copy(
        update={"again": answered_again(turns), "self_rating": self_rated(turns)}
    )


def feedback(assessment: Assessment) -> str:
    """An assessment in two or three sentences: the score, what held it up, what held it down."""
    if assessment.score is None:
        return assessment.unscored_reason or "Not scored."
    held, lacking = _apart(assessment)
    parts = [f"{assessment.score:.0f} of 100."]
    if held:
        parts.append(f"What held up: {', '.join(held)}.")
    if lacking:
        parts.append(f"What was left out or thin: {', '.join(lacking)}.")
    if assessment.flags:
        noted = ", ".join(flag.replace("_", " ") for flag in assessment.flags)
        parts.append(f"Noted: {noted}.")
    return " ".join(parts)


def _apart(assessment: Assessment) -> tuple[list[str], list[str]]:
    """The names of what held and of what was lacking, the heaviest first."""
    held: list[str] = []
    lacking: list[str] = []
    for one in sorted(assessment.criteria, key=lambda criterion: -criterion.weight):
        if isinstance(one.level, int):
            name = spoken(one.criterion)
            good, poor = one.level >= _HELD, one.level < _LACKING
        else:
            name = f"“{one.criterion}”"
            good, poor = one.level == "covered", one.level in ("missing", "contradicted")
        if good:
            held.append(name)
        elif poor:
            lacking.append(name)
    return held[:_TOLD], lacking[:_TOLD]
