"""How far one text says what another says: words, their near-synonyms, and their order."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.text import words
from agents.evaluator.vocabulary import FIRST_WORD
from knowledge.embedder import Embedder, TokenVectors
from knowledge.lexicon import content

MIDDLING_RANK = 1500
"""Rank given to single characters and digits, which stand before the words."""

_VOCABULARY = 30_000
"""No fewer than the embedder's word pieces, of which there are 29,525."""

Vectors = NDArray[np.float32]

ASKED_WEIGHT = 0.15
"""Weight left to a word the question already holds (demotion; measured on Mohler and others:
repeating the question's own words says little)."""


@dataclass(frozen=True, eq=False)
class Unit:
    """A text with its words and stems; what the embedder knows of it is read when asked for."""

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    embedder: Embedder = field(repr=False)

    @cached_property
    def _tokens(self) -> TokenVectors:
        return self.embedder.tokens(self.text)

    @cached_property
    def _worded(self) -> list[int]:
        """Which pieces are of words and not punctuation."""
        return [i for i, (a, b) in enumerate(self._tokens.spans) if self.text[a:b].isalnum()]

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """Its word pieces, punctuation left out."""
        return self._tokens.ids[self._worded]

    @cached_property
    def pieces(self) -> Vectors:
        """The pieces' vectors, rows of length 1."""
        return self._tokens.vectors[self._worded]

    @property
    def vector(self) -> Vectors:
        """The text's own vector, length 1 (or 0)."""
        return self._tokens.mean

    @cached_property
    def stem_set(self) -> frozenset[str]:
        """Its different stems."""
        return frozenset(self.stems)

    @cached_property
    def word_set(self) -> frozenset[str]:
        """Its different words."""
        return frozenset(self.words)

    @cached_property
    def by_first(self) -> dict[str, list[str]]:
        """Its stems of four letters or more by their first letter."""
        found: dict[str, list[str]] = {}
        for s in dict.fromkeys(self.stems):
            if len(s) > 3:
                found.setdefault(s[0], []).append(s)
        return found


class Units:
    """Turns texts into `Unit`s, keeping the last few hundred (a question's points recur;
    one takes some 40 kB)."""

    def __init__(self, embedder: Embedder, keep: int = 300) -> None:
        self._embedder = embedder
        self._keep = keep
        self._kept: OrderedDict[str, Unit] = OrderedDict()

    def of(self, text: str) -> Unit:
        """The unit of `text`; the same text gives the same unit."""
        found = self._kept.get(text)
        if found is None:
            said = words(text)
            found = Unit(text, said, content(said), self._embedder)
            self._kept[text] = found
            if len(self._kept) > self._keep:
                self._kept.popitem(last=False)
        return found

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row per text."""
        return np.stack([self.of(t).vector for t in texts])


def rarity(ids: NDArray[np.int64]) -> NDArray[np.float64]:
    """How telling each word piece is, 0-1: the vocabulary is ordered by frequency, and by
    Zipf's law information grows with the logarithm of the rank."""
    return _rarities()[ids]


@lru_cache(maxsize=1)
def _rarities() -> NDArray[np.float64]:
    ids = np.arange(_VOCABULARY)
    ranks = np.where(ids >= FIRST_WORD, ids - FIRST_WORD + 1, MIDDLING_RANK)
    return np.asarray(np.clip(np.log(ranks + 1) / math.log(30_000) - 0.25, 0.05, None) / 0.75)


@dataclass(frozen=True)
class Support:
    """What in a text speaks for a point, each 0-1: near-synonyms word by word, shared stems
    (typing errors forgiven), and the sentences' likeness."""

    tokens: float
    lexical: float
    likeness: float

    @property
    def mean(self) -> float:
        """The plain mean; on a set it was not fitted to, hard to beat."""
        return (self.tokens + self.lexical + self.likeness) / 3


