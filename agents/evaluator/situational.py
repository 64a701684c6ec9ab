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
from dataclasses import dataclass

import numpy as np

from agents.evaluator import concrete, coverage, cues, delivery, negation, rubric, setting, stance
from agents.evaluator.coverage import PointJudgement
from agents.evaluator.curves import along, ramp
from agents.evaluator.evidence import Unit, Units, supports
from agents.evaluator.flags import FEW_WORDS
from agents.evaluator.reasoned import (
    OFF_TOPIC_SHARE,
    Reasoned,
    point_criteria,
)
from agents.evaluator.text import Sentence, fold
from domain import Coverage, Delivery, Question
from knowledge.lexicon import content

_EXTENT = ((0.30, 0.0), (0.36, 0.30), (0.46, 0.62), (0.60, 1.0))
"""Near-synonyms of a criterion's words and the extent to which it is met. Over the bank, sample
responses have .31 to .58 to their own criteria (median .42), and to others' .28 to .49 (.36)."""

_WORTH = ((0.0, 0.0), (0.1, 0.18), (0.25, 0.42), (0.35, 0.6), (0.45, 0.78), (0.6, 0.92), (1.0, 1.0))
"""Mean extent and the share of 100 it earns when the whole answer acts."""

FULL = 60.0
"""Points for criteria from which reasoning and delivery add all they can; less below."""

_SETTING = (0.04, 0.07)
"""Contrast at which an answer begins to count and counts in full; see `setting.contrast`."""

_SETTING_TYPED = (0.02, 0.045)
"""The same of a short question. Over 19 written for this, good answers have .036 or more, and four
of five to other questions .021 or less; the longer edges took all from one and part from two."""

_STEP = re.compile(
    r"\b(?:i|we)(?:'d|'ll)?(?: (?:would|will|also|then|first|just|only|next|did|do|not|never))*"
    r" (?!(?:am|was|were|have|had|think|believe|know|feel|like|love|hope|guess|suppose|can|could"
    r"|mean|would|will|see myself)\b)\w{2,}"
)
"""Somebody does something; thinking, being and having are no steps."""
_CONDITION = re.compile(
    r"\b(?:if|unless|depending|depends|in case|otherwise|should (?:he|she|they|it|that))\b"
)
_GENERAL = re.compile(r"\b(?:is|are|it's|they're)\b")
_UNDER = re.compile(r"\b(?:if|whether)\b")
"""Where a clause begins that says what depends on things, or what to look at, and not how they
are."""
_SOMEBODY = re.compile(r"\b(?:i'd|i would|i will|i'll|he|she|him|her)\b")
_EVASIVE = re.compile(
    r"\b(?:depends?|depending|(?:hard|difficult|impossible) to (?:say|tell|judge)|maybe|perhaps"
    r"|might|probably|possibly|suppose|i guess|see (?:how|what|whether)|don't know|not sure"
    r"|no idea|hope|some (?:would|people)|(?:can|could|should|must|may) (?:then )?decide"
    r"|let (?:him|her|them) (?:decide|handle|deal)|(?:not|isn't) (?:in )?my (?:area|job|department)"
    r"|(?:pass|hand|put) (?:it|him|her|them|this) (?:on|over|through) to|on the one hand"
    r"|on the other|either way|who knows)\b"
)
_PLAYED_DOWN = re.compile(
    r"\b(?:no need|not worth|no harm|harmless|never mind|anyway|in any case|forget it|forgotten"
    r"|(?:had not|hadn't|did not|didn't) (?:noticed?|seen?|heard?|hear) (?:anything|it)|gossip"
    r"|(?:will|would|'ll) be (?:fine|all right|okay|ok)|only (?:bring|make|get|cause|lead)s? "
    r"|officially|into trouble"
    r"|(?:don't|do not|won't|will not) (?:want|need) (?:any )?(?:trouble|a fuss|drama)"
    r"|(?:make|making|made) (?:things|it) up|happens to everyone|gets? (?:over it|used to it)"
    r"|normal|silly|fuss|exaggerat\w*|no (?:big )?(?:deal|problem|business)|just a|only a"
    r"|(?:nobody|no one) (?:will|would|has to|needs to|notices|noticed|minds|cares)"
    r"|(?:say|tell|mention|write|do) (?:\w+ )?nothing|look(?:ed)? (?:away|the other way)"
    r"|turn a blind eye|pretend|ignore|hide|cover (?:it )?up|keep quiet|excuses?|(?:not|isn't) my"
    r"|let (?:him|her|it|them) (?:go|be|finish the|run|slide)|sorts? itself out)\b"
)
"""Making little of a matter, keeping it dark, leaving it alone."""
_DECLINED = re.compile(
    r"\b(?:not?|never|nobody|no one|cannot|can't|won't|don't|doesn't|didn't|isn't|aren't|wasn't"
    r"|wouldn't|until|before|unless|rather than|instead|without|refus\w*|stop\w*|still|off|locked"
    r"|back|only when|stays?)\b"
)
"""Holding back, which a criterion asks for that is worded with a negation."""
_HELD_BACK = re.compile(r"^(?:does not|do not|never|avoids)\b|\b(?:and|but) (?:does not|never)\b")

_CRITERION_WORDS = 25
"""Words up to which what stands between semicolons is a criterion of its own; the bank's longest
has 21."""

