"""Makes a brief of what was found: numbered, without repetition, contradictions side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from agents.model.quantities import quantities
from agents.researcher.naming import spoken_name
from agents.researcher.reading import read_by_rule
from domain import Claim, Dropped, Found, Hit, Page, Source, Subject, Tier
from knowledge.slots import load_slots

RECENT = timedelta(days=365)
"""News older than this is not called recent."""

_RANK: dict[Tier, int] = {"own": 0, "filing": 1, "reference": 2, "news": 3, "other": 4}
_MOST = {"products": 8, "news": 6, "competitors": 6, "leadership": 5, "financials": 4}
_MOST_OTHERS = 4
_ALIKE = 0.7
"""Share of the words of the shorter of two claims that also stand in the other, from which they say
the same."""

_APART = 1.5
"""How many times larger one head count has to be to contradict another: people come and go."""

_EXCERPT = "a search engine's excerpt; the page itself was not read"
_WORD = re.compile(r"[a-z0-9$£€%]+")
_SMALL = frozenset(
    "the a an of and to in on for with as at by is are was were we our it its".split()
)


def compose(
    found: Iterable[tuple[Found, Source]], today: date
) -> tuple[tuple[Claim, ...], list[Dropped]]:
    """The claims of a brief in its order, and what is left out of it and why.

    Within a slot the better source comes first, news the newest. The same fact from a second page
    is not told twice; of one that contradicts another both stay and name each other.
    """
    by_slot: dict[str, list[tuple[Found, Source]]] = defaultdict(list)
    dropped: list[Dropped] = []
    for one, source in found:
        by_slot[one.slot].append((one, source))
    claims: list[Claim] = []
    for slot in load_slots().slots:
        held = by_slot.get(slot.id, [])
        if slot.id == "news":
            held, old = _recent(held, today)
            dropped += old
            held.sort(key=lambda pair: pair[1].published or "", reverse=True)
        else:
            held.sort(key=lambda pair: (_RANK[pair[1].tier], -pair[0].weight, -_when(pair[1])))
        kept = _distinct(held, slot.one)[: _MOST.get(slot.id, _MOST_OTHERS)]
        numbered = [_claim(one, source, len(claims) + n) for n, (one, source) in enumerate(kept, 1)]
        claims += _conflicting(numbered) if slot.one else numbered
    return tuple(claims), dropped


def unverified(
    hits: Sequence[Hit], subject: Subject, first: int, now: datetime
) -> tuple[list[tuple[Found, Source]], list[Source]]:
    """What a search engine's excerpts say of the company, each as a source numbered from `first`:
    nobody has read the pages they are of."""
    accessed = now.isoformat(timespec="seconds")
    found: list[tuple[Found, Source]] = []
    sources: list[Source] = []
    for hit in hits:
        page = Page(
            url=hit.url,
            title=hit.title,
            published=hit.published,
            accessed=accessed,
            evidence=hit.snippet,
            main=hit.snippet,
        )
        reading = read_by_rule(page, subject, given=True)
        if not reading.found or any(source.url == hit.url for source in sources):
            continue
        source = Source(
            id=first + len(sources),
            url=hit.url,
            title=reading.title,
            published=hit.published,
            accessed=accessed,
            tier=reading.tier,
            standing="named",
            warnings=(_EXCERPT,),
        )
        sources.append(source)
        found += [(one.model_copy(update={"support": "snippet"}), source) for one in reading.found]
    return found, sources


def not_found(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The slots nothing was found for."""
    filled = {claim.slot for claim in claims}
    return tuple(slot for slot in load_slots().ids if slot not in filled)


def _claim(found: Found, source: Source, number: int) -> Claim:
    return Claim(
        id=f"c{number}",
        slot=found.slot,
        text=found.text,
        value=found.value,
        quote=found.quote,
        source_id=source.id,
        published=source.published,
        accessed=source.accessed,
        tier=source.tier,
        support=found.support,
    )


def _recent(
    held: list[tuple[Found, Source]], today: date
) -> tuple[list[tuple[Found, Source]], list[Dropped]]:
    kept: list[tuple[Found, Source]] = []
    dropped = []
    for one, source in held:
        if source.published and date.fromisoformat(source.published) >= today - RECENT:
            kept.append((one, source))
        else:
            when = f"of {source.published}" if source.published else "without a date"
            reason = f"news {when} is not recent"
            dropped.append(Dropped(text=one.text, reason=reason, source_id=source.id))
    return kept, dropped


def _when(source: Source) -> int:
    return int((source.published or "0").replace("-", ""))


def _distinct(held: list[tuple[Found, Source]], one_value: bool) -> list[tuple[Found, Source]]:
    kept: list[tuple[Found, Source]] = []
    for one, source in held:
        if one_value:
            told = any(_same_value(one, other) for other, _ in kept)
        else:
            told = any(_alike(one.text, other.text) for other, _ in kept)
        if not told:
            kept.append((one, source))
    return kept


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - _SMALL


def _alike(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    least = min(len(first), len(second))
    return bool(least) and len(first & second) >= _ALIKE * least


def _same_value(one: Found, other: Found) -> bool:
    """Whether two values of a slot that holds one do not contradict each other."""
    if one.slot == "founded":
        return one.value == other.value
    if one.slot == "size":
        counts = [[q.value for q in quantities(found.value)] for found in (one, other)]
        if not all(counts):
            return one.value == other.value
        low, high = sorted(values[0] for values in counts)
        return high < _APART * max(low, 1)
    if one.slot == "name":
        names = [spoken_name(found.value).casefold() for found in (one, other)]
        return names[0] in names[1] or names[1] in names[0]
    return bool(_words(one.value) & _words(other.value))


def _conflicting(claims: list[Claim]) -> list[Claim]:
    """Every claim with the ids of the others: distinct values of a slot that holds one."""
    ids = [claim.id for claim in claims]
    return [
        claim.model_copy(update={"conflicts_with": tuple(i for i in ids if i != claim.id)})
        for claim in claims
    ]
