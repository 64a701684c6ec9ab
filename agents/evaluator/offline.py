"""The built-in evaluator: guards, then the judge of the question's kind, then the feedback."""

from __future__ import annotations

from agents.evaluator import behavioral, delivery, feedback, reasoned
from agents.evaluator.behavioral import Story
from agents.evaluator.evidence import Units
from agents.evaluator.flags import CAPS, FLAGS, capped
from agents.evaluator.guards import Guarded, guard, is_stuffed
from agents.evaluator.reasoned import Reasoned
from agents.evaluator.text import Reading, Sentence, read
from domain import Answer, Assessment, Delivery, Question
from knowledge.embedder import load_embedder

NOTHING = 2.0
"""The score of an answer in which no sentence counts."""


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
        asked = f"{question.scenario or ''}\n{question.question}"
        guarded = guard(asked, reading, answer.text)
        if guarded.unscored:
            return _unscored(guarded.flags[0], said)
        if not reasoned.targets_of(question):
            return _unscored("nothing_to_compare", said)
        if guarded.verdict:
            return self._nothing(question, guarded, reading, said)
        sentences = guarded.kept
        words = tuple(w for s in sentences for w in s.words)
        ordered = order.share([s.words for s in sentences])
        flags = guarded.flags + tuple(
            flag
            for flag, raised in (
                ("keywords_only", is_stuffed(words)),
                ("scrambled", ordered == 0),
            )
            if raised
        )
        if question.kind == "behavioral":
            return self._story(question, sentences, flags, said, ordered)
        return self._points(
            question, self._judge(question, sentences, said), sentences, flags, said
        )

    def _judge(
        self, question: Question, sentences: tuple[Sentence, ...], said: Delivery
    ) -> Reasoned:
        if question.kind == "technical":
            return reasoned.technical(question, sentences, self._units)
        if question.kind == "situational":
            return reasoned.situational(question, sentences, said, self._units)
        return reasoned.company(question, sentences, said, self._units)

    def _story(
        self,
        question: Question,
        sentences: tuple[Sentence, ...],
        flags: tuple[str, ...],
        said: Delivery,
    ) -> Assessment:
        story = behavioral.judge(question, sentences, said, self._units)
        flags = tuple(dict.fromkeys((*flags, *story.flags)))
        score = capped(behavioral.score(story), flags)
        last = sentences[-1].quote
        return Assessment(
            score=round(score, 1),
            flags=flags,
            criteria=story.criteria,
            strengths=feedback.strengths(story.criteria),
            improvements=feedback.improvements(
                question, story.criteria, flags, _anchors(story, sentences)
            ),
            suggested_answer=feedback.suggested_story(story),
            gaps=feedback.story_gaps(story, last),
            delivery=said,
        )

    def _points(
        self,
        question: Question,
        found: Reasoned,
        sentences: tuple[Sentence, ...],
        flags: tuple[str, ...],
        said: Delivery,
    ) -> Assessment:
        flags = tuple(dict.fromkeys((*flags, *found.flags)))
        last = sentences[-1].quote
        return Assessment(
            score=round(min(max(capped(found.score, flags), 0.0), 100.0), 1),
            flags=flags,
            criteria=found.criteria,
            strengths=feedback.strengths(found.criteria),
            improvements=feedback.improvements(question, found.criteria, flags, {"": last}),
            suggested_answer=feedback.suggested_points(question, found.points),
            gaps=feedback.point_gaps(found.points, last),
            delivery=said,
        )

    def _nothing(
        self, question: Question, guarded: Guarded, reading: Reading, said: Delivery
    ) -> Assessment:
        """A low score with its reason, for an answer that is judgeable and empty of content."""
        quote = feedback.snippet(reading.sentences[0].quote) if reading.sentences else ""
        score = min(NOTHING, CAPS.get(guarded.verdict or "", NOTHING))
        return Assessment(
            score=score,
            flags=guarded.flags,
            improvements=feedback.improvements(question, (), guarded.flags, {}),
            gaps=feedback.nothing_gaps(question, quote),
            delivery=said,
        )


def _unscored(flag: str, said: Delivery) -> Assessment:
    return Assessment(
        score=None, unscored_reason=f"Not scored: {FLAGS[flag]}.", flags=(flag,), delivery=said
    )


def _anchors(story: Story, sentences: tuple[Sentence, ...]) -> dict[str, str]:
    """Where in the answer each criterion's advice belongs."""
    last = sentences[-1].quote
    found = {c.criterion: c.quotes[0] for c in story.criteria if c.quotes}
    return {
        "": sentences[0].quote,
        "relevance": sentences[0].quote,
        "situation_task": sentences[0].quote,
        "own_action": found.get("own_action") or last,
        "depth": story.first("action") or last,
        "result": found.get("result") or last,
        "reflection": found.get("result") or last,
        "delivery": max((s.quote for s in sentences), key=len),
    }
