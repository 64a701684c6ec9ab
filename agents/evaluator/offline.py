"""The built-in evaluator: guards, then the judge of the question's kind, then the feedback."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from agents.evaluator import (
    Reread,
    behavioral,
    delivery,
    feedback,
    order,
    reasoned,
    working,
)
from agents.evaluator.behavioral import Story
from agents.evaluator.evidence import Units
from agents.evaluator.flags import CAPS, FLAGS, capped
from agents.evaluator.guards import Guarded, guard, is_stuffed
from agents.evaluator.manner import PLAIN, Manner
from agents.evaluator.noting import notes
from agents.evaluator.reasoned import Reasoned
from agents.evaluator.text import Reading, Sentence, read
from domain import Answer, Assessment, Delivery, Gap, Question, StoryNotes
from knowledge.embedder import load_embedder

LISTED_WORDS = 12
"""Words from which a sentence of terms alone is left out: of some 15,600 sentences of eight words
and more, in public sets and the project's own, a few in a thousand are so poor in small words."""

NOTHING = 2.0
"""The score of an answer in which no sentence counts."""


@dataclass(frozen=True)
class Kept:
    """What is left of an answer to judge: its sentences that count, the flags raised so far, how
    it was said, what the order of its words leaves of the score (0-1), and all its sentences."""

    sentences: tuple[Sentence, ...]
    flags: tuple[str, ...]
    said: Delivery
    ordered: float
    read: tuple[Sentence, ...]

    @property
    def parts(self) -> feedback.Heard:
        """What feedback quotes from."""
        return feedback.Heard(self.read, self.sentences)

    def score(self, earned: float, flags: tuple[str, ...]) -> float:
        """0-100, one decimal."""
        return round(min(max(capped(self.ordered * earned, flags), 0.0), 100.0), 1)


@dataclass(frozen=True)
class Judged:
    """An answer weighed: what was kept of it, what was found in that, what it earned before order
    and caps (0-100), and how that came about."""

    heard: Kept
    found: Story | Reasoned
    earned: float
    steps: tuple[str, ...]


class OfflineEvaluator:
    """Judges an answer with nothing but this machine; the same answer gets the same score."""

    def __init__(self) -> None:
        self._units = Units(load_embedder())

    def assess(self, question: Question, answer: Answer, manner: Manner = PLAIN) -> Assessment:
        """Judge `answer` to `question`, worded in a manner; never raises for any text."""
        judged = self.judge(question, answer, manner)
        return judged if isinstance(judged, Assessment) else finish(question, judged, manner)

    def judge(
        self, question: Question, answer: Answer, manner: Manner = PLAIN
    ) -> Judged | Assessment:
        """What was found in an answer, before it is put in words; the assessment itself where
        there is nothing to weigh."""
        if question.kind == "ask":
            return _unscored("not_assessed", Delivery())
        reading = read(answer.text, _terms(question))
        said = delivery.measure(reading, answer.seconds)
        guarded = guard(f"{question.scenario or ''}\n{question.question}", reading, answer.text)
        if guarded.unscored:
            return _unscored(guarded.flags[0], said)
        if not reasoned.targets_of(question):
            return _unscored("nothing_to_compare", said)
        if guarded.verdict:
            return _nothing(question, guarded, reading, said, manner)
        heard = _hear(guarded, reading, said)
        if question.kind == "behavioral":
            story = behavioral.judge(question, heard.sentences, heard.said, self._units)
            return Judged(heard, story, behavioral.score(story), tuple(working.of_story(story)))
        found = self._weigh(question, heard)
        return Judged(heard, found, found.score, tuple(working.of_points(found)))

    def reread(
        self,
        question: Question,
        answer: Answer,
        first: Assessment,
        manner: Manner = PLAIN,
        *,
        thorough: bool,
    ) -> Reread:
        """There is nobody else to read it: the first assessment stands."""
        return Reread(assessment=first)

    def notes(self, text: str) -> StoryNotes:
        """By the most likely role of each sentence."""
        return notes(text, self._units)

    def _weigh(self, question: Question, heard: Kept) -> Reasoned:
        # Each judge is loaded for the first question of its kind: their patterns take a tenth of
        # the time until the first answer is judged.
        if question.kind == "technical":
            from agents.evaluator import technical

            return technical.judge(question, heard.sentences, self._units)
        if question.kind == "situational":
            from agents.evaluator import situational

            return situational.judge(question, heard.sentences, heard.said, self._units)
        from agents.evaluator import company

        return company.judge(question, heard.sentences, heard.said, self._units)


