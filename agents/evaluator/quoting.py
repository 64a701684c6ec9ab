"""Pieces of an answer cut where a clause or a phrase ends, always verbatim."""

from __future__ import annotations

import re

SHORT = 90
"""Characters of a quote that stands inside a sentence: about one spoken clause."""

_CLAUSE = re.compile(
    r"[,;:](?=\s)|\s-(?=\s)"
    r"|\s(?=(?:and|but|so|because|which|who|while|when|where|whereas|until|unless|although|though"
    r"|before|after|since|if|or|then)\s)",
    re.I,
)
_PHRASE = re.compile(
    r"\s(?=(?:to|with|without|for|from|in|into|on|onto|at|by|about|of|over|under|during|through"
    r"|between|as|than|that|what|how|why)\s)",
    re.I,
)
_DANGLING = re.compile(
    r"[\s,;:-]+(?:a|an|the|and|or|but|so|to|of|for|with|from|as|that|which|who|than|because|if"
    r"|when|while|my|our|their|its|your|very|is|are|was|were|be|been|being|had|has|have|would"
    r"|could|should|will|can|i|we|he|she|they|until|into|rather|each|every|both|announced|\w+'(?:s|m|re|ve|ll|d))$",
    re.I,
)
_BEGUN = re.compile(r",\s+\S+$")
"""One word behind a comma, with which something else begins ("it is slow, two and a half")."""
_EDGES = " \t\n.,;:!?-\u2013\u2014"
_FULLEST = 0.4
"""Share of the room a clause must fill; below it the cut falls after a phrase instead."""


def snippet(quote: str, room: int = SHORT) -> str:
    """A piece from the beginning of `quote`, at most `room` characters, that ends where a clause
    does, else where a phrase does, else at a word; the closing punctuation is left off."""
    quote = quote.strip()
    if len(quote) <= room:
        return quote.rstrip(_EDGES) or quote
    for boundary in (_CLAUSE, _PHRASE):
        ends = [m.start() for m in boundary.finditer(quote, 0, room + 2) if m.start() <= room]
        cuts = [quote[:end].rstrip(_EDGES) for end in reversed(ends)]
        whole = [
            cut
            for cut in cuts
            if _settled(cut) == cut and not _BEGUN.search(cut) and len(cut) >= _FULLEST * room
        ]
        if whole:
            return whole[0]
    head = quote[: room + 1]
    return _settled(head.rsplit(None, 1)[0] if len(head.split()) > 1 else head[:room])


def _settled(cut: str) -> str:
    """Without the words at its end that wait for another ("of the")."""
    cut = cut.rstrip(_EDGES)
    while (shorter := _DANGLING.sub("", cut)) != cut:
        cut = shorter.rstrip(_EDGES)
    return cut


_OPENING = re.compile(
    r"^(?:(?:situation|task|action|result|reflection|context)\s*[:=-]\s*"
    r"|(?:yeah|yes|well|um+|uh+|erm?|hmm*|like|okay|ok|right|basically|actually|literally|you know"
    r"|i mean|i guess|anyway"
    r"|(?:so|and)(?=[\s,]+(?:yeah|um+|uh+|erm?|like|basically|actually|you know|i mean|anyway)\b)"
    r")\b(?![-'\u2019])[\s,.]*+)+",
    re.I,
)
_JOINT = re.compile(r"^(?:so|and)\s+(?!that\b|far\b|much\b|many\b)", re.I)
_KEPT = re.compile(
    r"^(?:like (?:a|an|the|my|this|that)|well (?:before|after)|right (?:away|after|before))\b", re.I
)


def without_opening(raw: str, joint: bool = False) -> str:
    """`raw` without the filler words or the label it begins with, and with `joint` without the
    "so" or "and" that ties it to what came before; what is left is a verbatim piece of it."""
    left = raw
    if not _KEPT.match(raw) and (opening := _OPENING.match(raw)):
        left = raw[opening.end() :]
    if joint and (tied := _JOINT.match(left)):
        left = left[tied.end() :]
    return left if len(left.split()) >= _WHOLE else raw


_WHOLE = 2
"""Words that are at least left of a sentence."""
