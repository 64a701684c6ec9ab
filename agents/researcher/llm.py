"""The researcher that has a model look for the passage: what it finds is quoted from the ad itself,
never from its reply."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from agents.model import Session
from agents.researcher import Researcher
from agents.researcher.offline import SENTENCE_END, shares_word
from agents.researcher.verbatim import locate
from domain import AdPassage, Job, ModelUnavailable
from knowledge.embedder import load_embedder
from prompts.templates import compose

_LONGEST = 400
"""Characters of a passage that can be read aloud in one go."""

_FEWEST = 3
"""Words a quote needs to be found again at one place only: "the team" stands anywhere."""


class Passage(BaseModel):
    """Whether the ad tells what was asked, and in which words."""

    model_config = ConfigDict(extra="forbid")

    found: bool
    quote: str = Field(max_length=900)


SCHEMAS = (Passage,)


class ModelResearcher:
    """Has the model point at the passage and quotes the whole sentences it stands in; where the
    model gives nothing that stands in the ad, the built-in researcher's passage stands."""

    def __init__(self, offline: Researcher, session: Session) -> None:
        self._offline = offline
        self._session = session

    def from_ad(self, question: str, job: Job) -> AdPassage | None:
        """The passage the model found, word for word from the ad. A model that finds none is
        believed unless the built-in passage shares a word with the question itself."""
        built_in = self._offline.from_ad(question, job)
        if not job.text.strip() or not any(c.isalpha() for c in question):
            return built_in
        try:
            reply = self._session.ask(
                compose("passage", question=question, ad=job.text), Passage, keep=True
            )
        except ModelUnavailable:
            return built_in
        if not reply.found:
            return built_in if built_in and shares_word(question, built_in.quote) else None
        stretch = _stretch(reply.quote, job.text)
        if stretch is None:
            self._session.report("the model quoted what the ad does not say")
            return built_in
        first, second = load_embedder().encode([question, stretch])
        return AdPassage(quote=stretch, similarity=max(-1.0, min(1.0, float(first @ second))))


def _stretch(quote: str, ad: str) -> str | None:
    """The sentences of the ad in which the quote stands, or the quoted words alone where those are
    too long; None when it does not stand there."""
    place = locate(quote, ad) if len(quote.split()) >= _FEWEST else None
    if place is None:
        return None
    start, end = place
    begins = max((m.end() for m in SENTENCE_END.finditer(ad, 0, start + 1) if m.end() <= start), default=0)
    after = SENTENCE_END.search(ad, end)
    ends = after.start() if after else len(ad)
    for stretch in (ad[begins:ends].strip(), ad[start:end]):
        if len(stretch) <= _LONGEST:
            return stretch
    return None
