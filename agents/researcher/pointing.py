"""Makes claims of what a model points at on a page: told in the page's own words, whole sentences,
and only where these are about the slot and the company."""

from __future__ import annotations

import re
from typing import Protocol

from agents.model.grounding import in_english, out_of_role, ungrounded
from agents.model.verbatim import locate
from agents.researcher.facts import NOT_BIRTH
from agents.researcher.naming import spoken_name
from agents.researcher.passages import SENTENCE_END
from agents.researcher.sentences import Reading, Sentence
from agents.researcher.verifying import LONGEST_QUOTE, check
from agents.researcher.wording import denies, unsaid
from domain import Dropped, Found
from knowledge.slots import Slot, load_slots

SURE = 0.8
"""The weight of a claim a model found: before what cue words found, behind a plain fact."""

_FEWEST = 2
"""Words of a quote: "Founded 1911" is one, "anvils" stands anywhere."""

SAYS = {
    "founded": r"\b(?:found|establish|incorporat|start|launch|beg[au]n|born|set up|created|formed"
    r"|since|dates? back|est\.)",
    "headquarters": r"\b(?:headquarter|head office|main office|home office|based|seat|located"
    r"|principal executive|HQ\b)",
    "size": r"\b(?:employ|people|staff|team|associates|colleague|worker|workforce|headcount|crew"
    r"|professional)",
    "layoffs": r"\b(?:la(?:id|y|ying)[- ]?offs?|(?:job|staff|role|position)\w* (?:cut|loss)"
    r"|cut\w* .{0,40}(?:jobs|staff|roles|positions|workers|employees)|redundan|dismiss|furlough"
    r"|let go|eliminat\w* .{0,30}(?:jobs|roles|positions)|workforce reduction)",
    "litigation": r"\b(?:sue[ds]?\b|suing|lawsuit|class action|litigation|court|prosecut|indict"
    r"|fined|penalt|settle|investigat|probe|antitrust|subpoena|tribunal|fraud)",
    "controversy": r"\b(?:controvers|scandal|boycott|backlash|protest|breach|recall|strike|walkout"
    r"|whistleblow|misconduct|harass|discriminat|toxic|bankrupt|insolven|accus|alleg|oust"
    r"|criticis|criticiz|injur|death|died|outage)",
}
"""Words one of which a quote has for a slot where a wrong place would make it a false fact."""


class Pointed(Protocol):
    """What a model read: a slot's id, a sentence, the fact in its shortest form, and a quote."""

    slot: str
    text: str
    value: str
    quote: str


def point(one: Pointed, reading: Reading) -> Found | Dropped:
    """The claim to show of what a model points at, or why there is none.

    The quote is shown with the whole of its sentences: half of one can say the opposite. The
    model's own words stand only where each of them is the quote's; else the quote does.
    """
    text = one.text.strip()
    slot = next((slot for slot in load_slots().slots if slot.id == one.slot), None)
    if slot is None:
        return Dropped(text=text, reason="the brief has no place for it")
    page = reading.page
    quote = _sentences(one.quote, page.evidence)
    if quote is None:
        return Dropped(text=text, reason="its quote does not stand on the page")
    told = Found(slot=slot.id, text=text, value=one.value.strip(), quote=quote, weight=SURE)
    why = check(told, page) or _misplaced(told, slot, reading)
    if why is not None:
        return why
    value = told.value if told.value and locate(told.value, quote) else ""
    if slot.one and not value:
        return Dropped(text=text, reason="its quote does not say its value")
    if locate(text, quote) and denies(text) == denies(quote):
        return told.model_copy(update={"value": value})
    update = {"value": value, "support": "paraphrase"}
    if not _says_the_same(text, quote, reading.subject.name):
        update = {"value": value, "text": quote}
    return told.model_copy(update=update)


def _sentences(quote: str, evidence: str) -> str | None:
    """The whole sentences of a page in which a quote stands; None where it does not."""
    place = locate(quote, evidence) if len(quote.split()) >= _FEWEST else None
    if place is None:
        return None
    start, end = place
    # No further than a quote may be long: a page has thousands of sentences.
    earliest = max(start - LONGEST_QUOTE, 0)
    begins = max((m.end() for m in SENTENCE_END.finditer(evidence, earliest, start)), default=None)
    after = SENTENCE_END.search(evidence, end)
    whole = evidence[
        (0 if begins is None else begins) : after.start() if after else len(evidence)
    ].strip()
    return " ".join(whole.split())


def _misplaced(told: Found, slot: Slot, reading: Reading) -> Dropped | None:
    """Why a quote does not say what the claim is said to be about."""
    quote, says = told.quote, SAYS.get(slot.id)
    if not in_english(quote):
        return Dropped(text=told.text, reason="its quote is not in English")
    if says and not re.search(says, quote, re.IGNORECASE):
        return Dropped(text=told.text, reason=f"its quote is not about “{slot.title}”")
    if slot.id == "founded" and NOT_BIRTH.search(quote):
        return Dropped(text=told.text, reason="its quote is about the beginning of something else")
    if slot.id == "name" and not reading.named.search(told.value):
        return Dropped(text=told.text, reason="it is not the company's name")
    if not _is_of_company(told, slot, reading):
        return Dropped(text=told.text, reason="its quote is not about the company")
    return None


def _is_of_company(told: Found, slot: Slot, reading: Reading) -> bool:
    """Whether a quote speaks of the company: it says so, or stands on a page about it, and for a
    fact with one value names nobody else who could be meant."""
    if reading.concerns(Sentence(told.quote, told.quote)):
        return True
    if not reading.is_of_it:
        return False
    return not slot.one or not ungrounded(told.quote, [told.value, reading.subject.name])


def _says_the_same(text: str, quote: str, company: str) -> bool:
    """Whether a text says nothing that the quote does not. Where either denies anything that is
    left open: of what is denied the words do not tell."""
    return (
        in_english(text)
        and not out_of_role(text)
        and not unsaid(text, [quote, company, spoken_name(company)])
        and not denies(text)
        and not denies(quote)
    )
