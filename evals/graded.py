"""The project's own graded answers: reading them, and how the evaluator agrees with them.

Run `python -m evals.graded` for the table. The file format is explained at the head of
`evals/data/graded_behavioral.txt`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from domain import Answer, Question

DATA = Path(__file__).parent / "data"
ROLES = {
    "S": "situation",
    "T": "task",
    "A": "action",
    "R": "result",
    "F": "reflection",
    "N": "none",
}


@dataclass(frozen=True)
class Graded:
    """An answer with the grade it was written to (0-100), its voice, and its labelled sentences."""

    question: Question
    grade: float
    voice: str
    sentences: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The answer as it is given to the evaluator."""
        return " ".join(s for _, s in self.sentences)


def read_behavioral(path: Path = DATA / "graded_behavioral.txt") -> tuple[Graded, ...]:
    """All graded behavioral answers, in file order."""
    found: list[Graded] = []
    question = None
    head: tuple[float, str] | None = None
    lines: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "Q end | end"]:
        mark, _, rest = line.partition(" ")
        if mark in ("Q", "G") and head and question:
            found.append(Graded(question, head[0], head[1], tuple(lines)))
            head, lines = None, []
        if mark == "Q":
            text, _, competency = rest.partition(" | ")
            question = Question(
                id=f"graded-{competency}",
                kind="behavioral",
                question=text,
                category=competency,
                competency=competency,
            )
        elif mark == "G":
            grade, _, voice = rest.partition(" | ")
            head = (float(grade), voice)
        elif mark in ROLES:
            lines.append((ROLES[mark], rest))
    return tuple(found)


def agreement(path: Path) -> None:
    """Print agreement with the intended grades, and the answers it gets most wrong."""
    import numpy as np

    from agents.evaluator import build
    from agents.evaluator.evidence import Units
    from agents.evaluator.star import tag
    from agents.evaluator.text import read
    from evals.figures import spearman
    from knowledge.embedder import load_embedder

    evaluator = build()
    units = Units(load_embedder())
    rows = []
    right = total = 0
    for item in read_behavioral(path):
        found = evaluator.assess(item.question, Answer(text=item.text))
        rows.append((item, found))
        told = tag(read(item.text).sentences, units)
        labels = {s: role for role, s in item.sentences}
        for t in told:
            if t.sentence.raw in labels:
                total += 1
                right += labels[t.sentence.raw] == t.role
    grades = np.array([i.grade for i, _ in rows])
    scores = np.array([f.score if f.score is not None else np.nan for _, f in rows])
    words = np.array([f.delivery.words for _, f in rows])
    print(
        f"{len(rows)} answers: Spearman {spearman(scores, grades):.3f}, "
        f"mean error {np.abs(scores - grades).mean():.1f}, "
        f"length alone {spearman(words, grades):.3f}, roles right {right}/{total}"
    )
    for item, found in sorted(rows, key=lambda r: -abs((r[1].score or 0) - r[0].grade))[:14]:
        levels = " ".join(f"{c.criterion[:4]}{c.level}" for c in found.criteria)
        print(
            f"{item.grade:4.0f} {found.score:5.1f} {levels} {','.join(found.flags)} | "
            f"{item.question.competency}/{item.voice}"
        )


def main() -> None:
    """The answers the evaluator was set on, then fresh ones."""
    for name in ("graded_behavioral.txt", "graded_fresh.txt"):
        print(f"== {name}")
        agreement(DATA / name)


if __name__ == "__main__":
    main()
