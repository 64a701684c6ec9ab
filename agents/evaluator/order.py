"""Whether words stand in an order English allows: a small bigram model over word classes.

The classes are the function words themselves and, for other words, their endings; the counts
(`order_pairs.json`, made by `evals/train_order.py` from the question bank) say how much likelier
a pair of neighbors is than chance. Words shuffled or strung together lose nearly all of it.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from agents.evaluator.lexicon import load_lexicon

_FILE = Path(__file__).with_name("order_pairs.json")
_ENDINGS = ("ing", "ed", "ly", "tion", "s", "er", "al", "ive", "e", "y")
MIN_PAIRS = 10
"""Pairs below which the order is not judged."""


def word_class(word: str) -> str:
    """The class of a lower-case word."""
    if word in load_lexicon().function_words:
        return word
    if word[0].isdigit():
        return "0"
    return "-" + next((e for e in _ENDINGS if word.endswith(e)), "")


def pairs(sentence: Sequence[str]) -> list[tuple[str, str]]:
    """Neighboring classes of a sentence, its edges left out (speech has none)."""
    classes = [word_class(w) for w in sentence]
    return list(itertools.pairwise(classes))


@lru_cache(maxsize=1)
def _gains() -> dict[str, dict[str, float]]:
    stored: dict[str, dict[str, float]] = json.loads(_FILE.read_text(encoding="utf-8"))["gains"]
    return stored


def share(sentences: Sequence[Sequence[str]]) -> float:
    """What the order of the words leaves of a score, 0-1; 0 means scrambled.

    The bar falls with length: from 25 pairs on about one real answer in a hundred lies under it
    and nearly nine of ten shuffled ones do (up to 900 answers each of Mohler, Beetle, SciEntsBank
    and SAF, none of which the counts come from).
    """
    found = order(sentences)
    if found is None:
        return 1.0
    count = sum(max(len(s) - 1, 0) for s in sentences)
    bar = -0.06 - 3.5 / count
    if found < bar:
        return 0.0
    return min(0.2 + 0.8 * (found - bar) / _SLACK, 1.0)


_SLACK = 0.15


def order(sentences: Sequence[Sequence[str]]) -> float | None:
    """Mean pointwise mutual information of neighboring word classes, in nats; None when there is
    too little text to tell."""
    found = [p for s in sentences for p in pairs(s)]
    if len(found) < MIN_PAIRS:
        return None
    gains = _gains()
    return math.fsum(gains.get(a, {}).get(b, 0.0) for a, b in found) / len(found)
