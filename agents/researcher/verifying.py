"""What code checks of every claim before it is shown."""

from __future__ import annotations

import re

from agents.model.grounding import ungrounded
from agents.model.verbatim import locate
from domain import Dropped, Found, Page

_LONGEST_QUOTE = 600
_MACHINE = (
    r"(?:AI (?:assistant|agent|model|system|summari[sz]er)|assistant|agent|(?:large )?language"
    r" model"
    r"|LLM|chat ?bot|GPT|web crawler)s?"
)
_ADDRESSED = re.compile(
    rf"\b(?:AI|{_MACHINE})\b[^.]{{0,60}}\b(?:must|shall|please|are (?:asked|instructed|required)"
    r"|reading this)\b"
    rf"|\b(?:as an?|to any|to all|to the) {_MACHINE}\b"
    r"|\b(?:when|while) (?:summari[sz]ing|answering|responding)\b"
    r"|\b(?:in|of) your (?:summary|answer|response|reply|output|brief|report)\b"
    r"|\byou (?:must|should|shall) (?:say|write|report|state|tell|include|mention|answer|output"
    r"|recommend|rate|score)\b"
    r"|\b(?:tell|inform) (?:the |your )?(?:users?|candidates?|readers?|applicants?)\b"
    r"|\brate this (?:company|candidate|answer)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass) (?:all |any |the |your |of )*(?:previous|prior"
    r"|above|earlier|system|other)\b"
    rf"|\b(?:AI|{_MACHINE}) (?:(?:reading|summari[sz]ing|processing|visiting|crawling) (?:this"
    rf"|it|the page)"
    r"|that reads? this|must\b|should\b)"
    rf"|\b(?:if you are|dear|attention|note to|note for|instructions? (?:to|for)),? (?:an? "
    rf"|the |any |all )?"
    rf"(?:AI|{_MACHINE})\b|\bsystem prompt\b"
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
