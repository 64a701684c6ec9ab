"""What code checks of every claim before it is shown."""

from __future__ import annotations

import re

from agents.model.grounding import ungrounded
from agents.model.verbatim import locate
from domain import Dropped, Found, Page

_LONGEST_QUOTE = 600
_ADDRESSED = re.compile(
    r"\b(?:ignore|disregard|forget|override) (?:all |any |the |your )?(?:previous|prior|above"
    r"|earlier"
    r"|other|these)\b|\b(?:AI|LLM|language model|assistant|chat ?bot"
    r"|GPT)s?\b[^.]{0,60}\b(?:must|should"
    r"|shall|please|are (?:asked|instructed|required)|reading this|summari[sz]\w+|note)\b"
    r"|\b(?:if you are|to|dear|attention|note to|as) (?:an? |the |any |all )?(?:AI|LLM|language"
    r" model|assistant|(?:AI )?agent|bot|crawler)s?\b|\bsystem prompt\b|\b(?:when|while|in)"
    r" (?:summari[sz]ing|your (?:summary|answer|response|reply|output))\b|\byou (?:must"
    r"|should) (?:say"
    r"|write|report|state|tell|include|mention|answer|output|recommend|rate|score)\b|\b(?:tell"
    r"|inform)"
    r" (?:the )?(?:user|candidate|reader|applicant)s?\b|\brate this (?:company|candidate)\b"
    r"|</?(?:system|user|assistant|instructions?)>|\[/?INST\]|<\|",
    re.IGNORECASE,
)


_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override) (?:all |any |the |your )?(?:previous|prior|above"
    r"|earlier)"
    r"|\b(?:AI|LLM|language model|assistant|chat ?bot|GPT|agent)s? (?:reading|summari[sz]ing"
    r"|processing"
    r"|visiting|crawling|that reads?|must|should)\b|\b(?:if you are|dear|attention|note to),?"
    r" (?:an? |the"
    r" |any |all )?(?:AI|LLM|language model|assistant|bot)s?\b|\bsystem prompt\b"
    r"|</?(?:system|instructions?)>|\[/?INST\]|<\|",
    re.IGNORECASE,
)


def addresses_assistant(text: str) -> bool:
    """Whether a sentence may give orders to a program that reads it, or speak to one: it is rather
    left out than shown."""
    return _ADDRESSED.search(text) is not None or _ORDERS.search(text) is not None


def holds_orders(text: str) -> bool:
    """Whether a page plainly gives orders to programs that read it."""
    return _ORDERS.search(text) is not None


def check(found: Found, page: Page) -> Dropped | None:
    """Why a claim read from a page may not be shown; None when it may.

    The quote stands word for word in the page's visible text; every number, date and proper name
    of the claim and of its value stands in the quote; nothing in it speaks to an assistant.
    """
    if addresses_assistant(f"{found.quote}\n{found.text}"):
        return Dropped(text=found.text, reason="it speaks to an assistant, not to a reader")
    if not found.quote.strip() or len(found.quote) > _LONGEST_QUOTE:
        return Dropped(text=found.text, reason="its quote is missing or too long")
    if locate(found.quote, page.evidence) is None:
        return Dropped(text=found.text, reason="its quote does not stand on the page")
    if found.text == found.quote and (not found.value or locate(found.value, found.quote)):
        return None
    strange = ungrounded(f"{found.text}\n{found.value}", [found.quote])
    if strange:
        told = ", ".join(strange[:5])
        return Dropped(text=found.text, reason=f"its quote does not say {told}")
    return None
