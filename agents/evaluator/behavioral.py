"""Behavioral answers: seven anchored criteria, and the caps people apply without thinking."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from agents.evaluator import (
    concrete,
    cues,
    delivery,
    levels,
    negation,
    rubric,
    substance,
    wrongdoing,
)
from agents.evaluator.curves import along
from agents.evaluator.evidence import Units
from agents.evaluator.flags import FEW_WORDS
from agents.evaluator.levels import Level
from agents.evaluator.particulars import is_hollow
from agents.evaluator.relevance import Relevance, measure
from agents.evaluator.star import Role, Told, tag
from agents.evaluator.substance import Substance
from agents.evaluator.text import Sentence, fold, words
from domain import Criterion, Delivery, Question
from knowledge.lexicon import content

KIND = "behavioral"

SUBSTANCE = 0.8
"""How much the substance of a story weighs against the sum of its levels; the best of 1, .9, .8
and .7 over files of graded answers left out."""

_SCALE = ((0, 0), (15, 14), (30, 26), (45, 40), (52, 52), (58, 60), (75, 77), (80, 84), (100, 100))
"""Substance and levels together, and the score for them: the graded development answers' means,
moved to the bands of their grades (weak 20-45, good 60-80, excellent 82 and more)."""

_STORYLESS = frozenset(("hypothetical", "traits", "no_story", "labels_only", "numbers_only"))
"""Flags beside which it need not be said that nothing happens."""

_PICTURED = 0.12
"""Mean concreteness above which labelled parts may tell something: no graded story from 60 points
on has less."""

_UNDONE = 0.5
"""Share of denials from which a story tells what was not done; see `negation.share_denied`."""

_FIGURES = re.compile(r"\d\s?%|\d\s?percent\b|[$\u20ac\u00a3]\s?\d|\d\s?(?:k|m|million)\b")
_FIGURES_ONLY = 5.0
"""Percentages and sums per 100 words above which they stand in for a story that has no setting
and no how; of the graded stories none has as many as 1."""

HARDLY = 45.0
"""The highest score of a story that hardly speaks of what was asked (relevance below level 2);
people gave stories of another question 15 to 19, and some of these do answer it."""

_OWN = 0.34
"""Share of words beside the question's at or below which a sentence repeats it."""

_OF_ANSWERING = tuple("question answer asked asking speak talk come say tell point topic".split())

_ENOUGH_TO_COMPARE = 60
"""Words below which a story is not called another question's."""

_NEAREST_WORDS = 20
"""Words a part of an answer needs to be compared with the question by itself."""


@dataclass(frozen=True)
class Story:
    """What was found in a behavioral answer; the base of its score and of its feedback.

    `mine` and `ours` are the different verbs of doing after "I" and after "we", `substance` what
    its deeds, figures and concreteness let expect.
    """

    told: tuple[Told, ...]
    criteria: tuple[Criterion, ...]
    flags: tuple[str, ...]
    mine: tuple[str, ...]
    ours: tuple[str, ...]
    substance: Substance

    def first(self, *roles: Role) -> str:
        """The surest sentence of one of the roles, quoted, or nothing."""
        return levels.first_of(self.told, *roles)


def judge(question: Question, sentences: Sequence[Sentence], said: Delivery, units: Units) -> Story:
    """Level each criterion, and name what caps the score."""
    sentences = _own_words(question, sentences) or sentences[:1]
    told = tag(sentences, units)
    mine, ours = _verbs(cues.doing, sentences), _verbs(cues.we_doing, sentences)
    past = _past_share(told)
    is_story = not _storyless(told, past, mine, ours)
    how, why = delivery.level(said)
    found: dict[str, Level] = {
        "relevance": _relevance(question, sentences, units, is_story),
        "situation_and_task": levels.situation_and_task(told, past),
        "own_action": levels.own_action(told, mine, ours),
        "depth": levels.depth(told, mine),
        "result": levels.result(told, past),
        "reflection": levels.reflection(told),
        "delivery": (how, (), why),
    }
    weights = rubric.weights(KIND, rubric.seniority_of(question))
    criteria = tuple(
        rubric.criterion(KIND, name, level, weights[name], quotes, seen)
        for name, (level, quotes, seen) in found.items()
    )
    expected = substance.expected(told, units)
    pictured = concrete.measure(tuple(sentences), units).mean
    flags = _flags(told, past, mine, ours, found, pictured)
    if is_hollow(sentences, units) and not _STORYLESS & set(flags):
        flags = (*flags, "hollow")
    if wrongdoing.told_as_success(sentences):
        flags = (*flags, "wrongdoing")
    return Story(told, criteria, flags, mine, ours, expected)


def _relevance(
    question: Question, sentences: Sequence[Sentence], units: Units, is_story: bool
) -> Level:
    """The level of relevance. A short story has too few words to say it answers another question
    ("we fell out" for a conflict), and where no competency is recognised nothing tells it."""
    nearest = _nearest(question, sentences, units)
    level, quotes, seen = levels.relevance(nearest, is_story)
    short = sum(len(s.words) for s in sentences) < _ENOUGH_TO_COMPARE
    if is_story and (short or nearest.fit is None):
        level = max(level, 2 if short else 3)
        quotes = quotes or (sentences[0].quote,)
    return level, quotes, seen


