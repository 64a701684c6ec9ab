"""Fit the line of `agents/evaluator/substance.py` to the graded stories.

    python -m evals.train_substance

prints how it ranks each development file when neither it nor the STAR tagger saw that file, and
writes `agents/evaluator/substance_weights.json`. Files of unseen answers are never read.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.evaluator import star
from agents.evaluator.evidence import Units
from agents.evaluator.guards import guard
from agents.evaluator.substance import SIGNALS, signals
from agents.evaluator.text import read
from evals import train_star
from evals.figures import spearman
from evals.graded import DATA, read_graded
from knowledge.embedder import load_embedder

TARGET = Path(__file__).parents[1] / "agents" / "evaluator" / "substance_weights.json"
PENALTY = 0.3
"""L2 penalty on standardized signals; the best of .02, .1 and .3 over files left out."""

Rows = NDArray[np.float64]


def data() -> tuple[Rows, Rows, NDArray[np.int_]]:
    """Signals (roles told by a tagger that never saw the file), grades, and file numbers."""
    units = Units(load_embedder())
    given = train_star.data()
    rows, grades, files = [], [], []
    for file, name in enumerate(train_star.FILES):
        seen = given.files != file
        weights = train_star.fit(given.rows[seen], given.roles[seen])
        for item in read_graded(DATA / name):
            kept = guard(item.question.question, read(item.text), item.text).kept
            if kept:
                rows.append(signals(star.tag(kept, units, weights), units))
                grades.append(item.grade)
                files.append(file)
    return np.array(rows), np.array(grades), np.array(files)


def fit(rows: Rows, grades: Rows, steps: int = 4000) -> tuple[Rows, Rows, float]:
    """Ridge regression with no slope below 0: middle and slope per signal, and the offset."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = (rows - middle) / spread
    step = 1 / (np.linalg.norm(scaled, 2) ** 2 / len(rows) + PENALTY)
    slope = np.zeros(rows.shape[1])
    for _ in range(steps):
        off = scaled @ slope - (grades - grades.mean())
        slope = np.maximum(slope - step * (scaled.T @ off / len(rows) + PENALTY * slope), 0.0)
    return middle, slope / spread, float(grades.mean())


def main() -> None:
    """Print the figures with each file left out; write the line fitted on all."""
    rows, grades, files = data()
    said = np.zeros(len(grades))
    for k, name in enumerate(train_star.FILES):
        test = files == k
        middle, slope, offset = fit(rows[~test], grades[~test])
        said[test] = np.clip(offset + (rows[test] - middle) @ slope, 0, 100)
        print(f"{name:24s} {int(test.sum()):4d}  rho {spearman(said[test], grades[test]):.3f}")
    left_out = spearman(said, grades)
    print(f"all, each file left out   rho {left_out:.3f} error {np.abs(said - grades).mean():.1f}")
    middle, slope, offset = fit(rows, grades)
    for name, value in sorted(zip(SIGNALS, slope * rows.std(axis=0), strict=True)):
        print(f"  {name:18s} {value:5.2f}")
    stored = {
        "script": "evals/train_substance.py on " + ", ".join(train_star.FILES),
        "rho_with_files_left_out": round(left_out, 3),
        "signals": SIGNALS,
        "middle": np.round(middle, 4).tolist(),
        "slope": np.round(slope, 4).tolist(),
        "offset": round(offset, 2),
    }
    TARGET.write_text(json.dumps(stored) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
