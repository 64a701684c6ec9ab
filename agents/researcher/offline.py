"""The researcher that needs nothing but this machine: reads by pattern and quotes as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from agents.researcher.briefing import compose, not_found, unverified
from agents.researcher.concluding import questions, tips
from agents.researcher.identity import by_use, described, own_domains
from agents.researcher.passages import best_passage, passage_of
from agents.researcher.reading import PageReading, read_by_rule
from domain import Brief, Dropped, Hit, Job, Page, Passage, Source, Subject
from knowledge.ad_terms import find_industry
from knowledge.slots import Query, load_slots


class OfflineResearcher:
    """Similarity of static vectors, patterns and cue words."""

    def from_ad(self, question: str, job: Job) -> Passage | None:
        """The best-matching sentence of the ad, or None when none is about the question."""
        return best_passage(question, job.text)

    def from_brief(self, question: str, brief: Brief) -> Passage | None:
        """The best-matching quote of a verified claim."""
        return passage_of(question, brief)

    def queries(self, subject: Subject) -> tuple[Query, ...]:
        """The templates, with the company's name and the role filled in."""
        return load_slots().queries(subject.name, subject.role)

    def identify(self, company: str, hits: Sequence[Hit]) -> tuple[str, ...]:
        """By the domains found that read like its name."""
        domains = own_domains(company, hits)
        if len(domains) > 1:
            return tuple(described(domain, hits) for domain in domains)
        return tuple(domains)

    def rank(self, hits: Sequence[Hit], domain: str | None) -> tuple[str, ...]:
        """The company's own pages first."""
        return tuple(by_use(hits, domain))

    def read(
        self, page: Page, subject: Subject, *, given: bool = False, ad: bool = False
    ) -> PageReading:
        """By patterns for facts, cue words for what is told."""
        return read_by_rule(page, subject, given=given, ad=ad)

    def brief(
        self,
        subject: Subject,
        *,
        readings: Sequence[tuple[Source, PageReading]],
        snippets: Sequence[Hit],
        now: datetime,
    ) -> Brief:
        """The claims in order, with what follows from them."""
        used = [pair for pair in readings if pair[0].standing != "namesake"]
        strangers = [source for source, _ in readings if source.standing == "namesake"]
        sources = [
            source.model_copy(update={"id": number}) for number, (source, _) in enumerate(used, 1)
        ]
        found = [
            (one, source)
            for source, (_, reading) in zip(sources, used, strict=True)
            for one in reading.found
        ]
        if not found and snippets:
            excerpts, more = unverified(snippets, subject, len(sources) + 1, now)
            sources += more
            found = excerpts
        claims, left_out = compose(found, now.date())
        refused = [
            one.model_copy(update={"source_id": source.id})
            for source, (_, reading) in zip(sources, used, strict=False)
            for one in reading.dropped
        ]
        dropped: tuple[Dropped, ...] = (*refused, *left_out)
        return Brief(
            company=subject.name,
            domain=subject.domain,
            role=subject.role,
            industry=find_industry(" ".join(claim.quote for claim in claims), None, subject.name),
            made_at=now.isoformat(timespec="seconds"),
            claims=claims,
            sources=tuple(sources),
            namesakes=tuple(strangers),
            not_found=not_found(claims),
            dropped=dropped,
            tips=tips(claims),
            questions=questions(claims),
        )
