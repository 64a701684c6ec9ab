"""The queries that add a user's standing answers up.

Those that take no user read `gathered`, which holds the answers of one (see `memory.standing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    and_,
    case,
    func,
    select,
)

from domain import Kind
from memory import schema
from memory.schema import Moment

# Self-ratings are counted in bands of so many points.
BAND = 20

gathered = Table(
    "gathered",
    MetaData(),
    Column("interview_id", String),
    Column("question_id", String),
    Column("kind", String),
    Column("category", String),
    Column("difficulty", String),
    Column("company", String),
    Column("score", Float),
    Column("skipped", Boolean),
    Column("self_rating", Float),
    Column("answered_at", Moment),
    Column("mode", String),
    Column("started_at", Moment),
    Column("parts", Integer),
    Column("hinted", Boolean),
    Column("seconds", Float),
    Column("first_seconds", Float),
    Column("counts", Boolean),
    prefixes=["TEMPORARY"],
)
_g = gathered.c
_counted = _g.counts.is_(True)
_MEAN, _SUM, _SQUARES = (
    func.avg(_g.score).label("score"),
    func.sum(_g.score).label("total"),
    func.sum(_g.score * _g.score).label("squares"),
)
_ANSWERS = func.count().label("answers")


def sessions(user: str) -> Select[Any]:
    """The finished sessions of a user in figures, oldest first; retakes are none of their own."""
    kept = schema.interviews
    scores = (
        select(
            _g.interview_id,
            func.avg(case((_counted, _g.score))).label("score"),
            func.sum(case((_counted, 1), else_=0)).label("answers"),
            func.sum(_g.seconds).label("seconds"),
        )
        .group_by(_g.interview_id)
        .subquery()
    )
    return (
        select(
            kept.c.id,
            kept.c.started_at.label("at"),
            kept.c.mode,
            scores.c.score,
            func.coalesce(scores.c.answers, 0).label("answers"),
            func.coalesce(scores.c.seconds, 0.0).label("seconds"),
        )
        .outerjoin(scores, scores.c.interview_id == kept.c.id)
        .where(kept.c.user == user, kept.c.status == "finished", kept.c.mode != "retake")
        .order_by(kept.c.started_at, kept.c.id)
    )


def months(user: str) -> Select[Any]:
    """The months past the retention period, oldest first."""
    table = schema.months
    answers = func.sum(table.c.answers)
    return (
        select(
            table.c.month,
            (func.sum(table.c.score_sum) / answers).label("score"),
            answers.label("answers"),
        )
        .where(table.c.user == user, table.c.mode != "retake", table.c.answers > 0)
        .group_by(table.c.month)
        .order_by(table.c.month)
    )


def kept_areas() -> Select[Any]:
    """The scores of each category."""
    area = (_g.kind, _g.category)
    return select(*area, _ANSWERS, _SUM, _SQUARES).where(_counted).group_by(*area)


def summed_areas(user: str) -> Select[Any]:
    """The scores of each category in the months past the retention period."""
    table = schema.months
    area = (table.c.kind, table.c.category)
    return (
        select(
            *area,
            func.sum(table.c.answers).label("answers"),
            func.sum(table.c.score_sum).label("total"),
            func.sum(table.c.score_squares).label("squares"),
        )
        .where(table.c.user == user, table.c.mode != "retake", table.c.answers > 0)
        .group_by(*area)
    )


def items(recent: int) -> Select[Any]:
    """The mean score of each question in the latest `recent` sessions, and before them."""
    latest = (
        select(_g.interview_id)
        .where(_counted)
        .group_by(_g.interview_id)
        .order_by(func.max(_g.started_at).desc(), _g.interview_id.desc())
        .limit(recent)
    )
    is_recent = _g.interview_id.in_(latest).label("recent")
    return (
        select(_g.difficulty, is_recent, _ANSWERS, _MEAN)
        .where(_counted)
        .group_by(_g.question_id, _g.difficulty, is_recent)
    )


def paces(targets: Mapping[Kind, tuple[float, float]]) -> Select[Any]:
    """The time of first answers to questions of each kind of `targets` (seconds, from and to)."""
    timed = and_(_g.first_seconds.is_not(None), _g.skipped.is_(False), _g.kind.in_(targets))
    place = func.row_number().over(partition_by=_g.kind, order_by=_g.first_seconds)
    ranked = (
        select(
            _g.kind,
            _g.first_seconds.label("seconds"),
            place.label("place"),
            func.count().over(partition_by=_g.kind).label("answers"),
        )
        .where(timed)
        .subquery()
    )
    r = ranked.c
    least = case({kind: low for kind, (low, _) in targets.items()}, value=r.kind)
    most = case({kind: high for kind, (_, high) in targets.items()}, value=r.kind)
    # Of an even number the middle two, of an odd one the middle.
    middle = and_(2 * r.place >= r.answers, 2 * r.place <= r.answers + 2)
    odd_middle = 2 * r.place == r.answers + 1
    inner = case((r.answers % 2 == 1, odd_middle), else_=middle)
    return select(
        r.kind,
        func.max(r.answers).label("answers"),
        func.avg(case((inner, r.seconds))).label("median"),
        func.sum(case((r.seconds < least, 1), else_=0)).label("short"),
        func.sum(case((r.seconds > most, 1), else_=0)).label("long"),
    ).group_by(r.kind)


def ratings() -> Select[Any]:
    """Self-ratings beside scores, by kind and band."""
    top = 100 // BAND - 1
    # The topmost band holds 100 as well.
    floor = func.cast(_g.self_rating / BAND, Integer)
    band = case((floor > top, top), else_=floor).label("band")
    gap = _g.self_rating - _g.score
    return (
        select(
            _g.kind,
            band,
            _ANSWERS,
            func.sum(_g.self_rating).label("rated"),
            func.sum(_g.score).label("scored"),
            func.sum(gap * gap).label("squares"),
        )
        .where(_counted, _g.self_rating.is_not(None))
        .group_by(_g.kind, band)
    )


def attempts() -> Select[Any]:
    """How the questions were met."""

    def number(what: Any) -> Any:
        return func.sum(case((what, 1), else_=0))

    return select(
        func.count().label("questions"),
        number(_counted).label("counted"),
        number(and_(_g.score.is_(None), _g.skipped.is_(False))).label("unscored"),
        number(_g.skipped.is_(True)).label("skipped"),
        number(_g.hinted.is_(True)).label("hinted"),
        func.sum(case((_g.mode == "practice", _g.parts - 1), else_=0)).label("repeats"),
    )


def retaken(user: str) -> Select[Any]:
    """How many questions were answered again in retakes."""
    turns, kept = schema.turns, schema.interviews
    return (
        select(func.count().label("repeats"))
        .select_from(kept.join(turns, kept.c.id == turns.c.interview_id))
        .where(kept.c.user == user, kept.c.mode == "retake", turns.c.part == 0)
    )


def seen() -> Select[Any]:
    """The questions that were asked."""
    return select(_g.question_id).distinct()


def reports(user: str, most: int) -> Select[Any]:
    """The reports of the latest sessions, newest first."""
    kept = schema.interviews
    return (
        select(kept.c.report)
        .where(
            kept.c.user == user,
            kept.c.status == "finished",
            kept.c.mode != "retake",
            kept.c.report.is_not(None),
        )
        .order_by(kept.c.started_at.desc(), kept.c.id.desc())
        .limit(most)
    )


def latest_job(user: str) -> Select[Any]:
    """The job of the latest session."""
    kept = schema.interviews
    return (
        select(kept.c.job)
        .where(kept.c.user == user)
        .order_by(kept.c.started_at.desc(), kept.c.id.desc())
        .limit(1)
    )
