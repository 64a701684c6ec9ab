"""Text of a page that speaks to programs which read it, and not to people."""

from __future__ import annotations

import re
from functools import lru_cache

from agents.model.grounding import in_english

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
    r"|\brate this (?:company|candidate|answer)\b"
    r"|[,;:–—-] ?(?:so )?(?:say|state|write|report|repeat) (?:so|this|that|it)\b"
    r"|^(?:please )?(?:say|state|report|claim|assert|pretend|repeat) (?:that|this|so)\b"
    r"|\b(?:(?:reveal|print|repeat|send|output|disclose|leak)\w*) [^.]{0,40}"
    r"\b(?:prompts?|instructions?|api keys?|passwords?|secrets?)\b",
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
    rf"(?:AI|{_MACHINE})\b|\bsystem prompt\b|\bnew instructions? ?:|\byou are now (?:an?|the|in)\b"
    r"|</?(?:system|instructions?|page|claims|assistant)>|\[/?INST\]|<\|"
    r"|^\W*(?:system|assistant|developer)(?: (?:message|prompt))?\s*:"
    r"|\b(?:ignorier\w*|vergiss) (?:\w+ ){0,3}(?:anweisung|vorgabe|befehl)\w*"
    r"|\bignor(?:a|e|ez|ad|en|ar|er)\b (?:\w+ ){0,3}(?:instruc|instru[cç])\w*"
    r"|忽略.{0,12}(?:指令|指示|说明)|(?:игнорируй|забудь)\w* (?:\w+ ){0,3}(?:инструкц|указан)\w*"
    r"|指示を(?:すべて)?無視",
    re.IGNORECASE | re.MULTILINE,
)
_CODED = re.compile(r"[A-Za-z0-9+/_-]{40,}={0,2}|(?:%[0-9A-Fa-f]{2}){8,}|(?:\\u[0-9a-fA-F]{4}){6,}")
_FOLLOWING = 2
"""Lines after one that gives an order which are taken to belong to it."""

_FEW = 6
"""Words from which a line is asked whether it is English: names and labels are in no language."""


def addresses_assistant(text: str) -> bool:
    """Whether a sentence may give orders to a program that reads it, or speak to one: it is rather
    left out than shown."""
    return _ADDRESSED.search(text) is not None or _ORDERS.search(text) is not None


def holds_orders(text: str) -> bool:
    """Whether a page plainly gives orders to programs that read it."""
    return _ORDERS.search(text) is not None


@lru_cache(maxsize=16)
def without_orders(text: str) -> str:
    """A page's text without the lines that speak to an assistant; after one that plainly gives an
    order also without those right after: what is to be said often stands there, and reads like any
    sentence."""
    kept: list[str] = []
    skipping = 0
    for line in text.split("\n"):
        skipping = _FOLLOWING + 1 if holds_orders(line) else max(skipping - 1, 0)
        if not skipping and not _ADDRESSED.search(line):
            kept.append(line)
    return "\n".join(kept)


def fit_for_a_model(text: str) -> str:
    """What of a page's text a model is given to read: nothing that speaks to it, in code, or in
    another language, in which an order would not be known for one."""
    lines = without_orders(text).split("\n")
    return "\n".join(
        line
        for line in lines
        if not _CODED.search(line) and (len(line.split()) < _FEW or in_english(line))
    )
