"""Train the STAR tagger on the project's own labelled sentences.

Run `python -m evals.train_star` to see its agreement with the labels, leaving whole answers out
in turn (ten folds), and to write `agents/evaluator/star_weights.json`. Numpy alone; the same data
gives the same numbers.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.evidence import Units
from agents.evaluator.lexicon import load_lexicon
from agents.evaluator.relevance import toward
from agents.evaluator.star import ROLES, features
from agents.evaluator.text import read
from evals.figures import folds
from evals.graded import read_graded
from knowledge.embedder import load_embedder

TARGET = Path(__file__).parents[1] / "agents" / "evaluator" / "star_weights.json"
PENALTY = 0.01
"""L2 penalty; the best of .003, .01 and .03 over whole answers left out."""

Rows = NDArray[np.float64]


def data() -> tuple[Rows, NDArray[np.int_], NDArray[np.int_], Rows]:
    """Feature rows, role numbers, answer numbers, and each answer's direction."""
    units = Units(load_embedder())
    rows, roles, answers, vectors = [], [], [], []
    for number, item in enumerate(read_graded()):
        sentences = read(item.text).sentences
        labels = {s: r for r, s in item.sentences}
        for s, row in zip(sentences, features(sentences, units), strict=True):
            if s.raw in labels:
                rows.append(row)
                roles.append(ROLES.index(labels[s.raw]))
                answers.append(number)
        bare = " ".join(w for w in read(item.text).words if w not in load_lexicon().stop)
        vectors.append(toward(units.of(bare)))
    return np.array(rows), np.array(roles), np.array(answers), np.array(vectors, np.float64)


def fit(rows: Rows, roles: NDArray[np.int_], steps: int = 400) -> Rows:
    """Multinomial logistic regression by accelerated gradient steps; shape (features, roles)."""
    wanted = np.eye(len(ROLES))[roles]
    penalty = np.full((rows.shape[1], 1), PENALTY)
    penalty[-1] = 0.0
    step = 1 / (0.5 * np.linalg.norm(rows, 2) ** 2 / len(rows) + PENALTY)
    weights = ahead = np.zeros((rows.shape[1], len(ROLES)))
    momentum = 1.0
    for _ in range(steps):
        logits = rows @ ahead
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances = odds / odds.sum(axis=1, keepdims=True)
        moved = ahead - step * (rows.T @ (chances - wanted) / len(rows) + penalty * ahead)
        grown = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = moved + (momentum - 1) / grown * (moved - weights)
        weights, momentum = moved, grown
    return weights


def main() -> None:
    """Cross-validate, then fit on everything and write the weights."""
    rows, roles, answers, vectors = data()
    said = np.zeros(len(roles), int)
    for train, test in folds(answers, 10):
        said[test] = (rows[test] @ fit(rows[train], roles[train])).argmax(axis=1)
    print(f"{len(roles)} sentences, {(said == roles).mean():.3f} right with answers left out")
    for k, role in enumerate(ROLES):
        mine = roles == k
        print(
            f"  {role:11s} {int(mine.sum()):4d}  recall {(said[mine] == k).mean():.2f}  "
            f"precision {(roles[said == k] == k).mean() if (said == k).any() else 0:.2f}"
        )
    stored = {
        "source": "evals/train_star.py on evals/data/graded_behavioral.txt",
        "weights": np.round(fit(rows, roles), 4).tolist(),
        "background": np.round(vectors.mean(axis=0), 4).tolist(),
    }
    TARGET.write_text(json.dumps(stored) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
