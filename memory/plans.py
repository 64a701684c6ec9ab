"""The practice plan of each person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import PracticePlan

if TYPE_CHECKING:
    from memory.database import Store


class Plans:
    """One plan a person."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, user: str) -> PracticePlan | None:
        """The plan kept for a user; None when there is none."""
        from sqlalchemy import select

        from memory import schema

        table = schema.plans
        with self._store.engine.connect() as connection:
            text = connection.execute(select(table.c.plan).where(table.c.user == user)).scalar()
        return PracticePlan.model_validate_json(text) if text else None

    def keep(self, user: str, plan: PracticePlan) -> None:
        """Keeps a plan in place of an earlier one."""
        from sqlalchemy.dialects.sqlite import insert

        from memory import schema

        row = {"made_at": plan.made_at, "plan": plan.model_dump_json()}
        statement = insert(schema.plans).values(user=user, **row)
        with self._store.engine.begin() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["user"], set_=row))

    def delete(self, user: str) -> None:
        """Removes a user's plan, if there is one."""
        from sqlalchemy import delete

        from memory import schema

        with self._store.engine.begin() as connection:
            connection.execute(delete(schema.plans).where(schema.plans.c.user == user))
