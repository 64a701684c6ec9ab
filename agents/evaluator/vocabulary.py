"""Which words are known to be right: listed ones, their forms, and compounds of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from knowledge.embedder import FOLDER
from knowledge.lexicon import load_lexicon
from knowledge.stems import stem

LISTED_RANK = 9000
"""Rank of the lexicon's own words, which the embedder's vocabulary does not hold."""

FIRST_WORD = 999
"""Rank of "the", the first word of the embedder's vocabulary, which goes on by frequency."""

TWICE_FROM = 9
"""Letters from which a word may have two slips."""

NEVER = 1_000_000
"""The rank of a word that is not listed."""

_FORMS = (
    "",
    *"e s es d ed ing er ers or ors ion ions ation ations ive al able ment ly y ies ied ity ence "
    "ent ance ant is ic".split(),
)
"""What may follow a stem: one of these in the list, and the word is a form of it."""

_BARE_FORMS = tuple("s ed ing er ers ly ment able".split())
"""What may follow a word that is no shorter than its stem; "somebod" is no form of "somebody"."""

_EXCHANGES = (
    ("ancy", "ant"),
    ("ency", "ent"),
    ("ability", "able"),
    ("ibility", "ible"),
    ("ize", ""),
    ("iz", ""),
    ("is", ""),
    ("less", ""),
    ("ful", ""),
    ("ship", ""),
    ("wise", ""),
    ("able", ""),
    ("i", "y"),
    ("ily", "y"),
    ("ish", ""),
    ("en", ""),
)

_OPENINGS = tuple(
    "un re pre non over mis under out de sub co anti multi micro inter counter up down back in dis "
    "super semi self ultra cross hyper cyber auto".split()
)


@dataclass(frozen=True)
class Words:
    """The known words with their rank by frequency, and the longer ones by first letter."""

    ranks: dict[str, int]
    long: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def known_words() -> Words:
    """The embedder's vocabulary of whole words with the lexicon's terms; read once, 25 ms."""
    stored = json.loads((FOLDER / "tokenizer.json").read_bytes())
    ranks = {w: i for w, i in stored["model"]["vocab"].items() if w.isalpha() and w.isascii()}
    for w in load_lexicon().terms:
        ranks.setdefault(w, LISTED_RANK)
    long: dict[str, list[str]] = {}
    for w in ranks:
        if len(w) >= TWICE_FROM - 2:
            long.setdefault(w[0], []).append(w)
    return Words(ranks, {c: tuple(found) for c, found in long.items()})


@lru_cache(maxsize=26)
def masked(letter: str) -> tuple[tuple[str, int], ...]:
    """The longer known words that begin with a letter, each with its `mask`."""
    return tuple((w, mask(w)) for w in known_words().long.get(letter, ()))


def mask(word: str) -> int:
    """The letters of a lower-case word as bits, to tell at once which words differ much."""
    return sum(1 << (ord(c) - 97) for c in set(word))


def rank(word: str) -> int:
    """A word's place by frequency, the first being 999; `NEVER` for one that is not listed."""
    return known_words().ranks.get(word, NEVER)


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    """Whether a lower-case word is listed, or is a form or compound of listed words."""
    ranks = known_words().ranks
    if word in ranks or is_form(word):
        return True
    if any(word.startswith(o) and _is_base(word[len(o) :]) for o in _OPENINGS):
        return True
    return any(
        ranks.get(word[:i], NEVER) < LISTED_RANK and ranks.get(word[i:], NEVER) < LISTED_RANK
        for i in range(4, len(word) - 3)
    )


def _is_base(word: str) -> bool:
    return len(word) > (4 if rank(word) > LISTED_RANK else 3) and word in known_words().ranks


def is_form(word: str) -> bool:
    """Whether a lower-case word is an inflection or derivation of a listed word."""
    ranks = known_words().ranks
    if len(word) < 4 or word.endswith("sss"):
        return len(word) == 4 and word in ranks
    if word[-2:] == "ss" and word[:-1] in ranks:
        return False
    root = stem(word)
    roots = [root, *(root[: -len(a)] + b for a, b in _EXCHANGES if root.endswith(a))]
    roots += [word[: -len(a)] + b for a, b in _EXCHANGES if word.endswith(a)]
    return any(
        len(r) >= 3 and r + f in ranks and not (f == "s" and r[-1:] == "s")
        for r in roots
        for f in (_BARE_FORMS if r == word else _FORMS)
    )
