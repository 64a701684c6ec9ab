"""Interviews kept in the store: begun, planned, finished, found again, deleted."""

from __future__ import annotations

from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from domain import BadInput, Interview, InterviewStatus, Job, NotFound, Outcome, Plan, Report
from memory.locks import forget_lock, interview_lock

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Row, Table

    from memory.database import Store

SHOWN_IDS = 5
SEARCHED_IDS = 500


class Interviews:
    """The interviews of a store, or those of one `owner`: others' are not found. The id of an
    interview is also its checkpoint thread."""

    def __init__(self, store: Store, owner: str | None = None) -> None:
        self._store = store
        self._owner = owner

    def create(self, interview: Interview) -> None:
        """Keep a new interview. Raises BadInput when its id is taken."""
        from sqlalchemy import insert
        from sqlalchemy.exc import IntegrityError

        from memory import schema

        try:
            with self._store.engine.begin() as connection:
                connection.execute(insert(schema.interviews), interview_row(interview))
        except IntegrityError:
            raise BadInput(
                f"an interview {interview.id!r} is already kept: give the new one another id"
            ) from None

    def get(self, interview_id: str) -> Interview:
        """The interview of that id, or of the only id that begins with it.

        Raises NotFound, which lists the ids that fit, the nearest, or the latest.
        """
        from sqlalchemy import func, select

        from memory import schema

        table = schema.interviews
        wanted = _storable(interview_id)
        with self._store.engine.connect() as connection:
            kept = select(table).where(self._is_owned(table))
            row = connection.execute(kept.where(table.c.id == wanted)).first()
            if row is None and wanted:
                begins = func.substr(table.c.id, 1, len(wanted)) == wanted
                rows = connection.execute(
                    kept.where(begins).order_by(table.c.started_at.desc()).limit(2)
                ).all()
                row = rows[0] if len(rows) == 1 else None
        if row is None:
            raise self._not_found(interview_id)
        return interview_of(row)

    def list(self, user: str = "default", status: InterviewStatus | None = None) -> list[Interview]:
        """The interviews of a user, newest first; all, or those of one status."""
        return _newest(self._store, user, status, None)

    def latest_running(
        self, user: str = "default", *, practice: bool | None = None
    ) -> Interview | None:
        """The interview the user began last and has not finished; with `practice`, the practice
        session, or without it the mock interview, where that is said."""
        running = _newest(self._store, user, "running", None if practice is not None else 1)
        fit = (one for one in running if practice in (None, one.is_practice))
        return next(fit, None)

    def set_plan(self, interview_id: str, plan: Plan) -> None:
        """Keep the plan of an interview, in place of an earlier one. Raises NotFound."""
        self._change(interview_id, {"plan": plan.model_dump_json()})

    def finish(self, interview_id: str, report: Report, at: datetime) -> None:
        """Mark an interview finished at `at` with its report; done again, it changes nothing.

        Raises NotFound.
        """
        changes = {
            "status": "finished",
            "finished_at": at,
            "report": report.model_dump_json(),
        }
        self._change(interview_id, changes, only_running=True)

    def set_outcome(self, interview_id: str, outcome: Outcome, at: datetime) -> None:
        """Keep what the real interview brought, told at `at`, in place of what was told before.
        Raises NotFound."""
        self._change(interview_id, {"outcome": outcome, "outcome_at": at})

    def delete(self, interview_id: str) -> None:
        """Delete an interview with its turns and its checkpoints, overwritten in the file.

        Takes the whole id. Raises NotFound, and Busy while a process holds the interview.
        """
        from sqlalchemy import delete

        from memory import schema

        with (
            interview_lock(self._store.folder, interview_id),
            self._store.engine.begin() as connection,
        ):
            table, wanted = schema.interviews, _storable(interview_id)
            gone = connection.execute(delete(table).where(table.c.id == wanted)).rowcount
            for thread in (schema.checkpoints, schema.writes):
                connection.execute(delete(thread).where(thread.c.thread_id == wanted))
        forget_lock(self._store.folder, interview_id)
        if not gone:
            raise self._not_found(interview_id)
        with self._store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _is_owned(self, table: Table) -> ColumnElement[bool]:
        from sqlalchemy import true

        return true() if self._owner is None else table.c.user == self._owner

    def _change(
        self, interview_id: str, changes: dict[str, object], *, only_running: bool = False
    ) -> None:
        from sqlalchemy import select, update

        from memory import schema

        table = schema.interviews
        which = table.c.id == _storable(interview_id)
        with self._store.engine.begin() as connection:
            change = update(table).where(which)
            if only_running:
                change = change.where(table.c.status == "running")
            changed = connection.execute(change.values(changes)).rowcount
            known = changed or connection.execute(select(table.c.id).where(which)).first()
        if not known:
            raise self._not_found(interview_id)

    def _not_found(self, interview_id: str) -> NotFound:
        from sqlalchemy import select

        from memory import schema

        table = schema.interviews
        latest = (
            select(table.c.id)
            .where(self._is_owned(table))
            .order_by(table.c.started_at.desc())
            .limit(SEARCHED_IDS)
        )
        with self._store.engine.connect() as connection:
            ids = list(connection.execute(latest).scalars())
        if not ids:
            return NotFound(
                f"there is no interview {interview_id!r}, nor any other yet: start one with mock"
            )
        fitting = [known for known in ids if interview_id and known.startswith(interview_id)]
        if fitting:
            shown = ", ".join(fitting[:SHOWN_IDS])
            return NotFound(f"{interview_id!r} fits more than one interview: {shown}")
        nearest = get_close_matches(interview_id, ids, SHOWN_IDS)
        label, shown_ids = ("nearest", nearest) if nearest else ("latest", ids[:SHOWN_IDS])
        return NotFound(
            f"there is no interview {interview_id!r}; the {label}: {', '.join(shown_ids)}"
        )


