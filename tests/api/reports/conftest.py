"""A store with sessions worth reporting on, and the report of it in every format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from api import Backstage, ExportContents, ProgressExporter
from config import Settings
from domain import (
    Assessment,
    CategoryScore,
    Criterion,
    Interview,
    Job,
    Moment,
    Report,
    Stronger,
    Turn,
)

NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
Keep = Callable[..., Interview]


@pytest.fixture
def stage(ready_home: Path) -> Any:
    opened = Backstage(Settings(home=ready_home), now=lambda: NOW)
    yield opened
    opened.close()


def a_turn(interview: Interview, n: int = 1, part: int = 0, **fields: Any) -> Turn:
    """A turn of an interview; `said` is the answer, `score` its score."""
    said = fields.pop("said", f"I moved berth {n} by hand.")
    score = fields.pop("score", 60.0)
    criteria = fields.pop(
        "criteria", (Criterion(criterion="result", level=2, weight=0.5, quotes=(said,), note="n"),)
    )
    known: dict[str, Any] = {
        "interview_id": interview.id,
        "n": n,
        "part": part,
        "question_id": f"outside-{n}",
        "kind": "behavioral",
        "category": "conflict",
        "text": f"Tell me of berth {n}.",
        "answer": said,
        "seconds": 40.0,
        "answered_at": interview.started_at,
        "assessment": Assessment(
            score=score,
            unscored_reason=None if score is not None else "it is too short",
            criteria=criteria,
            strengths=(f"“{said}” held up",),
            improvements=(f"“{said}” needs a figure",),
            suggested_answer=f"{said} [figure]",
        ),
    }
    return Turn.model_validate(known | fields)


def a_report(turns: list[Turn], **fields: Any) -> Report:
    """The report of these turns."""
    scores = [turn.score for turn in turns if turn.score is not None]
    mean = sum(scores) / len(scores) if scores else None
    known: dict[str, Any] = {
        "final_score": mean,
        "scored": len(scores),
        "unscored": len(turns) - len(scores),
        "skipped": 0,
        "detailed_feedback": f"You said “{turns[0].answer}”." if turns else "",
        "strengths": ("Your own deeds",),
        "improvement_areas": ("Results in figures",),
        "recommendations": ("Retake question 1",),
        "by_category": (CategoryScore(name="conflict", score=mean or 0, answers=len(scores)),),
        "best": Moment(n=1, question="Q", quote=turns[0].answer, score=60) if turns else None,
        "stronger": tuple(Stronger(n=t.n, text=f"{t.answer} Better.") for t in turns[:1]),
    }
    return Report.model_validate(known | fields)


@pytest.fixture
def keep(stage: Backstage) -> Keep:
    """Keeps a finished session: `keep("0301-aaaa", days_ago=9, turns=[{"said": …}])`."""

    def kept(session_id: str = "0311-aaaa", **fields: Any) -> Interview:
        said = fields.pop("turns", [{}, {}])
        started = NOW - timedelta(days=fields.pop("days_ago", 9))
        known: dict[str, Any] = {
            "id": session_id,
            "job": Job(role="nurse", title="Staff Nurse", company="Fjord Health", text="The ad."),
            "style": "neutral",
            "minutes": 30,
            "started_at": started,
        }
        report = fields.pop("report", {})
        interview = Interview.model_validate(known | fields)
        turns = [a_turn(interview, **{"n": n, **one}) for n, one in enumerate(said, 1)]
        stage.interviews.create(interview)
        for turn in turns:
            stage.scores.record(turn, interview.user, interview.job.role, interview.job.company)
        stage.interviews.finish(interview.id, a_report(turns, **report), started)
        return stage.interviews.get(interview.id)

    return kept


@pytest.fixture
def exported(stage: Backstage, tmp_path: Path) -> Callable[..., bytes]:
    """The report in a format: `exported("csv", names=False)`."""

    def export(form: str, user: str | None = None, **contents: Any) -> bytes:
        exporter = ProgressExporter(backstage=stage)
        file = exporter.export(user, tmp_path / f"report.{form}", ExportContents(**contents))
        return file.read_bytes()

    return export


ANALYTICS: dict[str, Any] = {
    "score_progression": {
        "months": [{"month": "2025-11", "score": 41.5, "answers": 12}],
        "trend": {
            "slope": 2.5,
            "low": 0.4,
            "high": 4.1,
            "sessions": 6,
            "verdict": "rising",
            "text": "Rising by 2.5 points a week.",
        },
        "level": {"score": 54.2, "low": 48.0, "high": 60.4, "answers": 28, "text": "Level 54."},
    },
    "category_performance": {
        "categories": [
            {
                "name": "conflict",
                "kind": "behavioral",
                "score": 24.0,
                "low": 10.2,
                "high": 41.0,
                "answers": 4,
                "summed": 0,
                "verdict": "weak",
            },
            {
                "name": "career_fit",
                "kind": "company",
                "score": 41.0,
                "low": None,
                "high": None,
                "answers": 1,
                "summed": 0,
                "verdict": "too_few",
            },
        ],
        "kinds": [
            {
                "name": "behavioral",
                "kind": "behavioral",
                "score": 24.0,
                "low": 10.2,
                "high": 41.0,
                "answers": 4,
                "summed": 0,
                "verdict": "weak",
            },
        ],
        "recurring_weaknesses": [
            {
                "criterion": "result",
                "sessions": 4,
                "of": 5,
                "score": 21.0,
                "last": NOW.isoformat(),
                "text": "Result was low in 4 of 5 sessions.",
            },
        ],
        "self_rating": {
            "text": "You rate yourself 14 points high.",
            "kinds": [
                {
                    "kind": "technical",
                    "answers": 9,
                    "rated": 79.0,
                    "scored": 65.0,
                    "gap": 14.0,
                    "low": 9.0,
                    "high": 19.0,
                    "text": "",
                },
            ],
        },
    },
    "time_analysis": {
        "text": "You are brief.",
        "kinds": [
            {
                "kind": "behavioral",
                "answers": 9,
                "median": 85.0,
                "target_low": 90.0,
                "target_high": 150.0,
                "short": 6,
                "long": 0,
                "verdict": "short",
                "text": "",
            },
        ],
    },
    "improvement_velocity": {"text": "A point a session."},
    "predictions": {"next_session": {"text": "The next would come to 56."}},
}

PLAN = {
    "focus_areas": [{"area": "conflict", "why": "lowest"}],
    "days": [
        {
            "date": "2026-03-21",
            "minutes": 20.0,
            "items": [
                {
                    "kind": "mock",
                    "question_id": None,
                    "question": "",
                    "minutes": 20.0,
                    "why": "lowest of all",
                    "done": True,
                }
            ],
            "note": "",
            "missed": False,
        },
        {"date": "2026-03-22", "minutes": 0.0, "items": [], "note": "Rest.", "missed": False},
    ],
    "resources": [],
}