def finish(question: Question, judged: Judged, manner: Manner) -> Assessment:
    """What was found, put in words; the score is the earned one in the order its words leave of it,
    under the lowest cap of its flags."""
    heard, found = judged.heard, judged.found
    flags = _distinct(heard.flags, found.flags)
    score = heard.score(judged.earned, flags)
    if isinstance(found, Story):
        criteria = found.criteria
        told = feedback.on_story(question, found, flags, heard.parts, manner)
    else:
        criteria = working.noted(found.criteria, found.points)
        told = feedback.on_points(question, found, flags, heard.parts, manner)
    return Assessment(
        score=score,
        flags=flags,
        criteria=criteria,
        delivery=heard.said,
        working=(*judged.steps, *working.closing(judged.earned, heard.ordered, flags, score)),
        **_fields(told),
    )


def _terms(question: Question) -> str:
    """All the words an answer may be expected to hold, which are no slips of the keyboard."""
    expected = (*question.key_points, *question.evaluation_criteria)
    asked = (question.scenario or "", question.question, question.research_notes or "")
    return " ".join((*asked, question.expected_approach or "", *expected))


def _hear(guarded: Guarded, reading: Reading, said: Delivery) -> Kept:
    running = tuple(s for s in guarded.kept if not _lists_terms(s))
    sentences = running or guarded.kept
    listed = len(sentences) < len(guarded.kept)
    words = tuple(w for s in sentences for w in s.words)
    said_in_order = [s.words for s in sentences]
    ordered = order.share(said_in_order)
    only_terms = is_stuffed(words) or order.is_templated(said_in_order)
    raised = (
        ("keywords_only", only_terms),
        ("scrambled", ordered == 0),
        ("term_list", listed),
    )
    flags = (*guarded.flags, *(flag for flag, is_raised in raised if is_raised))
    return Kept(sentences, flags, said, ordered if ordered > 0 else 1.0, reading.sentences)


def _lists_terms(sentence: Sentence) -> bool:
    """Whether a long sentence is terms alone, as nobody speaks."""
    return len(sentence.words) >= LISTED_WORDS and is_stuffed(sentence.words)


def _nothing(
    question: Question, guarded: Guarded, reading: Reading, said: Delivery, manner: Manner
) -> Assessment:
    """A low score with its reason, for an answer that is judgeable and empty of content."""
    score = min(NOTHING, CAPS.get(guarded.verdict or "", NOTHING))
    heard = feedback.Heard(reading.sentences, guarded.kept)
    return Assessment(
        score=score,
        flags=guarded.flags,
        delivery=said,
        working=(
            f"Nothing in it counts towards the criteria, which leaves {score:g} of 100.",
            *working.closing(score, 1.0, guarded.flags, score),
        ),
        **_fields(feedback.on_nothing(question, guarded.flags, heard, manner)),
    )


def _fields(told: feedback.Feedback) -> dict[str, Any]:
    """The fields by name, as an assessment takes them."""
    return {
        "strengths": told.strengths,
        "improvements": told.improvements,
        "suggested_answer": told.suggested_answer,
        "gaps": told.gaps,
    }


def _unscored(flag: str, said: Delivery) -> Assessment:
    return Assessment(
        score=None,
        unscored_reason=f"Not scored: {FLAGS[flag]}.",
        flags=(flag,),
        gaps=(Gap(kind="language"),) if flag == "other_language" else (),
        delivery=said,
    )


def _distinct(*flags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for group in flags for f in group))
