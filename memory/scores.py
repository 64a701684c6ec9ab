"""Every answer with its assessment, and what the answers come to, computed in SQL."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from domain import Assessment, CategoryScore, Kind, NotFound, Turn

if TYPE_CHECKING:
    from sqlalchemy import Row

    from memory.database import Store


class Scores:
    """The turns of a store. Recording the same turn again changes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(
        self,
        turn: Turn,
        user: str = "default",
        role: str | None = None,
        company: str | None = None,
    ) -> None:
        """Keep a turn; it is on the disk when this returns. The first of an id stays.

        Raises NotFound when its interview is not kept.
        """
        from sqlalchemy.dialects.sqlite import insert
        from sqlalchemy.exc import IntegrityError

        from memory import schema

        first_stays = insert(schema.turns).on_conflict_do_nothing(index_elements=["id"])
        try:
            with self._store.engine.begin() as connection:
                connection.execute(first_stays, turn_row(turn, user, role, company))
        except IntegrityError:
            raise NotFound(
                f"there is no interview {turn.interview_id!r} to record an answer of: "
                "create it first"
            ) from None

    def revise(self, turn: Turn) -> None:
        """Puts the turn's assessment in the place of the one that is kept; nothing else of a turn
        changes."""
        from sqlalchemy import update

        from memory import schema

        table = schema.turns
        with self._store.engine.begin() as connection:
            connection.execute(
                update(table).where(table.c.id == turn.id).values(**_judged(turn.assessment))
            )

    def turns(self, interview_id: str, n: int | None = None) -> list[Turn]:
        """The turns of an interview, or of its question `n` alone, in the order they were put."""
        from sqlalchemy import select

        from memory import schema

        table = schema.turns
        query = (
            select(table)
            .where(table.c.interview_id == interview_id)
            .order_by(table.c.n, table.c.part)
        )
        if n is not None:
            query = query.where(table.c.n == n)
        with self._store.engine.connect() as connection:
            return [turn_of(row) for row in connection.execute(query)]

    def judged_before(self, turn: Turn) -> int:
        """How many answers of a turn's interview were judged before it was put."""
        from sqlalchemy import func, select, tuple_

        from memory import schema

        table = schema.turns
        query = (
            select(func.count())
            .where(table.c.interview_id == turn.interview_id)
            .where(tuple_(table.c.n, table.c.part) < (turn.n, turn.part))
            .where(table.c.assessment.is_not(None))
        )
        with self._store.engine.connect() as connection:
            return connection.execute(query).scalar_one()

    def asked_lately(self, user: str = "default", limit: int = 200) -> dict[str, datetime]:
        """The questions a user was asked last and when, the latest first; at most `limit`."""
        from sqlalchemy import func, select

        from memory import schema

        table = schema.turns
        last = func.max(table.c.answered_at, type_=schema.Moment()).label("last")
        query = (
            select(table.c.question_id, last)
            .where(table.c.user == user)
            .group_by(table.c.question_id)
            .order_by(last.desc(), table.c.question_id)
            .limit(limit)
        )
        with self._store.engine.connect() as connection:
            return {row.question_id: row.last for row in connection.execute(query)}

    def by_category(self, user: str = "default", kind: Kind | None = None) -> list[CategoryScore]:
        """The mean score of each category over the answers that count (see `memory.standing`), by
        name."""
        from sqlalchemy import func, select

        from memory.standing import standing_answers

        standing = standing_answers(user).c
        query = (
            select(
                standing.category,
                func.avg(standing.score).label("score"),
                func.count().label("answers"),
            )
            .where(standing.counts)
            .group_by(standing.category)
            .order_by(standing.category)
        )
        if kind is not None:
            query = query.where(standing.kind == kind)
        with self._store.engine.connect() as connection:
            return [
                CategoryScore(name=row.category, score=row.score, answers=row.answers)
                for row in connection.execute(query)
            ]


def _judged(assessment: Assessment | None) -> dict[str, Any]:
    """The columns that hold an assessment."""
    return {
        "score": assessment.score if assessment else None,
        "scored_by": assessment.scored_by if assessment else None,
        "assessment": assessment.model_dump_json() if assessment else None,
    }


def turn_row(turn: Turn, user: str, role: str | None, company: str | None) -> dict[str, Any]:
    """The columns of a turn."""
    return {
        "id": turn.id,
        "interview_id": turn.interview_id,
        "n": turn.n,
        "part": turn.part,
        "user": user,
        "question_id": turn.question_id,
        "kind": turn.kind,
        "category": turn.category,
        "role": role,
        "company": company,
        "difficulty": turn.difficulty,
        "seconds": turn.seconds,
        "words": len(turn.answer.split()),
        "hints": turn.hints,
        "self_rating": turn.self_rating,
        "skipped": turn.skipped,
        "answered_at": turn.answered_at,
        "text": turn.text,
        "answer": turn.answer,
        **_judged(turn.assessment),
    }


def turn_of(row: Row[Any]) -> Turn:
    """The turn a row holds."""
    return Turn(
        interview_id=row.interview_id,
        n=row.n,
        part=row.part,
        question_id=row.question_id,
        kind=row.kind,
        category=row.category,
        difficulty=row.difficulty,
        text=row.text,
        answer=row.answer,
        seconds=row.seconds,
        skipped=row.skipped,
        hints=row.hints,
        self_rating=row.self_rating,
        assessment=(Assessment.model_validate_json(row.assessment) if row.assessment else None),
        answered_at=row.answered_at,
    )
