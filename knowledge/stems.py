"""Word stems: inflections and the two English spellings evened out."""

from __future__ import annotations

import re
from functools import lru_cache

_SUFFIXES = (
    "ization",
    "ational",
    "fulness",
    "iveness",
    "ations",
    "ation",
    "ments",
    "ment",
    "ness",
    "ingly",
    "ings",
    "edly",
    "ities",
    "ity",
    "ing",
    "ies",
    "ied",
    "ers",
    "ion",
    "ions",
    "ive",
    "ed",
    "es",
    "er",
    "or",
    "ly",
    "al",
    "s",
)
IRREGULAR = {
    "led": "lead",
    "built": "build",
    "bought": "buy",
    "sold": "sell",
    "told": "tell",
    "found": "find",
    "wrote": "write",
    "written": "write",
    "sent": "send",
    "spoke": "speak",
    "taught": "teach",
    "chose": "choose",
    "chosen": "choose",
    "gave": "give",
    "given": "give",
    "kept": "keep",
    "lost": "lose",
    "won": "win",
    "grew": "grow",
    "fell": "fall",
    "fallen": "fall",
    "rose": "rise",
    "risen": "rise",
    "broke": "break",
    "broken": "break",
    "went": "go",
    "gone": "go",
    "took": "take",
    "taken": "take",
    "made": "make",
    "met": "meet",
    "held": "hold",
    "ran": "run",
    "began": "begin",
    "came": "come",
    "understood": "understand",
    "knew": "know",
    "known": "know",
    "thought": "think",
    "felt": "feel",
    "left": "leave",
    "stored": "store",
    "data": "data",
    "worse": "bad",
    "worst": "bad",
    "better": "good",
    "best": "good",
    "children": "child",
    "people": "person",
    "lives": "life",
    "analyses": "analys",
    "learnt": "learn",
    "analysis": "analys",
    "indices": "index",
    "indexes": "index",
}
"""Forms that no rule leads to their stem."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word's stem, British and American spellings alike ("organised" is "organized")."""
    word = word.removesuffix("'s").replace("'", "")
    word = IRREGULAR.get(word, word)
    if len(word) > 4:
        word = re.sub(r"is(e|ed|es|ing|ation|ations)$", r"iz\1", word)
        word = re.sub(r"ys(e|ed|es|ing)$", r"yz\1", word)
        word = re.sub(r"our(s|ed|ing|al|ally|ite)?$", r"or\1", word)
        word = re.sub(r"(cent|met|lit|theat|fib)re(s?)$", r"\1er\2", word)
    for suffix in _SUFFIXES:
        if suffix == "ed" and word.endswith("eed"):
            continue
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] in "eyi" else word
