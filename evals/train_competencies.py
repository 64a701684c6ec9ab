"""Weigh the signs of `agents/evaluator/competencies.py`, and measure how they tell stories apart.

    python -m evals.train_competencies

reads `evals/data/competency_words.txt`, takes from the graded development stories and the bank's
example answers how rare each sign is and what a story's shares are like, prints how well a story's
own question is told from those of far competencies with each file left out, and writes
`agents/evaluator/competency_weights.json`.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.evaluator import competencies, relevance
from agents.evaluator.competencies import Phrase, Signs
from agents.evaluator.evidence import Units
from agents.evaluator.levels import FIT_STEPS
from agents.evaluator.text import Sentence, read, words
from domain import Question
from evals.graded import DATA, read_graded
from knowledge.bank import load_bank
from knowledge.embedder import load_embedder

SOURCE = DATA / "competency_words.txt"
TARGET = Path(__file__).parents[1] / "agents" / "evaluator" / "competency_weights.json"
FILES = ("behavioral", "fresh", "trades", "voices")
Rows = NDArray[np.float64]

HONEST = 45.0
"""Grade from which an answer is taken for an honest story to its question."""

WEAK = 0.4
"""What a weaker sign counts; the best of 0, .2, .4 and .7 within a hundredth."""


@dataclass(frozen=True)
class Entry:
    """A competency as it is written down: its phrases of stems, strong ones and weak ones."""

    labels: tuple[str, ...]
    near: tuple[str, ...]
    asked: tuple[Phrase, ...]
    strong: tuple[Phrase, ...]
    weak: tuple[Phrase, ...]


@dataclass(frozen=True)
class Story:
    """An honest answer with its question and the file it is from."""

    file: str
    question: Question
    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> list[str]:
        """All its words in order."""
        return [w for s in self.sentences for w in s.words]


def entries(text: str) -> dict[str, Entry]:
    """The competencies written down in a text, by name."""
    found: dict[str, Entry] = {}
    for block in text.split("\n\n"):
        lines: dict[str, str] = {}
        for line in block.splitlines():
            mark, _, rest = line.partition(" ")
            lines[mark] = f"{lines.get(mark, '')} {rest}".strip()
        if "C" in lines:
            labels = tuple(lines["C"].split())
            strong = _phrases(lines["S"])
            weak = tuple(p for p in _phrases(lines["W"]) if p not in set(strong))
            near = tuple(lines["N"].split())
            found[labels[0]] = Entry(labels, near, _phrases(lines["A"]), strong, weak)
    return found


def _phrases(listed: str) -> tuple[Phrase, ...]:
    found: dict[Phrase, None] = {}
    for phrase in listed.split(","):
        choices = [w.split("/") for w in phrase.split()]
        for chosen in product(*choices):
            parts = (("#",) if w == "#" else competencies.keys(words(w)) for w in chosen)
            found[tuple(s for part in parts for s in part)] = None
    return tuple(found)


def stories() -> tuple[Story, ...]:
    """The honest stories of the development files, and the bank's example answers."""
    found = [
        Story(name, item.question, read(item.text).sentences)
        for name in FILES
        for item in read_graded(DATA / f"graded_{name}.txt")
        if item.question.kind == "behavioral" and item.grade >= HONEST
    ]
    found += [
        Story("bank", q, read(q.example_answer).sentences)
        for q in load_bank().questions
        if q.kind == "behavioral" and q.example_answer
    ]
    return tuple(found)


def compiled(written: dict[str, Entry], told: Sequence[Story]) -> dict[str, dict[str, Any]]:
    """What is stored: the phrases by weight, and the shares' mean and spread over the stories."""
    every = {p for e in written.values() for p in (*e.strong, *e.weak)}
    seen = Counter(p for s in told for p in competencies.phrases(s.words, every))
    stored: dict[str, dict[str, Any]] = {}
    for name, e in written.items():
        weighed: dict[str, list[str]] = {}
        for phrase in (*e.strong, *e.weak):
            rare = math.log((len(told) + 1) / (seen[phrase] + 1))
            weight = round(rare * (1.0 if phrase in set(e.strong) else WEAK), 1)
            if weight > 0:
                weighed.setdefault(f"{weight:g}", []).append(" ".join(phrase))
        stored[name] = {
            "labels": list(e.labels),
            "near": list(e.near),
            "stories": sum(s.question.competency in e.labels for s in told),
            "mean": 0.0,
            "spread": 1.0,
            "asked": "|".join(" ".join(p) for p in e.asked),
            "told": {w: "|".join(sorted(p)) for w, p in sorted(weighed.items())},
        }
    shares = _shares(told, competencies.signs_of(stored))
    for item, mean, spread in zip(
        stored.values(), shares.mean(axis=0), shares.std(axis=0), strict=True
    ):
        item["mean"], item["spread"] = round(float(mean), 4), round(float(spread), 4)
    return stored


def _shares(told: Sequence[Story], signs: Signs) -> Rows:
    return np.array([competencies.share(competencies.found(s.words, signs)) for s in told])


def fits(told: Sequence[Story], asked: Sequence[Question], written: dict[str, Entry]) -> Rows:
    """The fit of each story to each question, its file left out of the weights."""
    units = Units(load_embedder(), 5_000)
    out = np.zeros((len(told), len(asked)))
    for file in dict.fromkeys(s.file for s in told):
        signs = competencies.signs_of(compiled(written, [s for s in told if s.file != file]))
        for i, story in enumerate(told):
            if story.file == file:
                weights = competencies.found(story.words, signs)
                for j, question in enumerate(asked):
                    stands = competencies.stands(
                        weights, competencies.asked_about(question, signs), signs
                    )
                    near = relevance.measure(question, story.sentences, units)
                    out[i, j] = relevance.fit_of(stands.lead, near.likeness, near.words)
    return out


def main() -> None:
    """Write the weights taken from all stories, and print how well stories are told apart."""
    written = entries(SOURCE.read_text(encoding="utf-8"))
    told = stories()
    stored = compiled(written, told)
    text = json.dumps({"script": "evals/train_competencies.py", "competencies": stored})
    TARGET.write_text(text + "\n", encoding="utf-8")
    signs = competencies.signs_of(stored)
    asked = list({s.question.question: s.question for s in told}.values())
    about = [set(competencies.asked_about(q, signs)) for q in asked]
    fit = fits(told, asked, written)
    own = np.array([[s.question.question == q.question for q in asked] for s in told])
    mine = [set(competencies.asked_about(s.question, signs)) for s in told]
    far = np.array([[not any(signs.near[a, b] for a in x for b in y) for y in about] for x in mine])
    for name, rows in (
        ("graded", np.array([s.file != "bank" for s in told])),
        ("bank", np.array([s.file == "bank" for s in told])),
    ):
        right, wrong = fit[rows][own[rows]], fit[rows][far[rows]]
        auc = float((right[:, None] > wrong[None]).mean())
        print(f"{name}: {len(right)} stories, AUC of own question against far ones {auc:.3f}")
        for level, step in enumerate(FIT_STEPS, 1):
            print(
                f"  below level {level}: {(right < step).mean():.1%} of own, "
                f"{(wrong < step).mean():.0%} of far"
            )


if __name__ == "__main__":
    main()
