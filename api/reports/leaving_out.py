"""A report without what its reader need not see: what was said, or whose it is."""

from __future__ import annotations

import json
from typing import Any

from api.reports.document import Document, Session, SessionTurn
from api.reports.names import Redact, redacted
from domain import Assessment, Criterion, Job, Question
from knowledge.bank import Bank
from knowledge.naming import fill_names

_NAMELESS_FIELDS = frozenset(
    "format version id interview_id question_id kind category difficulty mode status style role "
    "roles seniority industry skills flags level month started_at finished_at answered_at made_at "
    "outcome outcome_at user name left_out by_category by_criterion competencies date".split()
)
"""Fields that hold ids, words of ours or moments: a company called "Conflict" is none of them."""

_FROM_OUTSIDE = "outside-"
"""Ids of questions whose sessions were held elsewhere begin with it: their words are whole."""


def without_transcripts(document: Document, bank: Bank) -> Document:
    """Scores, criteria and times stay; every word of the candidate's goes, with everything that
    quotes or rewords it: follow-ups, quotes, notes, strengths, stronger versions.

    Questions are worded as in the bank, since the interviewer's wording takes up what was said.
    """
    known = {question.id: question for question in bank.questions}
    sessions = tuple(_unsaid(session, known) for session in document.sessions)
    return document.model_copy(
        update={
            "sessions": sessions,
            "plan": _bare_plan(document.plan) if document.plan else None,
            "left_out": (*document.left_out, "transcripts"),
        }
    )


def without_names(document: Document, redact: Redact) -> Document:
    """The user, the companies and the ads go; names in what is left are replaced."""
    plain = document.model_copy(
        update={
            "user": None,
            "left_out": (*document.left_out, "names"),
            "sessions": tuple(_unnamed(session) for session in document.sessions),
        }
    )
    fields = redacted(json.loads(plain.model_dump_json()), redact, _NAMELESS_FIELDS)
    return Document.model_validate_json(json.dumps(fields))


def without_resumes(document: Document) -> Document:
    """The report without the CVs that sessions were held with."""
    bare = tuple(session.model_copy(update={"resume": ""}) for session in document.sessions)
    return document.model_copy(update={"sessions": bare})


def _unnamed(session: Session) -> Session:
    job = session.job.model_copy(update={"company": None, "text": ""})
    return session.model_copy(update={"user": "default", "job": job, "resume": ""})


def _unsaid(session: Session, bank: dict[str, Question]) -> Session:
    assert session.report is not None
    known = {**bank, **{one.id: one for one in (session.plan.made if session.plan else ())}}
    turns = tuple(
        turn.model_copy(
            update={
                "answer": "",
                "text": _as_planned(turn, session.job, known),
                "assessment": _bare(turn.assessment) if turn.assessment else None,
            }
        )
        for turn in session.turns
    )
    report = session.report.model_copy(
        update={
            "detailed_feedback": "",
            "strengths": (),
            "improvement_areas": (),
            "recommendations": (),
            "best": None,
            "weakest": None,
            "stories": (),
            "stronger": (),
        }
    )
    return session.model_copy(update={"turns": turns, "report": report})


def _as_planned(turn: SessionTurn, job: Job, known: dict[str, Question]) -> str:
    """The question before the interviewer put it into words; empty where that is not known."""
    if turn.kind == "ask":
        return ""
    if turn.question_id in known:
        return fill_names(known[turn.question_id], job).question
    whole = turn.question_id.startswith(_FROM_OUTSIDE) and turn.part == 0
    return turn.text if whole else ""


def _bare_plan(plan: dict[str, Any]) -> dict[str, Any]:
    """What is to be practised when, without why: reasons and resources may quote answers."""
    items = ("kind", "question_id", "question", "minutes", "done")
    days = [
        {
            **{name: day.get(name) for name in ("date", "minutes", "missed")},
            "items": [{name: item.get(name) for name in items} for item in day.get("items", ())],
        }
        for day in plan.get("days", ())
    ]
    return {**plan, "focus_areas": [], "days": days, "resources": []}


def _bare(assessment: Assessment) -> Assessment:
    return Assessment(
        score=assessment.score,
        unscored_reason=assessment.unscored_reason,
        flags=assessment.flags,
        criteria=tuple(
            Criterion(criterion=one.criterion, level=one.level, weight=one.weight)
            for one in assessment.criteria
        ),
        delivery=assessment.delivery,
        scored_by=assessment.scored_by,
    )
