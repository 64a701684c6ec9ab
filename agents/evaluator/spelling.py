"""Slips of the keyboard set right on the copy that is analysed; quotes stay as they were typed.

A word is mended only when it is in no list, is no form of a listed word and no name, and one slip
of the kind fingers make (two letters swapped, one doubled, left out, or hit beside its key) leads
to a listed word; in words of nine letters and more, two slips. What a writer spells the same way
twice is taken for a term and left alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from agents.evaluator.lexicon import load_lexicon
from knowledge.embedder import FOLDER

FREQUENT = 150
"""Rank up to which a word is so frequent that three letters are mended to it."""

FAMILIAR = 6000
"""Rank a word must have for a capitalized word that opens a sentence to be mended to it: what is
nearer to a rarer word is more often a name."""

LISTED_RANK = 9000
"""Rank of the lexicon's own words, which the embedder's vocabulary does not hold."""

TWICE_FROM = 9
"""Letters from which a word may have two slips."""

_TOKEN = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {c: row[max(i - 1, 0) : i + 2] for row in _ROWS for i, c in enumerate(row)}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = "aeiou"
_TAILS = frozenset("s m d t re ve ll".split())
_ENDINGS = (
    ("s", ("", "e")),
    ("es", ("", "e")),
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("ier", ("y",)),
    ("iest", ("y",)),
    ("iness", ("y",)),
    ("ily", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ings", ("", "e")),
    ("er", ("", "e")),
    ("ers", ("", "e")),
    ("est", ("", "e")),
    ("or", ("e",)),
    ("ors", ("e",)),
    ("ly", ("", "le")),
    ("al", ("", "e")),
    ("ally", ("",)),
    ("able", ("", "e")),
    ("ability", ("able",)),
    ("ization", ("", "e", "ize")),
    ("isation", ("", "ize")),
    ("ise", ("ize", "")),
    ("ised", ("ize", "")),
    ("ising", ("ize", "")),
    ("ize", ("", "e")),
    ("ation", ("e", "")),
    ("ations", ("e", "")),
    ("ity", ("", "e")),
    ("ness", ("",)),
    ("less", ("",)),
    ("ful", ("",)),
    ("ment", ("",)),
    ("ments", ("",)),
    ("ship", ("",)),
    ("wise", ("",)),
    ("man", ("",)),
    ("men", ("",)),
    ("hood", ("",)),
    ("ive", ("", "e")),
    ("y", ("", "e")),
    ("ish", ("",)),
    ("en", ("", "e")),
    ("ened", ("",)),
)
_OPENINGS = tuple(
    "un re pre non over mis under out de sub co anti multi micro inter counter up down back in dis "
    "super semi self ultra cross hyper cyber tele bio auto".split()
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


def mend(texts: list[str], opens: list[bool]) -> list[str]:
    """Folded texts in their own case, each with its slips set right. `opens` says which of them
    begin a sentence, where a capital letter is no sign of a name."""
    found = [w for t in texts for w in _TOKEN.findall(t)]
    letters = [c for t in texts for c in t if c.isalpha()]
    has_case = 2 * sum(c.isupper() for c in letters) < len(letters)
    counts = Counter(w.lower() for w in found)
    table = {w: m for w in set(found) if (m := _mended(w, counts, has_case)) != w}
    if not table:
        return texts
    return [_replaced(t, table, opens[i] and has_case) for i, t in enumerate(texts)]


def _replaced(text: str, table: dict[str, str], opens: bool) -> str:
    start = len(text) - len(text.lstrip(" \"'(*-"))

    def other(found: re.Match[str]) -> str:
        said = found.group()
        mended = table.get(said, said)
        if mended == said or not said[0].isupper() or (said.isupper() and len(said) > 1):
            return mended
        is_first = opens and found.start() == start
        return mended if is_first and _words().ranks.get(mended, 0) < FAMILIAR else said

    return _TOKEN.sub(other, text)


def _mended(word: str, counts: Counter[str], has_case: bool) -> str:
    """The word set right, or as it is."""
    if has_case and len(word) > 1 and word[1:] != word[1:].lower():
        return word
    lower = word.lower()
    head, mark, tail = lower.partition("'")
    if mark and tail not in _TAILS:
        return word
    if tail == "t" or counts[lower] > 1 and len(lower) > 3:
        return word
    mended = nearest(head)
    return f"{mended}{mark}{tail}" if mended else word


@lru_cache(maxsize=20_000)
def nearest(word: str) -> str:
    """The listed word that `word`, lower case, is a slip of; empty when it is right or unclear."""
    ranks = _words().ranks
    if len(word) < 3 or len(word) > 24:
        return ""
    if len(word) == 3:
        found = [w for w in {*_swapped(word), *_undoubled(word)} if ranks.get(w, 9**9) < 1200]
        is_rare = ranks.get(word, 9**9) > 8000
        return min(found, key=lambda w: ranks[w]) if found and is_rare else ""
    if is_known(word):
        return ""
    best = min(_once(word), default=None)
    if best is None and len(word) >= TWICE_FROM:
        best = min(_twice(word), default=None)
    return best[1] if best else ""


def is_known(word: str) -> bool:
    """Whether a lower-case word is listed, or is a form or compound of listed words."""
    ranks = _words().ranks
    if word in ranks:
        return True
    if any(word + e in ranks for e in ("s", "ed", "ing", "er", "ly")):
        return True
    for ending, bases in _ENDINGS:
        if not word.endswith(ending):
            continue
        left = word[: -len(ending)]
        if len(left) >= 3 and any(left + b in ranks for b in bases):
            return True
        if len(left) > 3 and left[-1] == left[-2] and left[:-1] in ranks and ending[0] in "eiay":
            return True
    if any(word.startswith(o) and _is_form(word[len(o) :]) for o in _OPENINGS):
        return True
    return any(
        ranks.get(word[:i], 9**9) < 9000 and ranks.get(word[i:], 9**9) < 9000
        for i in range(3, len(word) - 2)
    )


def _is_form(word: str) -> bool:
    ranks = _words().ranks
    if len(word) < 4:
        return False
    return word in ranks or any(
        word.endswith(e) and any(word[: -len(e)] + b in ranks for b in bases)
        for e, bases in _ENDINGS
        if len(word) - len(e) >= 3
    )


def _once(word: str) -> Iterator[tuple[float, str]]:
    """Listed words one slip away with what speaks against each: rarity and an unlikely slip."""
    ranks = _words().ranks
    for against, made in (
        (1.0, _swapped(word)),
        (1.0, _undoubled(word)),
        (2.0, _filled(word)),
        (1.5, _struck(word)),
    ):
        for w in made:
            rank = ranks.get(w)
            if rank is not None and (len(word) > 4 or rank < 9000):
                yield against * (rank + 300), w
    if len(word) >= 6:
        for w in _voweled(word):
            if w in ranks:
                yield 2.0 * (ranks[w] + 300), w


def _swapped(word: str) -> Iterator[str]:
    for i in range(len(word) - 1):
        if word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _undoubled(word: str) -> Iterator[str]:
    for i in range(len(word) - 1):
        if word[i + 1] in _BESIDE[word[i]]:
            yield word[:i] + word[i + 1 :]
            if word[i] != word[i + 1]:
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
    for i, x in enumerate(word):
        if x in _VOWELS:
            for c in _VOWELS:
                if c != x:
                    yield word[:i] + c + word[i + 1 :]


def _twice(word: str) -> Iterator[tuple[float, str]]:
    """Listed words two slips away that begin alike."""
    mask = _mask(word)
    for w, other in _words().long.get(word[0], ()):
        if (
            abs(len(w) - len(word)) <= 2
            and (mask ^ other).bit_count() <= 3
            and distance(word, w, 2) <= 2
        ):
            yield float(_words().ranks[w]), w


def distance(a: str, b: str, most: int) -> int:
    """Letters to insert, leave out, exchange or swap to make `b` of `a`; above `most` inexact."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row, older = row, [i], before
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        before = last
        if min(row) > most:
            return most + 1
    return row[-1]