@dataclass(frozen=True, eq=False)
class Windows:
    """The sentences of an answer, and which of them are also read together with the next one.

    Windows are numbered sentences first, then pairs.
    """

    said: tuple[Unit, ...]
    pairs: tuple[int, ...]
    asked: Unit
    found: dict[Unit, list[Support]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def pieces(self) -> Vectors:
        """All pieces of all sentences; one row of zeros for a sentence without any."""
        none = np.zeros((1, self.asked.embedder.dimensions), np.float32)
        return np.concatenate([u.pieces if len(u.ids) else none for u in self.said])

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Each sentence's first row in `pieces`."""
        return np.cumsum([0, *(max(len(u.ids), 1) for u in self.said[:-1])])

    @cached_property
    def vectors(self) -> Vectors:
        """What each window means aside of the question, rows of length 1."""
        alone = np.stack([u.vector for u in self.said])
        sizes = np.array([[len(u.ids)] for u in self.said], np.float32)
        first = list(self.pairs)
        second = [i + 1 for i in first]
        together = alone[first] * sizes[first] + alone[second] * sizes[second]
        rows = np.concatenate([alone, together])
        rows = rows - (rows @ self.asked.vector)[:, None] * self.asked.vector
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
        return np.asarray(rows / np.maximum(lengths, 1e-6)[:, None], np.float32)

    @cached_property
    def by_first(self) -> dict[str, list[str]]:
        """The stems of four letters or more in all sentences by their first letter."""
        found: dict[str, dict[str, None]] = {}
        for unit in self.said:
            for letter, stems in unit.by_first.items():
                found.setdefault(letter, {}).update(dict.fromkeys(stems))
        return {letter: list(stems) for letter, stems in found.items()}

    def widest(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """One row per sentence made one per window: a pair has the larger of its two."""
        first = list(self.pairs)
        pairs = np.maximum(rows[first], rows[[i + 1 for i in first]])
        return np.asarray(np.concatenate([rows, pairs]))


def support(point: Unit, said: Unit, asked: Unit) -> Support:
    """How far `said` says `point`, the words of the question `asked` counting little."""
    return supports(point, Windows((said,), (), asked))[0]


def supports(point: Unit, windows: Windows) -> list[Support]:
    """The support of each window for a point; found once."""
    if point not in windows.found:
        windows.found[point] = _supports(point, windows)
    return windows.found[point]


def _supports(point: Unit, windows: Windows) -> list[Support]:
    asked = windows.asked
    if not len(point.ids):
        return [Support(0.0, 0.0, 0.0)] * (len(windows.said) + len(windows.pairs))
    weights = rarity(point.ids) * np.where(np.isin(point.ids, asked.ids), ASKED_WEIGHT, 1.0)
    near = np.maximum.reduceat(windows.pieces @ point.pieces.T, windows.starts, axis=0)
    tokens = np.maximum(windows.widest(near) @ weights / weights.sum(), 0.0)
    stems = list(dict.fromkeys(point.stems))
    lexical = np.zeros(len(tokens))
    if stems:
        worth = np.array(
            [(ASKED_WEIGHT if s in asked.stem_set else 1.0) * stem_weight(s) for s in stems]
        )
        spelled = [{s, *misspellings(s, windows.by_first)} for s in stems]
        said = np.array(
            [[not u.stem_set.isdisjoint(v) for v in spelled] for u in windows.said], np.float32
        )
        lexical = windows.widest(said) @ worth / worth.sum()
    likeness = np.maximum(windows.vectors @ aside(point.vector, asked.vector), 0.0)
    return [
        Support(float(t), float(x), float(k))
        for t, x, k in zip(tokens, lexical, likeness, strict=True)
    ]


def held(said: Unit, s: str) -> bool:
    """Whether a stem stands in a text, a typing error forgiven."""
    return s in said.stem_set or any(misspellings(s, said.by_first))


def aside(vector: Vectors, asked: Vectors) -> Vectors:
    """`vector` without its share along the question, scaled to length 1."""
    rest: Vectors = vector - np.float32(vector @ asked) * asked
    length = np.float32(np.linalg.norm(rest))
    return np.asarray(rest / max(length, np.float32(1e-6)), np.float32)


def stem_weight(s: str) -> float:
    """Longer stems and numbers tell more."""
    return 1.0 if s[0].isdigit() else min(1.0, 0.55 + 0.06 * len(s))


def misspellings(s: str, by_first: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The stems that are `s` with a typing error; none for short ones."""
    if len(s) < 5:
        return
    for t in by_first.get(s[0], ()):
        if abs(len(t) - len(s)) <= 2 and _near(s, t):
            yield t


@lru_cache(maxsize=50_000)
def _near(a: str, b: str) -> bool:
    """One slip of the keyboard apart (two in words of nine letters or more)."""
    allowed = 2 if min(len(a), len(b)) >= 9 else 1
    # A slip changes at most two letters of what a word is made of.
    if len(set(a) ^ set(b)) > 2 * allowed or abs(len(a) - len(b)) > allowed:
        return False
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
        if min(row) > allowed:
            return False
    return row[-1] <= allowed
