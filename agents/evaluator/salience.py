"""How much single words tell: a name, a figure, a thing of the trade against words of praise."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from agents.evaluator import concrete
from agents.evaluator.evidence import Units, rarity
from knowledge.lexicon import load_lexicon

_RARE = (0.35, 0.75)
_PICTURED = (-0.25, 0.35)
_PALE = 0.15
"""Rarity and place between abstract and concrete at which a word begins to count and counts in
full, and what is left of an abstract one: where words of praise and words of trades part in the
graded company answers for development."""
_FIGURE = 0.9
_MORE_NUMBERS = frozenset(
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen sixty seventy eighty "
    "ninety".split()
)
_NO_NUMBERS = frozenset("one once half double zero".split())
"""Number words that are mostly said without counting."""


def is_number(word: str) -> bool:
    """Whether a lower-case word counts something, in digits or in letters."""
    if word in _NO_NUMBERS:
        return False
    return word[0].isdigit() or word in load_lexicon().numbers or word in _MORE_NUMBERS


def of_words(said: Iterable[str], units: Units) -> dict[str, float]:
    """How much each lower-case word tells by itself, 0-1: rare and concrete ones most, numbers
    the same in digits and letters, small words nothing."""
    small = load_lexicon().stop | load_lexicon().negations
    found = {w: _FIGURE if is_number(w) else 0.0 for w in said}
    telling = [w for w in found if not is_number(w) and w not in small]
    text = " ".join(telling)
    held = units.of(text).embedder.tokens(text)
    pictured = np.interp(concrete.places(held.vectors), _PICTURED, (_PALE, 1.0))
    rare = np.interp(rarity(held.ids), _RARE, (0.0, 1.0))
    starts = np.array([start for start, _ in held.spans])
    at = 0
    for word in telling:
        mine = slice(*np.searchsorted(starts, (at, at + len(word))))
        if rare[mine].size:
            found[word] = float(rare[mine].max() * pictured[mine].mean())
        at += len(word) + 1
    return found
