"""Which words were meant where slips are many: by how frequent they are and what stands beside.

A slip often makes another word ("wit" for "with") or leaves too little to tell from ("o" for
"to"). In a text full of slips each word is weighed against the words one slip away: their
frequency, how well they stand between their neighbors, and how rare the slip itself is. A text
with few slips is not weighed: there the odd word is more often meant.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from agents.evaluator import slips
from agents.evaluator.order import word_class
from agents.evaluator.vocabulary import FIRST_WORD, NEVER, is_form, is_known, known_words, rank
from knowledge.lexicon import load_lexicon

WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")

TAILS = frozenset("s m d re ve ll".split())
"""What follows an apostrophe that joins two words."""

SURER = 1.0
"""How much likelier, in nats, another word must be than the one that stands there."""

NEAR = -math.log(200)
"""How likely, in nats against the most frequent word, a word is that this text or the one beside
it holds elsewhere."""

AGAIN = math.log(0.01)
"""What saying a rare word once more costs, in nats: less than saying it the first time."""

LOST = -6.0
"""How likely, in nats, it is that two spaces stand side by side with nothing lost between them."""

SHORT = 3
"""Letters up to which only small and frequent words are thought of: the vocabulary holds most
strings of two or three letters."""

FORMED_FROM = 7
"""Letters from which unlisted forms of listed words are thought of."""

LEAST_RATE = 0.005
"""The share of letters hit wrongly is taken for at least this: not every slip is found."""

_FREQUENT = 250
_UNLISTED = 400_000
_NO_WORD = 1e9
_ODD = 30_000
"""Places by frequency: up to which a short word is thought of; of an unlisted form of a listed
word (of 60,000 to 2 million, the one that changes fewest right words of the graded answers typed
with slips in 2 and 5% of letters); of what is no word; and of `_PIECES` and single letters."""

_PIECES = frozenset(
    "re ll ve don doesn didn wasn isn couldn wouldn hadn aren weren hasn haven shouldn ain mustn "
    "st ii iii de la le".split()
)
"""What the vocabulary lists too high, as parts of contractions, names and numerals."""

_SINGLE = {"a": 4, "i": 8}

_NO_SIGN = frozenset("eohjlquwy")
_SIGN = 2_000
"""Letters that hardly stand for a quantity, a unit or a variable, and the place by frequency of
those that do."""


@dataclass(frozen=True)
class Weigher:
    """Weighs the words of one text: how often each stands in it, those the text beside it holds,
    its words that no list holds, and the share of letters hit wrongly (0-1)."""

    counts: Counter[str]
    beside: frozenset[str]
    own: frozenset[str]
    rate: float

    def weighed(self, text: str, mended: str, opens: bool) -> str:
        """A text with each lower-case word as it was meant. `mended` is the same text with the
        sure slips set right; `opens` says whether it begins a sentence."""
        others = WORD.findall(mended)
        spots = list(WORD.finditer(text))
        if len(others) != len(spots):
            return mended
        out: list[str] = []
        at, before = 0, ""
        for i, spot in enumerate(spots):
            gap = text[at : spot.start()]
            head, mark, tail = spot.group().partition("'")
            after = others[i + 1].lower() if i + 1 < len(others) and not mark else ""
            lost = self._lost(before, others[i].lower()) if gap == "  " and before else ""
            is_unit = gap.rstrip()[-1:].isdigit()
            is_joined = bool(mark) and tail not in TAILS
            if not is_unit and not is_joined and _is_weighed(head, opens and i == 0):
                meant = self._meant(head.lower(), lost or before, after)
                if meant != head.lower():
                    others[i] = f"{meant}{mark}{tail}"
            out += [gap, lost, " " if lost else "", others[i]]
            before = "" if mark else others[i].lower()
            at = spot.end()
        return "".join(out) + text[at:]

    def _meant(self, said: str, before: str, after: str) -> str:
        """The lower-case word that `said` stands for between two others ("" at an edge)."""
        best, most = said, self._stays(said) + _fit(before, said, after) + SURER
        for word, cost in (*_candidates(said), *self._near(said)):
            likely = self._comes(word) + _fit(before, word, after) + self._slip() + cost
            if likely > most:
                best, most = word, likely
        return best

    def _lost(self, before: str, after: str) -> str:
        """The word of one letter that was lost between two others, or nothing."""
        likely, word = max(
            (_frequency(w) + _fit(before, w, after) + self._slip(), w) for w in _SINGLE
        )
        return word if likely > _fit(before, after, "") + LOST + SURER else ""

    def _slip(self) -> float:
        """How likely one of the four plain slips is at one letter (nats)."""
        return math.log(self.rate / 4)

    def _stays(self, said: str) -> float:
        times = max(self.counts[said], 1)
        first = NEAR if said in self.beside else _frequency(said)
        return (first + (times - 1) * max(AGAIN, first)) / times

    def _comes(self, word: str) -> float:
        is_near = len(word) > SHORT and (word in self.beside or self.counts[word] > 0)
        return max(_frequency(word), NEAR) if is_near else _frequency(word)

    def _near(self, said: str) -> Iterator[tuple[str, float]]:
        """Words of this text or beside it that no list holds, one slip away."""
        if len(said) > SHORT:
            for word in self.own:
                if word != said and abs(len(word) - len(said)) < 2 and slips.count(said, word) < 2:
                    yield word, 0.0


def _is_weighed(said: str, opening: bool) -> bool:
    """Names are not weighed; a capital that opens a sentence is no sign of one when no list holds
    the word."""
    if said.islower() or said == "II":
        return True
    is_capital = opening and said[1:].islower() and len(said) > SHORT
    return is_capital and _place(said.lower()) == _NO_WORD


def _frequency(word: str) -> float:
    """How frequent a word is against the most frequent one, in nats, by Zipf's law."""
    return -math.log(_place(word))


