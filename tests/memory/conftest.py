"""A real store in a fresh home, and makers of what is kept in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config import Settings
from domain import Answer, Assessment, Interview, Job, Turn
from memory.database import Store, open_store

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(home=home)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings) as opened:
        yield opened


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def an_interview() -> Callable[..., Interview]:
    def make(interview_id: str = "mock-1", **fields: object) -> Interview:
        known: dict[str, object] = {
            "id": interview_id,
            "job": Job(role="software_engineer", text="We build bridges."),
            "minutes": 30,
            "started_at": NOON,
        }
        return Interview.model_validate(known | fields)

    return make


@pytest.fixture
def a_turn() -> Callable[..., Turn]:
    def make(
        interview_id: str = "mock-1",
        n: int = 1,
        part: int = 0,
        score: float | None = 50.0,
        **fields: object,
    ) -> Turn:
        answer = Answer(text="I rebuilt the ferry timetable.", seconds=40.0)
        known: dict[str, object] = {
            "interview_id": interview_id,
            "n": n,
            "part": part,
            "question_id": f"q{n}",
            "kind": "behavioral",
            "category": "teamwork",
            "text": "Tell me about a time you worked in a team.",
            "answer": answer.text,
            "seconds": answer.seconds,
            "assessment": Assessment(
                score=score, unscored_reason=None if score is not None else "too short"
            ),
            "answered_at": NOON,
        }
        return Turn.model_validate(known | fields)

    return make


@pytest.fixture
def run_python(home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a script in a process of its own with the project on its path and `home` as argv[1]."""

    def run(script: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", script, str(home), *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT), **env},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run
