"""Takes a report in JSON into the store: on another machine, or after a loss."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.backstage import Api
from domain import BadInput, Interview, Turn

if TYPE_CHECKING:
    from datetime import datetime

    from api.reports.document import Document, Session
    from memory.transfer import KeptTurn


class ReportImporter(Api):
    """Reads reports back into the store."""

    def take_in(
        self, path: str | Path, user_id: str = "default", *, force: bool = False
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
        _check_owner(document, user_id, force=force)
        transfer = Transfer(self._stage.store)
        since = self._stage.now() - timedelta(days=self._stage.settings.performance_retention_days)
        recent = [one for one in document.sessions if one.started_at >= since]
        placed = [_renamed(one, user_id) for one in recent]
        owners = transfer.owners([*(one.id for one in recent), *(one.id for one in placed)])
        new = [
            own if first.id in owners else first
            for first, own in zip(recent, placed, strict=True)
            if not (_same(first, owners.get(first.id), user_id) or own.id in owners)
        ]
        months = [month.model_dump() for month in document.months]
        added = transfer.take_in([_kept(one, user_id) for one in new], months, user_id)
        return {
            "path": str(file),
            "user": user_id,
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


def _same(session: Session, kept: Interview | None, user: str) -> bool:
    """Whether the store's interview is this session: what was judged or told of since stays."""
    return (
        kept is not None
        and kept.user == user
        and kept.mode == session.mode
        and kept.started_at == session.started_at
    )


def _renamed(session: Session, user: str) -> Session:
    """The session under an id that follows from it and its owner, where its own is another's."""
    told = f"{user}\n{session.id}\n{_moment(session.started_at)}\n{session.mode}"
    new_id = f"{session.id[:4]}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"
    turns = tuple(turn.model_copy(update={"interview_id": new_id}) for turn in session.turns)
    return session.model_copy(update={"id": new_id, "turns": turns})


def _moment(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"


def _kept(session: Session, user: str) -> tuple[Interview, list[KeptTurn]]:
    from memory.transfer import KeptTurn

    fields = {name: getattr(session, name) for name in Interview.model_fields}
    turns = [
        KeptTurn(Turn(**{name: getattr(turn, name) for name in Turn.model_fields}), turn.words)
        for turn in session.turns
    ]
    return Interview(**{**fields, "user": user}), turns
