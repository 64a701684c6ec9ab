"""LangGraph's checkpoints in the store: LangGraph's own saver, on the encrypted file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite import SqliteSaver
from sqlcipher3 import dbapi2

from memory.cipher import explain
from memory.compact import restore, shrink

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