def _storable(interview_id: str) -> str:
    """The id as the store could hold it; one from bytes that are no text matches nothing."""
    return interview_id.encode("utf-8", "replace").decode()


def _newest(
    store: Store, user: str, status: InterviewStatus | None, limit: int | None
) -> list[Interview]:
    from sqlalchemy import select

    from memory import schema

    table = schema.interviews
    query = select(table).where(table.c.user == user)
    if status is not None:
        query = query.where(table.c.status == status)
    query = query.order_by(table.c.started_at.desc(), table.c.id.desc()).limit(limit)
    with store.engine.connect() as connection:
        return [interview_of(row) for row in connection.execute(query)]


def interview_row(interview: Interview) -> dict[str, Any]:
    """The columns of an interview."""
    source_id, source_n = interview.source or (None, None)
    return {
        "id": interview.id,
        "user": interview.user,
        "mode": interview.mode,
        "status": interview.status,
        "style": interview.style,
        "minutes": interview.minutes,
        "questions": interview.count,
        "started_at": interview.started_at,
        "finished_at": interview.finished_at,
        "source_id": source_id,
        "source_n": source_n,
        "job": interview.job.model_dump_json(),
        "resume": interview.resume or None,
        "plan": interview.plan.model_dump_json() if interview.plan else None,
        "report": interview.report.model_dump_json() if interview.report else None,
        "outcome": interview.outcome,
        "outcome_at": interview.outcome_at,
    }


def interview_of(row: Row[Any]) -> Interview:
    """The interview a row holds."""
    return Interview(
        id=row.id,
        mode=row.mode,
        user=row.user,
        job=Job.model_validate_json(row.job),
        resume=row.resume or "",
        style=row.style,
        minutes=row.minutes,
        count=row.questions,
        status=row.status,
        started_at=row.started_at,
        finished_at=row.finished_at,
        plan=Plan.model_validate_json(row.plan) if row.plan else None,
        report=Report.model_validate_json(row.report) if row.report else None,
        source=(row.source_id, row.source_n) if row.source_id is not None else None,
        outcome=row.outcome,
        outcome_at=row.outcome_at,
    )
