"""The evaluator: judges one answer against one question, with evidence."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Protocol

from agents.evaluator.manner import PLAIN, Manner
from domain import Answer, Assessment, Question, StoryNotes
from domain.value import Value

if TYPE_CHECKING:
    from agents.evaluator.offline import Judged, OfflineEvaluator
    from agents.model import Session

__all__ = ["PLAIN", "BuiltIn", "Evaluator", "Manner", "Reread", "build", "with_model"]


class Reread(Value):
    """An assessment after somebody else read the answer as well, and whether it has to be read
    `again` before anything stands."""

    assessment: Assessment
    again: bool = False


class Evaluator(Protocol):
    """Text in, Assessment out: no clock, no I/O, no randomness."""

    def assess(self, question: Question, answer: Answer, manner: Manner = PLAIN) -> Assessment:
        """Judge `answer` to `question`. Never raises for any text; what cannot be judged comes
        back unscored with a reason. `manner` words the feedback and moves no score."""
        ...

    def reread(
        self,
        question: Question,
        answer: Answer,
        first: Assessment,
        manner: Manner = PLAIN,
        *,
        thorough: bool,
    ) -> Reread:
        """The assessment that stands when an answer assessed at `first` is read by a model as
        well, where there is one; with `thorough` as often as it takes, else once. Raises
        ModelUnavailable."""
        ...

    def notes(self, text: str) -> StoryNotes:
        """A story told aloud, cut into the parts of a STAR note, in its own words."""
        ...


class BuiltIn:
    """Loads the evaluator with its word vectors when the first answer comes, not before: the
    first question need not wait for it."""

    @functools.cached_property
    def _evaluator(self) -> OfflineEvaluator:
        from agents.evaluator.offline import OfflineEvaluator

        return OfflineEvaluator()

    def assess(self, question: Question, answer: Answer, manner: Manner = PLAIN) -> Assessment:
        """As the evaluator's."""
        return self._evaluator.assess(question, answer, manner)

    def reread(
        self,
        question: Question,
        answer: Answer,
        first: Assessment,
        manner: Manner = PLAIN,
        *,
        thorough: bool,
    ) -> Reread:
        """As the evaluator's."""
        return self._evaluator.reread(question, answer, first, manner, thorough=thorough)

    def judge(
        self, question: Question, answer: Answer, manner: Manner = PLAIN
    ) -> Judged | Assessment:
        """As the evaluator's."""
        return self._evaluator.judge(question, answer, manner)

    def notes(self, text: str) -> StoryNotes:
        """As the evaluator's."""
        return self._evaluator.notes(text)


def build() -> BuiltIn:
    """The evaluator that needs nothing but this machine."""
    return BuiltIn()


def with_model(session: Session) -> Evaluator:
    """The evaluator that has a model read each answer too."""
    from agents.evaluator.llm import ModelEvaluator

    return ModelEvaluator(build(), session)
