"""Which company a page is about, who speaks on it, and whether it is the one asked about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from agents.researcher.naming import domain_fits, host, mention, site, spoken_name
from agents.researcher.orders import addresses_assistant
from domain import Hit, Page, Standing, Subject, Tier

_FILING = re.compile(
    r"\b(?:exact name of registrant|securities and exchange commission|annual report pursuant to"
    r"|form 10-[kq]|companies house|charity commission)\b",
    re.IGNORECASE,
)
_FILING_HOSTS = ("sec.gov", "company-information.service.gov.uk", "find-and-update.company")
_REFERENCE_HOSTS = frozenset(
    "wikipedia.org wikidata.org britannica.com crunchbase.com bloomberg.com craft.co dnb.com "
    "companieshouse.gov.uk opencorporates.com pitchbook.com zoominfo.com owler.com".split()
)
_OPINION_HOSTS = frozenset(
    "glassdoor.com glassdoor.co.uk indeed.com reddit.com quora.com teamblind.com linkedin.com "
    "facebook.com x.com twitter.com instagram.com youtube.com tiktok.com medium.com".split()
)
_NEWS_WORDS = re.compile(
    r"news|times|post|journal|herald|tribune|gazette|telegraph|guardian|reuters|press|daily|wire"
    r"|barron|forbes|fortune|cnbc|cnn|bbc|techcrunch|venturebeat|verge|wired|business|insider"
    r"|magazine|economist|observer|chronicle|standard|independent|mirror|deal",
    re.IGNORECASE,
)
_CLEARLY = 2
"""How many times oftener the company's own domain is found than a namesake's."""

_MOST_NAMESAKES = 5
_MOST_OF_A_SITE = 3
_ENOUGH = 2
"""Times a page has to name a company to be about it, unless its title does."""


def tier_of(page: Page, subject: Subject) -> Tier:
    """Who speaks on a page: the company itself, an authority's register, the press, a work of
    reference, or others. What a page says of its own address counts only where it was not fetched
    from one: saved as a file, or by number."""
    domain = site(page.url) or (site(page.canonical) if page.canonical else "")
    if subject.domain and domain == site(f"//{subject.domain}"):
        return "own"
    if domain in _FILING_HOSTS or len(_FILING.findall(page.evidence[:6000])) >= 2:
        return "filing"
    if domain in _REFERENCE_HOSTS:
        return "reference"
    if domain in _OPINION_HOSTS:
        return "other"
    if domain and subject.domain is None and domain_fits(domain, subject.name):
        return "own"
    if page.site_name and _same(page.site_name, subject.name):
        return "own"
    if any(_same(one.name, subject.name) for one in page.organisations) and not page.published:
        return "own"
    press = _NEWS_WORDS.search(domain) or _NEWS_WORDS.search(page.site_name)
    if page.published and (page.article or press):
        return "news"
    if not domain and _is_its_home(page, subject):
        return "own"
    return "other"


def standing_of(page: Page, subject: Subject, tier: Tier, *, given: bool) -> Standing:
    """Whether a page counts as being about the company asked about.

    It does on the company's own domain, when the candidate gave it and it names the company, and
    when it names the company and one more thing known of it (its domain, an attribute); else it
    may be about a namesake.
    """
    named = len(mention(subject.name).findall(f"{page.title}\n{page.evidence}"))
    if tier == "own":
        return "own"
    if given and named:
        return "given"
    if not named or (named < _ENOUGH and not mention(subject.name).search(page.title)):
        return "namesake"
    if not subject.domain and not subject.attributes:
        # Nothing more is known of it, and search found no second company of that name.
        return "named"
    known = [subject.domain.split(".")[0]] if subject.domain else []
    text = page.evidence.lower()
    if any(word.lower() in text for word in (*known, *subject.attributes) if len(word) > 2):
        return "named"
    return "namesake"


def own_domains(name: str, hits: Sequence[Hit]) -> list[str]:
    """The domains that may be the company's own: the one that reads like its name where that was
    found clearly oftener than any other, else all of them, each perhaps another company's."""
    found: Counter[str] = Counter()
    for hit in hits:
        domain = site(hit.url)
        if domain and domain_fits(domain, name) and domain not in _OPINION_HOSTS:
            found[domain] += 1
    ranked = found.most_common(_MOST_NAMESAKES)
    if len(ranked) > 1 and ranked[0][1] >= _CLEARLY * ranked[1][1]:
        return [ranked[0][0]]
    return [domain for domain, _ in ranked]


def by_use(hits: Sequence[Hit], domain: str | None) -> list[str]:
    """The addresses found, each once, the most useful to read first: the company's own, registers
    and works of reference, the press, others; last what anybody may write. At most three of a
    site that is not its own, so that one cannot crowd out the others."""

    def rank(hit: Hit) -> int:
        at = site(hit.url)
        if domain and at == site(f"//{domain}"):
            return 0
        if at in _FILING_HOSTS or at in _REFERENCE_HOSTS:
            return 1
        if at in _OPINION_HOSTS:
            return 4
        return 2 if hit.published or _NEWS_WORDS.search(at) else 3

    counts: Counter[str] = Counter()
    urls: dict[str, None] = {}
    for hit in sorted(hits, key=rank):
        counts[site(hit.url)] += hit.url not in urls
        if rank(hit) == 0 or counts[site(hit.url)] <= _MOST_OF_A_SITE:
            urls.setdefault(hit.url)
    return list(urls)


def described(domain: str, hits: Sequence[Hit]) -> str:
    """How a search describes the company at a domain: to choose between namesakes by."""
    for hit in hits:
        if site(hit.url) == domain:
            told = " ".join((hit.snippet or hit.title).split())[:140]
            return domain if addresses_assistant(told) else f"{domain}: {told}"
    return domain


def _same(one: str, other: str) -> bool:
    return bool(one) and spoken_name(one).casefold() == spoken_name(other).casefold()


def _is_its_home(page: Page, subject: Subject) -> bool:
    """Whether a saved page, whose address tells nothing, is of the company's own site: titled with
    its name, and speaking of itself as "we"."""
    if page.published or not mention(subject.name).search(page.title):
        return False
    words = page.evidence.lower().split()
    return sum(word in ("we", "our", "us") for word in words) * 200 >= len(words)


def is_opinion(url: str) -> bool:
    """Whether an address is of a site on which anybody may write what they like."""
    return site(url) in _OPINION_HOSTS or host(url).startswith("forum")
