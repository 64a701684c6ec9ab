"""Fit the weights of `agents/evaluator/overall.py` on public graded answers.

    python -m evals.train_overall FOLDER

FOLDER holds the sets `evals.answers` reads; only numbers learned from them are kept. Every
weight has its sign set beforehand and is fitted by least squares to the grades, each set centered,
scaled and weighing the same. Prints the correlation of each set with weights fitted on the others
alone and on all, and what the bank's expected answers reach.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.evidence import Unit, Units
from agents.evaluator.overall import FEATURES, features
from agents.evaluator.text import clean, fold, read
from evals.figures import pearson
from knowledge.bank import load_bank
from knowledge.embedder import load_embedder

TARGET = Path(__file__).parents[1] / "agents" / "evaluator" / "overall_weights.json"
SIGNS = np.array([1, 1, 1, 1, 1, -1, -1])
PENALTY = 0.03
SOURCES = {
    "mohler": "Mohler et al. 2011, CC-BY-4.0",
    "beetle": "Beetle, SemEval-2013 Task 7, CC-BY-SA 3.0",
    "scientsbank": "SciEntsBank, SemEval-2013 Task 7, CC-BY-SA 3.0",
    "saf": "Short Answer Feedback (English), MIT",
}

Rows = NDArray[np.float64]


def whole(units: Units, text: str) -> Unit:
    """A text as one unit, cut as an answer is."""
    return units.of(" ".join(s.clean for s in read(text).sentences))


def load(path: Path, units: Units) -> tuple[Rows, Rows]:
    """Feature rows (the nearest reference's) and grades of a set."""
    rows, grades = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        asked = units.of(clean(fold(row["question"])))
        said = whole(units, row["answer"])
        found = [features(whole(units, ref), said, asked) for ref in dict.fromkeys(row["refs"])]
        rows.append(max(found, key=lambda f: float(f[:5].sum())))
        grades.append(float(row["score"]))
    return np.array(rows), np.array(grades)


def fit(sets: list[tuple[Rows, Rows]], steps: int = 4000) -> Rows:
    """Least squares with every weight's sign held, by projected gradient steps."""
    rows = np.vstack([(x - x.mean(axis=0)) / np.sqrt(len(x)) for x, _ in sets])
    wanted = np.concatenate([(y - y.mean()) / y.std() / np.sqrt(len(y)) for _, y in sets])
    scale = np.sqrt((rows**2).sum(axis=0)) * SIGNS
    rows = rows / scale
    step = 1 / (np.linalg.norm(rows, 2) ** 2 + PENALTY)
    weights = np.zeros(len(FEATURES))
    for _ in range(steps):
        slope = rows.T @ (rows @ weights - wanted) + PENALTY * weights
        weights = np.maximum(weights - step * slope, 0.0)
    return np.asarray(weights / scale)


def bank_range(units: Units, weights: Rows) -> tuple[list[float], list[float]]:
    """The sum at the 5th, 50th and 95th of 100 expected answers, for their own key points and for
    another question's."""
    bank = [q for q in load_bank().questions if q.kind == "technical" and q.expected_approach]
    found: tuple[list[float], list[float]] = ([], [])
    for i, q in enumerate(bank):
        asked = units.of(clean(fold(q.question)))
        wanted = whole(units, "\n".join(q.key_points))
        for values, other in zip(found, (q, bank[(i + 1) % len(bank)]), strict=True):
            said = whole(units, other.expected_approach or "")
            values.append(float(features(wanted, said, asked) @ weights))
    own, others = (np.quantile(v, (0.05, 0.5, 0.95)).round(2).tolist() for v in found)
    return own, others


def main(folder: Path) -> None:
    """Print the figures with each set left out; write the weights fitted on all."""
    units = Units(load_embedder())
    sets = {p.stem.split("_")[0]: load(p, units) for p in sorted(folder.glob("*.jsonl"))}
    left_out = {}
    weights = fit(list(sets.values()))
    for name, (rows, grades) in sets.items():
        others = fit([s for n, s in sets.items() if n != name])
        left_out[name] = round(pearson(rows @ others, grades), 3)
        print(
            f"{name:12s} r {left_out[name]:.3f} fitted on the others, "
            f"{pearson(rows @ weights, grades):.3f} fitted on it too"
        )
    own, foreign = bank_range(units, weights)
    stored = {
        "script": "evals/train_overall.py",
        "sources": {n: SOURCES.get(n, n) for n in sets},
        "pearson_with_the_set_left_out": left_out,
        "weights": {n: round(float(w), 4) for n, w in zip(FEATURES, weights, strict=True)},
        "bank_own": own,
        "bank_others": foreign,
    }
    TARGET.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(stored, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
