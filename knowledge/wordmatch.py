"""BM25 over the question bank: the words two texts share, rare words counting most."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

# The usual values of Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework".
_SATURATION = 1.2
_LENGTH = 0.75
_WORD = re.compile(r"[a-z0-9][a-z0-9+#]*(?:\.[a-z0-9+#]+)*")


def words(text: str) -> list[str]:
    """The words of a text in lower case; "C++", "C#" and "node.js" stay whole."""
    return _WORD.findall(text.lower())


class WordMatch:
    """Scores every text of a fixed list against a query."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._held: dict[str, list[tuple[int, float]]] = defaultdict(list)
        counted = [Counter(words(text)) for text in texts]
        mean = sum(count.total() for count in counted) / max(1, self._size)
        for number, count in enumerate(counted):
            norm = _SATURATION * (1 - _LENGTH + _LENGTH * count.total() / max(1.0, mean))
            for word, times in count.items():
                share = times * (_SATURATION + 1) / (times + norm)
                self._held[word].append((number, share))

    def scores(self, query: str) -> list[float]:
        """One score per text, 0 for a text that shares no word with the query."""
        totals = [0.0] * self._size
        for word in dict.fromkeys(words(query)):
            weight = self._weight(word)
            for number, share in self._held.get(word, ()):
                totals[number] += weight * share
        return totals

    def _weight(self, word: str) -> float:
        held = len(self._held.get(word, ()))
        return math.log(1 + (self._size - held + 0.5) / (held + 0.5))
