"""Finds what nobody says in an interview: encoded, invisible or marked-up text, which may be meant
for a machine that reads along."""

from __future__ import annotations

import re
import unicodedata

_ENCODED = re.compile(
    r"(?<![\w/.-])(?=[A-Za-z0-9+/_-]*[a-z])(?=[A-Za-z0-9+/_-]*[A-Z])(?=[A-Za-z0-9+/_-]*\d)"
    r"[A-Za-z0-9+/_-]{24,}={0,2}|(?<!\w)(?:[0-9a-fA-F]{2}[\s:]?){16,}(?!\w)"
    r"|(?:\\[ux][0-9a-fA-F]{2,4}){3,}|(?:&#x?[0-9a-fA-F]+;){3,}|(?:%[0-9a-fA-F]{2}){6,}"
    r"|(?<!\w)(?:[01]{8}\s?){4,}|(?:\b\w(?:[ ._-]\w){12,}\b)|(?<!\w)[A-Za-z]{18,}==?"
)
_MARKUP = re.compile(
    r"<!--|<\|?/?(?:system|assistant|user|im_start|im_end|inst|prompt|instructions?|answer|criteria"
    r"|script|img|div|span|style|meta|grader|score)\b[^<>]*\|?>|\[/?(?:INST|SYSTEM)\]|```|~~~"
    r"|!?\[[^\]]*\]\([^)]*\)|^\s{0,3}#{1,4}\s+\w|\{\s*\"\w+\"\s*:|^\s*(?:system|assistant|developer)\s*:"
    r"|\bBEGIN (?:SYSTEM|PROMPT|INSTRUCTIONS?)\b|^-{3,}\s*$|\\n\\n",
    re.IGNORECASE | re.MULTILINE,
)
_FEW_INVISIBLE = 1
"""Invisible characters an honest text may hold: a byte order mark, a soft hyphen."""

_LOOKALIKES = 2
"""Words with letters of two scripts from which they are no slip."""
_TWO_SCRIPTS = re.compile(r"\b(?=\w*[a-zA-Z])(?=\w*[\u0370-\u03ff\u0400-\u04ff])\w{3,}\b")
_STYLED = re.compile(r"[\U0001d400-\U0001d7ff\uff21-\uff5a\u24b6-\u24e9\U000e0000-\U000e007f]")


def is_suspicious(text: str) -> bool:
    """Whether a text holds what is not said aloud: codes, invisible characters, markup, letters
    that only look like Latin ones. Of 1,796 example answers of the bank one
    does, of 431 graded ones none."""
    invisible = sum(unicodedata.category(c) == "Cf" for c in text)
    return (
        invisible > _FEW_INVISIBLE
        or len(_TWO_SCRIPTS.findall(text)) >= _LOOKALIKES
        or _STYLED.search(text) is not None
        or _ENCODED.search(text) is not None
        or _MARKUP.search(text) is not None
    )
