"""Technical answers: points to make; and what answers judged by points have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.evaluator import coverage, overall, pith, relevance
from agents.evaluator.coverage import PointJudgement
from agents.evaluator.curves import ramp
from agents.evaluator.evidence import Unit, Units
from agents.evaluator.overall import Whole
from agents.evaluator.standard import MODEL_ANSWER, POINTS, Standard
from agents.evaluator.text import Sentence, clean, fold, words
from domain import Criterion, Question
from knowledge.lexicon import content

_TECHNICAL_FOCUS = (0.30, 0.40)
"""Focus at which an answer begins to count and counts in full; see `relevance.focus`."""

_POINTS_ANYWAY = (0.35, 0.6)
"""Share of the points made from which an answer begins to count and counts in full although its
other words lie far from the question."""

FOCUS_WORDS = 35
"""Words below which focus says too little: short right answers in other words have little."""

EXPECTED_WORDS = 15
"""Meaningful words of what is expected below which focus says too little: right answers to an
expected one of eight words lie as far from it as wrong ones."""

OFF_TOPIC_SHARE = 0.15


NO_WHOLE = Whole(0.0, 0.0)
"""Of an answer that is not compared with an expected one."""


@dataclass(frozen=True)
class Reasoned:
    """What was found in an answer judged by points: its criteria, points, flags and score, and how
    the `whole` of it compares, on a `standard`, to all points together. `told` says how the score
    came about, where that is not the way of technical answers."""

    criteria: tuple[Criterion, ...]
    points: tuple[PointJudgement, ...]
    flags: tuple[str, ...]
    score: float
    whole: Whole = NO_WHOLE
    standard: Standard = POINTS
    told: tuple[str, ...] = ()


def _whole(
    targets: Sequence[str],
    sentences: Sequence[Sentence],
    asked: Unit,
    units: Units,
    standard: Standard,
) -> Whole:
    """The answer beside all that is expected of it."""
    wanted = units.of(clean(fold("\n".join(targets))))
    said = units.of(" ".join(s.clean for s in sentences))
    return overall.compare(wanted, said, asked, standard.scale)


def technical(question: Question, sentences: Sequence[Sentence], units: Units) -> Reasoned:
    """Key points made; nothing else earns."""
    standard = POINTS if question.key_points else MODEL_ANSWER
    asked = units.of(fold(question.question).lower())
    targets = question.key_points or coverage.statements(
        question.expected_approach or question.example_answer or ""
    )
    # Beside points to make, a model answer tells once more how they may be said.
    model = (question.expected_approach or "") if question.key_points else ""
    points = coverage.judge_points(targets, asked, sentences, units, model)
    whole = _whole(targets, sentences, asked, units, standard)
    if model:
        said = coverage.statements(model)
        whole = overall.nearer(whole, _whole(said, sentences, asked, units, MODEL_ANSWER))
    quoted = {p.quote for p in points if p.quote}
    telling = [s for s in sentences if s.quote in quoted] or sentences
    whole = replace(whole, pith=pith.measure(telling, targets, asked, units))
    about = " ".join((question.question, *targets))
    share = ramp(relevance.focus(about, sentences, units), *_TECHNICAL_FOCUS)
    share = max(share, ramp(coverage.made(points, whole, standard), *_POINTS_ANYWAY))
    size = sum(len(s.words) for s in sentences)
    expected = len(content(words(fold("\n".join(targets).lower()))))
    if size < FOCUS_WORDS or expected < EXPECTED_WORDS:
        share = 1.0
    flags = ("off_topic",) if share < OFF_TOPIC_SHARE else ()
    return Reasoned(
        point_criteria(points, 1.0),
        points,
        (*_contradiction(points), *flags),
        share * coverage.score(points, whole, standard),
        whole,
        standard,
    )


def targets_of(question: Question) -> bool:
    """Whether the question holds anything an answer of its kind can be checked against."""
    if question.kind == "technical":
        return bool(question.key_points or question.expected_approach or question.example_answer)
    if question.kind == "situational":
        return bool(question.evaluation_criteria or question.sample_response)
    return True


def point_criteria(points: Sequence[PointJudgement], share: float) -> tuple[Criterion, ...]:
    """Each point as a criterion, the points sharing `share` of the score evenly."""
    return tuple(
        Criterion(
            criterion=p.point,
            level=p.status,
            weight=share / len(points),
            quotes=(p.quote,) if p.quote else (),
            note=f"{p.status}: {p.extent:.0%} of it is there"
            if p.status != "contradicted"
            else "contradicted: the answer says the opposite",
        )
        for p in points
    )


def _contradiction(points: Sequence[PointJudgement]) -> tuple[str, ...]:
    return ("contradicted",) if any(p.status == "contradicted" for p in points) else ()


_LEADING = frozenset("that whether how why when if at in on with to for of by as from what".split())
_DETERMINERS = frozenset("a an the each every one both no any this these its their".split())


def topic(point: str) -> str:
    """What a key point is about, in a few words that can be said aloud without its answer: its
    first noun phrase, the verb an observer's criterion begins with ("Explains that ...") left out.
    """
    said = re.findall(r"[\w'-]+", fold(point))
    if len(said) > 2 and _observes(said):
        said = said[1:]
    while len(said) > 1 and said[0].lower() in _LEADING:
        said = said[1:]
    phrase: list[str] = []
    for word in said:
        if (word.lower() in _DETERMINERS and not phrase) or content(words(word.lower())):
            phrase.append(word)
        elif phrase:
            break
        if sum(w.lower() not in _DETERMINERS for w in phrase) == 2:
            break
    spoken = " ".join(phrase) or "the other half of the question"
    acronym = spoken[:2].isupper() and spoken[:2].isalpha()
    return spoken if acronym else spoken[0].lower() + spoken[1:]


def _observes(said: Sequence[str]) -> bool:
    """Whether a criterion begins with an observer's verb ("Gives the people ...")."""
    first, second = said[0].lower(), said[1].lower()
    return (
        first.endswith("s")
        and not first.endswith(("ss", "us", "is"))
        and (second in _LEADING | _DETERMINERS or not content((second,)))
    )
