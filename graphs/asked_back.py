"""What the candidate asks instead of answering: of the company, or about the question itself."""

from __future__ import annotations

import re

_NO = re.compile(
    r"\W*(?:no|nope|nah|none|nothing|not (?:really|now|at the moment)"
    r"|i (?:do not|don't|have no|have none|haven't|think (?:that's|we're|i'm))"
    r"|you(?:'ve| have) (?:answered|covered|told)|that's (?:all|it|everything|fine)|that is all"
    r"|i'm (?:good|fine|ok|okay|all set)|all (?:good|clear|set)|thank|thanks|cheers)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|(?:^|[,.;:]|\b(?:but|well|so|then|actually|only|wondering|know|ask))\s*(?:what|when|how|who"
    r"|where|why|which|can|could|would|will|do|does|is|are|tell me)\b",
    re.IGNORECASE,
)
_OPENING = (
    r"(?:(?:i'?m |i am )?(?:so |very )?(?:sorry|pardon(?: me)?|excuse me|um+|uh+|er+|hm+|okay|ok"
    r"|well|so|hi|wait|thanks|thank you|apologies|but)(?: about that)?[\s,.!?…-]+){0,4}"
)
_CLOSING = r"(?:[\s,]*(?:please|for me|thanks|thank you|again|once more|sorry))*[\s.!?…]*"
_IT = r"(?:that|it|this|you|the (?:last |whole )?(?:question|part|bit)|your question|what you said)"
_AGAIN = re.compile(
    _OPENING
    + rf"(?:(?:(?:could|can|would|will) you |(?:would|do) you mind )?(?:please |kindly |just )?"
    rf"(?:repeat(?:ing)?|say(?:ing)?|read(?:ing)?|ask(?:ing)?)(?: {_IT})?(?: to me| out)?"
    rf"|come again|pardon|what was {_IT}|what did you (?:say|ask)|say again|once more|one more time"
    rf"|i (?:didn'?t|did not|couldn'?t|could not) (?:quite )?(?:catch|hear|get|follow) {_IT}"
    r"|(?:could|can|may) i hear (?:it|that|the question))" + _CLOSING,
    re.IGNORECASE,
)
_MEANT = re.compile(
    _OPENING + rf"(?:(?:what|how) (?:exactly )?do you mean(?: (?:by|with) .{{1,60}}| exactly)?"
    r"|what does .{1,40} mean(?: here| exactly| in this case)?"
    rf"|(?:(?:could|can|would|will) you )?(?:please |just )?"
    rf"(?:rephrase|reword|clarify|explain)(?: {_IT})?"
    r"(?: a (?:bit|little)(?: more)?| differently| in other words)?"
    rf"|i(?:'m| am)? (?:don'?t|do not|not sure i|didn'?t|did not) (?:quite |really )?"
    rf"(?:understand|follow)(?: {_IT}| what you (?:mean|want|are asking))?"
    r"|what (?:exactly )?are you (?:asking|looking for)(?: here| exactly)?"
    r"|(?:what|which) kind of .{1,40} (?:do you mean|are you (?:after|looking for)|do you want)"
    r"|(?:do|did) you mean .{1,60})" + _CLOSING,
    re.IGNORECASE,
)
_LONGEST = 160
"""Characters; who says more is answering."""


def has_question(text: str) -> bool:
    """Whether the candidate asked something, rather than saying that they have no questions."""
    said = text.strip().replace("’", "'")
    return bool(said) and (_ASKS.search(said) is not None or _NO.match(said) is None)


def asks_about_the_question(text: str) -> bool:
    """Whether all that was said is a request for the question again, or for what it means."""
    return wants_it_again(text) or _is_all(_MEANT, text)


def wants_it_again(text: str) -> bool:
    """Whether all that was said is a request to hear the question once more."""
    return _is_all(_AGAIN, text)


def _is_all(pattern: re.Pattern[str], text: str) -> bool:
    said = " ".join(text.replace("’", "'").split())
    return 0 < len(said) <= _LONGEST and pattern.fullmatch(said) is not None
