"""Train the STAR tagger on the project's own labelled sentences.

Run `python -m evals.train_star` to see its agreement with the labels, leaving whole answers out
in turn (ten folds) and leaving each file out in turn, and to write
`agents/evaluator/star_weights.json`. Numpy alone; the same data gives the same numbers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.evidence import Units
from agents.evaluator.relevance import toward
from agents.evaluator.star import ROLES, Role, features
from agents.evaluator.text import Sentence, read
from evals.figures import folds
from evals.graded import DATA, Graded, read_graded
from knowledge.embedder import load_embedder
from knowledge.lexicon import load_lexicon

TARGET = Path(__file__).parents[1] / "agents" / "evaluator" / "star_weights.json"
FILES = ("graded_behavioral.txt", "graded_fresh.txt", "graded_trades.txt", "graded_voices.txt")
"""The development files; a file of unseen answers is never read."""

PENALTY = 0.003
"""L2 penalty; the best of .003, .01, .02 and .04 over whole answers left out and files left out."""

SHARED = 0.85
"""Share of a piece's words in a labelled sentence at which it has its label: speech without stops
is cut into other pieces than it was labelled in."""

Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Labelled:
    """Feature rows, role numbers, answer numbers, and file numbers, one per sentence."""

    rows: Rows
    roles: NDArray[np.int_]
    answers: NDArray[np.int_]
    files: NDArray[np.int_]


def data() -> Labelled:
    """The labelled sentences of `FILES`."""
    units = Units(load_embedder())
    rows: list[Rows] = []
    found: list[tuple[int, int, int]] = []
    number = 0
    for file, name in enumerate(FILES):
        for item in read_graded(DATA / name):
            number += 1
            sentences = read(item.text).sentences
            labels = [label(s, item) for s in sentences]
            for role, row in zip(labels, features(sentences, units), strict=True):
                if role:
                    rows.append(row)
                    found.append((ROLES.index(role), number, file))
    columns = np.array(found)
    return Labelled(np.array(rows), columns[:, 0], columns[:, 1], columns[:, 2])


def label(sentence: Sentence, item: Graded) -> Role | None:
    """The role of the labelled sentence that holds most of this one, if any does."""
    said = set(sentence.words)
    shares = [(len(said & set(read(t).words)) / max(len(said), 1), r) for r, t in item.sentences]
    share, role = max(shares, key=lambda s: s[0], default=(0.0, "none"))
    return next(r for r in ROLES if r == role) if share >= SHARED else None


def background() -> Rows:
    """The mean direction of interview answers, from the first file (nearness to a question was
    levelled with it)."""
    units = Units(load_embedder())
    stop = load_lexicon().stop
    texts = [read(i.text).words for i in read_graded(DATA / FILES[0])]
    vectors = [toward(units.of(" ".join(w for w in t if w not in stop))) for t in texts]
    return np.asarray(np.mean(vectors, axis=0), np.float64)


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


def _said(
    given: Labelled, parts: Sequence[tuple[NDArray[np.int_], NDArray[np.int_]]]
) -> NDArray[np.int_]:
    said = np.zeros(len(given.roles), int)
    for train, test in parts:
        said[test] = (given.rows[test] @ fit(given.rows[train], given.roles[train])).argmax(axis=1)
    return said


def main() -> None:
    """Cross-validate, then fit on everything and write the weights."""
    given = data()
    roles = given.roles
    said = _said(given, folds(given.answers, 10))
    print(f"{len(roles)} sentences, {(said == roles).mean():.3f} right with answers left out")
    for k, role in enumerate(ROLES):
        mine = roles == k
        print(
            f"  {role:11s} {int(mine.sum()):4d}  recall {(said[mine] == k).mean():.2f}  "
            f"precision {(roles[said == k] == k).mean() if (said == k).any() else 0:.2f}"
        )
    by_file = _said(given, folds(given.files, len(FILES)))
    print(f"{(by_file == roles).mean():.3f} right with files left out")
    for k, name in enumerate(FILES):
        mine = given.files == k
        print(f"  {name:24s} {int(mine.sum()):4d}  {(by_file == roles)[mine].mean():.3f}")
    stored = {
        "source": "evals/train_star.py on " + ", ".join(FILES),
        "right_with_answers_left_out": round(float((said == roles).mean()), 3),
        "right_with_files_left_out": round(float((by_file == roles).mean()), 3),
        "weights": np.round(fit(given.rows, roles), 4).tolist(),
        "background": np.round(background(), 4).tolist(),
    }
    TARGET.write_text(json.dumps(stored) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
