"""Behavioral answers: seven anchored criteria, and the caps people apply without thinking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agents.evaluator import cues, delivery, levels, rubric
from agents.evaluator.evidence import Units
from agents.evaluator.guards import labels
from agents.evaluator.levels import Level
from agents.evaluator.relevance import measure
from agents.evaluator.star import Role, Told, tag
from agents.evaluator.text import Sentence
from domain import Criterion, Delivery, Question, Seniority

KIND = "behavioral"

_SHARES = (0.4, 0.85, 1.0, 1.0, 1.0)
"""What a level of relevance leaves of the score."""


@dataclass(frozen=True)
class Story:
    """What was found in a behavioral answer; the base of its score and of its feedback.

    `mine` and `ours` are the different verbs of doing after "I" and after "we".
    """

    told: tuple[Told, ...]
    criteria: tuple[Criterion, ...]
    flags: tuple[str, ...]
    mine: tuple[str, ...]
    ours: tuple[str, ...]

    def first(self, *roles: Role) -> str:
        """The surest sentence of one of the roles, quoted, or nothing."""
        return levels.first_of(self.told, *roles)


def judge(question: Question, sentences: Sequence[Sentence], said: Delivery, units: Units) -> Story:
    """Level each criterion, and name what caps the score."""
    told = tag(sentences, units)
    mine, ours = _verbs(cues.doing, sentences), _verbs(cues.we_doing, sentences)
    past = _past_share(told)
    how, why = delivery.level(said)
    found: dict[str, Level] = {
        "relevance": levels.relevance(measure(question, sentences, units)),
        "situation_and_task": levels.situation_and_task(told, past),
        "own_action": levels.own_action(told, mine, ours),
        "depth": levels.depth(told, mine),
        "result": levels.result(told, past),
        "reflection": levels.reflection(told),
        "delivery": (how, (), why),
    }
    weights = rubric.weights(KIND, _seniority(question))
    criteria = tuple(
        rubric.criterion(KIND, name, level, weights[name], quotes, seen)
        for name, (level, quotes, seen) in found.items()
    )
    return Story(told, criteria, _flags(told, past, mine, ours, found), mine, ours)


def score(story: Story) -> float:
    """0-100 before caps: the levelled criteria on the rubric's curve.

    Level 0 of relevance leaves two fifths, level 1 most of it; see `levels.relevance` for why so
    little hangs on it.
    """
    level = next(c.level for c in story.criteria if c.criterion == "relevance")
    share = _SHARES[level] if isinstance(level, int) else 1.0
    return share * rubric.curved(KIND, rubric.total(story.criteria))


def _seniority(question: Question) -> Seniority:
    return question.seniority[0] if len(question.seniority) == 1 else "mid"


def _flags(
    told: Sequence[Told],
    past: float,
    mine: Sequence[str],
    ours: Sequence[str],
    found: dict[str, Level],
) -> tuple[str, ...]:
    text = " . ".join(t.sentence.clean for t in told)
    hypothetical = _count(told, cues.HYPOTHETICAL.search)
    traits = _count(told, cues.TRAIT.search)
    habits = _count(told, cues.HABIT.search)
    empty = sum(len(t.sentence.words) for t in told if t.role == "none")
    words = sum(len(t.sentence.words) for t in told)
    storyless = len(mine) + len(ours) < 3 and (past < 0.34 or empty > 0.6 * words)
    flags = []
    if words < 8:
        flags.append("too_short")
    if labels(text) >= 3 and len(mine) < 3:
        flags.append("labels_only")
    if found["relevance"][0] == 0:
        flags.append("off_topic" if storyless or len(mine) < 2 else "other_story")
    if storyless and hypothetical and hypothetical + habits >= traits:
        flags.append("hypothetical")
    elif storyless and (traits or habits):
        flags.append("traits")
    elif not mine and not ours:
        flags.append("no_story")
    elif found["result"][0] == 0:
        flags.append("no_result")
    if not mine and len(ours) > 1:
        flags.append("team_only")
    return tuple(flags)


def _count(told: Sequence[Told], sign: Callable[[str], object]) -> int:
    return sum(bool(sign(t.sentence.clean)) for t in told)


def _past_share(told: Sequence[Told]) -> float:
    """Share of words in sentences that tell of something that happened, 0-1."""
    words = sum(len(t.sentence.words) for t in told)
    return sum(len(t.sentence.words) for t in told if t.past) / max(words, 1)


def _verbs(
    find: Callable[[str], tuple[str, ...]], sentences: Sequence[Sentence]
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for s in sentences for v in find(s.clean)))