@lru_cache(maxsize=20_000)
def _place(word: str) -> float:
    if len(word) == 1:
        return _SINGLE.get(word, _ODD if word in _NO_SIGN else _SIGN)
    if word in _PIECES:
        return _ODD
    place = rank(word)
    if place != NEVER:
        return max(place - FIRST_WORD + 1, 1)
    # "switche" has the stem of "switch", but no ending of English leads to it.
    is_cut = word[-1] == "e" and word[:-1] in known_words().ranks
    return _UNLISTED if is_known(word) and not is_cut else _NO_WORD


@lru_cache(maxsize=5_000)
def _candidates(said: str) -> tuple[tuple[str, float], ...]:
    """The words one slip away, each with what its kind of slip costs (nats, 0 for the plainest)."""
    found: dict[str, float] = {}
    for word, cost in _made(said):
        if _is_thinkable(word) and _place(word) < _place(said):
            found[word] = max(cost, found.get(word, -math.inf))
    if not found and len(said) >= FORMED_FROM and _place(said) == _NO_WORD:
        found = {w: cost for w, cost in _made(said) if is_form(w) and w[-1] != "e"}
    return tuple(found.items())


def _made(said: str) -> Iterator[tuple[str, float]]:
    kinds: Sequence[tuple[Iterator[str], float]] = (
        (slips.swapped(said), 0.0),
        (slips.undoubled(said), 0.0),
        (slips.filled(said), 0.0),
        (slips.struck(said), -0.7),
        (slips.unbrushed(said if len(said) > SHORT else ""), -2.0),
        (slips.voweled(said), -2.0),
    )
    return ((word, cost) for made, cost in kinds for word in made)


def _is_thinkable(word: str) -> bool:
    if len(word) == 1:
        return word in _SINGLE
    if len(word) <= SHORT:
        return _place(word) < _FREQUENT or word in load_lexicon().function_words
    return word in known_words().ranks


def _fit(before: str, word: str, after: str) -> float:
    """How much likelier a word is between two neighbors than anywhere (nats)."""
    here = word_class(word)
    found = _gains().get(word_class(before), {}).get(here, 0.0) if before else 0.0
    return found + (_gains().get(here, {}).get(word_class(after), 0.0) if after else 0.0)


@lru_cache(maxsize=1)
def _gains() -> dict[str, dict[str, float]]:
    """For each pair of neighboring word classes, how much likelier than chance it is (nats)."""
    stored = Path(__file__).with_name("order_pairs.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = json.loads(stored)["gains"]
    return found
