"""Slips of the keyboard set right on the copy that is analysed; quotes stay as they were typed.

A word is mended only when it is in no list, is no form of a listed word and no name, and one slip
of the kind fingers make (two letters swapped, one doubled, left out, or hit beside its key) leads
to a listed word; in words of eight letters and more, two slips. What a writer spells the same way
twice is taken for a term and left alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from agents.evaluator.lexicon import load_lexicon
from agents.evaluator.stems import stem
from knowledge.embedder import FOLDER

FREQUENT = 150
"""Rank up to which a word is so frequent that three letters are mended to it."""

FAMILIAR = 7000
"""Rank a word must have for a capitalized word that opens a sentence to be mended to it: what is
nearer to a rarer word is more often a name."""

LISTED_RANK = 9000
"""Rank of the lexicon's own words, which the embedder's vocabulary does not hold."""

RARE = 20_000
"""Rank beyond which a word is not mended to: it is as unlikely as the slip."""

FIRST_WORD = 999
"""Rank of "the", the first word of the embedder's vocabulary, which goes on by frequency."""

PLAIN_FROM = 7
"""Letters from which a capitalized word that opens a sentence is mended to rarer words too."""

STRANGE_SHARE = 0.4
"""Share of unlisted words from which a text is not mended: it is no English with slips in it."""

TWICE_FROM = 8
"""Letters from which a word may have two slips."""

VOWELS_FROM = 6
MOST_STRANGE = 400
"""Different unlisted words up to which a text is mended; bounds the time."""

_NEVER = 1_000_000

_TOKEN = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {c: row[max(i - 1, 0) : i + 2] for row in _ROWS for i, c in enumerate(row)}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = "aeiou"
_TAILS = frozenset("s m d re ve ll".split())
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
class _Words:
    """The known words with their rank by frequency, and the longer ones by first letter."""

    ranks: dict[str, int]
    long: dict[str, tuple[tuple[str, int], ...]]


@lru_cache(maxsize=1)
def _words() -> _Words:
    stored = json.loads((FOLDER / "tokenizer.json").read_text(encoding="utf-8"))
    ranks = {w: i for w, i in stored["model"]["vocab"].items() if w.isascii() and w.isalpha()}
    for w in load_lexicon().terms:
        ranks.setdefault(w, LISTED_RANK)
    long: dict[str, list[tuple[str, int]]] = {}
    for w in ranks:
        if len(w) >= TWICE_FROM - 2:
            long.setdefault(w[0], []).append((w, _mask(w)))
    return _Words(ranks, {c: tuple(found) for c, found in long.items()})


def _mask(word: str) -> int:
    return sum(1 << (ord(c) - 97) for c in set(word))


def mend(texts: Sequence[str], opens: Sequence[bool], beside: str = "") -> list[str]:
    """Folded texts in their own case, each with its slips set right. `opens` says which of them
    begin a sentence, where a capital letter is no sign of a name; the words of the text `beside`
    are taken for right."""
    found = [w for t in texts for w in _TOKEN.findall(t)]
    letters = [c for t in texts for c in t if c.isalpha()]
    has_case = 2 * sum(c.isupper() for c in letters) < len(letters)
    counts = Counter(w.lower().partition("'")[0] for w in found)
    right = {w.lower() for w in _TOKEN.findall(beside)}
    strange = [w for w in counts if len(w) > 3 and w not in _words().ranks]
    if len(strange) > max(STRANGE_SHARE * len(counts), 4) or len(strange) > MOST_STRANGE:
        return list(texts)
    right |= {w for w in strange if counts[w] > 1 or (not nearest(w) and is_known(w))}
    mender = _Mender(frozenset(right), has_case)
    table = {w: m for w in dict.fromkeys(found) if (m := mender.mended(w)) != w}
    return [_replaced(t, table, opens[i]) for i, t in enumerate(texts)] if table else list(texts)


def _replaced(text: str, table: dict[str, str], opens: bool) -> str:
    start = len(text) - len(text.lstrip(" \"'(*-"))

    def other(found: re.Match[str]) -> str:
        said = found.group()
        mended = table.get(said, said)
        if mended == said or said[0].islower() or said.isupper():
            return mended
        is_first = opens and found.start() == start
        is_plain = len(said) >= PLAIN_FROM or _rank(mended) < FAMILIAR
        return mended if is_first and is_plain else said

    return _TOKEN.sub(other, text)


@dataclass(frozen=True)
class _Mender:
    """What is right in one answer beside the listed words, and whether capitals tell names."""

    right: frozenset[str]
    has_case: bool

    def mended(self, word: str) -> str:
        """The word set right, or as it is."""
        if self.has_case and len(word) > 1 and not word[1:].islower():
            return _case_slip(word)
        head, mark, tail = word.lower().partition("'")
        if head in self.right or (mark and tail not in _TAILS):
            return word
        mended = nearest(head)
        if not mended and len(head) > 4 and not is_known(head):
            mended = min((w for w in self.right if _slips(head, w) <= 1), default="")
        return f"{mended}{mark}{tail}" if mended else word


def _case_slip(word: str) -> str:
    """A capital struck one letter late or twice ("hTe", "THe")."""
    lower = word.lower()
    if len(word) < 3 or not word[2:].islower():
        return word
    if word[0].islower():
        swapped = lower[1] + lower[0] + lower[2:]
        return swapped if swapped in _words().ranks else word
    return next((w for w in (lower, lower[1:]) if w in _words().ranks), word)


