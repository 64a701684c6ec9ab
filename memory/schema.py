"""The tables of the store, as the newest migration leaves them."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
)
from typing_extensions import override

_TEXT, _BYTES, _SMALL = 1, 2, 4


class Packed(TypeDecorator[str | bytes]):
    """Text or bytes, compressed when that makes them smaller; gives back what was put in."""

    impl = LargeBinary
    cache_ok = True

    @override
    def process_bind_param(self, value: str | bytes | None, dialect: Dialect) -> bytes | None:
        """The value with a first byte that says how to read it."""
        if value is None:
            return None
        if isinstance(value, str):
            tag, raw = _TEXT, value.encode()
        else:
            tag, raw = _BYTES, value
        small = zlib.compress(raw)
        if len(small) < len(raw):
            tag, raw = tag | _SMALL, small
        return bytes([tag]) + raw

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | bytes | None:
        """What was put in."""
        if value is None:
            return None
        tag, raw = value[0], bytes(value[1:])
        if tag & _SMALL:
            raw = zlib.decompress(raw)
        return raw.decode() if tag & _TEXT else raw


class Moment(TypeDecorator[datetime]):
    """A timezone-aware moment, kept as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC; a naive one is an error of the caller's."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a timezone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment, aware, in UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()

interviews = Table(
    "interviews",
    metadata,
    Column("id", String, primary_key=True),
    Column("user", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("status", String, nullable=False),
    Column("style", String, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("source_id", String),
    Column("source_n", Integer),
    Column("job", Packed, nullable=False),
    Column("plan", Packed),
    Column("report", Packed),
    Index("interviews_by_user", "user", "status", "started_at"),
)

turns = Table(
    "turns",
    metadata,
    Column("id", String, primary_key=True),
    Column("interview_id", String, ForeignKey("interviews.id", ondelete="CASCADE"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("user", String, nullable=False),
    Column("question_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("category", String, nullable=False),
    Column("role", String),
    Column("company", String),
    Column("difficulty", String, nullable=False),
    Column("score", Float),
    Column("seconds", Float),
    Column("words", Integer, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("scored_by", String),
    Column("skipped", Boolean, nullable=False),
    Column("answered_at", Moment, nullable=False),
    Column("text", Packed, nullable=False),
    Column("answer", Packed, nullable=False),
    Column("assessment", Packed),
    Index("turns_by_interview", "interview_id", "n", "part"),
    Index("turns_by_user", "user", "answered_at"),
)

cache = Table(
    "cache",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Packed, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index("cache_by_expiry", "expires_at"),
)