def score(story: Story) -> float:
    """0-100 before caps: what its substance and its levels together let expect, and no more than
    the levels allow on the rubric's curve."""
    return min(graded(story), allowed(story))


def allowed(story: Story) -> float:
    """The highest score its levels allow a story, 0-100."""
    curved = rubric.curved(KIND, rubric.total(story.criteria))
    beside = any(c.criterion == "relevance" and c.level in (0, 1) for c in story.criteria)
    return min(curved, HARDLY) if beside else curved


def graded(story: Story) -> float:
    """What substance and levels together stand for on the scale of grades, 0-100."""
    return along(_SCALE, mixture(story))


def mixture(story: Story) -> float:
    """Substance and levels weighed together, 0-100."""
    return SUBSTANCE * story.substance.grade + (1 - SUBSTANCE) * rubric.total(story.criteria)


def _own_words(question: Question, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences that do not only say the question again in other order."""
    asked = {*content(words(fold(question.question))), *content(_OF_ANSWERING)}
    found = []
    for s in sentences:
        stems = set(content(s.words))
        beside = len(stems - asked) > _OWN * len(stems)
        if len(stems) < 3 or beside or _tells_a_deed(s, asked):
            found.append(s)
    return tuple(found)


def _tells_a_deed(sentence: Sentence, asked: Container[str]) -> bool:
    """Whether "I" did something in it that the question does not name: "I thought about it and
    made the decision" says little, and is no echo of a question about a decision."""
    verbs = dict.fromkeys(cues.I_DID.findall(sentence.clean))
    return len(verbs) > 1 and any(verb not in asked for verb in content(tuple(verbs)))


def _nearest(question: Question, sentences: Sequence[Sentence], units: Units) -> Relevance:
    """How near the answer is to the question, or the nearest of its parts: answers to follow-up
    questions need not speak of the first one again."""
    whole = measure(question, sentences, units)
    parts = [
        [s for s in sentences if s.part == p] for p in dict.fromkeys(s.part for s in sentences)
    ]
    if len(parts) == 1:
        return whole
    long = [p for p in parts if sum(len(s.words) for s in p) >= _NEAREST_WORDS]
    return max([whole, *(measure(question, p, units) for p in long)], key=_fitting)


def _fitting(found: Relevance) -> float:
    return found.strength if found.fit is None else found.fit


def _flags(
    told: Sequence[Told],
    past: float,
    mine: Sequence[str],
    ours: Sequence[str],
    found: dict[str, Level],
    pictured: float,
) -> tuple[str, ...]:
    hypothetical = _count(told, cues.HYPOTHETICAL.search)
    traits = _count(told, cues.TRAIT.search)
    habits = _count(told, cues.HABIT.search)
    size = sum(len(t.sentence.words) for t in told)
    storyless = _storyless(told, past, mine, ours)
    undone = negation.share_denied([t.sentence for t in told])
    figures = sum(len(_FIGURES.findall(t.sentence.clean)) for t in told)
    flags = []
    if size < FEW_WORDS:
        flags.append("too_short")
    # Two plain deeds under labels are a short story, not an empty form.
    labels = {t.sentence.label for t in told} - {""}
    if len(labels) >= 3 and len(mine) < (2 if pictured > _PICTURED else 3):
        flags.append("labels_only")
    if found["relevance"][0] == 0:
        flags.append("off_topic" if storyless or len(mine) < 2 else "other_story")
    if storyless and hypothetical and hypothetical + habits >= traits:
        flags.append("hypothetical")
    elif storyless and (traits or habits):
        flags.append("traits")
    elif (not mine and not ours) or undone > _UNDONE:
        flags.append("no_story")
    elif found["result"][0] == 0:
        flags.append("no_result")
    thin = found["situation_and_task"][0] <= 1 and found["depth"][0] <= 2
    if figures >= 3 and 100 * figures > _FIGURES_ONLY * size and thin:
        flags.append("numbers_only")
    if ours and not mine:
        flags.append("team_only")
    return tuple(flags)


def _storyless(told: Sequence[Told], past: float, mine: Sequence[str], ours: Sequence[str]) -> bool:
    """Hardly anything was done by anyone, and little of the rest happened."""
    empty = sum(len(t.sentence.words) for t in told if t.role == "none")
    size = sum(len(t.sentence.words) for t in told)
    return len(mine) + len(ours) < 3 and (past < 0.34 or empty > 0.6 * size)


def _count(told: Sequence[Told], sign: Callable[[str], object]) -> int:
    return sum(bool(sign(t.sentence.clean)) for t in told)


def _past_share(told: Sequence[Told]) -> float:
    """Share of words in sentences that tell of something that happened, 0-1."""
    size = sum(len(t.sentence.words) for t in told)
    return sum(len(t.sentence.words) for t in told if t.past) / max(size, 1)


def _verbs(
    find: Callable[[str], tuple[str, ...]], sentences: Sequence[Sentence]
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for s in sentences for v in find(s.clean)))
