"""How concrete an answer is: what one could point at, against qualities and ideals.

"I locked the press and rang maintenance" and "I value communication and professionalism" can be
of one length and equally near to a question. A direction in the embedder's space tells them
apart; `evals/train_concrete.py` fits it to two lists of words and keeps it, with its figures, in
`concrete_weights.json` beside this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.evidence import Units, rarity
from agents.evaluator.text import Sentence
from knowledge.lexicon import bare, load_lexicon

_FILE = Path(__file__).with_name("concrete_weights.json")

ABSTRACT = -0.2
"""At or below it a word is abstract: on the line that puts abstract words at -1 and concrete ones
at 1, where a tenth of the words of concrete answers lie and four tenths of those of empty ones."""


@dataclass(frozen=True)
class Concreteness:
    """How concrete a text's words are on average (about -0.5 to 1; 0 is neither), the share of
    them that are abstract (0-1), and how many there are, small words left out."""

    mean: float
    abstract: float
    words: int


@lru_cache(maxsize=1)
def _line() -> tuple[NDArray[np.float64], float]:
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    return np.asarray(stored["direction"], np.float64), float(stored["offset"])


def measure(sentences: tuple[Sentence, ...], units: Units) -> Concreteness:
    """The concreteness of sentences taken together; 0 throughout when no word says anything."""
    unit = units.of(bare(w for s in sentences for w in s.words))
    if not len(unit.ids):
        return Concreteness(0.0, 0.0, 0)
    direction, offset = _line()
    along = unit.pieces @ direction + offset
    return Concreteness(float(along.mean()), float((along < ABSTRACT).mean()), len(along))


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


def substance(said: Iterable[str], units: Units) -> dict[str, float]:
    """How much each lower-case word tells by itself, 0-1: rare and concrete ones most, numbers
    the same in digits and letters, small words nothing."""
    small = load_lexicon().stop | load_lexicon().negations
    found = {w: _FIGURE if is_number(w) else 0.0 for w in said}
    telling = [w for w in found if not is_number(w) and w not in small]
    text = " ".join(telling)
    held = units.of(text).embedder.tokens(text)
    direction, offset = _line()
    places = np.interp(held.vectors @ direction + offset, _PICTURED, (_PALE, 1.0))
    rare = np.interp(rarity(held.ids), _RARE, (0.0, 1.0))
    starts = np.array([start for start, _ in held.spans])
    at = 0
    for word in telling:
        mine = slice(*np.searchsorted(starts, (at, at + len(word))))
        if rare[mine].size:
            found[word] = float(rare[mine].max() * places[mine].mean())
        at += len(word) + 1
    return found
