"""What a store holds, counted in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Table

    from memory.database import Store


@dataclass(frozen=True)
class Holding:
    """So many things of a kind, with the oldest of them (None without any or a date)."""

    what: str
    count: int
    since: datetime | None = None


def holdings(store: Store, user: str | None = None) -> list[Holding]:
    """What is kept, of all people or of one `user`. The cache and the working states of sessions
    are nobody's: they are counted for all only."""
    from memory import schema

    sessions = schema.interviews
    mock = sessions.c.mode != "practice"
    mine: list[Holding] = [
        _counted(store, "mock interviews and retakes", sessions, "started_at", user, mock),
        _counted(store, "practice sessions", sessions, "started_at", user, ~mock),
        _counted(store, "answers", schema.turns, "answered_at", user),
        _counted(store, "stories", schema.stories, "created_at", user),
        _counted(store, "review cards", schema.cards, "reviewed_at", user),
        _counted(store, "practice plans", schema.plans, "made_at", user),
        _counted(store, "monthly summaries", schema.months, None, user),
    ]
    if user is not None:
        return mine
    return [
        *mine,
        _counted(store, "kept look-ups (questions, pages, briefs)", schema.cache, "created_at"),
        _counted(store, "working states of sessions", schema.checkpoints, None),
    ]


def users(store: Store) -> list[str]:
    """The people of whom anything is kept, by name."""
    from sqlalchemy import select, union

    from memory import schema

    tables = (schema.interviews, schema.stories, schema.cards, schema.plans, schema.months)
    query = union(*(select(table.c.user) for table in tables))
    with store.engine.connect() as connection:
        return sorted(connection.execute(query).scalars())


def _counted(
    store: Store,
    what: str,
    table: Table,
    when: str | None,
    user: str | None = None,
    which: ColumnElement[bool] | None = None,
) -> Holding:
    from sqlalchemy import func, literal, select

    from memory import schema

    oldest: Any = func.min(table.c[when], type_=schema.Moment()) if when else literal(None)
    query = select(func.count(), oldest).select_from(table)
    if user is not None:
        query = query.where(table.c.user == user)
    if which is not None:
        query = query.where(which)
    with store.engine.connect() as connection:
        count, since = connection.execute(query).one()
    return Holding(what, count, since)
