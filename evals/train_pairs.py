"""Count neighboring word classes in the bank, for weighing which word a slip of the keyboard meant.

Run `python -m evals.train_pairs` to write `agents/evaluator/order_pairs.json`: for each pair of
`order.word_class` classes how much likelier it is than chance, in nats.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from pathlib import Path

from agents.evaluator.order import word_class
from agents.evaluator.text import read
from evals.order_texts import bank_texts

TARGET = Path(__file__).parents[1] / "agents" / "evaluator" / "order_pairs.json"
SMOOTHING = 0.5
"""Pairs each pair is taken to have been seen more often than it was."""

KEPT = 0.2
"""Gains nearer to none than this (nats) are not stored."""

Gains = dict[str, dict[str, float]]


def count_gains() -> tuple[int, Gains]:
    """The pairs counted, and the gain of each over chance, in nats."""
    seen: Counter[tuple[str, str]] = Counter()
    for text in bank_texts():
        for sentence in read(text).sentences:
            seen.update(itertools.pairwise(word_class(w) for w in sentence.words))
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


def main() -> None:
    """Write the gains."""
    total, gains = count_gains()
    stored = {"source": f"evals/train_pairs.py, {total} pairs of the bank", "gains": gains}
    TARGET.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{total} pairs, {sum(map(len, gains.values()))} gains kept")


if __name__ == "__main__":
    main()
