"""LangGraph's checkpoints in the store: LangGraph's own saver, on the encrypted file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite import SqliteSaver
from sqlcipher3 import dbapi2

from memory.cipher import explain
from memory.compact import restore, shrink

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import (
        ChannelVersions,
        Checkpoint,
        CheckpointMetadata,
        CheckpointTuple,
    )

_PACKED = "+small"


class CheckpointConnection(dbapi2.Connection):  # type: ignore[misc]
    """A connection whose own `execute` fails as Python's sqlite3 does.

    The saver's set-up tells an old table from a new one by catching `sqlite3`'s error, which
    the cipher driver's is not a kind of.
    """

    def execute(self, *statement: Any) -> Any:
        """As the driver's, with the standard library's error."""
        try:
            return super().execute(*statement)
        except dbapi2.OperationalError as error:
            raise sqlite3.OperationalError(str(error)) from error


class CompactSerializer(JsonPlusSerializer):
    """LangGraph's serializer, compressed where it pays; plain data only, no types of ours."""

    def __init__(self) -> None:
        super().__init__(allowed_msgpack_modules=None)

    def dumps_typed(self, obj: Any) -> tuple[str, bytes]:
        """The value's type name and bytes."""
        kind, raw = super().dumps_typed(obj)
        small = shrink(raw)
        return (kind + _PACKED, small) if len(small) < len(raw) else (kind, raw)

    def loads_typed(self, data: tuple[str, bytes]) -> Any:
        """The value that `dumps_typed` was given."""
        kind, raw = data
        if kind.endswith(_PACKED):
            kind, raw = kind.removesuffix(_PACKED), restore(raw)
        return super().loads_typed((kind, raw))


class Checkpoints(SqliteSaver):
    """The saver over one connection; a write that fails leaves nothing of itself behind.

    Every method raises StoreUnavailable or StoreDamaged when the file is at fault.
    """

    def __init__(self, connection: Any, file: Path) -> None:
        super().__init__(connection, serde=CompactSerializer())
        self._file = file

    def setup(self) -> None:
        """Make the tables where they are missing."""
        with self._plain_errors():
            super().setup()

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """The checkpoint of a config; without an id the one written last.

        LangGraph orders by id, which begins with the time: after the clock was set back it would
        go on from a checkpoint of before and lose what was said since.
        """
        wanted = config["configurable"]
        if "checkpoint_id" not in wanted:
            with self.cursor(transaction=False) as cursor:
                row = cursor.execute(
                    "SELECT checkpoint_id FROM checkpoints WHERE thread_id = ? "
                    "AND checkpoint_ns = ? ORDER BY rowid DESC LIMIT 1",
                    (str(wanted["thread_id"]), wanted.get("checkpoint_ns", "")),
                ).fetchone()
            if row is None:
                return None
            config = {**config, "configurable": {**wanted, "checkpoint_id": row[0]}}
        return super().get_tuple(config)

    def put(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Keep a checkpoint, and drop the writes of steps that are two or more behind it.

        Those have gone into the checkpoints after them; keeping them would triple what a turn
        costs on the disk. The parent's stay until this checkpoint is committed.
        """
        wanted = config["configurable"]
        parent = wanted.get("checkpoint_id")
        if parent is not None:
            with self.lock, self._plain_errors():
                # Committed together with the checkpoint.
                self.conn.execute(
                    "DELETE FROM writes WHERE thread_id = ? AND checkpoint_ns = ? "
                    "AND checkpoint_id <> ?",
                    (str(wanted["thread_id"]), wanted.get("checkpoint_ns", ""), parent),
                )
        return super().put(config, checkpoint, metadata, new_versions)

    @contextmanager
    def cursor(self, transaction: bool = True) -> Iterator[sqlite3.Cursor]:
        """A cursor under the saver's lock; commits at the end unless something went wrong."""
        with self.lock, self._plain_errors():
            super().setup()
            cursor = self.conn.cursor()
            try:
                yield cursor
                if transaction:
                    self.conn.commit()
            finally:
                if self.conn.in_transaction:
                    self.conn.rollback()
                cursor.close()

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except (dbapi2.Error, sqlite3.Error) as error:
            fault = explain(error.__cause__ or error, self._file)
            if fault is None:
                raise
            raise fault from error
