"""The queries that set answers beside the outcomes of real interviews, over `gathered` (see
`memory.adding_up`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, Subquery, and_, func, select

from memory import schema
from memory.adding_up import gathered
from memory.schema import Moment

GOOD, BAD = ("advanced", "offer"), ("rejected",)
_g = gathered.c
_ANSWERS, _MEAN = func.count().label("answers"), func.avg(_g.score).label("score")


def told_of(user: str) -> Select[Any]:
    """How often each outcome was told."""
    kept = schema.interviews
    return (
        select(kept.c.outcome, func.count().label("told"))
        .where(kept.c.user == user, kept.c.outcome.is_not(None))
        .group_by(kept.c.outcome)
    )


def can_be_compared(told: Mapping[str, int], needed: int) -> bool:
    """Whether there are enough good outcomes and enough bad ones."""
    return all(sum(told.get(name, 0) for name in sort) >= needed for sort in (GOOD, BAD))


def led_to(area: str, needed: int) -> Select[Any]:
    """The mean score before each good or bad outcome, by `area` ("category" or "question_id"),
    of those areas that came before at least `needed` of either.

    An answer belongs to the outcome of its own session; where none was told of that, to the next
    one of another session for the same company.
    """
    ways = _ways()
    name = _g[area].label("area")
    good = ways.c.outcome.in_(GOOD)
    means = (
        select(ways.c.led_to.label("outcome"), good.label("good"), name, _ANSWERS, _MEAN)
        .select_from(gathered.join(ways, ways.c.interview_id == _g.interview_id))
        .where(_g.counts.is_(True))
        .group_by(ways.c.led_to, good, name)
        .subquery()
    )
    goods = func.sum(means.c.good).over(partition_by=means.c.area)
    both = func.count().over(partition_by=means.c.area)
    counted = select(means, goods.label("goods"), both.label("both")).subquery()
    c = counted.c
    return select(c.outcome, c.good, c.area, c.answers, c.score).where(
        c.goods >= needed, c.both - c.goods >= needed
    )


def _ways() -> Subquery:
    """Which outcome each session led to."""
    kept = schema.interviews
    held = (
        select(
            _g.interview_id,
            func.lower(func.trim(func.max(_g.company))).label("company"),
            func.max(_g.answered_at, type_=Moment()).label("at"),
            func.max(kept.c.outcome).label("outcome"),
            func.max(kept.c.outcome_at, type_=Moment()).label("outcome_at"),
        )
        .join(kept, kept.c.id == _g.interview_id)
        .group_by(_g.interview_id)
        .cte("held")
        .prefix_with("MATERIALIZED")
    )
    told = held.alias("told")
    decided = told.c.outcome.in_((*GOOD, *BAD))
    own = select(told.c.interview_id, told.c.interview_id.label("led_to"), told.c.outcome)
    place = func.row_number().over(
        partition_by=held.c.interview_id, order_by=(told.c.outcome_at, told.c.interview_id)
    )
    later = (
        select(
            held.c.interview_id,
            told.c.interview_id.label("led_to"),
            told.c.outcome,
            place.label("place"),
        )
        .join(told, and_(held.c.company == told.c.company, held.c.at <= told.c.outcome_at))
        .where(held.c.outcome.is_(None), decided)
        .subquery()
    )
    others = select(later.c.interview_id, later.c.led_to, later.c.outcome)
    return own.where(decided).union_all(others.where(later.c.place == 1)).subquery("ways")
