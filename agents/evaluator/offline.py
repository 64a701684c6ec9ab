"""The built-in evaluator: guards, then the judge of the question's kind, then the feedback."""

from __future__ import annotations

from dataclasses import dataclass

from agents.evaluator import behavioral, company, delivery, feedback, order, reasoned
from agents.evaluator.evidence import Units
from agents.evaluator.flags import CAPS, FLAGS, capped
from agents.evaluator.guards import Guarded, guard, is_stuffed
from agents.evaluator.reasoned import Reasoned
from agents.evaluator.text import Reading, Sentence, read
from domain import Answer, Assessment, Delivery, Question
from knowledge.embedder import load_embedder

NOTHING = 2.0
"""The score of an answer in which no sentence counts."""


@dataclass(frozen=True)
class _Heard:
    """What is left of an answer to judge: its sentences that count, the flags raised so far, how
    it was said, and what the order of its words leaves of the score (0-1)."""

    sentences: tuple[Sentence, ...]
    flags: tuple[str, ...]
    said: Delivery
    ordered: float

    def score(self, earned: float, flags: tuple[str, ...]) -> float:
        """0-100, one decimal."""
        return round(min(max(capped(self.ordered * earned, flags), 0.0), 100.0), 1)


class OfflineEvaluator:
    """Judges an answer with nothing but this machine; the same answer gets the same score."""

    def __init__(self) -> None:
        self._units = Units(load_embedder())

    def assess(self, question: Question, answer: Answer) -> Assessment:
        """Judge `answer` to `question`; never raises for any text."""
        if question.kind == "ask":
            return _unscored("not_assessed", Delivery())
        reading = read(answer.text)
        said = delivery.measure(reading, answer.seconds)
        guarded = guard(f"{question.scenario or ''}\n{question.question}", reading, answer.text)
        if guarded.unscored:
            return _unscored(guarded.flags[0], said)
        if not reasoned.targets_of(question):
            return _unscored("nothing_to_compare", said)
        if guarded.verdict:
            return _nothing(question, guarded, reading, said)
        heard = _hear(guarded, said)
        if question.kind == "behavioral":
            return self._story(question, heard)
        return self._points(question, heard)

    def _story(self, question: Question, heard: _Heard) -> Assessment:
        story = behavioral.judge(question, heard.sentences, heard.said, self._units)
        flags = _distinct(heard.flags, story.flags)
        anchors = feedback.anchors(story, heard.sentences)
        return Assessment(
            score=heard.score(behavioral.score(story), flags),
            flags=flags,
            criteria=story.criteria,
            strengths=feedback.strengths(story.criteria, flags),
            improvements=feedback.improvements(question, story.criteria, flags, anchors),
            suggested_answer=feedback.suggested_story(story),
            gaps=feedback.story_gaps(story, heard.sentences[-1].quote),
            delivery=heard.said,
        )

    def _points(self, question: Question, heard: _Heard) -> Assessment:
        found = self._judge(question, heard)
        flags = _distinct(heard.flags, found.flags)
        last = heard.sentences[-1].quote
        return Assessment(
            score=heard.score(found.score, flags),
            flags=flags,
            criteria=found.criteria,
            strengths=feedback.strengths(found.criteria, flags),
            improvements=feedback.improvements(question, found.criteria, flags, {"": last}),
            suggested_answer=feedback.suggested_shape(question, found.criteria)
            if question.kind == "company"
            else feedback.suggested_points(found.points),
            gaps=feedback.criterion_gaps(found.criteria, last)
            if question.kind == "company"
            else feedback.point_gaps(found.points, last),
            delivery=heard.said,
        )

    def _judge(self, question: Question, heard: _Heard) -> Reasoned:
        if question.kind == "technical":
            return reasoned.technical(question, heard.sentences, self._units)
        if question.kind == "situational":
            return reasoned.situational(question, heard.sentences, heard.said, self._units)
        return company.judge(question, heard.sentences, heard.said, self._units)


def _hear(guarded: Guarded, said: Delivery) -> _Heard:
    sentences = guarded.kept
    words = tuple(w for s in sentences for w in s.words)
    ordered = order.share([s.words for s in sentences])
    raised = (("keywords_only", is_stuffed(words)), ("scrambled", ordered == 0))
    flags = (*guarded.flags, *(flag for flag, is_raised in raised if is_raised))
    return _Heard(sentences, flags, said, ordered if ordered > 0 else 1.0)


def _nothing(question: Question, guarded: Guarded, reading: Reading, said: Delivery) -> Assessment:
    """A low score with its reason, for an answer that is judgeable and empty of content."""
    quote = feedback.snippet(reading.sentences[0].quote) if reading.sentences else ""
    return Assessment(
        score=min(NOTHING, CAPS.get(guarded.verdict or "", NOTHING)),
        flags=guarded.flags,
        improvements=feedback.improvements(question, (), guarded.flags, {}),
        gaps=feedback.nothing_gaps(question, quote),
        delivery=said,
    )


def _unscored(flag: str, said: Delivery) -> Assessment:
    return Assessment(
        score=None, unscored_reason=f"Not scored: {FLAGS[flag]}.", flags=(flag,), delivery=said
    )


def _distinct(*flags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for group in flags for f in group))
