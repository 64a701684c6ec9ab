"""What no interviewer asks: what is of the person and not of the work."""

from __future__ import annotations

import re

_PRIVATE = re.compile(
    r"\bhow old\b"
    r"|\byou\b[^.?]{0,30}\b(?:have|want|plan\w*|intend|expect\w*|hope|start)\b[^.?]{0,20}\b(?:child(?:ren)?"
    r"|kids?|bab(?:y|ies)|a family|pregnan\w+|disabilit\w+|illness\w*)\b"
    r"|\b(?:are|were) you (?:\w+ )?(?:married|single|divorced|engaged|pregnant|religious|christian"
    r"|muslim|jewish|hindu|disabled|gay|lesbian|straight|transgender|foreign|native"
    r"|an? (?:\w+ )?(?:citizen|national|foreigner|immigrant|union member|parent|mother|father))\b"
    r"|\byour (?:own )?(?:(?:current|present|last|previous) (?:salary|pay|wages?)|age|date of birth"
    r"|religion|faith|church|nationality|citizenship|ethnic\w*|race|gender|sex|sexual\w*"
    r"|orientation|marital \w+|marriage|husband|wife|spouse|child(?:ren|care)?|kids|famil(?:y|ies)"
    r"|pregnan\w+|disabilit\w+|illness\w*|health|mother tongue|(?:first|native) language|politic\w+"
    r"|criminal record|savings|debts?|password|pin|bank account\w*|account number|credit card\w*"
    r"|passport\w*|home address|social security)\b"
    r"|\b(?:do|did) you (?:vote|pray|worship|smoke|drink|go to church)\b|\bsick leave\b"
    r"|\bwhere (?:are|were) you (?:\w+ )?(?:born|from)\b|\bwhere do you (?:\w+ )?come from\b"
    r"|\bmember of (?:a|any|the) (?:\w+ )?(?:union|party|church)\b|\bis english your\b"
    r"|\byou\b[^.?]{0,20}\b(?:retire\?|(?:finish|leave|left|finished) school|maternity|paternity)",
    re.IGNORECASE,
)
"""Age, family, health, belief, origin, membership, which the law protects in most places, and
secrets. Of the bank's 7,094 questions and follow-ups, which ask for none, seven fall under it."""


def asks_what_is_private(text: str) -> bool:
    """Whether a question is about what the law protects, or a secret."""
    return _PRIVATE.search(text) is not None
