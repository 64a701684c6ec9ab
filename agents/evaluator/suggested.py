"""A stronger version of an answer, from the candidate's own sentences and nothing else: verbatim,
in order, with […] and a cue where a fact is missing."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Sequence

from agents.evaluator import cues
from agents.evaluator.behavioral import Story
from agents.evaluator.coverage import PointJudgement
from agents.evaluator.endings import is_extent
from agents.evaluator.excerpts import begun, pointed
from agents.evaluator.missing import COUNTED, missing
from agents.evaluator.quoting import without_opening
from agents.evaluator.rubric import TOP, phrases, seen
from agents.evaluator.star import Role
from agents.evaluator.text import Sentence
from agents.evaluator.wording import blank, named
from domain import Criterion, Question

_SHOWN = {"about_them": 2, "own_evidence": 3, "reasons": 3}
"""Level from which a sentence on the employer is worth keeping; below it, anybody could say it."""

_CLOSED = (".", "!", "?", '"', "\u201d", ")", "]")


def story(question: Question, told: Story, flags: Sequence[str]) -> str:
    """The candidate's sentences in STAR order, a line for each part; sentences that belong to
    none are left out, of an answer beside the subject all."""
    shown = {c.criterion: seen(c) for c in told.criteria}
    levels = {c.criterion: int(c.level) for c in told.criteria if isinstance(c.level, int)}
    own = _Own(told, flags)
    situation, task = own.of("situation"), own.of("task")
    action, result, lesson = own.of("action"), own.of("result"), own.of("reflection")
    scene = next(c for c in told.criteria if c.criterion == "situation_and_task")
    setting = missing(scene) if levels[scene.criterion] < TOP else []
    if situation:
        if "when and where" in setting:
            situation = [blank("setting"), *situation]
        if "what was at stake" in setting:
            situation = [*situation, blank("trouble")]
    if not task and "your task" in setting:
        task = [blank("task")]
    if action:
        if '"we"' in shown["own_action"]:
            action = [*action, blank("we")]
        if levels["depth"] <= 2 and "a reason" not in shown["depth"].split(", "):
            action = [*action, blank("reason")]
    if result and not any(COUNTED.search(x) or is_extent(x.lower()) for x in result):
        result = [*result, blank("size")]
    if "wrongdoing" in flags:
        lesson = [*lesson, blank("amends")]
    lines = [
        situation or [blank("situation")],
        task,
        action or [blank("action")],
        result or [blank("result")],
        lesson or [blank("reflection")],
    ]
    if {"off_topic", "other_story"} & set(flags):
        lines.insert(0, [blank("case", question=named(question))])
    return "\n".join(begun(_joined(line)) for line in lines if line)


class _Own:
    """The candidate's sentences by role; what was only imagined is no fact."""

    def __init__(self, told: Story, flags: Sequence[str]) -> None:
        self._told = () if "off_topic" in flags else told.told

    def of(self, role: Role) -> list[str]:
        return [
            without_opening(t.sentence.raw)
            for t in self._told
            if t.role == role
            and (role == "reflection" or t.past or not cues.HYPOTHETICAL.search(t.sentence.clean))
        ]


def points(
    question: Question,
    made: Sequence[PointJudgement],
    criteria: Iterable[Criterion],
    flags: Sequence[str],
    sentences: Sequence[Sentence],
) -> str:
    """The candidate's own words for the points made, in their order, then the points to finish,
    to put right and to add, and of a plan what is not reasoned."""
    if "off_topic" in flags:
        made = [p if p.status == "missing" else _unmade(p) for p in made]
    # A criterion is met in other words than its own; which words those are is then uncertain.
    kept = {
        p.quote
        for p in made
        if p.status == "covered"
        and (question.kind == "technical" or pointed(question, p.point, p.quote))
    }
    lines = [f"Keep: {_whole(kept, sentences)}"] if kept else []
    for word, status in (("Finish", "partly"), ("Put right", "contradicted"), ("Add", "missing")):
        for quote, wanted in _by_quote(question, made, status, kept).items():
            marks = [f"[… {point}]" for point in wanted]
            own = _whole({quote}, sentences) if quote else ""
            if own:
                lines.append(f"{word}: {' '.join((own, *marks))}")
            else:
                lines += [f"{word if status == 'contradicted' else 'Add'}: {m}" for m in marks]
    for c in criteria:
        if c.criterion == "reasoning":
            lines += [f"Reason: {blank(_REASONING[part])}" for part in missing(c)]
    return "\n".join(lines)


def _by_quote(
    question: Question, made: Sequence[PointJudgement], status: str, kept: Collection[str]
) -> dict[str, dict[str, None]]:
    """The points of a status, each once, by the words they begin at, "" for none."""
    found: dict[str, dict[str, None]] = {}
    for p in made:
        if p.status == status:
            point = p.point.strip().rstrip(".")
            begun = status == "partly" and p.quote not in kept
            begun = begun and pointed(question, p.point, p.quote) > 0
            found.setdefault(p.quote if begun else "", {})[point] = None
    return found


def _whole(quotes: Iterable[str], sentences: Sequence[Sentence]) -> str:
    """The sentences the quotes are from, in full and in the order of the answer."""
    wanted = set(quotes)
    return _joined([without_opening(s.raw) for s in sentences if s.quote in wanted])


def _joined(pieces: Sequence[str]) -> str:
    """Sentences set side by side, with the stop that a sentence cut out of speech lacks."""
    said = [piece.rstrip(" ,;:") for piece in pieces]
    for i, (piece, after) in enumerate(itertools.pairwise(said)):
        if not piece.endswith(_CLOSED) and not after.startswith("["):
            said[i] = piece + (";" if after[:1].islower() else ".")
    return " ".join(said)


_REASONING = {"steps": "plan", "a reason": "why", "a condition": "condition"}


def _unmade(point: PointJudgement) -> PointJudgement:
    return PointJudgement(point.point, "missing", 0.0, "", point.support)


def shape(
    question: Question,
    criteria: Sequence[Criterion],
    flags: Sequence[str],
    sentences: Sequence[Sentence],
) -> str:
    """The candidate's own telling sentences about the employer, in their order, what they lack,
    and the bank's pattern to fill."""
    kept: set[str] = set()
    lacking = []
    for c in criteria:
        if c.criterion not in phrases("blanks") or not isinstance(c.level, int):
            continue
        if c.level >= _SHOWN[c.criterion] and not {"off_topic", "generic"} & set(flags):
            kept.update(c.quotes)
        if c.level <= 2:
            lacking.append(blank(c.criterion))
    lines = [f"Keep: {_whole(kept, sentences)}"] if kept else []
    if lacking:
        lines.append("Add: " + " ".join(lacking))
    if question.suggested_answer:
        lines.append(f"A shape for it: {question.suggested_answer}")
    return "\n".join(lines)
