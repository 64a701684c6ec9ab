"""Things that cost something to get, kept until they expire."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memory.database import Store


class Cache:
    """Text and bytes by key in the store, each with its own time to live."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str, now: datetime) -> bytes | str | None:
        """What was put under `key`; None when nothing was or it is not valid at `now`.

        After the clock jumped back, what comes from its future is not valid either: how long
        it has really been kept cannot be told.
        """
        from sqlalchemy import select

        from memory import schema

        table = schema.cache
        query = select(table.c.value).where(
            table.c.key == key, table.c.created_at <= now, table.c.expires_at > now
        )
        with self._store.engine.connect() as connection:
            value: bytes | str | None = connection.execute(query).scalar()
        return value

    def put(self, key: str, value: bytes | str, now: datetime, ttl_seconds: float) -> None:
        """Keep `value` under `key` for `ttl_seconds` from `now`, in place of an earlier one."""
        from sqlalchemy.dialects.sqlite import insert

        from memory import schema

        row = {
            "value": value,
            "created_at": now,
            "expires_at": now + timedelta(seconds=ttl_seconds),
        }
        statement = insert(schema.cache).values(key=key, **row)
        with self._store.engine.begin() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=row))

    def drop_expired(self, now: datetime) -> int:
        """Drop what is no longer valid at `now`; gives how many entries went."""
        from sqlalchemy import delete

        from memory import schema

        table = schema.cache
        with self._store.engine.begin() as connection:
            return connection.execute(delete(table).where(table.c.expires_at <= now)).rowcount
