"""Which parts of a criterion an answer leaves out: what to ask for must not be there already."""

from __future__ import annotations

import re

from agents.evaluator.numerals import PATTERN
from agents.evaluator.rubric import phrases, seen
from domain import Criterion

MOST = 2
"""Parts asked for at once."""

COUNTED = re.compile(
    rf"\d|\b(?:{PATTERN}|half|dozen|twice|doubled|tripled"
    r"|halved|(?:an?|one) (?:third|quarter|fifth|tenth))\b",
    re.I,
)
"""How many or how much, in digits or in words."""

_LISTS_MISSING = "not said: "
_PLACED = re.compile(
    r"\b(?:in|at|on|during|over|for|from|since|before|after|until)\s+(?:the|our|my|a|an|one|this"
    r"|that|\w+day|\d+)\b|\b(?:last|this|that|one)\s+(?:year|month|week|spring|summer|autumn|fall"
    r"|winter|night|morning|evening|day)\b|\b\d{4}\b|\bago\b",
    re.I,
)
_WRONG = re.compile(
    r"\b(?:because|but|although|not|no|never|\w+n't|nobody|nothing|furious|cross|broke|too"
    r"|without|against|hard|difficult|bad|bug|trouble)\b",
    re.I,
)
_TO_DO = re.compile(
    r"\b(?:(?:gave|told|asked|wanted|expected) (?:me|us)|(?:had|needed|wanted|meant|supposed|hoped)"
    r" to|in charge|(?:my|our) (?:job|task|part|goal|aim|turn)|was (?:mine|due|ours)|(?:up|down) to"
    r" (?:me|us)|was the one|had (?:me|us)|deadline|by (?:\w+day|noon|midnight|the end))\b",
    re.I,
)
_SHOWN = {"when and where": _PLACED, "what was at stake": _WRONG, "your task": _TO_DO}


def is_shown(part: str, text: str) -> bool:
    """Whether a text may hold a part of a situation: what is asked for must surely be missing, so
    this sees more than what earns a level."""
    return bool(_SHOWN[part].search(text))


def missing(criterion: Criterion) -> list[str]:
    """Names of the parts left out, as the keys of the wording's "parts", most telling first."""
    noted = seen(criterion)
    listed = noted.removeprefix(_LISTS_MISSING).split(", ") if noted else []
    lists_missing = noted.startswith(_LISTS_MISSING) or criterion.criterion == "situation_and_task"
    return [p for p in phrases("parts", criterion.criterion) if (p in listed) == lists_missing]
