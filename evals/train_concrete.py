"""Fit the direction of `agents/evaluator/concrete.py` to two lists of words.

    python -m evals.train_concrete

reads `evals/data/concrete_words.txt`, prints how many words left out of the fit fall on their own
side, and writes `agents/evaluator/concrete_weights.json`.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.graded import DATA
from knowledge.embedder import load_embedder

TARGET = Path(__file__).parents[1] / "agents" / "evaluator" / "concrete_weights.json"
PENALTY = 5.0
FOLDS = 10

Rows = NDArray[np.float64]


def load() -> tuple[list[str], Rows]:
    """The words, and 1 for a concrete, -1 for an abstract one."""
    words: list[str] = []
    sides: list[float] = []
    for line in (DATA / "concrete_words.txt").read_text(encoding="utf-8").splitlines():
        mark, *found = line.split()
        if mark in ("A", "C"):
            words += found
            sides += [1.0 if mark == "C" else -1.0] * len(found)
    return words, np.array(sides)


def fit(rows: Rows, sides: Rows) -> tuple[Rows, float]:
    """Ridge regression, both sides weighing the same: the direction and the offset."""
    weight = np.where(sides > 0, 1 / (sides > 0).sum(), 1 / (sides < 0).sum()) * len(sides) / 2
    middle = weight @ rows / weight.sum()
    around = rows - middle
    square = around.T @ (around * weight[:, None]) + PENALTY * np.eye(rows.shape[1])
    direction = np.linalg.solve(square, around.T @ (weight * sides))
    return direction, float(-middle @ direction)


def main() -> None:
    """Print the figure with each tenth left out; write the direction fitted on all."""
    words, sides = load()
    rows = np.asarray(load_embedder().encode(words), np.float64)
    tenth = np.arange(len(words)) % FOLDS
    right = 0
    for k in range(FOLDS):
        direction, offset = fit(rows[tenth != k], sides[tenth != k])
        right += int(((rows[tenth == k] @ direction + offset > 0) == (sides[tenth == k] > 0)).sum())
    direction, offset = fit(rows, sides)
    stored = {
        "script": "evals/train_concrete.py",
        "right_when_left_out": round(right / len(words), 3),
        "offset": round(offset, 4),
        "direction": [round(float(x), 4) for x in direction],
    }
    TARGET.write_text(json.dumps(stored) + "\n", encoding="utf-8")
    print(f"{len(words)} words, {right / len(words):.1%} on their own side when left out")


if __name__ == "__main__":
    main()
