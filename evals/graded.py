"""The project's own graded answers: reading them, and how the evaluator agrees with them.

    python -m evals.graded [--worst N] [FILE ...]

prints a line per file in `evals/data/` and one for all together, and how a second grading agrees
with the first; with `--worst` also the answers the evaluator gets most wrong. The files whose name
ends in `_unseen` were written without sight of the evaluator and are used to set nothing. Formats
are explained at the head of each file.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from domain import Answer, Assessment, Question

DATA = Path(__file__).parent / "data"
ROLES = {
    "S": "situation",
    "T": "task",
    "A": "action",
    "R": "result",
    "F": "reflection",
    "N": "none",
}
BANDS = {
    "poor": (0.0, 18.0, 20.0),
    "weak": (20.0, 45.0, 45.0),
    "good": (60.0, 80.0, 80.0),
    "excellent": (82.0, 100.0, 100.0),
}
"""The intended grades of a band, from and to, and the highest score it may get."""


@dataclass(frozen=True)
class Graded:
    """An answer with the grade it was written to (0-100), its voice, and its labelled sentences
    (labels only in behavioral answers)."""

    question: Question
    grade: float
    voice: str
    sentences: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The answer as it is given to the evaluator."""
        return " ".join(s for _, s in self.sentences)


def files() -> tuple[Path, ...]:
    """The graded files, by name."""
    return tuple(sorted(DATA.glob("graded_*.txt")))


def read_graded(path: Path) -> tuple[Graded, ...]:
    """All graded answers of a file, in order."""
    found: list[Graded] = []
    asked: dict[str, object] = {}
    head: tuple[float, str] | None = None
    lines: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "Q end | end"]:
        mark, _, rest = line.partition(" ")
        if mark in ("Q", "G") and head:
            found.append(Graded(Question.model_validate(asked), *head, tuple(lines)))
            head, lines = None, []
        if mark == "Q":
            asked = _asked(rest)
        elif mark == "G":
            grade, _, voice = rest.partition(" | ")
            head = (float(grade), voice)
        elif head and mark in ROLES:
            lines.append((ROLES[mark], rest))
        elif mark == "K":
            name = "key_points" if asked["kind"] == "technical" else "evaluation_criteria"
            points = asked.get(name, ())
            assert isinstance(points, tuple)
            asked[name] = (*points, rest)
        elif mark == "S":
            asked["scenario"] = rest
        elif mark == "C":
            asked["research_notes"] = rest
    return tuple(found)


def _asked(rest: str) -> dict[str, object]:
    """The fields of a `Q` line: `text | competency`, or `kind | id | text` for other kinds."""
    first, _, other = rest.partition(" | ")
    if re.fullmatch("technical|situational|company", first):
        name, _, text = other.partition(" | ")
        return {"id": f"graded-{name}", "kind": first, "question": text, "category": name}
    return {
        "id": f"graded-{other}",
        "kind": "behavioral",
        "question": first,
        "category": other,
        "competency": other,
    }


def agreement(name: str, items: Sequence[Graded], found: Sequence[Assessment]) -> None:
    """Print how scores agree with the intended grades, and how well length alone would do."""
    import numpy as np

    from evals.figures import pearson, spearman

    grades = np.array([i.grade for i in items])
    scores = np.array([0.0 if f.score is None else f.score for f in found])
    words = np.array([f.delivery.words for f in found])
    held = [
        f"{band} {int(((scores >= low - 5) & (scores <= top + 5))[at].sum())}/{int(at.sum())}"
        for band, (low, high, top) in BANDS.items()
        for at in [(grades >= low) & (grades <= high)]
    ]
    print(
        f"{name:28s} {len(items):4d} rho {spearman(scores, grades):.3f} "
        f"r {pearson(scores, grades):.3f} mean error {np.abs(scores - grades).mean():4.1f} "
        f"bias {(scores - grades).mean():+5.1f} off>30 {(np.abs(scores - grades) > 30).mean():.0%} "
        f"length rho {spearman(words, grades):.3f} | in band {', '.join(held)}"
    )


def worst(items: Sequence[Graded], found: Sequence[Assessment], count: int) -> None:
    """Print the answers whose score is furthest from the grade."""
    pairs = sorted(
        zip(items, found, strict=True), key=lambda p: -abs((p[1].score or 0) - p[0].grade)
    )
    for item, f in pairs[:count]:
        levels = " ".join(f"{c.criterion[:12]}:{c.level}" for c in f.criteria)
        print(f"{item.grade:4.0f} {f.score} [{levels}] {','.join(f.flags)}")
        print(f"     {item.question.category} / {item.voice}: {item.text[:400]}")


def second_grades() -> dict[tuple[str, int], float]:
    """The blind second grading: (file, number of the answer) to grade."""
    found = {}
    for line in (DATA / "blind_grades.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            place, _, grade = line.partition(" ")
            name, _, number = place.partition(":")
            found[name, int(number)] = float(grade)
    return found


def second_agreement() -> None:
    """Print how the second grading agrees with the first, by kind and together."""
    import numpy as np

    from evals.figures import pearson, spearman

    read = {p.stem: read_graded(p) for p in files()}
    pairs = [(read[name][n], grade) for (name, n), grade in second_grades().items()]
    for kind in (*dict.fromkeys(i.question.kind for i, _ in pairs), None):
        chosen = [(i.grade, g) for i, g in pairs if kind in (None, i.question.kind)]
        first, second = np.array(chosen).T
        print(
            f"graded twice, {kind or 'all':12s} {len(chosen):4d} rho {spearman(first, second):.3f} "
            f"r {pearson(first, second):.3f} mean difference {np.abs(first - second).mean():.1f}"
        )


def main() -> None:
    """The tables, by file and together."""
    from agents.evaluator import build

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", help="default: all of evals/data")
    parser.add_argument("--worst", type=int, default=0)
    chosen = parser.parse_args()
    for path in chosen.files:
        if not path.is_file():
            parser.error(f"{path} is no file")
    evaluator = build()
    everything: list[tuple[Graded, Assessment]] = []
    for path in chosen.files or files():
        items = read_graded(path)
        found = [evaluator.assess(i.question, Answer(text=i.text)) for i in items]
        agreement(path.stem, items, found)
        worst(items, found, chosen.worst)
        everything += zip(items, found, strict=True)
    for kind in dict.fromkeys(i.question.kind for i, _ in everything):
        chosen_kind = [(i, f) for i, f in everything if i.question.kind == kind]
        agreement(f"all {kind}", [i for i, _ in chosen_kind], [f for _, f in chosen_kind])
    agreement("all", [i for i, _ in everything], [f for _, f in everything])
    if not chosen.files:
        second_agreement()


if __name__ == "__main__":
    main()
