"""Fit the network of `agents/evaluator/order.py`: running text against the same words ruined.

Run `python -m evals.train_order`; it takes some minutes, and the same texts give the same weights.
With `--leave-out` a quarter of the texts is kept from it, the weights are not written, and what
they say of that quarter is printed. Numpy alone (Adam on the cross entropy of single threes).
"""

from __future__ import annotations

import argparse
import json
import random
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.order import ENDINGS, WIDTH, ending, places, threes
from agents.evaluator.text import read
from evals.order_texts import otherwise, ruined, running_texts
from knowledge.embedder import Embedder

TARGET = Path(__file__).parents[1] / "agents" / "evaluator" / "order_weights.json"
ROUNDS = 10
"""Times each text is learned from, said otherwise and ruined anew each time."""

STEP, LAST_STEP, BATCH = 2e-3, 1e-4, 384
SHRINK = 1e-4
"""L2 penalty; the best of .00001, .0001 and .0004 over a quarter of the texts left out."""

OFTEN = 12
"""Times a word stands in the texts from which it is known by itself."""

UNKNOWN, UNPLACED = 0.15, 0.1
"""Share of words in a batch not known by themselves, and of words without their place in the
embedder's space, so that new words are no surprise."""

WORD, HIDDEN = 24, 48
"""Size of a word's row and of the hidden layer."""

Rows = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass
class Words:
    """A vocabulary as arrays: places (n, 256), rows of endings and of own vectors (n,)."""

    places: Rows
    endings: Numbers
    owned: Numbers


@dataclass
class Vocabulary:
    """The words met, by their row, and the rows of those known by themselves."""

    own: dict[str, int]
    rows: dict[str, int] = field(default_factory=dict)

    def threes(self, text: str) -> Numbers:
        """The rows of each `WIDTH` neighbors in a text, shape (n, 3)."""
        words, at = threes([s.words for s in read(text).sentences])
        rows = np.array([self.rows.setdefault(w, len(self.rows)) for w in words])
        return rows[at]

    def described(self, words: Iterable[str]) -> Words:
        """What each word is known by."""
        said = list(words)
        return Words(
            places(said),
            np.array([ending(w) for w in said]),
            np.array([self.own.get(w, len(self.own)) for w in said]),
        )


def word_layer(words: Words, weights: Mapping[str, NDArray[np.floating[Any]]]) -> Rows:
    """The words as they come out of the first layer, shape (n, `WORD`)."""
    rows: Rows = np.tanh(
        words.places @ weights["vectors"]
        + weights["endings"][words.endings]
        + weights["own"][words.owned]
    )
    return rows


class Network:
    """The weights by name, with Adam's moments."""

    def __init__(self, owned: int, draw: np.random.Generator) -> None:
        wide = WIDTH * WORD
        made = {
            "vectors": draw.normal(0, 0.9, (Embedder.dimensions, WORD)),
            "endings": draw.normal(0, 0.3, (len(ENDINGS) + 3, WORD)),
            "own": np.vstack([draw.normal(0, 0.3, (owned, WORD)), np.zeros((1, WORD))]),
            "first": draw.normal(0, wide**-0.5, (wide, HIDDEN)),
            "shift": np.zeros(HIDDEN),
            "last": draw.normal(0, HIDDEN**-0.5, HIDDEN),
            "constant": np.zeros(1),
        }
        self.weights: dict[str, Rows] = {k: w.astype(np.float32) for k, w in made.items()}
        self._mean = {k: np.zeros_like(w) for k, w in self.weights.items()}
        self._square = {k: np.zeros_like(w) for k, w in self.weights.items()}
        self._steps = 0

    def odds(self, words: Words, at: Numbers) -> Rows:
        """The log odds of each three."""
        w = self.weights
        inside = np.tanh(word_layer(words, w)[at].reshape(len(at), -1) @ w["first"] + w["shift"])
        found: Rows = inside @ w["last"] + w["constant"]
        return found

    def learn(self, words: Words, at: Numbers, running: Rows, step: float) -> None:
        """One step towards telling these threes apart; `at` are rows of `words`."""
        w = self.weights
        rows = word_layer(words, w)
        seen = rows[at].reshape(len(at), -1)
        inside = np.tanh(seen @ w["first"] + w["shift"])
        chance = 1 / (1 + np.exp(-(inside @ w["last"] + w["constant"])))
        off = (chance - running) / len(running)
        back = off[:, None] * w["last"] * (1 - inside**2)
        toward = np.zeros_like(rows)
        np.add.at(toward, at.ravel(), (back @ w["first"].T).reshape(-1, WORD))
        toward *= 1 - rows**2
        slopes = {
            "vectors": words.places.T @ toward,
            "endings": _gathered(w["endings"], words.endings, toward),
            "own": _gathered(w["own"], words.owned, toward),
            "first": seen.T @ back,
            "shift": back.sum(axis=0),
            "last": inside.T @ off,
            "constant": off.sum(keepdims=True),
        }
        slopes["own"][-1] = 0
        self._follow(slopes, step)

    def _follow(self, slopes: dict[str, Rows], step: float) -> None:
        self._steps += 1
        for name, weight in self.weights.items():
            slope = slopes[name] + (0 if name == "constant" else SHRINK * weight)
            self._mean[name] += (0.1 * (slope - self._mean[name])).astype(np.float32)
            self._square[name] += (0.01 * (slope**2 - self._square[name])).astype(np.float32)
            mean = self._mean[name] / (1 - 0.9**self._steps)
            square = self._square[name] / (1 - 0.99**self._steps)
            weight -= (step * mean / (np.sqrt(square) + 1e-7)).astype(np.float32)


