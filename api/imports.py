"""Takes a report in JSON into the store: on another machine, or after a loss."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.backstage import Api
from domain import BadInput, Interview, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.reports.document import Document, Session
    from memory.transfer import KeptTurn, Transfer


class ReportImporter(Api):
    """Reads reports back into the store."""

    def take_in(
        self, path: str | Path, user_id: str | None = None, *, force: bool = False
    ) -> dict[str, Any]:
        """Keeps every session of a report that is not kept yet, or none when anything is wrong.

        Gives {"path", "user", "sessions" (new), "answers" (new), "known" (kept before),
        "too_old" (older than PERFORMANCE_RETENTION_DAYS, left out), "months" (new)}. Doing it
        again changes nothing. Raises BadInput for a file that is no such report, and for one of
        another person's unless `force`.
        """
        from api.reports.reading import read_report
        from memory.transfer import Transfer

        if not self._stage.settings.track_performance:
            raise BadInput("TRACK_PERFORMANCE is false: nothing is kept, so nothing is taken in")
        file = Path(path).expanduser()
        document = read_report(file)
        user = self._who(user_id)
        _check_owner(document, user, force=force)
        transfer = Transfer(self._stage.store)
        since = self._stage.now() - timedelta(days=self._stage.settings.performance_retention_days)
        recent = [one for one in document.sessions if one.started_at >= since]
        new = _new(recent, transfer, user)
        months = [month.model_dump() for month in document.months]
        added = transfer.take_in([_kept(one, user) for one in new], months, user)
        return {
            "path": str(file),
            "user": user,
            "sessions": len(new),
            "answers": sum(len(one.turns) for one in new),
            "known": len(recent) - len(new),
            "too_old": len(document.sessions) - len(recent),
            "months": added,
        }


def _check_owner(document: Document, user: str, *, force: bool) -> None:
    if document.user in (None, "default", user) or force:
        return
    raise BadInput(
        f"this is the report of {document.user!r}: name that user (--user) to keep it as theirs, "
        f"or add --force to keep it as that of {user!r}"
    )


def _same(session: Session, kept: Interview, user: str) -> bool:
    """Whether the store's interview is this session: what was judged or told of since stays."""
    return kept.user == user and kept.mode == session.mode and kept.started_at == session.started_at


def _new(sessions: Sequence[Session], transfer: Transfer, user: str) -> list[Session]:
    """The sessions that are not kept yet, each under an id that is free."""
    other = {one.id: _other_id(one, user) for one in sessions}
    owners = transfer.owners([*other, *other.values()])
    taken = {
        one.id: other[one.id]
        for one in sessions
        if one.id in owners and not _same(one, owners[one.id], user)
    }
    return [_renamed(one, taken) for one in sessions if taken.get(one.id, one.id) not in owners]


def _renamed(session: Session, taken: dict[str, str]) -> Session:
    """The session under its new id where its own is another's; a retake says whose it is by that
    one's new id as well."""
    new_id = taken.get(session.id, session.id)
    source = session.source
    turns = tuple(turn.model_copy(update={"interview_id": new_id}) for turn in session.turns)
    if source is not None:
        source = taken.get(source[0], source[0]), source[1]
    return session.model_copy(update={"id": new_id, "turns": turns, "source": source})


def _other_id(session: Session, user: str) -> str:
    """An id that follows from the session and its owner: taken in again, it is the same."""
    told = f"{user}\n{session.id}\n{session.started_at.timestamp():.6f}\n{session.mode}"
    return f"{session.id[:4]}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def _kept(session: Session, user: str) -> tuple[Interview, list[KeptTurn]]:
    from memory.transfer import KeptTurn

    fields = {name: getattr(session, name) for name in Interview.model_fields}
    turns = [
        KeptTurn(Turn(**{name: getattr(turn, name) for name in Turn.model_fields}), turn.words)
        for turn in session.turns
    ]
    return Interview(**{**fields, "user": user}), turns
