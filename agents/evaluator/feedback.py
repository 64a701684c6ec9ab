"""What to tell the candidate: strengths, improvements, gaps and a suggested answer.

Every line quotes the answer or names the point it is about, so that no two answers get the same
sentence; nothing is said to be in the answer that is not quoted from it.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.evaluator import cues
from agents.evaluator.behavioral import Story
from agents.evaluator.coverage import PointJudgement
from agents.evaluator.flags import CAPS, FLAGS
from agents.evaluator.reasoned import topic
from agents.evaluator.rubric import next_step, phrase
from agents.evaluator.text import Sentence
from domain import Criterion, Gap, GapKind, Question

SHORT = 90


def snippet(quote: str) -> str:
    """A quote short enough to stand inside a sentence; still verbatim."""
    if len(quote) <= SHORT:
        return quote.rstrip(" .,;!?")
    cut = quote[: SHORT + 1].rsplit(None, 1)[0]
    clause = max(cut.rfind(mark) for mark in (", ", "; ", ": ", " because ", " and "))
    return (cut[:clause] if clause > SHORT // 3 else cut).rstrip(" .,;:!?-")


_ABOUT = {
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


def strengths(criteria: Sequence[Criterion], flags: Sequence[str] = ()) -> tuple[str, ...]:
    """Up to three lines, each about a criterion at level 3 or more or a covered point; an answer
    that is capped is not praised for being on the subject, one beside the subject for nothing."""
    if "off_topic" in flags:
        return ()
    best = [
        c
        for c in criteria
        if c.quotes and (c.level == "covered" or (isinstance(c.level, int) and c.level >= 3))
    ]
    if any(f in CAPS for f in flags):
        best = [c for c in best if c.criterion != "relevance"]
    best.sort(key=lambda c: -(c.weight * (c.level if isinstance(c.level, int) else 4)))
    lines: list[str] = []
    used: set[str] = set()
    for c in best:
        quote = next((q for q in c.quotes if q not in used), "")
        if not quote:
            continue
        used.add(quote)
        if isinstance(c.level, int):
            lines.append(phrase("praise", c.criterion).format(q=snippet(quote)))
        else:
            lines.append(f'You make the point "{snippet(c.criterion)}": "{snippet(quote)}".')
    return tuple(lines[:3])


def improvements(
    question: Question, criteria: Sequence[Criterion], flags: Sequence[str], anchor: dict[str, str]
) -> tuple[str, ...]:
    """Up to four lines, the ones that would earn most first. `anchor` maps a criterion to the
    quote its gap sits at ("" for the first words of the answer)."""
    lines = [f"Before anything else: {FLAGS[f]}. {_FIRST_AID[f]}" for f in flags if f in _FIRST_AID]

    def missed(c: Criterion) -> float:
        level = (
            {"covered": 4.0, "partly": 2.0, "missing": 0.0, "contradicted": -2.0}.get(
                str(c.level), 0.0
            )
            if isinstance(c.level, str)
            else float(c.level)
        )
        return c.weight * (4 - level)

    for c in sorted(criteria, key=missed, reverse=True):
        if missed(c) <= 0 or (isinstance(c.level, int) and c.level >= 3):
            continue
        quote = snippet(anchor.get(c.criterion) or anchor.get("", ""))
        if c.level == "missing":
            lines.append(f'Not in your answer: "{c.criterion}".')
        elif c.level == "partly":
            lines.append(
                f'"{snippet(c.quotes[0])}" goes half way to "{c.criterion}"; finish the thought.'
            )
        elif c.level == "contradicted":
            lines.append(
                f'"{snippet(c.quotes[0])}" says the opposite of what holds: {c.criterion}.'
            )
        elif quote:
            why = c.note.partition("(")[2].partition(")")[0] or next_step(
                question.kind, c.criterion
            )
            subject = (question.competency or question.category).replace("_", " ")
            lines.append(phrase("advice", c.criterion).format(q=quote, topic=subject, why=why))
    return tuple(dict.fromkeys(lines))[:4]


_FIRST_AID = {
    "hypothetical": "Tell one time you really did it, in the past tense.",
    "no_story": "Tell one time you did something about it, from start to end.",
    "traits": "Replace the qualities by one story that proves them.",
    "off_topic": "Read the question again and answer that one.",
    "generic": "Say one thing that holds of them alone, and one that you did.",
    "other_story": "Choose a case of what was asked.",
    "labels_only": "Fill each part with what happened.",
    "keywords_only": "Say in sentences how the terms hang together.",
    "scrambled": "Put the words into sentences.",
    "too_short": "Take a minute or two, and tell it from start to end.",
    "not_an_answer": "If nothing comes to mind, take the nearest case you have and say so.",
    "question_copied": "Leave the question out and begin with your own words.",
    "to_the_grader": "Only what you say about the question earns.",
    "repetition": "Say each thing once, and add the next one.",
    "gibberish": "Answer in sentences.",
}


def anchors(story: Story, sentences: Sequence[Sentence]) -> dict[str, str]:
    """Where in a story the advice on each criterion belongs, as quotes."""
    last = sentences[-1].quote
    found = {c.criterion: c.quotes[0] for c in story.criteria if c.quotes}
    return {
        "": sentences[0].quote,
        "relevance": sentences[0].quote,
        "situation_and_task": sentences[0].quote,
        "own_action": found.get("own_action") or last,
        "depth": story.first("action") or last,
        "result": found.get("result") or last,
        "reflection": found.get("result") or last,
        "delivery": max((s.quote for s in sentences), key=len),
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
    elif levels["result"] < 4 and not any(
        cues.QUANTITY.search(q.lower()) for q in quotes["result"]
    ):
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
    low = [c for c in criteria if isinstance(c.level, int) and c.level <= 2 and c.criterion in _GAP]
    low.sort(key=lambda c: -c.weight * (4 - int(c.level)))
    return tuple(
        Gap(
            kind=_GAP[c.criterion],
            quote=snippet(next(iter(c.quotes), last)),
            about=_ABOUT[_GAP[c.criterion]],
        )
        for c in low
    )


_GAP: dict[str, GapKind] = {
    "relevance": "relevance",
    "own_evidence": "example",
    "about_them": "detail",
}


def suggested_story(story: Story) -> str:
    """The candidate's own sentences in STAR order, with [...] where a part is missing."""
    wanted = (
        ("situation", "[Where and when was it, and what was wrong?]"),
        ("task", "[What did you have to achieve?]"),
        ("action", "[What did you do yourself, step by step?]"),
        ("result", "[What changed, for whom, and by how much?]"),
        ("reflection", "[What did you learn, and where have you used it since?]"),
    )
    lines = []
    for role, blank in wanted:
        own = [t.sentence.raw for t in story.told if t.role == role]
        lines.append(" ".join(own) if own else blank)
    return "\n".join(lines)


