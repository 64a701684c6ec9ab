"""Which answer stands for a question, and whether it counts, as a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Subquery


def standing_answers(user: str) -> Subquery:
    """A row for each question of each session of a user but retakes: the answer that stands for
    it, as in `domain.standing_turns` the best scored part, in practice the first scored one (what
    is answered with the feedback in mind is no measure of the level).

    Beside the columns of the turn: `mode`, `status` and `started_at` of its session, `parts` (how
    many the question has), `seconds` (the time of all parts that were timed), `hinted` (whether a
    hint came before it), `first_seconds` (the time of the question's first part, None when not
    timed), and `counts`: scored and without a hint.
    """
    from sqlalchemy import and_, case, func, select

    from memory import schema

    turns, kept = schema.turns, schema.interviews
    scored = and_(turns.c.score.is_not(None), turns.c.skipped.is_(False))
    practice = kept.c.mode == "practice"
    question = (turns.c.interview_id, turns.c.n)
    all_hints = func.sum(turns.c.hints).over(partition_by=question)
    ranked = (
        select(
            turns.c.interview_id,
            turns.c.n,
            turns.c.question_id,
            turns.c.kind,
            turns.c.category,
            turns.c.difficulty,
            turns.c.company,
            turns.c.role,
            turns.c.score,
            turns.c.skipped,
            turns.c.self_rating,
            turns.c.answered_at,
            kept.c.mode,
            kept.c.status,
            kept.c.started_at,
            func.count().over(partition_by=question).label("parts"),
            (case((practice, turns.c.hints), else_=all_hints) > 0).label("hinted"),
            func.sum(turns.c.seconds).over(partition_by=question).label("seconds"),
            func.max(case((turns.c.part == 0, turns.c.seconds)))
            .over(partition_by=question)
            .label("first_seconds"),
            and_(scored, case((practice, turns.c.hints), else_=all_hints) == 0).label("counts"),
            func.row_number()
            .over(
                partition_by=question,
                order_by=(
                    scored.desc(),
                    case((practice, -turns.c.part), else_=turns.c.score).desc(),
                    turns.c.part.desc(),
                ),
            )
            .label("place"),
        )
        .join(kept, kept.c.id == turns.c.interview_id)
        .where(turns.c.user == user, kept.c.mode != "retake", turns.c.kind != "ask")
        .subquery()
    )
    return select(ranked).where(ranked.c.place == 1).subquery("answers")
