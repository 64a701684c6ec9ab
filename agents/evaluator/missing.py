"""Which parts of a criterion an answer leaves out, by the criterion's note and a second look at
the words: what to ask for must not be there already."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agents.evaluator.rubric import phrases, seen
from domain import Criterion

MOST = 2
"""Parts asked for at once."""

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
_SHOWN = {"when and where": _PLACED, "what was wrong": _WRONG}


def missing(criterion: Criterion, told: Iterable[str] = ()) -> list[str]:
    """Names of the parts left out, as the keys of the wording's "parts", most telling first;
    parts that `told` (what was said on it) may hold are left out."""
    noted = seen(criterion)
    listed = noted.removeprefix(_LISTS_MISSING).split(", ") if noted else []
    lists_missing = noted.startswith(_LISTS_MISSING) or criterion.criterion == "situation_and_task"
    text = " ".join((*told, *criterion.quotes))
    return [
        part
        for part in phrases("parts", criterion.criterion)
        if (part in listed) == lists_missing and not (part in _SHOWN and _SHOWN[part].search(text))
    ]
