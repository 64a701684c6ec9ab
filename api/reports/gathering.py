"""What a report is made of: a person's sessions and sums out of the store, and the names in
them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.reports.document import Document, Month, Session, SessionTurn
from api.reports.names import employers, names_in_ad, names_in_resume, redactor
from domain import Interview, NotFound, Story
from knowledge.resume import read_resume

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from api.reports.names import Redact
    from memory.transfer import KeptTurn, Transfer


def gather(
    transfer: Transfer,
    user: str,
    made_at: datetime,
    summary: dict[str, Any],
    analytics: dict[str, Any],
    plan: dict[str, Any] | None,
    unfinished: int,
) -> Document:
    """Everything finished that is kept of a user. Raises NotFound when there is nothing."""
    sessions = transfer.sessions(user)
    months = transfer.months(user)
    if not sessions and not months:
        whose = "" if user == "default" else f" for {user!r}"
        raise NotFound(f"there is no finished session{whose} to report on yet: hold one with mock")
    return Document(
        made_at=made_at,
        user=user,
        unfinished=unfinished,
        summary=summary,
        analytics=analytics,
        plan=plan,
        sessions=tuple(_session(interview, turns) for interview, turns in sessions),
        months=tuple(Month.model_validate(row) for row in months),
    )


def known_names(document: Document, stories: Sequence[Story], given: Sequence[str]) -> Redact:
    """Takes out the names known of this person: see `names` for what can be found."""
    user = document.user or "default"
    people = {*given, *([user] if user != "default" else [])}
    companies = {session.job.company for session in document.sessions if session.job.company}
    companies.update(employers(story.origin for story in stories if story.source == "cv"))
    for session in document.sessions:
        people.update(names_in_ad(session.job.text))
    for text in {session.resume for session in document.sessions} - {""}:
        resume = read_resume(text, document.made_at.date())
        people.update(names_in_resume(text))
        companies.update(employers(line.job for line in resume.lines))
    return redactor(people, companies)


def _session(interview: Interview, turns: Sequence[KeptTurn]) -> Session:
    fields = {name: getattr(interview, name) for name in Interview.model_fields}
    return Session(
        **fields,
        turns=tuple(
            SessionTurn(
                **{name: getattr(kept.turn, name) for name in type(kept.turn).model_fields},
                words=kept.words,
            )
            for kept in turns
        ),
    )
