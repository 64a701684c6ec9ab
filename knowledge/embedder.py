"""Text to vectors with the static weights in `knowledge/embedding/`: no download, no torch.

A text's vector is the mean of its tokens' stored vectors, scaled to length 1 (the pooling of
model2vec, whose StaticModel reads the same folder). Reading the weights with numpy and tokenizers
alone gives the first vector 54 ms after numpy is imported; StaticModel takes 520 ms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Encoding, Tokenizer

FOLDER = Path(__file__).parent / "embedding"
_SURROGATE = re.compile("[\ud800-\udfff]")
# Plain text and what the tokenizer takes for a word of its own in it; "[" can open one of its
# special tokens.
_WORD = re.compile(r"[A-Za-z0-9]+|[!-/:-@\\-`{-~]")
_PLAIN = re.compile(r"[\n -Z\\-~]*")
_KEPT_WORDS = 20_000
# Texts up to this many tokens are summed together; longer ones by their distinct tokens.
_SHORT = 64
_CHUNK = 8192


@dataclass(frozen=True, eq=False)
class TokenVectors:
    """The word pieces of one text, in order; pieces the vocabulary does not know are left out.

    `ids` has shape (t,); `spans` holds each piece's (start, end) in characters of the text given;
    `vectors` has shape (t, 256), rows of length 1; `mean` (256,) is the text's own vector from
    these pieces, length 1 (or 0).
    """

    ids: NDArray[np.int64]
    spans: list[tuple[int, int]]
    vectors: NDArray[np.float32]
    mean: NDArray[np.float32]


class Embedder:
    """Static sentence embeddings read from a folder of `model.safetensors`, `tokenizer.json`."""

    dimensions = 256

    def __init__(self, folder: Path = FOLDER) -> None:
        stored = load_file(folder / "model.safetensors")
        self._rows: NDArray[np.generic] = stored["embeddings"]
        self._scales: NDArray[np.float32] = stored.get(
            "weights", np.ones(len(self._rows), np.float32)
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._unknown = self._tokenizer.token_to_id("[UNK]")
        self._word = lru_cache(maxsize=_KEPT_WORDS)(self._pieces)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (n, 256), one row of length 1 per text, whatever its length.

        A text without a known token gives a row of zeros.
        """
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        short: list[int] = []
        found: list[NDArray[np.int64]] = []
        for row, text in enumerate(texts):
            ids = self._ids(text)
            if len(ids) > _SHORT:
                unique, counts = np.unique(ids, return_counts=True)
                vectors[row] = counts.astype(np.float32) @ self._stored(unique)
            elif len(ids):
                short.append(row)
                found.append(ids)
        if short:
            starts = np.cumsum([0, *map(len, found[:-1])])
            vectors[short] = np.add.reduceat(self._stored(np.concatenate(found)), starts, axis=0)
        return _unit(vectors)

    def _ids(self, text: str) -> NDArray[np.int64]:
        """The known word pieces of a text, in order; a plain one's from those of its words."""
        if len(text) <= _CHUNK and _PLAIN.fullmatch(text):
            pieces = (p for word in _WORD.findall(text) for p, _, _ in self._word(word))
            return np.fromiter(pieces, np.int64)
        return np.concatenate([ids[known] for _, _, ids, known in self._chunks(text)])

    def tokens(self, text: str) -> TokenVectors:
        """Each word piece of the text with its place and its own vector."""
        if len(text) <= _CHUNK and _PLAIN.fullmatch(text):
            return self._plain_tokens(text)
        spans: list[tuple[int, int]] = []
        parts = []
        for start, encoded, ids, known in self._chunks(text):
            offsets = encoded.offsets
            spans += [(offsets[i][0] + start, offsets[i][1] + start) for i in known.tolist()]
            parts.append(ids[known])
        return self._with_vectors(np.concatenate(parts), spans)

    def _plain_tokens(self, text: str) -> TokenVectors:
        """The tokens of a plain text, from those of its words: every word has its pieces whatever
        stands beside it, and most words recur."""
        found = [(m.start(), self._word(m.group())) for m in _WORD.finditer(text)]
        ids = [piece for _, pieces in found for piece, _, _ in pieces]
        spans = [(at + start, at + end) for at, pieces in found for _, start, end in pieces]
        return self._with_vectors(np.array(ids, np.int64), spans)

    def _pieces(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """The known pieces of a word, each with the characters from and to which it goes."""
        encoded = self._tokenizer.encode(word, add_special_tokens=False)
        return tuple(
            (piece, *span)
            for piece, span in zip(encoded.ids, encoded.offsets, strict=True)
            if piece != self._unknown
        )

    def _with_vectors(self, ids: NDArray[np.int64], spans: list[tuple[int, int]]) -> TokenVectors:
        stored = self._stored(ids)
        return TokenVectors(ids, spans, _unit(stored), _unit(stored.sum(axis=0)[None])[0])

    def _stored(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The stored vectors of some tokens as float32, shape (t, 256)."""
        return self._rows[ids].astype(np.float32) * self._scales[ids, None]

    def _chunks(
        self, text: str
    ) -> Iterator[tuple[int, Encoding, NDArray[np.int64], NDArray[np.int64]]]:
        """The text tokenized in pieces: where each starts, its ids, and which ids are known.

        Tokenizing in pieces keeps memory flat on a very long text.
        """
        clean = text if text.isascii() else _SURROGATE.sub("\ufffd", text)
        for start, end in _cuts(clean):
            encoded = self._tokenizer.encode(clean[start:end], add_special_tokens=False)
            ids = np.asarray(encoded.ids, np.int64)
            yield start, encoded, ids, np.flatnonzero(ids != self._unknown)


@lru_cache(maxsize=1)
def load_embedder() -> Embedder:
    """The shipped embedder, read once per process."""
    return Embedder()


def _cuts(text: str) -> list[tuple[int, int]]:
    """Cuts a long text at white space near every 8192 characters."""
    cuts = [0]
    while len(text) - cuts[-1] > _CHUNK:
        limit = cuts[-1] + _CHUNK
        blank = max(text.rfind(" ", cuts[-1] + 1, limit), text.rfind("\n", cuts[-1] + 1, limit))
        cuts.append(blank if blank > 0 else limit)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows scaled to length 1; rows of zeros stay."""
    lengths: NDArray[np.float32] = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    lengths[lengths == 0.0] = 1.0
    unit: NDArray[np.float32] = vectors / lengths[:, None]
    return unit
