"""What to tell the candidate of one answer: strengths, improvements, gaps and a stronger version.

Every line quotes the answer or names the point or question it is about; nothing is said to be in
the answer that is not quoted from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.evaluator import advice, gaps, suggested
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
    places = advice.story_places(story, heard.kept)
    places |= advice.dropped_places(heard.read, heard.kept)
    return Feedback(
        strengths=advice.strengths(question, story.criteria, flags, manner),
        improvements=advice.improvements(question, story.criteria, flags, places, manner),
        suggested_answer=suggested.story(question, story, flags),
        gaps=gaps.story_gaps(story, heard.kept[-1].quote),
    )


def on_points(
    question: Question, found: Reasoned, flags: Sequence[str], heard: Heard, manner: Manner
) -> Feedback:
    """On a technical, situational or company answer."""
    places = advice.answer_places(heard.kept)
    places |= advice.dropped_places(heard.read, heard.kept)
    last = heard.kept[-1].quote
    company = question.kind == "company"
    return Feedback(
        strengths=advice.strengths(question, found.criteria, flags, manner),
        improvements=advice.improvements(question, found.criteria, flags, places, manner),
        suggested_answer=suggested.shape(question, found.criteria, flags)
        if company
        else suggested.points(found.points, found.criteria, flags),
        gaps=gaps.criterion_gaps(found.criteria, last)
        if company
        else gaps.point_gaps(found.points, last),
    )


def on_nothing(question: Question, flags: Sequence[str], heard: Heard, manner: Manner) -> Feedback:
    """On an answer that is judgeable and empty of content."""
    first = heard.read[0].quote if heard.read else ""
    places = {"": first, **advice.dropped_places(heard.read, heard.kept)} if first else {}
    return Feedback(
        strengths=(),
        improvements=advice.improvements(question, (), flags, places, manner),
        suggested_answer="",
        gaps=gaps.nothing_gaps(question, first),
    )
