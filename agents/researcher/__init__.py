"""The researcher: finds what sources say, and says so when they do not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from agents.researcher.reading import PageReading
from domain import Brief, Hit, Job, Page, Passage, Source, Subject
from knowledge.slots import Query

if TYPE_CHECKING:
    from agents.model import Session

__all__ = ["PageReading", "Researcher", "build", "with_model"]


class Researcher(Protocol):
    """Answers from sources only."""

    def from_ad(self, question: str, job: Job) -> Passage | None:
        """The passage of the job ad that answers a candidate's question, or None."""
        ...

    def from_brief(self, question: str, brief: Brief) -> Passage | None:
        """The words of a page in the brief that answer a candidate's question, with where they
        stand, or None."""
        ...

    def queries(self, subject: Subject) -> tuple[Query, ...]:
        """What to search for: something for every slot."""
        ...

    def identify(self, company: str, hits: Sequence[Hit]) -> tuple[str, ...]:
        """The company's own domain; several, each with how a search describes it, where it cannot
        be told which is meant; none where none was found."""
        ...

    def rank(self, hits: Sequence[Hit], domain: str | None) -> tuple[str, ...]:
        """The addresses found, each once, the most useful to read first."""
        ...

    def read(
        self, page: Page, subject: Subject, *, given: bool = False, ad: bool = False
    ) -> PageReading:
        """What a page says of the company; `given` when the candidate named it, `ad` for the job
        ad. Every claim has passed the checks of `verifying`."""
        ...

    def brief(
        self,
        subject: Subject,
        *,
        readings: Sequence[tuple[Source, PageReading]],
        snippets: Sequence[Hit],
        now: datetime,
    ) -> Brief:
        """The brief of what pages gave; of `snippets`, marked unverified, where those gave
        nothing."""
        ...


def build() -> Researcher:
    """The researcher that needs nothing but this machine."""
    from agents.researcher.offline import OfflineResearcher

    return OfflineResearcher()


def with_model(offline: Researcher, session: Session) -> Researcher:
    """The researcher who has a model read, over the built-in one."""
    from agents.researcher.llm import ModelResearcher

    return ModelResearcher(offline, session)
