"""Agreement of technical scores with human graders on public short-answer sets.

    python -m evals.answers FOLDER [--sample N]

FOLDER holds JSON Lines files with `question, refs, answer, score (0-1), qid` a line; none of them
is part of this repository. Each answer is judged against every accepted reference, cut into
statements, by the product's own evaluator; the best counts. What the evaluator has from these
sets are the seven weights of `overall.py` (`evals.train_overall` prints what leaving a set out
costs) and the scales in `coverage.py` and `standard.py`; the threshold of the two-way figures is
chosen on other questions of the same set (ten folds), and once more on the other sets alone.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.evaluator import build
from domain import Answer, Question
from evals.figures import folds, pearson, spearman, weighted_f1

OFF = 30.0


@dataclass(frozen=True)
class Judged:
    """One set: scores given (0-100), grades (0-1), and the questions' ids."""

    name: str
    scores: NDArray[np.float64]
    grades: NDArray[np.float64]
    questions: NDArray[np.str_]

    @property
    def two_way(self) -> bool:
        """Whether the grades are only right or wrong."""
        return set(np.unique(self.grades)) <= {0.0, 1.0}


def judge(path: Path, sample: int | None) -> Judged:
    """Score a set's answers; with `sample`, every n-th so that about that many are left."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    step = max(len(rows) // sample, 1) if sample else 1
    rows = rows[::step]
    evaluator = build()
    scores = []
    for row in rows:
        best = 0.0
        for number, ref in enumerate(row["refs"]):
            question = Question(
                id=f"{row['qid']}-{number}",
                kind="technical",
                category="eval",
                question=row["question"],
                expected_approach=ref,
            )
            best = max(best, evaluator.assess(question, Answer(text=row["answer"])).score or 0.0)
        scores.append(best)
    return Judged(
        path.stem,
        np.array(scores),
        np.array([row["score"] for row in rows], float),
        np.array([str(row["qid"]) for row in rows]),
    )


def best_threshold(scores: NDArray[np.float64], grades: NDArray[np.float64]) -> float:
    """The score above which an answer is called right, by weighted F1."""
    tried = np.unique(np.quantile(scores, np.linspace(0.02, 0.98, 97)))
    return float(max(tried, key=lambda t: weighted_f1(grades >= 0.5, scores > t)))


def two_way(judged: Judged) -> float:
    """Weighted F1 with the threshold chosen on other questions."""
    said = np.zeros(len(judged.scores), bool)
    for train, test in folds(judged.questions):
        said[test] = judged.scores[test] > best_threshold(
            judged.scores[train], judged.grades[train]
        )
    return weighted_f1(judged.grades >= 0.5, said)


def report(sets: list[Judged]) -> None:
    """Print the tables."""
    print("set                      n     r   rho  2-way F1  F1 other sets'  mean  off>30")
    for s in sets:
        others = [o for o in sets if o.name != s.name and o.two_way]
        moved = ""
        if s.two_way and others:
            threshold = np.mean([best_threshold(o.scores, o.grades) for o in others])
            moved = f"{weighted_f1(s.grades >= 0.5, s.scores > threshold):.3f}"
        off = float((np.abs(s.scores - 100 * s.grades) > OFF).mean())
        print(
            f"{s.name:20s} {len(s.scores):5d} {pearson(s.scores, s.grades):.3f} "
            f"{spearman(s.scores, s.grades):.3f} {f'{two_way(s):.3f}' if s.two_way else '':>8s}"
            f" {moved:>14s} {s.scores.mean():6.1f} {off:6.1%}"
        )
    print("\ncalibration: mean grade (x100) by decile of the score")
    for s in sets:
        edges = np.clip((s.scores // 10).astype(int), 0, 9)
        cells = [
            f"{100 * s.grades[edges == d].mean():3.0f}({int((edges == d).sum())})"
            if (edges == d).any()
            else "-"
            for d in range(10)
        ]
        print(f"{s.name:20s} " + " ".join(cells))


def main() -> None:
    """Read the folder's sets and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=None, help="answers per set")
    chosen = parser.parse_args()
    sets = sorted(chosen.folder.glob("*.jsonl"))
    if not sets:
        parser.error(f"{chosen.folder} holds no .jsonl files")
    report([judge(p, chosen.sample) for p in sets])


if __name__ == "__main__":
    main()