def _gathered(like: Rows, at: Numbers, rows: Rows) -> Rows:
    """Rows added up by where they belong."""
    found = np.zeros_like(like)
    np.add.at(found, at, rows)
    return found


def train(texts: list[str]) -> tuple[Vocabulary, Network]:
    """The network fitted to texts, and the words it met."""
    said = Counter(w for t in texts for s in read(t).sentences for w in s.words)
    known = sorted(w for w, n in said.items() if n >= OFTEN)
    vocabulary = Vocabulary({w: n for n, w in enumerate(known)})
    draw, chance = random.Random(0), np.random.default_rng(0)
    network = Network(len(known), chance)
    for turn in range(ROUNDS):
        good = np.vstack([vocabulary.threes(otherwise(t, draw)) for t in texts])
        bad = np.vstack([vocabulary.threes(ruined(t, draw)) for t in texts])
        both = np.vstack([good, bad])
        running = np.repeat(np.array([1, 0], np.float32), [len(good), len(bad)])
        words = vocabulary.described(vocabulary.rows)
        mixed = chance.permutation(len(both))
        for start in range(0, len(mixed), BATCH):
            done = (turn + start / len(mixed)) / ROUNDS
            batch = mixed[start : start + BATCH]
            met, rows = np.unique(both[batch], return_inverse=True)
            network.learn(
                _forgetful(words, met, chance),
                rows.reshape(-1, WIDTH),
                running[batch],
                STEP + done * (LAST_STEP - STEP),
            )
    return vocabulary, network


def _forgetful(words: Words, met: Numbers, chance: np.random.Generator) -> Words:
    """The words met, some without their own row or their place."""
    nobody = np.max(words.owned)
    unknown = chance.random(len(met)) < UNKNOWN
    placed = (chance.random((len(met), 1)) >= UNPLACED).astype(np.float32)
    return Words(
        words.places[met] * placed,
        words.endings[met],
        np.where(unknown, nobody, words.owned[met]),
    )


def write(vocabulary: Vocabulary, network: Network, texts: int) -> None:
    """Put the weights where the evaluator reads them."""
    w = {name: rows.astype(np.float64).round(3) for name, rows in network.weights.items()}
    known = word_layer(vocabulary.described(vocabulary.own), w)
    stored = {
        "source": f"evals/train_order.py, {texts} texts written for this project",
        "words": " ".join(vocabulary.own),
        **{name: w[name].tolist() for name in ("vectors", "endings", "shift", "last")},
        "known": known.round(3).tolist(),
        "first": w["first"].reshape(WIDTH, WORD, HIDDEN).tolist(),
        "constant": float(w["constant"][0]),
    }
    TARGET.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Fit and write, or fit to three quarters and print how the rest is told apart."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--leave-out", action="store_true", help="keep a quarter for measuring")
    texts = running_texts()
    if not parser.parse_args().leave_out:
        write(*train(texts), len(texts))
        return
    kept = [t for t in texts if zlib.crc32(t.encode()) % 4 == 0]
    vocabulary, network = train([t for t in texts if t not in set(kept)])
    draw = random.Random(1)
    for name, made in (("running", otherwise), ("ruined", ruined)):
        told = np.vstack([vocabulary.threes(made(t, draw)) for t in kept])
        odds = network.odds(vocabulary.described(vocabulary.rows), told)
        print(f"{name}: {len(odds)} threes, mean log odds {odds.mean():.3f}, sd {odds.std():.3f}")


if __name__ == "__main__":
    main()
