"""A person's finished sessions out of the store and into it, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain import Interview, StoreUnavailable, Turn
from memory.interviews import Interviews, interview_of, interview_row
from memory.scores import turn_of, turn_row

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from memory.database import Store

_ROWS = 500
"""Rows put in with one statement: each has up to 20 values, and SQLite takes 32,766."""


@dataclass(frozen=True)
class KeptTurn:
    """A turn and the words of its answer, which are counted where the answer is left out."""

    turn: Turn
    words: int


class Transfer:
    """What a store hands over of a person, and takes in."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def sessions(self, user: str) -> list[tuple[Interview, list[KeptTurn]]]:
        """The finished sessions of a user with their turns, oldest first."""
        from sqlalchemy import select

        from memory import schema

        finished = Interviews(self._store).list(user, "finished")
        turns: dict[str, list[KeptTurn]] = {interview.id: [] for interview in finished}
        table = schema.turns
        query = select(table).where(table.c.user == user).order_by(table.c.n, table.c.part)
        with self._store.engine.connect() as connection:
            for row in connection.execute(query):
                if row.interview_id in turns:
                    turns[row.interview_id].append(KeptTurn(turn_of(row), row.words))
        return [(interview, turns[interview.id]) for interview in reversed(finished)]

    def months(self, user: str) -> list[dict[str, Any]]:
        """The monthly sums of a user, oldest first, without the user's name."""
        from sqlalchemy import select

        from memory import schema

        table = schema.months
        columns = [column for column in table.c if column.name != "user"]
        query = select(*columns).where(table.c.user == user).order_by(table.c.month)
        with self._store.engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(query)]

    def owners(self, ids: Iterable[str]) -> dict[str, Interview]:
        """The stored interviews of these ids, whoever they belong to."""
        from sqlalchemy import select

        from memory import schema

        table = schema.interviews
        found: dict[str, Interview] = {}
        wanted = list(dict.fromkeys(ids))
        with self._store.engine.connect() as connection:
            for start in range(0, len(wanted), _ROWS):
                some = select(table).where(table.c.id.in_(wanted[start : start + _ROWS]))
                found |= {row.id: interview_of(row) for row in connection.execute(some)}
        return found

    def take_in(
        self,
        sessions: Sequence[tuple[Interview, Sequence[KeptTurn]]],
        months: Sequence[dict[str, Any]],
        user: str,
    ) -> int:
        """Keep new sessions, and the sums of months of which the store holds none; everything in
        one transaction. Gives how many months were new.

        Raises StoreUnavailable when an id was taken meanwhile; nothing is kept then.
        """
        from sqlalchemy import insert
        from sqlalchemy.exc import IntegrityError

        from memory import schema

        interviews = [interview_row(interview) for interview, _ in sessions]
        turns = [
            {
                **turn_row(kept.turn, user, interview.job.role, interview.job.company),
                "words": kept.words,
            }
            for interview, turns in sessions
            for kept in turns
        ]
        try:
            with self._store.engine.begin() as connection:
                for table, rows in ((schema.interviews, interviews), (schema.turns, turns)):
                    for start in range(0, len(rows), _ROWS):
                        connection.execute(insert(table), rows[start : start + _ROWS])
                return _add_months(connection, months, user)
        except IntegrityError:
            raise StoreUnavailable(
                "another process wrote one of these sessions meanwhile: nothing was taken in, "
                "try again"
            ) from None


def _add_months(connection: Connection, months: Sequence[dict[str, Any]], user: str) -> int:
    from sqlalchemy import insert, select

    from memory import schema

    table = schema.months
    held = set(connection.scalars(select(table.c.month).where(table.c.user == user).distinct()))
    new = [{**row, "user": user} for row in months if row["month"] not in held]
    if new:
        connection.execute(insert(table), new)
    return len({row["month"] for row in new})
