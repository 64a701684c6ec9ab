"""How far one text says what another says: words, their near-synonyms, and their order."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.lexicon import content
from agents.evaluator.text import words
from knowledge.embedder import Embedder

FIRST_WORD = 999
"""The first whole word ("the") in the embedder's vocabulary, which goes on by frequency."""

MIDDLING_RANK = 1500
"""Rank given to single characters and digits, which stand before the words."""

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
    def _pieces(self) -> tuple[NDArray[np.int64], Vectors]:
        tokens = self.embedder.tokens(self.text)
        real = [i for i, (a, b) in enumerate(tokens.spans) if self.text[a:b].isalnum()]
        return tokens.ids[real], tokens.vectors[real]

    @property
    def ids(self) -> NDArray[np.int64]:
        """Its word pieces, punctuation left out."""
        return self._pieces[0]

    @property
    def pieces(self) -> Vectors:
        """The pieces' vectors, rows of length 1."""
        return self._pieces[1]

    @cached_property
    def vector(self) -> Vectors:
        """The text's own vector, length 1 (or 0)."""
        return np.asarray(self.embedder.encode([self.text])[0])

    @cached_property
    def stem_set(self) -> frozenset[str]:
        """Its different stems."""
        return frozenset(self.stems)

    @cached_property
    def by_first(self) -> dict[str, list[str]]:
        """Its stems of four letters or more by their first letter."""
        found: dict[str, list[str]] = {}
        for s in dict.fromkeys(self.stems):
            if len(s) > 3:
                found.setdefault(s[0], []).append(s)
        return found


class Units:
    """Turns texts into `Unit`s, keeping the last few thousand (a question's points recur)."""

    def __init__(self, embedder: Embedder, keep: int = 4000) -> None:
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


def support(point: Unit, said: Unit, asked: Unit) -> Support:
    """How far `said` says `point`, the words of the question `asked` counting little."""
    return supports(point, [said], asked)[0]


def supports(
    point: Unit, said: Sequence[Unit], asked: Unit, pairs: Sequence[int] = ()
) -> list[Support]:
    """The support of each text, then of each text in `pairs` together with the one after it."""
    windows = [(i,) for i in range(len(said))] + [(i, i + 1) for i in pairs]
    if not len(point.ids):
        return [Support(0.0, 0.0, 0.0)] * len(windows)
    weights = rarity(point.ids) * np.where(np.isin(point.ids, asked.ids), ASKED_WEIGHT, 1.0)
    best = np.stack([_nearest(point, u) for u in said])
    stems = list(dict.fromkeys(point.stems))
    worth = np.array(
        [(ASKED_WEIGHT if s in asked.stem_set else 1.0) * stem_weight(s) for s in stems]
    )
    found_in = np.array([[held(u, s) for s in stems] for u in said], bool).reshape(len(said), -1)
    aim = aside(point.vector, asked.vector)
    found = []
    for window in windows:
        w = list(window)
        tokens = float((weights * best[w].max(axis=0)).sum() / weights.sum())
        lexical = float((worth * found_in[w].any(axis=0)).sum() / worth.sum()) if stems else 0.0
        vector = aside(_together([said[i] for i in w]), asked.vector)
        found.append(Support(max(tokens, 0.0), lexical, max(float(aim @ vector), 0.0)))
    return found


def _nearest(point: Unit, said: Unit) -> NDArray[np.float32]:
    """For each word piece of the point, its cosine to the nearest one said."""
    if not len(said.ids):
        return np.zeros(len(point.ids), np.float32)
    return np.asarray((point.pieces @ said.pieces.T).max(axis=1))


def held(said: Unit, s: str) -> bool:
    """Whether a stem stands in a text, a typing error forgiven."""
    return s in said.stem_set or _misspelt(s, said)


def _together(said: Sequence[Unit]) -> Vectors:
    """The vector of texts said one after the other."""
    if len(said) == 1:
        return said[0].vector
    return np.asarray(sum(u.vector * np.float32(len(u.ids)) for u in said), np.float32)


def aside(vector: Vectors, asked: Vectors) -> Vectors:
    """`vector` without its share along the question, scaled to length 1."""
    rest: Vectors = vector - np.float32(vector @ asked) * asked
    length = np.float32(np.linalg.norm(rest))
    return np.asarray(rest / max(length, np.float32(1e-6)), np.float32)


def stem_weight(s: str) -> float:
    """Longer stems and numbers tell more."""
    return 1.0 if s[0].isdigit() else min(1.0, 0.55 + 0.06 * len(s))


def _misspelt(s: str, said: Unit) -> bool:
    if len(s) < 5:
        return False
    return any(abs(len(t) - len(s)) <= 2 and _near(s, t) for t in said.by_first.get(s[0], ()))


@lru_cache(maxsize=50_000)
def _near(a: str, b: str) -> bool:
    """One slip of the keyboard apart (two in words of nine letters or more)."""
    allowed = 2 if min(len(a), len(b)) >= 9 else 1
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