DONE_INSTEAD = 0.5
"""What counts of a criterion to hold back where the answer speaks of it and holds nothing back."""


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
_UNDECIDED = _Loss("of the words leave it open", 0.004, 0.035, 0.4)
_DISMISSED = _Loss("of the words play it down or leave it alone", 0.004, 0.02, 0.35)
_NOT_DONE = _Loss("of what is said says what is not done", 0.5, 0.65, 0.1)
_RETOLD = _Loss("of the words are the scenario's own", 0.45, 0.70, 0.3)
"""Set on the project's graded development answers; of the bank's sample responses the tenth that
loses most has .24, .22, .011 and .011 of the first four."""
_AGAINST = _Loss("of the sentences go against what is asked", 0.1, 0.5, 0.2)
"""Of confident wrong answers a fifth and more do, of the bank's sample responses none; one sentence
of ten is forgiven, since it may be misread."""


def judge(
    question: Question, sentences: Sequence[Sentence], said: Delivery, units: Units
) -> Reasoned:
    """Evaluation criteria met, and reasoning: what first, why, and what would change it."""
    asked = units.of(fold(f"{question.scenario or ''} {question.question}").lower())
    targets = question.evaluation_criteria or _typed(question.sample_response or "")
    other_side = stance.against(targets, sentences)
    points = _observed(targets, asked, sentences, units, question.sample_response or "", other_side)
    weights = rubric.weights("situational", rubric.seniority_of(question))
    level, quotes, seen = _reasoning(sentences, units)
    how, why = delivery.level(said)
    criteria = (
        *point_criteria(points, weights["criteria"]),
        rubric.criterion("situational", "reasoning", level, weights["reasoning"], quotes, seen),
        rubric.criterion("situational", "delivery", how, weights["delivery"], (), why),
    )
    mean = sum(p.counts for p in points) / len(points)
    made = 100 * along(_WORTH, mean)
    near = _SETTING_TYPED if setting.is_typed(question, units) else _SETTING
    share = ramp(setting.contrast(question, sentences, units), *near)
    flags = ["contradicted"] if any(p.status == "contradicted" for p in points) else []
    if sum(len(s.words) for s in sentences) < FEW_WORDS:
        flags.append("too_short")
    if share < OFF_TOPIC_SHARE:
        flags.append("off_topic")
    added = min(made / FULL, 1.0) * rubric.total(criteria)
    plain = weights["criteria"] * made + added
    losses = (*_losses(sentences, asked, units), (_AGAINST, other_side.share))
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
        tuple(flags),
        share * kept * plain,
        told=tuple(lines),
    )


def _typed(expected: str) -> tuple[str, ...]:
    """Criteria out of an expected response: what stands between semicolons, however short, or its
    statements where there are none."""
    parts = tuple(dict.fromkeys(p.strip(" .\n") for p in expected.split(";")))
    parts = tuple(p for p in parts if any(map(str.isalnum, p)))
    if len(parts) > 1 and max(len(p.split()) for p in parts) <= _CRITERION_WORDS:
        return parts
    return coverage.statements(expected)


def _observed(
    targets: Sequence[str],
    asked: Unit,
    sentences: Sequence[Sentence],
    units: Units,
    expected: str,
    other_side: stance.Against,
) -> tuple[PointJudgement, ...]:
    """The criteria, each where its words have their nearest synonyms; a contradicted one stays."""
    windows = coverage.windows_of(sentences, asked, units)
    said, pairs = windows.said, windows.pairs
    judged = []
    found_points = coverage.judge_points(targets, asked, sentences, units, expected, windows)
    for p, against in zip(found_points, other_side.places, strict=True):
        if against is not None:
            p = PointJudgement(p.point, "contradicted", 0.0, sentences[against].quote, p.support)
        elif p.status != "contradicted":
            found = supports(units.of(fold(p.point).lower()), windows)
            at = max(range(len(found)), key=lambda i: found[i].tokens)
            first = at if at < len(said) else pairs[at - len(said)]
            extent = along(_EXTENT, found[at].tokens)
            place = " ".join(s.clean for s in sentences[max(first - 1, 0) : first + 2])
            if _HELD_BACK.search(p.point.lower()) and not _DECLINED.search(place):
                extent *= DONE_INSTEAD
            quote = sentences[first].quote if extent >= coverage.PARTLY else ""
            p = PointJudgement(p.point, _status(extent), extent, quote, found[at])
        judged.append(p)
    return tuple(judged)


def _status(extent: float) -> Coverage:
    if extent >= coverage.COVERED:
        return "covered"
    return "partly" if extent >= coverage.PARTLY else "missing"


def _losses(
    sentences: Sequence[Sentence], asked: Unit, units: Units
) -> tuple[tuple[_Loss, float], ...]:
    """What takes from the points, with how much of it is in the answer; a single word of doubt or
    of making little is nothing."""
    text = " ".join(s.clean for s in sentences)
    count = max(sum(len(s.words) for s in sentences), 1)
    truths = sum(_says_how_things_are(s) for s in sentences)
    stems = [t for s in sentences for t in content(s.words)]
    return (
        (_ABSTRACT, concrete.measure(tuple(sentences), units).abstract),
        (_TRUTHS, truths / max(len(sentences), 1)),
        (_UNDECIDED, max(len(_EVASIVE.findall(text)) - 1, 0) / count),
        (_DISMISSED, max(len(_PLAYED_DOWN.findall(text)) - 1, 0) / count),
        (_NOT_DONE, negation.share_denied(sentences)),
        (_RETOLD, sum(t in asked.stem_set for t in stems) / max(len(stems), 1)),
    )


def _says_how_things_are(sentence: Sentence) -> bool:
    """Whether a sentence holds for anybody at any time: nobody in it, and no step."""
    said = _UNDER.split(sentence.clean, maxsplit=1)[0]
    return bool(_GENERAL.search(said)) and not (
        _SOMEBODY.search(sentence.clean) or _STEP.search(sentence.clean)
    )


def _reasoning(sentences: Sequence[Sentence], units: Units) -> tuple[int, tuple[str, ...], str]:
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
