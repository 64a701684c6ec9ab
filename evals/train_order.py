"""Fit `agents/evaluator/order.py`: counts of neighboring word classes, and the model over them.

Run `python -m evals.train_order`; the same bank and graded answers give the same numbers. What
runs is learned from the bank's texts and the graded answers that may be used (not the unseen),
what does not from the same shuffled, reversed, and strung together with small words.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.order import features, pairs
from agents.evaluator.text import read
from evals.attack_moves import SMALL_WORDS
from evals.graded import files, read_graded
from knowledge.bank import load_bank

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "agents" / "evaluator" / "order_pairs.json"
SMOOTHING = 0.5
KEPT = 0.2
PENALTY = 0.001
RUNNING_WEIGHT = 3.0
"""How much more a running text taken for a string of words weighs than the reverse."""
PLAIN_SMALL = ("a", "and", "for", "in", "is", "of", "that", "the", "to", "with")


def texts(node: Any) -> list[str]:
    """Every string of three words or more in a JSON document."""
    if isinstance(node, str):
        return [node] if len(node.split()) > 2 else []
    if isinstance(node, dict):
        return [t for v in node.values() for t in texts(v)]
    if isinstance(node, list):
        return [t for v in node for t in texts(v)]
    return []


Words = tuple[str, ...]
Gains = dict[str, dict[str, float]]


def count_gains() -> tuple[int, Gains]:
    """The pairs counted, and the gain of each over chance, in nats."""
    seen: Counter[tuple[str, str]] = Counter()
    for path in sorted((ROOT / "knowledge" / "questions").glob("*.json")):
        if path.stem in ("schema", "taxonomy"):
            continue
        for text in texts(json.loads(path.read_text(encoding="utf-8"))):
            for sentence in read(text).sentences:
                seen.update(pairs(sentence.words))
    total = sum(seen.values())
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for (a, b), n in seen.items():
        left[a] += n
        right[b] += n
    gains: Gains = {}
    for a in sorted(left):
        for b in sorted(right):
            expected = left[a] * right[b] / total
            gain = math.log((seen[a, b] + SMOOTHING) / (expected + SMOOTHING))
            if abs(gain) > KEPT:
                gains.setdefault(a, {})[b] = round(gain, 1)
    return total, gains


def running_texts() -> list[str]:
    """Texts in good order: the bank's answers and the graded ones."""
    found = [
        text
        for q in load_bank().questions
        for text in (q.expected_approach, q.example_answer, q.sample_response, *q.key_points)
        if text
    ]
    used = [p for p in files() if not p.stem.endswith("_unseen")]
    return found + [item.text for path in used for item in read_graded(path)]


def strung(words: Words, draw: random.Random) -> Words:
    """The words that carry meaning with a few small ones between them at random."""
    small = sorted(SMALL_WORDS) if draw.random() < 0.5 else list(PLAIN_SMALL)
    small = draw.sample(small, min(draw.choice((3, 5, 8, 10)), len(small)))
    return tuple(x for w in words if w not in SMALL_WORDS for x in (w, draw.choice(small)))


def shuffled(words: Words, draw: random.Random) -> Words:
    """The words in another order."""
    mixed = list(words)
    draw.shuffle(mixed)
    return tuple(mixed)


def rows(gains: Gains, draw: random.Random) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Features of running texts (1) and of what was made of them (0)."""
    found: list[tuple[float, ...]] = []
    labels: list[float] = []
    for text in running_texts():
        said = [s.words for s in read(text).sentences][: draw.choice((1, 2, 3, 9))]
        flat = tuple(w for s in said for w in s)
        for label, made in (
            (1.0, said),
            (0.0, [shuffled(s, draw) for s in said]),
            (0.0, [shuffled(flat, draw)]),
            (0.0, [strung(flat, draw)]),
            (0.0, [tuple(reversed(s)) for s in said]),
        ):
            row = features(made, gains)
            if row is not None:
                found.append(row)
                labels.append(label)
    return np.array(found), np.array(labels)


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression by gradient steps; the last weight is the constant."""
    x = np.hstack([x, np.ones((len(x), 1))])
    importance = np.where(y == 1, RUNNING_WEIGHT, 1.0)
    importance /= importance.sum()
    weights = np.zeros(x.shape[1])
    for _ in range(4000):
        off = 1 / (1 + np.exp(-x @ weights)) - y
        penalty = PENALTY * np.append(weights[:-1], 0.0)
        weights -= 0.5 * (x.T @ (off * importance) + penalty)
    return weights


def main() -> None:
    """Write the gains and the model, and print how well it tells its own texts apart."""
    total, gains = count_gains()
    x, y = rows(gains, random.Random(4))
    mean, scale = x.mean(axis=0), x.std(axis=0)
    weights = fit((x - mean) / scale, y)
    chance = 1 / (1 + np.exp(-(np.hstack([(x - mean) / scale, np.ones((len(x), 1))]) @ weights)))
    stored = {
        "source": f"evals/train_order.py, {total} pairs of the bank, {int(y.sum())} running texts",
        "running": {
            "mean": mean.round(5).tolist(),
            "scale": scale.round(5).tolist(),
            "weights": weights.round(4).tolist(),
        },
        "gains": gains,
    }
    TARGET.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")
    print(
        f"{total} pairs, {sum(map(len, gains.values()))} gains kept; chance under .05 for "
        f"{(chance[y == 1] < 0.05).mean():.3f} of running texts, over .05 for "
        f"{(chance[y == 0] > 0.05).mean():.3f} of others"
    )


if __name__ == "__main__":
    main()
