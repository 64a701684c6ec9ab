"""Review cards: when a question or a criterion is due again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from domain import Card, CardKind

if TYPE_CHECKING:
    from sqlalchemy import Select

    from memory.database import Store


class Cards:
    """The cards of a store, one a person and item."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, user: str, kind: CardKind, items: Iterable[str] | None = None) -> list[Card]:
        """A user's cards of a kind, those due first before others: all, or those of `items`."""
        from sqlalchemy import select

        from memory import schema

        table = schema.cards
        query = select(table).where(table.c.user == user, table.c.item_kind == kind)
        if items is not None:
            query = query.where(table.c.item.in_(list(items)))
        return self._read(query.order_by(table.c.due, table.c.item))

    def due(self, user: str, kind: CardKind, at: datetime, limit: int) -> list[Card]:
        """The cards due at a moment, the longest overdue first; at most `limit`."""
        from sqlalchemy import select

        from memory import schema

        table = schema.cards
        query = (
            select(table)
            .where(table.c.user == user, table.c.item_kind == kind, table.c.due <= at)
            .order_by(table.c.due, table.c.item)
            .limit(limit)
        )
        return self._read(query)

    def put(self, user: str, cards: Sequence[Card]) -> None:
        """Keeps cards in place of those of the same items, unless those were reviewed later: all
        of them or none."""
        from sqlalchemy.dialects.sqlite import insert

        from memory import schema

        if not cards:
            return
        table = schema.cards
        statement = insert(table)
        values = {name: statement.excluded[name] for name in ("due", "reviewed_at", "card")}
        rows = [
            {
                "user": user,
                "item_kind": card.kind,
                "item": card.item,
                "due": card.due,
                "reviewed_at": card.reviewed_at,
                "card": card.state,
            }
            for card in cards
        ]
        with self._store.engine.begin() as connection:
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["user", "item_kind", "item"],
                    set_=values,
                    where=table.c.reviewed_at < statement.excluded.reviewed_at,
                ),
                rows,
            )

    def _read(self, query: Select[tuple[object, ...]]) -> list[Card]:
        with self._store.engine.connect() as connection:
            return [
                Card(
                    kind=row.item_kind,
                    item=row.item,
                    due=row.due,
                    reviewed_at=row.reviewed_at,
                    state=row.card,
                )
                for row in connection.execute(query)
            ]
