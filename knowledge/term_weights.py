"""Documents by the words and pairs of words that set them apart: TF-IDF."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray


class TermWeights:
    """The terms of some documents, and their TF-IDF weight in each: log(1 + count) times
    log(1 + documents / documents with the term), every document scaled to length 1."""

    def __init__(self, documents: list[Counter[str]]) -> None:
        found = [
            (term, i, n) for i, document in enumerate(documents) for term, n in document.items()
        ]
        self._place = {
            term: i for i, term in enumerate(dict.fromkeys(term for term, _, _ in found))
        }
        places = np.array([self._place[term] for term, _, _ in found], np.intp)
        owners = np.array([owner for _, owner, _ in found], np.intp)
        counts = np.array([count for _, _, count in found], np.float64)
        rarity = np.log1p(len(documents) / np.bincount(places))
        weights = np.log1p(counts) * rarity[places]
        lengths = np.sqrt(np.bincount(owners, weights**2, len(documents)))
        self._weights = np.zeros((len(self._place), len(documents)), np.float32)
        self._weights[places, owners] = weights / lengths[owners] * rarity[places]

    def likeness(self, terms: Counter[str]) -> NDArray[np.float32]:
        """The cosine of each document with some terms, shape (documents,): the terms' counts damped
        by a logarithm and both sides weighted by rarity; zeros when no term is known."""
        known = [(self._place[term], count) for term, count in terms.items() if term in self._place]
        if not known:
            return np.zeros(self._weights.shape[1], np.float32)
        places, counts = map(np.array, zip(*known, strict=True))
        said = np.log1p(counts).astype(np.float32)
        likeness: NDArray[np.float32] = (
            said @ self._weights[places] / np.float32(np.linalg.norm(said))
        )
        return likeness
