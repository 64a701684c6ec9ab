"""The researcher: finds what sources say, and says so when they do not."""

from __future__ import annotations

from typing import Protocol

from domain import AdPassage, Job


class Researcher(Protocol):
    """Answers from sources only."""

    def from_ad(self, question: str, job: Job) -> AdPassage | None:
        """The passage of the job ad that answers a candidate's question, or None."""
        ...


def build() -> Researcher:
    """The researcher that needs nothing but this machine."""
    from agents.researcher.offline import OfflineResearcher

    return OfflineResearcher()
