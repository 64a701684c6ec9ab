"""Situational answers: what is done about it, step by step, for these people in this place.

The criteria are worded as an observer would ("Calls for help without leaving him alone"), answers
as doing, in words of their own, so each criterion is looked for by near-synonyms alone. What the
criteria together earn is then kept in full by an answer that acts, and only in part by talk about
values, by general truths, by "it depends", by playing the matter down and by telling the scenario
again. Each of these is a share of the answer, never a sum, so that length alone does nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from agents.evaluator import concrete, coverage, cues, delivery, relevance, rubric
from agents.evaluator.coverage import PointJudgement
from agents.evaluator.evidence import Unit, Units
from agents.evaluator.lexicon import content
from agents.evaluator.reasoned import (
    OFF_TOPIC_SHARE,
    Reasoned,
    contradiction_flag,
    point_criteria,
    share_left,
)
from agents.evaluator.text import Sentence, fold
from domain import Criterion, Delivery, Question

_EXTENT = ((0.30, 0.0), (0.36, 0.30), (0.46, 0.62), (0.60, 1.0))
"""Near-synonyms of a criterion's words and the extent to which it is met. Over the bank, sample
responses have .31 to .58 to their own criteria (median .42), and to others' .28 to .49 (.36)."""

_WORTH = ((0.0, 0.0), (0.1, 0.2), (0.25, 0.5), (0.35, 0.66), (0.45, 0.8), (0.6, 0.92), (1.0, 1.0))
"""Mean extent and the share of 100 it earns when the whole answer acts."""

FULL = 60.0
"""Points for criteria from which reasoning and delivery add all they can; less below."""

_FOCUS = (0.38, 0.46)
"""Focus at which an answer begins to count and counts in full; see `relevance.focus`."""

_STEP = re.compile(
    r"\b(?:i|we)(?:'d|'ll)?(?: (?:would|will|also|then|first|just|only|next|did|do|not|never))*"
    r" (?!(?:am|was|were|have|had|think|believe|know|feel|like|love|hope|guess|suppose|can|could"
    r"|mean|would|will|see myself)\b)\w{2,}"
)
"""Somebody does something; thinking, being and having are no steps."""
_CONDITION = re.compile(
    r"\b(?:if|unless|depending|depends|in case|otherwise|should (?:he|she|they|it|that))\b"
)
_GENERAL = re.compile(r"\b(?:is|are)\b")
_SOMEBODY = re.compile(r"\b(?:i'd|i would|i will|i'll|he|she|him|her)\b")
_EVASIVE = re.compile(
    r"\b(?:depends?|depending|(?:hard|difficult|impossible) to (?:say|tell|judge)|maybe|perhaps"
    r"|might|probably|possibly|suppose|i guess|see (?:how|what|whether)|don't know|not sure"
    r"|no idea|hope|some (?:would|people)|on the one hand|on the other|either way|who knows)\b"
)
_PLAYED_DOWN = re.compile(
    r"\b(?:nobody|no one|nothing|no need|not worth|no harm|harmless|never mind|anyway"
    r"|in any case|forgotten|forget|normal|silly|fuss|exaggerat\w*|only an?|just an?"
    r"|no (?:big )?(?:deal|problem|business)|(?:say|tell|mention|write) (?:\w+ )?nothing"
    r"|look(?:ed)? (?:away|the other way)|pretend\w*|ignore\w*|hide|cover (?:it )?up|keep quiet"
    r"|excuses?|(?:not|isn't) my|wait)\b"
)


@dataclass(frozen=True)
class _Loss:
    """Something that takes from what the criteria earned: its name in words, from which share of
    the answer on it counts and at which in full, and what is then left (0-1)."""

    name: str
    none: float
    full: float
    left: float

    def kept(self, share: float) -> float:
        """What is left of the points, 0-1."""
        return float(np.interp(share, (self.none, self.full), (1.0, self.left)))


_ABSTRACT = _Loss("of the words are abstract", 0.22, 0.40, 0.35)
_TRUTHS = _Loss("of the sentences say how things are in general", 0.15, 0.50, 0.5)
_UNDECIDED = _Loss("of the words leave it open", 0.008, 0.04, 0.45)
_DISMISSED = _Loss("of the words play it down or leave it alone", 0.006, 0.025, 0.35)
_RETOLD = _Loss("of the words are the scenario's own", 0.45, 0.70, 0.3)
"""Set on the project's graded development answers; of the bank's sample responses the tenth that
loses most has .24, .22, .011 and .011 of the first four."""


