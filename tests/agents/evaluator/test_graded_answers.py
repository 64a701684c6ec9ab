"""The evaluator agrees with the grades the project's own answers were written to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from agents.evaluator import build
from domain import Answer
from evals.figures import spearman
from evals.graded import DATA, read_graded

ROOT = Path(__file__).resolve().parents[3]
PROBE = (
    "from evals.graded import DATA, read_graded\n"
    "from agents.evaluator import build\n"
    "from domain import Answer\n"
    "e = build()\n"
    "print([e.assess(i.question, Answer(text=i.text)).model_dump_json() "
    "for i in read_graded(DATA / 'graded_behavioral.txt')[:12]])\n"
)


FILES = ("graded_behavioral.txt", "graded_fresh.txt", "graded_trades.txt", "graded_voices.txt")


@pytest.mark.parametrize("name", FILES)
def test_scores_rank_as_the_grades_do_and_better_than_length(name: str) -> None:
    evaluator = build()
    items = read_graded(DATA / name)
    found = [evaluator.assess(i.question, Answer(text=i.text)) for i in items]
    grades = [i.grade for i in items]
    agreement = spearman([f.score or 0.0 for f in found], grades)
    assert agreement >= 0.86
    assert agreement > spearman([f.delivery.words for f in found], grades) + 0.1


def test_poor_answers_stay_low_and_excellent_ones_stand_clear() -> None:
    evaluator = build()
    poor, excellent = [], []
    for name in FILES:
        for item in read_graded(DATA / name):
            score = evaluator.assess(item.question, Answer(text=item.text)).score or 0.0
            if item.grade < 20 and "another question" not in item.voice:
                poor.append(score)
            elif item.grade >= 85:
                excellent.append(score)
    assert max(poor) <= 30
    assert min(excellent) >= 70


def test_a_long_answer_about_what_others_did_is_weak_however_vivid() -> None:
    evaluator = build()
    told_of_others = [
        item
        for name in FILES
        for item in read_graded(DATA / name)
        if "someone else's doing" in item.voice or "wandering" in item.voice
    ]
    assert len(told_of_others) >= 3
    for item in told_of_others:
        assert (evaluator.assess(item.question, Answer(text=item.text)).score or 0.0) <= 45


def test_a_result_told_in_the_sentence_of_the_action_counts_as_a_result() -> None:
    (item,) = [
        item
        for item in read_graded(DATA / "graded_trades.txt")
        if "action and result in one" in item.voice
    ]
    found = build().assess(item.question, Answer(text=item.text))
    assert "no_result" not in found.flags
    level = next(c.level for c in found.criteria if c.criterion == "result")
    assert isinstance(level, int)
    assert level >= 3


def test_the_same_answer_gets_the_same_assessment_in_another_process() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROBE],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