@lru_cache(maxsize=20_000)
def nearest(word: str) -> str:
    """The listed word that `word`, lower case, is a slip of; empty when it is right or unclear."""
    ranks = _words().ranks
    if len(word) < 3 or len(word) > 24:
        return ""
    if len(word) == 3:
        if ranks.get(word, _NEVER) <= LISTED_RANK:
            return ""
        frequent = [*_swapped(word), *_undoubled(word)]
        frequent += [] if word in ranks else [*_struck(word), *_filled(word)]
        found = [w for w in frequent if ranks.get(w, _NEVER) < FIRST_WORD + FREQUENT]
        return min(found, key=_rank, default="")
    if word in ranks:
        return ""
    if any(w in ranks for w in _undoubled(word)):
        return min((w for w in (*_undoubled(word), *_swapped(word)) if w in ranks), key=_rank)
    if is_known(word):
        return ""
    best = min(_once(word), default=None)
    if best is None and len(word) >= TWICE_FROM:
        best = min(_twice(word), default=None)
    if best is None:
        best = min(_inflected(word), default=None)
    return best[1] if best else ""


def _inflected(word: str) -> Iterator[tuple[float, str]]:
    """Forms that are not listed themselves, of listed words one slip away."""
    for ending in ("s", "ed", "ing", "er", "ers", "ly"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 4:
            yield from ((against, w + ending) for against, w in _once(base) if w[-1] not in "es")


def _rank(word: str) -> int:
    return _words().ranks.get(word, _NEVER)


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    """Whether a lower-case word is listed, or is a form or compound of listed words."""
    ranks = _words().ranks
    if word in ranks or _is_form(word):
        return True
    if any(word.startswith(o) and _is_base(word[len(o) :]) for o in _OPENINGS):
        return True
    return any(
        ranks.get(word[:i], _NEVER) < LISTED_RANK and ranks.get(word[i:], _NEVER) < LISTED_RANK
        for i in range(4, len(word) - 3)
    )


def _is_base(word: str) -> bool:
    return len(word) > (4 if _rank(word) > LISTED_RANK else 3) and word in _words().ranks


def _is_form(word: str) -> bool:
    ranks = _words().ranks
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


def _once(word: str) -> Iterator[tuple[float, str]]:
    """Listed words one slip away with what speaks against each: rarity and an unlikely slip."""
    ranks = _words().ranks
    for against, made in (
        (1.0, _swapped(word)),
        (1.5, _filled(word)),
        (2.5, _struck(word)),
        (4.0, _unbrushed(word)),
        (2.5, _voweled(word)),
    ):
        for w in made:
            rank = ranks.get(w)
            if rank is not None and rank < (RARE if w[0] == word[0] else FAMILIAR):
                yield against * (rank + 300), w


def _swapped(word: str) -> Iterator[str]:
    for i in range(len(word) - 1):
        if word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _undoubled(word: str) -> Iterator[str]:
    for i in range(len(word) - 1):
        if word[i + 1] == word[i]:
            yield word[:i] + word[i + 1 :]


def _unbrushed(word: str) -> Iterator[str]:
    """A key beside the right one was brushed too."""
    for i in range(len(word) - 1):
        if word[i] != word[i + 1] and word[i + 1] in _BESIDE[word[i]]:
            yield word[:i] + word[i + 1 :]
            yield word[: i + 1] + word[i + 2 :]


def _filled(word: str) -> Iterator[str]:
    for i in range(len(word) + 1):
        for c in _LETTERS:
            yield word[:i] + c + word[i:]


def _struck(word: str) -> Iterator[str]:
    for i, x in enumerate(word):
        for c in _BESIDE[x]:
            if c != x:
                yield word[:i] + c + word[i + 1 :]


def _voweled(word: str) -> Iterator[str]:
    """A vowel taken for another, as in "seperate"; in longer words only."""
    for i, x in enumerate(word if len(word) >= VOWELS_FROM else ""):
        if x in _VOWELS:
            for c in _VOWELS:
                if c != x:
                    yield word[:i] + c + word[i + 1 :]


def _twice(word: str) -> Iterator[tuple[float, str]]:
    """Listed words two slips away that begin alike."""
    mask = _mask(word)
    ranks = _words().ranks
    for w, other in _words().long.get(word[0], ()):
        if (
            abs(len(w) - len(word)) <= 2
            and ranks[w] < RARE
            and (mask ^ other).bit_count() <= 3
            and _slips(word, w) <= 2
        ):
            yield float(ranks[w]), w


def _slips(typed: str, meant: str) -> int:
    """How many slips lead from the word meant to the word typed; above two inexact. What fingers
    hardly do (a letter for one far from it) counts as three."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, x in enumerate(typed, 1):
        extra = 1 if i > 1 and x in _BESIDE[typed[i - 2]] else 3
        last, row, older = row, [row[0] + 3], before
        for j, y in enumerate(meant, 1):
            exchanged = 0 if x == y else 1 if x in _BESIDE[y] else 3
            cost = min(last[j] + extra, row[j - 1] + 1, last[j - 1] + exchanged)
            if i > 1 and j > 1 and x == meant[j - 2] and typed[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        before = last
        if min(row) > 2:
            return 3
    return row[-1]
