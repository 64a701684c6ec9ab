"""The researcher who has a model read: what is shown are the pages' own words, checked by code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from agents.model import Session
from agents.model.grounding import in_english, of_a_model
from agents.model.verbatim import locate
from agents.researcher import PageReading, Researcher
from agents.researcher.advising import grounded
from agents.researcher.naming import mention
from agents.researcher.orders import fit_for_a_model
from agents.researcher.passages import SENTENCE_END
from agents.researcher.pointing import point
from agents.researcher.reading import with_more
from agents.researcher.sentences import Reading
from domain import (
    Brief,
    Found,
    Hit,
    Job,
    ModelUnavailable,
    Page,
    Passage,
    Source,
    Subject,
)
from knowledge.embedder import load_embedder
from knowledge.slots import Query, load_slots
from prompts.templates import compose

_LONGEST = 400
"""Characters of a passage that can be read aloud in one go."""

_FEWEST = 3
"""Words a quote needs to stand at one place only: "the team" stands anywhere."""

_MORE_QUERIES = 3
_MOST_CLAIMS = 40


class Pointed(BaseModel):
    """Whether the ad tells what was asked, and in which words."""

    model_config = ConfigDict(extra="forbid")

    found: bool
    quote: str = Field(max_length=900)


class MoreQueries(BaseModel):
    """Searches to add to those planned."""

    model_config = ConfigDict(extra="forbid")

    queries: list[str] = Field(max_length=8)


class ClaimRead(BaseModel):
    """A fact read from a page."""

    model_config = ConfigDict(extra="forbid")

    slot: str = Field(max_length=40)
    text: str = Field(max_length=400)
    value: str = Field(max_length=160)
    quote: str = Field(max_length=700)


class PageClaims(BaseModel):
    """All facts read from a page."""

    model_config = ConfigDict(extra="forbid")

    claims: list[ClaimRead] = Field(max_length=_MOST_CLAIMS)


class Told(BaseModel):
    """A tip or a question, and the claims it rests on."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=500)
    claim_ids: list[str] = Field(max_length=6)


class BriefAdvice(BaseModel):
    """What to prepare and what to ask."""

    model_config = ConfigDict(extra="forbid")

    tips: list[Told] = Field(max_length=8)
    questions: list[Told] = Field(max_length=8)


SCHEMAS = (Passage, MoreQueries, PageClaims, BriefAdvice)


