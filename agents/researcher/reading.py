"""One page read for one company: whose page it is, and what it says for each slot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from agents.model.grounding import in_english
from agents.researcher.facts import read_facts
from agents.researcher.identity import standing_of, tier_of
from agents.researcher.orders import addresses_assistant, holds_orders
from agents.researcher.sentences import Reading
from agents.researcher.tellings import read_tellings
from agents.researcher.verifying import AMONG_ORDERS, SPEAKS, check
from domain import Dropped, Found, Page, Source, Standing, Subject, Tier

_ORDERS = "some of its text speaks to AI assistants; that text was left out"
_FOREIGN = "it is not in English; only English pages are read"
_SAMPLE = 3000


@dataclass(frozen=True)
class PageReading:
    """What a page gave: claims that passed every check, those that did not, and what to warn of;
    under which title to show it, and who read it: a model's name, empty for the built-in reader."""

    tier: Tier
    standing: Standing
    title: str = ""
    found: tuple[Found, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()
    read_by: str = ""

    @classmethod
    def of(cls, source: Source, found: Iterable[object], dropped: Iterable[object]) -> PageReading:
        """A reading as it was kept."""
        return cls(
            tier=source.tier,
            standing=source.standing,
            title=source.title,
            found=tuple(map(Found.model_validate, found)),
            dropped=tuple(map(Dropped.model_validate, dropped)),
            warnings=source.warnings,
            read_by=source.read_by,
        )


def read_by_rule(page: Page, subject: Subject, *, given: bool, ad: bool = False) -> PageReading:
    """A page read by patterns and cues; nothing of one that may be about a namesake or is in
    another language. Of the job `ad` "we" is the company, although others may have written it."""
    tier = "other" if ad else tier_of(page, subject)
    standing = standing_of(page, subject, tier, given=given)
    title = shown_title(page)
    headed = addresses_assistant(page.title) or addresses_assistant(page.headline)
    hostile = headed or holds_orders(page.evidence)
    reading = PageReading(tier, standing, title, warnings=(_ORDERS,) if hostile else ())
    if standing == "namesake":
        return reading
    if not in_english(page.main[:_SAMPLE] or page.evidence[:_SAMPLE]):
        return replace(reading, warnings=(*reading.warnings, _FOREIGN))
    sentences = Reading(page, subject, tier, first_person=ad)
    claimed = (*read_facts(sentences), *read_tellings(sentences))
    refused = [(one, check(one, page)) for one in claimed]
    return with_more(
        reading,
        [one for one, why in refused if why is None],
        [why for _, why in refused if why is not None],
    )


def with_more(
    reading: PageReading, found: Sequence[Found], dropped: Sequence[Dropped]
) -> PageReading:
    """A reading with claims and dropped ones put before its own; warned of what spoke to
    assistants."""
    ordered = any(one.reason in (SPEAKS, AMONG_ORDERS) for one in dropped)
    more = (_ORDERS,) if ordered and _ORDERS not in reading.warnings else ()
    return replace(
        reading,
        found=(*found, *reading.found),
        dropped=(*dropped, *reading.dropped),
        warnings=(*reading.warnings, *more),
    )


def shown_title(page: Page) -> str:
    """The page's title or headline, the first that speaks to no assistant; else none."""
    told = (page.title or page.headline, page.headline)
    return next((one for one in told if not addresses_assistant(one)), "")
