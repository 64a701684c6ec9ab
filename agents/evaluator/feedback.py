"""What to tell the candidate of one answer: strengths, improvements, gaps and a stronger version.

Every line quotes the answer or names the point or question it is about; nothing is said to be in
the answer that is not quoted from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.evaluator import advice, gaps, places, suggested
from agents.evaluator.behavioral import Story
from agents.evaluator.manner import Manner
from agents.evaluator.reasoned import Reasoned
from agents.evaluator.text import Sentence
from domain import Gap, Question


@dataclass(frozen=True)
class Heard:
    """All sentences of an answer, and those of them that count."""

    read: tuple[Sentence, ...]
    kept: tuple[Sentence, ...]


@dataclass(frozen=True)
class Feedback:
    """The fields of an assessment that are for the candidate to read."""

    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    suggested_answer: str
    gaps: tuple[Gap, ...]


def on_story(
    question: Question, story: Story, flags: Sequence[str], heard: Heard, manner: Manner
) -> Feedback:
    """On a behavioral answer."""
    at = places.story_places(story, heard.kept) | places.dropped_places(heard.read, heard.kept)
    good = advice.held_up(question, story.criteria, flags)
    return Feedback(
        strengths=advice.strengths(question, good, manner),
        improvements=advice.improvements(question, story.criteria, flags, at, manner, good),
        suggested_answer=suggested.story(question, story, flags),
        gaps=gaps.story_gaps(story, heard.kept[-1].quote),
    )


def on_points(
    question: Question, found: Reasoned, flags: Sequence[str], heard: Heard, manner: Manner
) -> Feedback:
    """On a technical, situational or company answer."""
    at = places.answer_places(heard.kept) | places.dropped_places(heard.read, heard.kept)
    last = heard.kept[-1].quote
    company = question.kind == "company"
    if question.kind == "technical" and _talks(found, heard.kept):
        at |= places.beside_place(heard.kept, [p.quote for p in found.points])
    good = advice.held_up(question, found.criteria, flags)
    return Feedback(
        strengths=advice.strengths(question, good, manner),
        improvements=advice.improvements(question, found.criteria, flags, at, manner, good),
        suggested_answer=suggested.shape(question, found.criteria, flags, heard.kept)
        if company
        else suggested.points(question, found.points, found.criteria, flags, heard.kept),
        gaps=gaps.criterion_gaps(found.criteria, last)
        if company
        else gaps.point_gaps(found.points, last),
    )


TALK = 40
BESIDE = 0.15
HOLLOW = 0.6
"""Words from which an answer that makes no point is told that it talks around the matter, and the
share of them to the point and the pith (0-1) below which it is: in the technical development
answers that holds for seventeen, none of them graded 45 or more."""


def _talks(found: Reasoned, sentences: Sequence[Sentence]) -> bool:
    """Whether an answer of some length makes no point and says little that is concrete."""
    words = sum(len(s.words) for s in sentences)
    made = any(p.status == "covered" for p in found.points)
    return (
        words >= TALK
        and not made
        and found.whole.to_the_point < BESIDE
        and found.whole.pith < HOLLOW
    )


def on_nothing(question: Question, flags: Sequence[str], heard: Heard, manner: Manner) -> Feedback:
    """On an answer that is judgeable and empty of content."""
    first = heard.read[0].quote if heard.read else ""
    at = {"": first, **places.dropped_places(heard.read, heard.kept)} if first else {}
    return Feedback(
        strengths=(),
        improvements=advice.improvements(question, (), flags, at, manner),
        suggested_answer="",
        gaps=gaps.nothing_gaps(question, first),
    )