class ModelResearcher:
    """Has a model point at passages, read pages and write advice; every quote is located, every
    number and name checked, and the built-in researcher stands in where the model is silent."""

    def __init__(self, offline: Researcher, session: Session) -> None:
        self._offline = offline
        self._session = session

    def from_ad(self, question: str, job: Job) -> Passage | None:
        """The passage the model points at; the built-in researcher's where the model is silent or
        its quote does not stand in the ad.

        None when the model says that no sentence answers. Of 303 passages the built-in researcher
        finds in 111 ads for nine questions 77% are about what was asked, and of the most similar
        ones (from .6 on) 71%, so that its likeness does not speak against a reader.
        """
        built_in = self._offline.from_ad(question, job)
        if not job.text.strip() or not any(c.isalpha() for c in question):
            return built_in
        prompt = compose("passage", question=question, ad=job.text)
        try:
            reply = self._session.ask(prompt, Pointed, keep=True)
        except ModelUnavailable:
            return built_in
        if not reply.found:
            return None
        stretch = _stretch(reply.quote, job.text)
        if stretch is None or of_a_model(stretch):
            self._session.report("its quote is not what the ad says")
            return built_in
        asked, said = load_embedder().encode([question, stretch])
        return Passage(quote=stretch, similarity=max(-1.0, min(1.0, float(asked @ said))))

    def from_brief(self, question: str, brief: Brief) -> Passage | None:
        """As the built-in researcher: what stands in the brief has been verified already."""
        return self._offline.from_brief(question, brief)

    def queries(self, subject: Subject) -> tuple[Query, ...]:
        """The built-in researcher's, and up to three more that name the company."""
        planned = self._offline.queries(subject)
        prompt = compose(
            "queries",
            company=subject.name,
            role=subject.role or "",
            queries="\n".join(query.text for query in planned),
        )
        try:
            reply = self._session.ask(prompt, MoreQueries, keep=True)
        except ModelUnavailable:
            return planned
        known = {query.text.casefold() for query in planned}
        named = mention(subject.name)
        more = [
            Query(" ".join(text.split())[:120])
            for text in reply.queries
            if named.search(text) and text.casefold() not in known and not of_a_model(text)
        ]
        return (*planned, *more[:_MORE_QUERIES])

    def identify(self, company: str, hits: Sequence[Hit]) -> tuple[str, ...]:
        """As the built-in researcher: which company is meant is not a model's to guess."""
        return self._offline.identify(company, hits)

    def rank(self, hits: Sequence[Hit], domain: str | None) -> tuple[str, ...]:
        """As the built-in researcher."""
        return self._offline.rank(hits, domain)

    def read(
        self, page: Page, subject: Subject, *, given: bool = False, ad: bool = False
    ) -> PageReading:
        """What the model reads on a page, beside what the built-in researcher does; each claim has
        to pass the same checks."""
        built_in = self._offline.read(page, subject, given=given, ad=ad)
        if built_in.standing == "namesake" or not in_english(page.main[:3000] or page.evidence):
            return built_in
        listed = "\n".join(f"{slot.id}: {slot.title}" for slot in load_slots().slots)
        shown = fit_for_a_model(page.main)
        prompt = compose("page_claims", company=subject.name, slots=listed, page=shown)
        try:
            reply = self._session.ask(prompt, PageClaims, keep=True)
        except ModelUnavailable:
            return built_in
        reading = Reading(page, subject, built_in.tier, first_person=ad)
        told = [point(one, reading) for one in reply.claims]
        found = [one for one in told if isinstance(one, Found)]
        dropped = [one for one in told if not isinstance(one, Found)]
        if dropped and not found:
            self._session.report("what it read does not stand on the page")
            return with_more(built_in, found, dropped)
        return replace(with_more(built_in, found, dropped), read_by=self._session.name)

    def brief(
        self,
        subject: Subject,
        *,
        readings: Sequence[tuple[Source, PageReading]],
        snippets: Sequence[Hit],
        now: datetime,
    ) -> Brief:
        """The built-in researcher's brief, with advice by the model where all of it rests on
        claims."""
        made = self._offline.brief(subject, readings=readings, snippets=snippets, now=now)
        sound = [claim for claim in made.claims if claim.support != "snippet"]
        if not sound:
            return made
        listed = "\n".join(f"{claim.id} ({claim.slot}): {claim.text}" for claim in sound)
        prompt = compose("advice", company=subject.name, role=subject.role or "", claims=listed)
        try:
            reply = self._session.ask(prompt, BriefAdvice, keep=True)
        except ModelUnavailable:
            return made
        tips, questions = grounded(reply.tips, made), grounded(reply.questions, made)
        if (reply.tips and not tips) or (reply.questions and not questions):
            self._session.report("its advice says more than the claims do")
        return made.model_copy(
            update={"tips": tips or made.tips, "questions": questions or made.questions}
        )


def _stretch(quote: str, ad: str) -> str | None:
    """The whole sentences of the ad in which a quote stands, None when it does not stand there or
    they are too long: half a sentence can say the opposite of the whole."""
    place = locate(quote, ad) if len(quote.split()) >= _FEWEST else None
    if place is None:
        return None
    start, end = place
    breaks = (m.end() for m in SENTENCE_END.finditer(ad, 0, start))
    begins = max(breaks, default=0)
    after = SENTENCE_END.search(ad, end)
    stretch = ad[begins : after.start() if after else len(ad)].strip()
    return stretch if len(stretch) <= _LONGEST else None