def judge(
    question: Question, sentences: Sequence[Sentence], said: Delivery, units: Units
) -> Reasoned:
    """Evaluation criteria met, and reasoning: what first, why, and what would change it."""
    asked = units.of(fold(f"{question.scenario or ''} {question.question}").lower())
    targets = question.evaluation_criteria or coverage.statements(question.sample_response or "")
    points = tuple(_observed(p) for p in coverage.judge_points(targets, asked, sentences, units))
    weights = rubric.weights("situational")
    level, quotes, seen = _reasoning(sentences, units)
    how, why = delivery.level(said)
    criteria = (
        *point_criteria(points, weights["criteria"]),
        rubric.criterion("situational", "reasoning", level, weights["reasoning"], quotes, seen),
        rubric.criterion("situational", "delivery", how, weights["delivery"], (), why),
    )
    extents = [-0.5 if p.status == "contradicted" else p.extent for p in points]
    mean = sum(extents) / len(extents)
    made = 100 * _along(_WORTH, mean)
    about = " ".join((question.scenario or "", question.question, *targets))
    share = share_left(relevance.focus(about, sentences, units), *_FOCUS)
    flags = []
    if sum(len(s.words) for s in sentences) < 8:
        flags.append("too_short")
    if share < OFF_TOPIC_SHARE:
        flags.append("off_topic")
    added = min(made / FULL, 1.0) * rubric.total(criteria)
    plain = weights["criteria"] * made + added
    losses = _losses(sentences, asked, units)
    kept = float(np.prod([loss.kept(found) for loss, found in losses]))
    lines = [
        f"Of {len(points)} criteria {mean:.0%} is met on average, worth {made:.1f} of 100 on the "
        "scale of grades.",
        f"They give {weights['criteria']:.0%} of that, {weights['criteria'] * made:.1f}; reasoning "
        f"and delivery add {added:.1f}"
        + (" (less than in full while few criteria are met)" if made < FULL else "")
        + f", together {plain:.1f}.",
        *(
            f"{found:.1%} {loss.name}, which leaves {loss.kept(found):.0%}."
            for loss, found in losses
            if loss.kept(found) < 0.995
        ),
    ]
    if share < 1:
        lines.append(f"What it has to do with the question leaves {share:.0%}.")
    if share * kept < 1:
        lines.append(f"Together that makes {share * kept * plain:.1f}.")
    return Reasoned(
        criteria,
        points,
        (*contradiction_flag(points), *flags),
        share * kept * plain,
        told=tuple(lines),
    )


def _observed(point: PointJudgement) -> PointJudgement:
    """A criterion judged by near-synonyms; one that is contradicted stays so."""
    if point.status == "contradicted":
        return point
    extent = _along(_EXTENT, point.support.tokens)
    status = coverage.status_of(extent)
    return replace(point, extent=extent, status=status, quote=point.quote)


def _losses(
    sentences: Sequence[Sentence], asked: Unit, units: Units
) -> tuple[tuple[_Loss, float], ...]:
    """What takes from the points, with how much of it is in the answer."""
    text = " ".join(s.clean for s in sentences)
    count = max(sum(len(s.words) for s in sentences), 1)
    truths = sum(
        bool(_GENERAL.search(s.clean)) and not _SOMEBODY.search(s.clean) for s in sentences
    )
    stems = [t for s in sentences for t in content(s.words)]
    return (
        (_ABSTRACT, concrete.measure(tuple(sentences), units).abstract),
        (_TRUTHS, truths / max(len(sentences), 1)),
        (_UNDECIDED, len(_EVASIVE.findall(text)) / count),
        (_DISMISSED, len(_PLAYED_DOWN.findall(text)) / count),
        (_RETOLD, sum(t in asked.stem_set for t in stems) / max(len(stems), 1)),
    )


def _reasoning(
    sentences: Sequence[Sentence], units: Units
) -> tuple[int, tuple[str, ...], str]:
    """Steps one could watch, a reason, and what would change the plan."""
    steps = [
        s
        for s in sentences
        if (_STEP.search(s.clean) or cues.ORDER.search(s.clean))
        and concrete.measure((s,), units).mean >= 0
    ]
    why = [s for s in sentences if cues.REASON.search(s.clean)]
    when = [s for s in sentences if _CONDITION.search(s.clean) or cues.ALTERNATIVE.search(s.clean)]
    level = min(len(steps), 2) + (bool(why) + bool(when) if steps else 0)
    seen = ", ".join(
        n for n, f in (("steps", steps), ("a reason", why), ("a condition", when)) if f
    )
    return level, tuple(dict.fromkeys(s.quote for s in (why + steps)[:2])) if level else (), seen


def _along(curve: tuple[tuple[float, float], ...], at: float) -> float:
    return float(np.interp(at, [x for x, _ in curve], [y for _, y in curve]))
