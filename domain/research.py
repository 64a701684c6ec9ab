"""What is found out about a company: pages, the claims they bear out, and the brief of them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from domain.value import Value

Tier = Literal["own", "filing", "news", "reference", "other"]
"""Who says it: the company, an authority it reports to, the press, a work of reference, others."""

Support = Literal["quoted", "paraphrase", "snippet"]
"""How a claim stands to its quote: it is the quote, it says the same in other words, or it is a
search engine's excerpt of a page that was not read and so is unverified."""

Standing = Literal["own", "given", "named", "namesake"]
"""Why a page counts as being about the company: it is the company's own, the candidate gave it, it
names the company and something else known of it; or why not: it may be about a namesake."""

ResearchMode = Literal["offline", "search-only", "full"]


class Hit(Value):
    """What a search engine found: an address, its title, and a snippet of the page."""

    url: str
    title: str = ""
    snippet: str = ""
    published: str | None = None


class Organisation(Value):
    """What a page says of an organisation in data for machines (schema.org), each as it stands."""

    name: str
    legal_name: str | None = None
    founded: str | None = None
    place: str | None = None
    employees: str | None = None
    description: str | None = None
    url: str | None = None
    leaders: tuple[str, ...] = ()


class Page(Value):
    """A page as it was read.

    `evidence` is all its visible text, which quotes are checked against; `main` the part that
    people read it for. Dates are ISO 8601, `published` None when the page tells none. `canonical`
    is the address the page gives itself, `article` whether it says it is one.
    """

    url: str
    canonical: str | None = None
    title: str = ""
    headline: str = ""
    article: bool = False
    site_name: str = ""
    published: str | None = None
    accessed: str = ""
    language: str | None = None
    evidence: str = ""
    main: str = ""
    organisations: tuple[Organisation, ...] = ()
    warnings: tuple[str, ...] = ()


class Subject(Value):
    """The company that is asked about, and what is known of it from the start.

    `attributes` are words a page about it would also have: its industry, places, products.
    """

    name: str
    domain: str | None = None
    role: str | None = None
    attributes: tuple[str, ...] = ()


class Source(Value):
    """A page claims rest on, by number. `read_by` is the model that read it beside the built-in
    reader; empty where that read it alone."""

    id: int
    url: str
    title: str = ""
    published: str | None = None
    accessed: str = ""
    tier: Tier = "other"
    standing: Standing = "named"
    language: str | None = None
    warnings: tuple[str, ...] = ()
    read_by: str = ""


class Claim(Value):
    """A fact with the words that show it. `value` is the fact in its shortest form; `quote` stands
    verbatim in the source; claims that contradict each other name one another."""

    id: str
    slot: str
    text: str
    value: str = ""
    quote: str
    source_id: int
    published: str | None = None
    accessed: str = ""
    tier: Tier = "other"
    support: Support = "quoted"
    conflicts_with: tuple[str, ...] = ()


class Found(Value):
    """What reading one page gave for a slot, before it is checked and numbered."""

    slot: str
    text: str
    value: str = ""
    quote: str
    support: Support = "quoted"
    weight: float = Field(default=0.5, ge=0, le=1)
    """How sure it is that the quote is about the slot, to choose among several."""


class Dropped(Value):
    """A claim that was not shown, and why."""

    text: str
    reason: str
    source_id: int | None = None


class Advice(Value):
    """A tip or a question to ask; `claim_ids` are what it rests on, none when it is generic."""

    text: str
    claim_ids: tuple[str, ...] = ()


class Brief(Value):
    """What was found out about a company, every fact with its page, and what was not."""

    company: str
    domain: str | None = None
    role: str | None = None
    industry: str | None = None
    mode: ResearchMode = "offline"
    made_at: str = ""
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    namesakes: tuple[Source, ...] = ()
    candidates: tuple[str, ...] = ()
    """Several companies of that name; facts about none of them are shown."""
    not_found: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()
    """What went wrong on the way: pages that could not be read, searches that failed."""
    tips: tuple[Advice, ...] = ()
    questions: tuple[Advice, ...] = ()

    def of(self, *slots: str) -> tuple[Claim, ...]:
        """The claims for these slots, in the brief's order."""
        return tuple(claim for claim in self.claims if claim.slot in slots)
