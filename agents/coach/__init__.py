"""The coach: reads a session's assessments and says what they come to and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from domain import Job, Preparation, Report, Resume, Story, StoryIdea, StoryNotes, Turn

if TYPE_CHECKING:
    from agents.model import Session


class Coach(Protocol):
    """Sees assessments, not checkpoints."""

    def review(self, turns: Sequence[Turn], job: Job, stories: Sequence[Story] = ()) -> Report:
        """What a finished interview comes to, over its scored answers only, and which of the
        candidate's stories would have fitted."""
        ...

    def tags(self, text: str, first: Sequence[str] = ()) -> tuple[str, ...]:
        """The competencies a story is told for, best first: those given `first`, then what its
        words tell of."""
        ...

    def notes_of(self, idea: StoryIdea) -> StoryNotes:
        """An achievement of a CV as the beginning of a story."""
        ...

    def prepare(self, job: Job, resume: Resume) -> Preparation:
        """What the ad asks for beside what the CV shows, the stories worth telling, and what to
        do before the interview."""
        ...


def build() -> Coach:
    """The coach that needs nothing but this machine."""
    from agents.coach.offline import OfflineCoach

    return OfflineCoach()


def with_model(offline: Coach, session: Session) -> Coach:
    """The coach who has a model word the review and stronger answers, over the built-in one."""
    from agents.coach.llm import ModelCoach

    return ModelCoach(offline, session)