def suggested_points(points: Sequence[PointJudgement]) -> str:
    """The candidate's own words for the points made, and the points still to make."""
    made = list(
        dict.fromkeys(p.quote for p in points if p.quote and p.status in ("covered", "partly"))
    )
    lines = ["Keep: " + " ".join(made)] if made else []
    still = [p.point for p in points if p.status in ("missing", "contradicted")]
    half = [p.point for p in points if p.status == "partly"]
    if half:
        lines.append("Finish: " + "; ".join(half))
    if still:
        lines.append("Add: " + "; ".join(still))
    return "\n".join(lines)


def suggested_shape(question: Question, criteria: Sequence[Criterion]) -> str:
    """The candidate's own telling sentences about the employer, and the bank's pattern to fill."""
    kept = dict.fromkeys(q for c in criteria if c.criterion != "relevance" for q in c.quotes)
    lines = ["Keep: " + " ".join(kept)] if kept else []
    if question.suggested_answer:
        lines.append(f"A shape for it: {question.suggested_answer}")
    return "\n".join(lines)


def nothing_gaps(question: Question, quote: str) -> tuple[Gap, ...]:
    """What to ask for after an answer without content."""
    kind: GapKind = "example" if question.kind == "behavioral" else "detail"
    about = _ABOUT["example"] if kind == "example" else "how you would go about it"
    return (Gap(kind=kind, quote=quote, about=about),)
