"""The evaluator: judges one answer against one question, with evidence."""

from __future__ import annotations

from typing import Protocol

from domain import Answer, Assessment, Question


class Evaluator(Protocol):
    """Text in, Assessment out: no clock, no I/O, no randomness."""

    def assess(self, question: Question, answer: Answer) -> Assessment:
        """Judge `answer` to `question`. Never raises for any text; what cannot be judged comes
        back unscored with a reason."""
        ...


def build() -> Evaluator:
    """The evaluator that needs nothing but this machine."""
    from agents.evaluator.offline import OfflineEvaluator

    return OfflineEvaluator()
