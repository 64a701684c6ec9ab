"""What code checks of every claim before it is shown."""

from __future__ import annotations

from agents.model.grounding import ungrounded
from agents.model.verbatim import locate
from agents.researcher.orders import addresses_assistant, without_orders
from domain import Dropped, Found, Page

LONGEST_QUOTE = 600
"""Characters of a quote: a long sentence, or two."""

SPEAKS = "it speaks to an assistant, not to a reader"
AMONG_ORDERS = "its quote stands among orders to assistants"
"""Reasons to drop a claim, of which the source is warned of."""


def check(found: Found, page: Page) -> Dropped | None:
    """Why a claim read from a page may not be shown; None when it may.

    The quote stands word for word in the page's visible text, and not beside orders to assistants
    alone; every number, date and proper name of the claim and of its value stands in the quote;
    nothing in it speaks to an assistant.
    """
    if addresses_assistant(f"{found.quote}\n{found.text}"):
        return Dropped(text=found.text, reason=SPEAKS)
    if not found.quote.strip() or len(found.quote) > LONGEST_QUOTE:
        return Dropped(text=found.text, reason="its quote is missing or too long")
    if locate(found.quote, page.evidence) is None:
        return Dropped(text=found.text, reason="its quote does not stand on the page")
    if locate(found.quote, without_orders(page.evidence)) is None:
        return Dropped(text=found.text, reason=AMONG_ORDERS)
    if found.text == found.quote and (not found.value or locate(found.value, found.quote)):
        return None
    strange = ungrounded(f"{found.text}\n{found.value}", [found.quote])
    if strange:
        told = ", ".join(strange[:5])
        return Dropped(text=found.text, reason=f"its quote does not say {told}")
    return None
