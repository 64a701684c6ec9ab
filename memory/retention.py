"""What is older than the retention period is summed up by month and removed, after it was told."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from domain import StoreUnavailable
from memory.purging import pack
from memory.standing import standing_answers

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from memory.database import Store

NOTICE = timedelta(days=1)
"""How long before the first removal it is told at the least."""

_TOLD = "retention told"


def overdue(store: Store, now: datetime, days: int) -> tuple[int, datetime | None]:
    """How many finished sessions of anybody's are older than so many days, and when the oldest of
    all began; None without any. An unfinished one is left alone."""
    from sqlalchemy import func, select

    from memory import schema

    table = schema.interviews
    finished = table.c.status == "finished"
    old = func.count().filter(table.c.started_at < now - timedelta(days=days))
    oldest = func.min(table.c.started_at, type_=schema.Moment())
    with store.engine.connect() as connection:
        count, since = connection.execute(select(old, oldest).where(finished)).one()
    return int(count), since


def told_at(store: Store) -> datetime | None:
    """When the removal was told first; None before."""
    from sqlalchemy import select

    from memory import schema

    table = schema.marks
    with store.engine.connect() as connection:
        return connection.execute(select(table.c.at).where(table.c.name == _TOLD)).scalar()


def tell(store: Store, now: datetime) -> None:
    """Notes that it was told; the first moment stays."""
    from sqlalchemy.dialects.sqlite import insert

    from memory import schema

    statement = insert(schema.marks).values(name=_TOLD, at=now)
    with store.engine.begin() as connection:
        connection.execute(statement.on_conflict_do_nothing(index_elements=["name"]))


def sum_up(store: Store, now: datetime, days: int) -> int:
    """Adds the scored answers of finished sessions older than so many days to their months, and
    removes these sessions with all that was said in them: all of it or nothing. Gives how many
    went. Answers with hints stand in no mean and in no month."""
    from sqlalchemy import delete, select

    from memory import schema

    table = schema.interviews
    old = (table.c.status == "finished") & (table.c.started_at < now - timedelta(days=days))
    with store.engine.begin() as connection:
        chosen = connection.execute(select(table.c.id, table.c.user).where(old)).all()
        ids = [row.id for row in chosen]
        for user in sorted({row.user for row in chosen}):
            _add_up(connection, user, {row.id for row in chosen if row.user == user})
        for at in range(0, len(ids), 500):
            some = ids[at : at + 500]
            for thread in (schema.checkpoints, schema.writes):
                connection.execute(delete(thread).where(thread.c.thread_id.in_(some)))
            connection.execute(delete(table).where(table.c.id.in_(some)))
    if ids:
        # What is gone is overwritten already; without room to pack, the next removal packs it.
        with suppress(StoreUnavailable):
            pack(store)
    return len(ids)


def _add_up(connection: Connection, user: str, ids: set[str]) -> None:
    """Adds the standing answers of a user's sessions to the months."""
    from sqlalchemy import func, select
    from sqlalchemy.dialects.sqlite import insert

    from memory import schema

    answers = standing_answers(user)
    month = func.strftime("%Y-%m", answers.c.started_at)
    by = (month, answers.c.mode, answers.c.kind, answers.c.category, answers.c.difficulty)
    rows: list[dict[str, Any]] = []
    listed = sorted(ids)
    for at in range(0, len(listed), 500):
        query = (
            select(
                month.label("month"),
                *by[1:],
                func.count(answers.c.interview_id.distinct()).label("sessions"),
                func.count().label("answers"),
                func.sum(answers.c.score).label("score_sum"),
                func.sum(answers.c.score * answers.c.score).label("score_squares"),
                func.coalesce(func.sum(answers.c.seconds), 0.0).label("seconds"),
            )
            .where(answers.c.counts, answers.c.interview_id.in_(listed[at : at + 500]))
            .group_by(*by)
        )
        rows += [dict(row._mapping) for row in connection.execute(query)]
    table = schema.months
    for row in rows:
        statement = insert(table).values(user=user, **row)
        added = {
            name: table.c[name] + statement.excluded[name]
            for name in ("sessions", "answers", "score_sum", "score_squares", "seconds")
        }
        keys = ["user", "month", "mode", "kind", "category", "difficulty"]
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=added))
