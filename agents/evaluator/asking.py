"""What a criterion asks: to stop something, to tell of it, to do it, or to keep from doing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from agents.evaluator.text import words
from knowledge.lexicon import content

_STOPPING = re.compile(
    r"^(?:immediately |at once )?(?:stops?|halts?|prevents?|takes? (?:\w+ ){1,4}(?:out of|off)"
    r"|gets? (?:\w+ ){1,3}down|holds?|keeps? (?:\w+ ){1,3}from|refuses?|declines?"
    r"|does not (?:let|allow|approve|sign|release|pay|run|use)|locks?|secures?|intervenes?"
    r"|interrupts?|blocks?|shuts?)\b"
)
_TELLING = re.compile(
    r"\b(?:tells|reports?|reported|informs?|informed|notif\w+|records?|writes|written|documents"
    r"|logs|notes|escalates?|raises|warns|names|passes|admits|discloses|openly|honest\w*|truth"
    r"|secre\w+|silence|hidden|hides?|hide|cover(?:s|ed)? (?:it |this )?up|takes it to|involves"
    r"|calls|brings in)\b"
)
_RULED_OUT = re.compile(
    r"\b(?P<how>does not|do not|never|refuses to|declines to|avoids|without"
    r"|stops(?= (?:\w+ )?\w+ing\b)|(?:keeps?|stops?|prevents?) (?:\w+ ){1,4}?from)"
    r" (?P<rest>[^,;.]+)"
)
_THEIRS = re.compile(r"\bthat (?:he|she|they|it|nobody|no one|(?:the|his|her) \w+)\b")
"""What makes the doing in a criterion somebody else's than the candidate's."""
_PHRASE_END = re.compile(
    r"\b(?:without|before|until|unless|when|if|and|but|or|so|because|rather)\b"
)
_DONE = re.compile(r"(?:^|\b(?:and|or)|[,;]) ?(?:\w+ly )?(\w+s)\b")
_PERMITS = frozenset(("let", "allow"))

_ALIKE = tuple(
    frozenset(content(tuple(group.split())))
    for group in (
        "give hand issue sell provide supply",
        "sign approve release authorise authorize",
        "promise swear guarantee vow",
        "accuse blame denounce",
    )
)
"""Verbs of which one stands for another when a criterion rules it out."""

COMMON = frozenset(
    content(
        tuple(
            (
                "give hand take make let get put call start go do say tell keep treat push ask"
                " choose begin use decide send write work show look wait lose hold leave lie see"
                " know carry find help stay talk speak bring offer pay"
            ).split()
        )
    )
)
"""Stems of verbs that say little without what they are done to."""


@dataclass(frozen=True)
class RuledOut:
    """A doing that a criterion rules out: its verbs, what it is done to, all as stems, and whether
    it is other people's, whom one may let do it."""

    verbs: frozenset[str]
    objects: frozenset[str]
    theirs: bool


@dataclass(frozen=True)
class Asked:
    """What a criterion asks for: that something is stopped, that it is told, the verbs of what is
    done and all its words as stems, and what it rules out."""

    stopping: bool
    telling: bool
    stems: frozenset[str]
    done: frozenset[str]
    ruled_out: tuple[RuledOut, ...]


@lru_cache(maxsize=500)
def asked(criterion: str) -> Asked:
    """A lower-case criterion read for what it asks."""
    plain = _RULED_OUT.sub(" ", criterion)
    return Asked(
        bool(_STOPPING.search(criterion)),
        bool(_TELLING.search(criterion)),
        frozenset(content(words(criterion))),
        frozenset(content(tuple(_DONE.findall(plain)))),
        tuple(r for m in _RULED_OUT.finditer(criterion) if (r := _ruled_out(criterion, m))),
    )


def _ruled_out(criterion: str, found: re.Match[str]) -> RuledOut | None:
    rest = _PHRASE_END.split(found["rest"])[0]
    said = [w for w in words(rest) if not w.endswith("ly")]
    theirs = found["how"].endswith("from") or found["how"] == "stops"
    theirs = theirs or bool(_THEIRS.search(criterion[: found.start()]))
    if found["how"] == "without" and not (said and said[0].endswith("ing")):
        return None  # "without a logo" rules out a thing, not a doing.
    if said and said[0] in _PERMITS:
        said, theirs = said[1:], True
    stems = content(tuple(said))
    if not stems:
        return None
    if theirs:
        return RuledOut(frozenset(stems), frozenset(), True)
    alike = next((group for group in _ALIKE if stems[0] in group), frozenset(stems[:1]))
    return RuledOut(alike, frozenset(stems[1:]), False)
