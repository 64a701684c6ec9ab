"""The evaluator: judges one answer against one question, with evidence."""

from __future__ import annotations

import functools
from typing import Protocol

from agents.evaluator.manner import PLAIN, Manner
from domain import Answer, Assessment, Question, StoryNotes

__all__ = ["PLAIN", "Evaluator", "Manner", "build"]


class Evaluator(Protocol):
    """Text in, Assessment out: no clock, no I/O, no randomness."""

    def assess(self, question: Question, answer: Answer, manner: Manner = PLAIN) -> Assessment:
        """Judge `answer` to `question`. Never raises for any text; what cannot be judged comes
        back unscored with a reason. `manner` words the feedback and moves no score."""
        ...

    def notes(self, text: str) -> StoryNotes:
        """A story told aloud, cut into the parts of a STAR note, in its own words."""
        ...


class _WhenAsked:
    """Loads the evaluator with its word vectors when the first answer comes, not before: the
    first question need not wait for it."""

    @functools.cached_property
    def _evaluator(self) -> Evaluator:
        from agents.evaluator.offline import OfflineEvaluator

        return OfflineEvaluator()

    def assess(self, question: Question, answer: Answer, manner: Manner = PLAIN) -> Assessment:
        """As the evaluator's."""
        return self._evaluator.assess(question, answer, manner)

    def notes(self, text: str) -> StoryNotes:
        """As the evaluator's."""
        return self._evaluator.notes(text)


def build() -> Evaluator:
    """The evaluator that needs nothing but this machine."""
    return _WhenAsked()
