"""The researcher: finds what sources say, and says so when they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from domain import AdPassage, Job

if TYPE_CHECKING:
    from agents.model import Session


class Researcher(Protocol):
    """Answers from sources only."""

    def from_ad(self, question: str, job: Job) -> AdPassage | None:
        """The passage of the job ad that answers a candidate's question, or None."""
        ...


def build() -> Researcher:
    """The researcher that needs nothing but this machine."""
    from agents.researcher.offline import OfflineResearcher

    return OfflineResearcher()


def with_model(offline: Researcher, session: Session) -> Researcher:
    """The researcher who has a model find the passage, over the built-in one."""
    from agents.researcher.llm import ModelResearcher

    return ModelResearcher(offline, session)
