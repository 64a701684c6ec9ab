"""The tables of the store, as the newest migration leaves them."""

from __future__ import annotations

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
    Text,
    TypeDecorator,
)
from typing_extensions import override

from memory.compact import restore, shrink

_TEXT, _BYTES = b"t", b"b"


class Packed(TypeDecorator[str | bytes]):
    """Text or bytes in as little room as can be; gives back what was put in."""

    impl = LargeBinary
    cache_ok = True

    @override
    def process_bind_param(self, value: str | bytes | None, dialect: Dialect) -> bytes | None:
        """The packed value after a byte that tells text from bytes."""
        if value is None:
            return None
        if isinstance(value, str):
            return _TEXT + shrink(value.encode())
        return _BYTES + shrink(value)

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | bytes | None:
        """What was put in."""
        if value is None:
            return None
        raw = restore(bytes(value[1:]))
        return raw.decode() if value[:1] == _TEXT else raw


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
    Column("questions", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("source_id", String),
    Column("source_n", Integer),
    Column("job", Packed, nullable=False),
    Column("resume", Packed),
    Column("plan", Packed),
    Column("report", Packed),
    Column("outcome", String),
    Column("outcome_at", Moment),
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
    Column("self_rating", Float),
    Index("turns_by_interview", "interview_id", "n", "part"),
    Index("turns_by_user", "user", "answered_at"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("user", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("story", Packed, nullable=False),
    Index("stories_by_user", "user", "created_at"),
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

# Scored answers past the retention period, summed by month: `score_sum` over the scores (0-100) of
# so many `answers`, `score_squares` over their squares, `seconds` over those that were timed.
months = Table(
    "months",
    metadata,
    Column("user", String, primary_key=True),
    Column("month", String, primary_key=True),
    Column("mode", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("category", String, primary_key=True),
    Column("difficulty", String, primary_key=True),
    Column("sessions", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("score_sum", Float, nullable=False),
    Column("score_squares", Float, nullable=False),
    Column("seconds", Float, nullable=False),
)

# What is due for review: a card per question (`item_kind` "question") or criterion ("criterion").
cards = Table(
    "cards",
    metadata,
    Column("user", String, primary_key=True),
    Column("item_kind", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("due", Moment, nullable=False),
    Column("reviewed_at", Moment, nullable=False),
    Column("card", Packed, nullable=False),
    Index("cards_by_due", "user", "item_kind", "due"),
)

plans = Table(
    "plans",
    metadata,
    Column("user", String, primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("plan", Packed, nullable=False),
)

# What was once done or said, by name: such as that the retention period was told of.
marks = Table(
    "marks",
    metadata,
    Column("name", String, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("value", String, nullable=False, server_default=""),
)

# LangGraph's own tables, with its columns. Made here because without row ids the small, many
# writes take 40% less room; its saver finds them there and adds what a newer one needs.
checkpoints = Table(
    "checkpoints",
    metadata,
    Column("thread_id", Text, primary_key=True),
    Column("checkpoint_ns", Text, primary_key=True, server_default=""),
    Column("checkpoint_id", Text, primary_key=True),
    Column("parent_checkpoint_id", Text),
    Column("type", Text),
    Column("checkpoint", LargeBinary),
    Column("metadata", LargeBinary),
)

writes = Table(
    "writes",
    metadata,
    Column("thread_id", Text, primary_key=True),
    Column("checkpoint_ns", Text, primary_key=True, server_default=""),
    Column("checkpoint_id", Text, primary_key=True),
    Column("task_id", Text, primary_key=True),
    Column("idx", Integer, primary_key=True, autoincrement=False),
    Column("task_path", Text, nullable=False, server_default=""),
    Column("channel", Text, nullable=False),
    Column("type", Text),
    Column("value", LargeBinary),
    sqlite_with_rowid=False,
)
