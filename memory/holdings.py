"""What a store holds, counted in SQL."""

from __future__ import annotations

import operator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING, Any

from memory.cipher import connect_still

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Table

    from memory.database import Store

_BRIEF = "brief:"
"""How the keys of briefs begin in the cache; the person whose brief it is comes next."""


@dataclass(frozen=True)
class Holding:
    """So many things of a kind, the bytes of what is in them (of interviews and practice sessions
    with their answers' apart), and the oldest of them (None without any or a date)."""

    what: str
    count: int
    bytes: int = 0
    since: datetime | None = None


@dataclass(frozen=True)
class ReadBack:
    """What a look at the file itself shows: whether every page is whole, how many pages hold
    nothing (there something removed may have been), and the bytes of the log."""

    whole: bool
    free_pages: int
    log_bytes: int

    @property
    def clean(self) -> bool:
        """Whether nothing is in the file but what is kept."""
        return self.whole and not self.free_pages and not self.log_bytes


def holdings(store: Store, user: str | None = None) -> list[Holding]:
    """What is kept, of all people or of one `user`. Look-ups but for briefs, and the working states
    of sessions, are nobody's: they are counted for all only."""
    from memory import schema

    sessions, cache = schema.interviews, schema.cache
    of_whom = _BRIEF if user is None else f"{_BRIEF}{user}:"
    brief = cache.c.key.startswith(of_whom, autoescape=True)
    mock = sessions.c.mode != "practice"
    mine: list[Holding] = [
        _counted(store, "mock interviews and retakes", sessions, "started_at", user, mock),
        _counted(store, "practice sessions", sessions, "started_at", user, ~mock),
        _counted(store, "answers", schema.turns, "answered_at", user),
        _counted(store, "stories", schema.stories, "created_at", user),
        _counted(store, "review cards", schema.cards, "reviewed_at", user),
        _counted(store, "practice plans", schema.plans, "made_at", user),
        _counted(store, "monthly summaries", schema.months, None, user),
        _counted(store, "research briefs", cache, "created_at", which=brief),
    ]
    if user is not None:
        return mine
    return [
        *mine,
        _counted(store, "kept look-ups (questions, pages)", cache, "created_at", which=~brief),
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
    from sqlalchemy import Integer, func, literal, select

    from memory import schema

    oldest: Any = func.min(table.c[when], type_=schema.Moment()) if when else literal(None)
    sizes = (func.coalesce(func.octet_length(column, type_=Integer), 0) for column in table.c)
    size = func.coalesce(func.sum(reduce(operator.add, sizes)), 0)
    query = select(func.count(), size, oldest).select_from(table)
    if user is not None:
        query = query.where(table.c.user == user)
    if which is not None:
        query = query.where(which)
    with store.engine.connect() as connection:
        count, size_of_all, since = connection.execute(query).one()
    return Holding(what, count, size_of_all, since)


def read_back(store: Store) -> ReadBack:
    """Reads the file of a store from the disk anew, every page of it."""
    log = store.file.with_name(store.file.name + "-wal")
    with closing(connect_still(store.file, store.key)) as connection:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    whole = not broken and verdict == "ok"
    return ReadBack(whole, free, log.stat().st_size if log.exists() else 0)
