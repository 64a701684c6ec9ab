"""A stronger version of an answer, from the candidate's own sentences and nothing else: verbatim,
in order, with […] and a cue where a fact is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agents.evaluator import cues
from agents.evaluator.behavioral import Story
from agents.evaluator.coverage import PointJudgement
from agents.evaluator.missing import missing
from agents.evaluator.quoting import without_opening
from agents.evaluator.rubric import TOP, phrases, seen
from agents.evaluator.star import Role
from agents.evaluator.wording import blank, named
from domain import Criterion, Question


def story(question: Question, told: Story, flags: Sequence[str]) -> str:
    """The candidate's sentences in STAR order, a line for each part; sentences that belong to
    none are left out, of an answer beside the subject all."""
    shown = {c.criterion: seen(c) for c in told.criteria}
    levels = {c.criterion: int(c.level) for c in told.criteria if isinstance(c.level, int)}
    own = _Own(told, flags)
    situation, task = own.of("situation"), own.of("task")
    action, result, lesson = own.of("action"), own.of("result"), own.of("reflection")
    scene = next(c for c in told.criteria if c.criterion == "situation_and_task")
    setting = missing(scene, situation) if levels[scene.criterion] < TOP else []
    if situation:
        if "when and where" in setting:
            situation = [blank("setting"), *situation]
        if "what was wrong" in setting:
            situation = [*situation, blank("trouble")]
    if not task and "your task" in setting:
        task = [blank("task")]
    if action:
        if '"we"' in shown["own_action"]:
            action = [*action, blank("we")]
        if levels["depth"] <= 2 and "a reason" not in shown["depth"].split(", "):
            action = [*action, blank("reason")]
    if result and not any(cues.QUANTITY.search(line.lower()) for line in result):
        result = [*result, blank("size")]
    lines = [
        situation or [blank("situation")],
        task,
        action or [blank("action")],
        result or [blank("result")],
        lesson or [blank("reflection")],
    ]
    if {"off_topic", "other_story"} & set(flags):
        lines.insert(0, [blank("case", question=named(question))])
    return "\n".join(" ".join(line) for line in lines if line)


class _Own:
    """The candidate's sentences by role; what was only imagined is no fact."""

    def __init__(self, told: Story, flags: Sequence[str]) -> None:
        self._told = () if "off_topic" in flags else told.told

    def of(self, role: Role) -> list[str]:
        return [
            without_opening(t.sentence.raw)
            for t in self._told
            if t.role == role and (t.past or not cues.HYPOTHETICAL.search(t.sentence.clean))
        ]


def points(
    made: Sequence[PointJudgement], criteria: Iterable[Criterion], flags: Sequence[str]
) -> str:
    """The candidate's own words for the points made, then the points to finish, to put right and
    to add, and of a plan what is not reasoned."""
    if "off_topic" in flags:
        made = [p if p.status == "missing" else _unmade(p) for p in made]
    lines = []
    kept = list(dict.fromkeys(p.quote for p in made if p.status == "covered"))
    if kept:
        lines.append("Keep: " + " ".join(without_opening(q) for q in kept))
    for word, status in (("Finish", "partly"), ("Put right", "contradicted"), ("Add", "missing")):
        for p in made:
            if p.status == status:
                own = without_opening(p.quote) if status == "partly" and p.quote not in kept else ""
                lines.append(f"{word}: " + f"{own} [… {p.point.strip().rstrip('.')}]".strip())
    for c in criteria:
        if c.criterion == "reasoning":
            lines += [f"Reason: {blank(_REASONING[part])}" for part in missing(c)]
    return "\n".join(lines)


_REASONING = {"steps": "plan", "a reason": "why", "a condition": "condition"}


def _unmade(point: PointJudgement) -> PointJudgement:
    return PointJudgement(point.point, "missing", 0.0, "", point.support)


def shape(question: Question, criteria: Sequence[Criterion], flags: Sequence[str]) -> str:
    """The candidate's own telling sentences about the employer, what they lack, and the bank's
    pattern to fill."""
    kept: dict[str, None] = {}
    lacking = []
    for c in criteria:
        if c.criterion not in phrases("blanks") or not isinstance(c.level, int):
            continue
        if c.level >= 2 and "off_topic" not in flags:
            kept |= dict.fromkeys(c.quotes)
        if c.level <= 2:
            lacking.append(blank(c.criterion))
    lines = ["Keep: " + " ".join(without_opening(q) for q in kept)] if kept else []
    if lacking:
        lines.append("Add: " + " ".join(lacking))
    if question.suggested_answer:
        lines.append(f"A shape for it: {question.suggested_answer}")
    return "\n".join(lines)
