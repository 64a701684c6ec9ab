"""Picks a phrase of the candidate's own to quote back to them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_MIN_WORDS, _MAX_WORDS = 3, 11
_CLAUSE = re.compile(
    r"[.!?;:()\n\[\]{}\"“”]+|\s[-–—]+\s|,\s*(?:(?:and|but|so|because|which|while|whereas|then)\b)?"
    r"|\s(?:because|so that|but|which|whereas)\s"
)
_LEAD = re.compile(
    r"^(?:(?:and|but|so|then|also|well|um+|uh+|erm+|like|basically|actually|because|that|first"
    r"|firstly|next|finally|okay|ok|yes|yeah|no|to be honest|you know)\b[\s,]*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:and|or|but|so|to|of|the|a|an|in|on|at|for|with|that|my|our|their|his|her|its|by|from"
    r"|as|i|we|he|she|they|it|you|who|which|when|while|had|has|have|was|were|is|are|be|been|not"
    r"|would|could|will|can|into|then|than|because|if|very|more|some|any|this|these|those"
    r"|went|wanted|tried|decided|started|began|needed|going|able|used|two|three|every|each|first)$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s+(?:and|or|but|so|the|a|an)$", re.IGNORECASE)
_JOINTS = frozenset("and or that who to when while after before until in on at with for".split())
_CONCRETE = re.compile(r"\d|\b[A-Z][a-z]{2,}|\b\w{4,}ed\b")
_AGENT = re.compile(r"\b(?:I|we|my|our|me)\b", re.IGNORECASE)


def find_phrase(passages: Iterable[str], spent: Collection[str] = ()) -> str | None:
    """The most telling clause of 3-11 words among `passages` (earlier ones preferred), trimmed
    of lead-in words, or None when nothing is fit to quote.

    A clause in `spent` is not offered again. What is returned is a verbatim part of its
    passage, apart from runs of white space.
    """
    best: tuple[float, str] | None = None
    for rank, passage in enumerate(passages):
        for clause in _clauses(passage):
            if clause in spent:
                continue
            score = _telling(clause) - 0.4 * rank
            if best is None or score > best[0]:
                best = (score, clause)
    return best[1] if best else None


def _clauses(passage: str) -> Iterable[str]:
    for piece in _CLAUSE.split(passage):
        words = _LEAD.sub("", " ".join(piece.split())).split()
        if len(words) < _MIN_WORDS:
            continue
        clause = " ".join(words[: _cut(words)])
        tail = _TAIL if _cut(words) < len(words) else _JOINT
        while (trimmed := tail.sub("", clause)) != clause:
            clause = trimmed
        clause = clause.strip(" ,'’*_#>`~|")
        if len(clause.split()) >= _MIN_WORDS and _readable(clause):
            yield clause


def _cut(words: list[str]) -> int:
    """Where a clause that is too long ends best: before its last "and" or "that"."""
    if len(words) <= _MAX_WORDS:
        return len(words)
    joints = (i for i in range(_MAX_WORDS, _MIN_WORDS, -1) if words[i].lower() in _JOINTS)
    return next(joints, _MAX_WORDS)


def _telling(clause: str) -> float:
    """Numbers, names and things done make a phrase worth quoting; mid-length ones read best."""
    words = clause.split()
    concrete = len(_CONCRETE.findall(clause))
    return min(concrete, 3) + 0.5 * bool(_AGENT.search(clause)) - 0.1 * abs(len(words) - 7)


def _readable(clause: str) -> bool:
    """Letters in words of ordinary length, so that noise is never quoted."""
    letters = sum(character.isalpha() for character in clause)
    words = clause.split()
    distinct = {word.lower() for word in words}
    return (
        letters >= 0.6 * len(clause)
        and max(map(len, words)) <= 24
        and len(distinct) >= 0.7 * len(words)
    )
