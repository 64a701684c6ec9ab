"""One page read for one company: whose page it is, and what it says for each slot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agents.model.grounding import in_english
from agents.researcher.facts import read_facts
from agents.researcher.identity import standing_of, tier_of
from agents.researcher.sentences import Reading
from agents.researcher.tellings import read_tellings
from agents.researcher.verifying import check, holds_orders
from domain import Dropped, Found, Page, Source, Standing, Subject, Tier

_ORDERS = "some of its text speaks to AI assistants; that text was left out"
_FOREIGN = "it is not in English; only English pages are read"
_SAMPLE = 3000


@dataclass(frozen=True)
class PageReading:
    """What a page gave: claims that passed every check, those that did not, and what to warn of."""

    tier: Tier
    standing: Standing
    found: tuple[Found, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, source: Source, found: Iterable[object], dropped: Iterable[object]) -> PageReading:
        """A reading as it was kept."""
        return cls(
            tier=source.tier,
            standing=source.standing,
            found=tuple(map(Found.model_validate, found)),
            dropped=tuple(map(Dropped.model_validate, dropped)),
            warnings=source.warnings,
        )


def read_by_rule(page: Page, subject: Subject, *, given: bool, ad: bool = False) -> PageReading:
    """A page read by patterns and cues; nothing of one that may be about a namesake or is in
    another language. Of the job `ad` "we" is the company, although others may have written it."""
    tier = "other" if ad else tier_of(page, subject)
    standing = standing_of(page, subject, tier, given=given)
    warnings = (_ORDERS,) if holds_orders(page.evidence) else ()
    if standing == "namesake":
        return PageReading(tier, standing, warnings=warnings)
    if not in_english(page.main[:_SAMPLE] or page.evidence[:_SAMPLE]):
        return PageReading(tier, standing, warnings=(*warnings, _FOREIGN))
    reading = Reading(page, subject, tier, first_person=ad)
    return sift((*read_facts(reading), *read_tellings(reading)), page, tier, standing, warnings)


def sift(
    claimed: tuple[Found, ...],
    page: Page,
    tier: Tier,
    standing: Standing,
    warnings: tuple[str, ...],
) -> PageReading:
    """What of the claims read from a page may be shown."""
    kept: list[Found] = []
    dropped: list[Dropped] = []
    for one in claimed:
        why = check(one, page)
        if why is None:
            kept.append(one)
        else:
            dropped.append(why)
    return PageReading(tier, standing, tuple(kept), tuple(dropped), warnings)
