"""Behavioral answers: seven anchored criteria, and the caps people apply without thinking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.evaluator import cues, delivery, rubric
from agents.evaluator.evidence import Units
from agents.evaluator.guards import labels
from agents.evaluator.relevance import Relevance, measure
from agents.evaluator.star import Told, tag
from agents.evaluator.text import Sentence
from domain import Criterion, Delivery, Question, Seniority

KIND = "behavioral"


@dataclass(frozen=True)
class Story:
    """What was found in a behavioral answer; the base of its score and of its feedback."""

    told: tuple[Told, ...]
    criteria: tuple[Criterion, ...]
    flags: tuple[str, ...]
    mine: tuple[str, ...]
    ours: tuple[str, ...]

    def first(self, *roles: str) -> str:
        """The surest sentence of one of the roles, quoted, or nothing."""
        found = [t for t in self.told if t.role in roles]
        return max(found, key=lambda t: t.confidence).sentence.quote if found else ""


def judge(question: Question, sentences: Sequence[Sentence], said: Delivery, units: Units) -> Story:
    """Level each criterion, and name what caps the score."""
    told = tag(sentences, units)
    text = " . ".join(s.clean for s in sentences)
    mine, ours = _distinct(cues.doing, sentences), _distinct(cues.we_doing, sentences)
    past = _past_share(told)
    relevance = measure(question, sentences, units)
    weights = rubric.weights(KIND, _seniority(question))
    levels = {
        "relevance": _relevance(relevance),
        "situation_task": _situation_task(told, past),
        "own_action": _own_action(told, mine, ours, text),
        "depth": _depth(sentences, mine),
        "result": _result(told, past),
        "reflection": _reflection(sentences),
    }
    level, seen = delivery.level(said)
    levels["delivery"] = (level, (), seen)
    criteria = tuple(
        rubric.criterion(KIND, name, value, weights[name], quotes, why)
        for name, (value, quotes, why) in levels.items()
    )
    flags = _flags(told, past, mine, ours, levels, text)
    return Story(told, criteria, flags, mine, ours)


def _seniority(question: Question) -> Seniority:
    return question.seniority[0] if len(question.seniority) == 1 else "mid"


Level = tuple[int, tuple[str, ...], str]


def _relevance(found: Relevance) -> Level:
    steps = (0.10, 0.25, 0.42, 0.60)
    level = sum(found.strength >= s for s in steps)
    return level, (found.quote,) if level and found.quote else (), ""


def _situation_task(told: Sequence[Told], past: float) -> Level:
    setting = [t for t in told if cues.SETTING.search(t.sentence.clean) and t.past]
    trouble = [t for t in told if cues.TROUBLE.search(t.sentence.clean) and t.past]
    task = [t for t in told if cues.TASK.search(t.sentence.clean)]
    opening = [t for t in told if t.role == "situation" and t.past]
    found = bool(setting) + bool(trouble or len(opening) > 1) + bool(task)
    words = sum(
        len(t.sentence.words)
        for t in {id(t): t for t in setting + trouble + task + opening}.values()
    )
    level = found + (1 if found and words >= 35 else 0)
    if found and words < 10:
        level = 1
    if past < 0.15:
        level = min(level, 1)
    quotes = tuple(
        dict.fromkeys(t.sentence.quote for t in (setting or opening)[:1] + task[:1] + trouble[:1])
    )
    missing = [
        n
        for n, f in (
            ("when and where", setting),
            ("what was wrong", trouble or opening[1:]),
            ("your task", task),
        )
        if not f
    ]
    return min(level, 4), quotes[:2], "not said: " + ", ".join(missing) if missing else ""


def _own_action(
    told: Sequence[Told], mine: tuple[str, ...], ours: tuple[str, ...], text: str
) -> Level:
    count = len(mine) + 0.34 * len([v for v in ours if v not in mine])
    count += 0.5 * len(set(cues.BY_DOING.findall(text))) if mine else 0
    level = sum(count >= s for s in (0.3, 1.5, 3.5, 6))
    if not mine:
        level = min(level, 1)
    quotes = tuple(
        t.sentence.quote
        for t in sorted(told, key=lambda t: -len(cues.doing(t.sentence.clean)))[:2]
        if cues.doing(t.sentence.clean)
    )
    if not mine and ours:
        quotes = tuple(t.sentence.quote for t in told if cues.we_doing(t.sentence.clean))[:1]
        return level, quotes, 'only "we"'
    return level, quotes, f"{len(mine)} different things you did" if mine else ""


def _depth(sentences: Sequence[Sentence], mine: tuple[str, ...]) -> Level:
    signs = {
        "a reason": cues.REASON,
        "an obstacle": cues.OBSTACLE,
        "a choice": cues.ALTERNATIVE,
        "figures": cues.QUANTITY,
        "an order of steps": cues.ORDER,
    }
    found: dict[str, list[Sentence]] = {
        name: [s for s in sentences if p.search(s.clean)] for name, p in signs.items()
    }
    core = sum(bool(found[k]) for k in ("a reason", "an obstacle", "a choice"))
    extra = sum(bool(found[k]) for k in ("figures", "an order of steps"))
    more = sum(len(v) for v in found.values()) >= 6
    level = min(core + (extra > 0) * (core > 0 or len(mine) > 2) + (more and core > 1), 4)
    if not mine:
        level = min(level, 1)
    quotes = tuple(
        dict.fromkeys(v[0].quote for k, v in found.items() if v and k != "an order of steps")
    )
    seen = ", ".join(k for k, v in found.items() if v)
    return level, quotes[:2] if level else (), seen


def _result(told: Sequence[Told], past: float) -> Level:
    best, quote, seen = 0, "", ""
    last = max((t.sentence.part for t in told), default=0)
    for i, t in enumerate(told):
        text = t.sentence.clean
        late = (i + 1) / len(told) > 0.5 or t.sentence.part == last > 0
        outcome, changed = bool(cues.OUTCOME.search(text)), cues.CHANGED.findall(text)
        quantity = bool(cues.QUANTITY.search(text))
        if cues.HYPOTHETICAL.search(text) and not t.past:
            continue
        value = 0
        if outcome or (changed and late) or t.role == "result":
            value = (
                1
                + bool(changed)
                + (quantity and (bool(changed) or outcome))
                + ((outcome or t.role == "result") and bool(changed) and quantity)
            )
            value = max(value, 2) if outcome and len(changed) > 1 else value
        if value >= best and value:
            best, quote = value, t.sentence.quote
            seen = "measured" if quantity else "observed" if changed else "in general words"
    results = sum(t.role == "result" for t in told)
    if best == 2 and results > 1:
        best = 3
    if past < 0.15:
        best = min(best, 1)
    return min(best, 4), (quote,) if quote else (), seen


def _reflection(sentences: Sequence[Sentence]) -> Level:
    learned = [s for s in sentences if cues.LEARNED.search(s.clean)]
    applied = [s for s in sentences if cues.APPLIED.search(s.clean)]
    level = (2 if learned else 0) + (1 if applied else 0)
    if learned and applied and sum(len(s.words) for s in learned) > 14:
        level = 4
    return level, tuple(dict.fromkeys(s.quote for s in (learned + applied)[:2])), ""


def _flags(
    told: Sequence[Told],
    past: float,
    mine: tuple[str, ...],
    ours: tuple[str, ...],
    levels: dict[str, Level],
    text: str,
) -> tuple[str, ...]:
    flags = []
    count = sum(len(t.sentence.words) for t in told)
    hypothetical = sum(bool(cues.HYPOTHETICAL.search(t.sentence.clean)) for t in told)
    traits = sum(bool(cues.TRAIT.search(t.sentence.clean)) for t in told)
    habits = sum(bool(cues.HABIT.search(t.sentence.clean)) for t in told)
    if count < 8:
        flags.append("too_short")
    if labels(text) >= 3 and len(mine) < 2:
        flags.append("labels_only")
    if levels["relevance"][0] == 0:
        flags.append("off_topic")
    storyless = past < 0.34 and len(mine) < 3
    if storyless and hypothetical and hypothetical + habits >= traits:
        flags.append("hypothetical")
    elif storyless:
        flags.append("traits")
    elif levels["result"][0] == 0:
        flags.append("no_result")
    if not mine and len(ours) > 1:
        flags.append("team_only")
    return tuple(flags)


def _past_share(told: Sequence[Told]) -> float:
    count = sum(len(t.sentence.words) for t in told)
    past = sum(len(t.sentence.words) for t in told if t.past)
    return past / max(count, 1)


def _distinct(find: object, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    assert callable(find)
    return tuple(dict.fromkeys(v for s in sentences for v in find(s.clean)))


def score(story: Story) -> float:
    """0-100 before caps: the levelled criteria, relevance also holding down the rest.

    A story to another question earns little however well told: level 1 of relevance leaves half.
    """
    level = next(c.level for c in story.criteria if c.criterion == "relevance")
    share = (0.15, 0.55, 0.85, 1.0, 1.0)[level] if isinstance(level, int) else 1.0
    return share * rubric.total(story.criteria)
