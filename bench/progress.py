"""What `progress` costs somebody who has practised for years: 10,000 answers."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.interview import ANSWER
from bench.table import Row

if TYPE_CHECKING:
    from memory.database import Store

_SESSIONS, _QUESTIONS = 1250, 8
# An outcome is told after so many sessions, which are for so many companies.
_TOLD_AFTER, _COMPANIES = 80, 25
_RUNS = 7


def measure_progress(home: Path) -> Iterator[Row]:
    """The summary and the analytics, from the store to the dicts."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    # As the command line sets it; see `cli.guard`.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from api import Backstage, InterviewTracker
    from config import load_settings

    stage = Backstage(load_settings(home=home))
    _fill(stage.store, random.Random(11))
    with InterviewTracker(backstage=stage) as tracker:
        first = _timed(tracker)
        times = [_timed(tracker) for _ in range(_RUNS)]
    yield Row("progress over 10,000 answers, in a new process", 1000 * first, "ms")
    yield Row("progress over 10,000 answers, median", 1000 * median(times), "ms", 300)


def _timed(tracker: Any) -> float:
    began = time.perf_counter()
    told = tracker.get_progress()
    taken = time.perf_counter() - began
    counted = told["analytics"]["score_progression"]["attempts"]["answers"]
    if counted != _SESSIONS * _QUESTIONS:
        raise RuntimeError(f"{counted} answers were summed up")
    return taken


def _fill(store: Store, dice: random.Random) -> None:
    from sqlalchemy import insert

    from agents.evaluator.offline import OfflineEvaluator
    from domain import Answer, Job
    from knowledge.bank import load_bank
    from memory import schema

    questions = [one for one in load_bank().questions if one.kind != "ask"]
    evaluator = OfflineEvaluator()
    judged = [
        evaluator.assess(one, Answer(text=ANSWER)).model_dump_json()
        for one in dice.sample(questions, 20)
    ]
    sessions, turns = [], []
    for n in range(_SESSIONS):
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=1.7 * n)
        company = f"Company {n % _COMPANIES}"
        told = n % _TOLD_AFTER == _TOLD_AFTER - 1
        sessions.append(
            {
                "id": f"{n:04d}-bench",
                "user": "default",
                "mode": "practice" if n % 2 else "mock",
                "status": "finished",
                "style": "neutral",
                "minutes": 30,
                "questions": _QUESTIONS,
                "started_at": at,
                "finished_at": at,
                "job": Job(role="nurse", company=company).model_dump_json(),
                "outcome": dice.choice(["advanced", "offer", "rejected"]) if told else None,
                "outcome_at": at if told else None,
            }
        )
        for place in range(1, _QUESTIONS + 1):
            question = dice.choice(questions)
            turns.append(
                {
                    "id": f"{n:04d}-bench:{place}:0",
                    "interview_id": f"{n:04d}-bench",
                    "n": place,
                    "part": 0,
                    "user": "default",
                    "question_id": question.id,
                    "kind": question.kind,
                    "category": question.category,
                    "role": "nurse",
                    "company": company,
                    "difficulty": question.difficulty,
                    "score": min(100.0, max(0.0, dice.gauss(60, 15))),
                    "seconds": dice.uniform(30, 200),
                    "words": len(ANSWER.split()),
                    "hints": int(dice.random() < 0.05),
                    "scored_by": "built-in",
                    "skipped": False,
                    "answered_at": at,
                    "text": question.question,
                    "answer": f"{ANSWER}{dice.random()}",
                    "assessment": dice.choice(judged),
                    "self_rating": dice.choice([None, dice.uniform(30, 90)]),
                }
            )
    with store.engine.begin() as connection:
        connection.execute(insert(schema.interviews), sessions)
        connection.execute(insert(schema.turns), turns)
