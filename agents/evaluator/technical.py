"""Technical answers: points to make, and nothing else earns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agents.evaluator import coverage, overall, pith, relevance
from agents.evaluator.coverage import PointJudgement
from agents.evaluator.curves import ramp
from agents.evaluator.evidence import Unit, Units
from agents.evaluator.overall import Whole
from agents.evaluator.reasoned import OFF_TOPIC_SHARE, Reasoned, point_criteria
from agents.evaluator.standard import MODEL_ANSWER, POINTS, Standard
from agents.evaluator.text import Sentence, clean, fold, words
from domain import Question
from knowledge.lexicon import content

_TECHNICAL_FOCUS = (0.30, 0.40)
"""Focus at which an answer begins to count and counts in full; see `relevance.focus`. Of 300 of
the bank's expected answers 1 in 300 has less than the second to its own question, and 96 in 100
have to one of another role."""

_POINTS_ANYWAY = (0.35, 0.6)
"""Share of the points made from which an answer begins to count and counts in full although its
other words lie far from the question: 99 in 100 of those expected answers make more than the first
of their own points, and none of another question's."""

_FOCUS_WORDS = 35
"""Words below which focus says too little: short right answers in other words have little."""

_EXPECTED_WORDS = 15
"""Meaningful words of what is expected below which focus says too little: right answers to an
expected one of eight words lie as far from it as wrong ones."""


def judge(question: Question, sentences: Sequence[Sentence], units: Units) -> Reasoned:
    """The key points made, held against a model answer too where there is one."""
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
    if size < _FOCUS_WORDS or expected < _EXPECTED_WORDS:
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


def _contradiction(points: Sequence[PointJudgement]) -> tuple[str, ...]:
    return ("contradicted",) if any(p.status == "contradicted" for p in points) else ()
