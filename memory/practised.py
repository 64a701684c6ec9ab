"""What a person has practised, question by question, computed in SQL."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from domain import Practised

if TYPE_CHECKING:
    from memory.database import Store


class PractisedQuestions:
    """The questions answered in the store, skipped ones and the candidate's own aside."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, user: str) -> list[Practised]:
        """Each question a user has answered, with its latest score that there is, latest first."""
        from sqlalchemy import func, select

        from memory import schema

        table = schema.turns
        latest = (
            func.row_number()
            .over(
                partition_by=table.c.question_id,
                order_by=(table.c.score.is_(None), table.c.answered_at.desc(), table.c.part.desc()),
            )
            .label("latest")
        )
        asked = (
            select(
                table.c.question_id,
                table.c.kind,
                table.c.category,
                table.c.score,
                func.max(table.c.answered_at, type_=schema.Moment())
                .over(partition_by=table.c.question_id)
                .label("at"),
                func.count().over(partition_by=table.c.question_id).label("times"),
                latest,
            )
            .where(table.c.user == user, table.c.skipped.is_(False), table.c.kind != "ask")
            .subquery()
        )
        query = select(asked).where(asked.c.latest == 1).order_by(asked.c.at.desc())
        with self._store.engine.connect() as connection:
            return [
                Practised(
                    question_id=row.question_id,
                    kind=row.kind,
                    category=row.category,
                    score=row.score,
                    at=row.at,
                    times=row.times,
                )
                for row in connection.execute(query)
            ]

    def answered_since(self, user: str, since: datetime) -> list[tuple[str, str, datetime]]:
        """What a user answered since a moment: the question's id, the mode of the session it was
        asked in, and when, in order."""
        from sqlalchemy import select

        from memory import schema

        turns, sessions = schema.turns, schema.interviews
        query = (
            select(turns.c.question_id, sessions.c.mode, turns.c.answered_at)
            .join(sessions, sessions.c.id == turns.c.interview_id)
            .where(turns.c.user == user, turns.c.skipped.is_(False), turns.c.answered_at >= since)
            .order_by(turns.c.answered_at)
        )
        with self._store.engine.connect() as connection:
            return [
                (row.question_id, row.mode, row.answered_at) for row in connection.execute(query)
            ]

    def best(self, user: str, least: float, most: int) -> list[tuple[str, int, str, float]]:
        """A user's best answers, best first: the session's id, the question's number, its
        category, and the score (0-100), which is at least `least`; one a category."""
        from sqlalchemy import func, select

        from memory import schema

        table = schema.turns
        place = (
            func.row_number()
            .over(partition_by=table.c.category, order_by=(table.c.score.desc(), table.c.id))
            .label("place")
        )
        scored = (
            select(table.c.interview_id, table.c.n, table.c.category, table.c.score, place)
            .where(table.c.user == user, table.c.score >= least)
            .subquery()
        )
        query = (
            select(scored)
            .where(scored.c.place == 1)
            .order_by(scored.c.score.desc(), scored.c.category)
            .limit(most)
        )
        with self._store.engine.connect() as connection:
            return [
                (row.interview_id, row.n, row.category, row.score)
                for row in connection.execute(query)
            ]
