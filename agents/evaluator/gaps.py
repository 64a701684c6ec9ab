"""What an answer left out, for the interviewer to ask about: most telling first, with the
candidate's phrase it sits at."""

from __future__ import annotations

from collections.abc import Sequence

from agents.evaluator.behavioral import Story
from agents.evaluator.coverage import PointJudgement
from agents.evaluator.missing import COUNTED
from agents.evaluator.quoting import snippet
from agents.evaluator.topics import topic
from domain import Criterion, Gap, GapKind, Question

_ABOUT: dict[GapKind, str] = {
    "situation": "where and when that was",
    "task": "what you had to achieve",
    "own_part": "your own part",
    "action": "what you did",
    "result": "what came of it",
    "numbers": "what it changed, in numbers",
    "reflection": "what you took from it",
    "detail": "why you went about it that way",
    "example": "one real example",
    "relevance": "the question itself",
}
_BY_CRITERION: dict[str, GapKind] = {
    "relevance": "relevance",
    "own_evidence": "example",
    "about_them": "detail",
}


def story_gaps(story: Story, last: str) -> tuple[Gap, ...]:
    """What a story left out, most telling first; `last` is the last thing said, quoted."""
    levels = {c.criterion: c.level for c in story.criteria if isinstance(c.level, int)}
    quotes = {c.criterion: c.quotes for c in story.criteria}
    gaps: list[tuple[float, Gap]] = []

    def add(weight: float, kind: GapKind, quote: str) -> None:
        gaps.append((weight, Gap(kind=kind, quote=snippet(quote), about=_ABOUT[kind])))

    if {"hypothetical", "traits", "no_story"} & set(story.flags):
        add(9, "example", last)
    if levels["relevance"] == 0:
        add(8, "relevance", last)
    if not story.mine and story.ours:
        add(7, "own_part", next(iter(quotes["own_action"]), last))
    elif levels["own_action"] <= 1:
        add(6, "action", last)
    if levels["result"] <= 1:
        add(6.5, "result", next(iter(quotes["result"]), last))
    elif levels["result"] < 4 and not any(COUNTED.search(q) for q in quotes["result"]):
        add(4, "numbers", next(iter(quotes["result"]), last))
    if levels["situation_and_task"] <= 1:
        add(3, "situation", story.first("action") or last)
    elif levels["situation_and_task"] == 2:
        add(2, "task", next(iter(quotes["situation_and_task"]), last))
    if levels["depth"] <= 2:
        add(2.5, "detail", story.first("action") or last)
    if levels["reflection"] == 0:
        add(1, "reflection", next(iter(quotes["result"]), last))
    return tuple(g for _, g in sorted(gaps, key=lambda x: -x[0]))


def point_gaps(points: Sequence[PointJudgement], last: str) -> tuple[Gap, ...]:
    """What points were not made, contradicted ones first, named by their subject only."""
    order = {"contradicted": 0, "missing": 1, "partly": 2}
    open_ = sorted((p for p in points if p.status in order), key=lambda p: order[p.status])
    return tuple(
        Gap(kind="key_point", quote=snippet(p.quote or last), about=topic(p.point)) for p in open_
    )


def criterion_gaps(criteria: Sequence[Criterion], last: str) -> tuple[Gap, ...]:
    """What the levelled criteria of a company answer leave open, the heaviest first."""
    low = [
        c
        for c in criteria
        if isinstance(c.level, int) and c.level <= 2 and c.criterion in _BY_CRITERION
    ]
    low.sort(key=lambda c: -c.weight * (4 - int(c.level)))
    return tuple(
        Gap(
            kind=_BY_CRITERION[c.criterion],
            quote=snippet(next(iter(c.quotes), last)),
            about=_ABOUT[_BY_CRITERION[c.criterion]],
        )
        for c in low
    )


def nothing_gaps(question: Question, quote: str) -> tuple[Gap, ...]:
    """What to ask for after an answer without content."""
    kind: GapKind = "example" if question.kind == "behavioral" else "detail"
    about = _ABOUT["example"] if kind == "example" else "how you would go about it"
    return (Gap(kind=kind, quote=snippet(quote), about=about),)
