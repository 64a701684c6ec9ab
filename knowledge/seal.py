"""A fingerprint of Chroma's folder, so that a damaged one is never handed to Chroma.

Chroma trusts its files: with 120 random damages to a built folder its native code aborted or
panicked thirteen times instead of raising, and a segment file of noise is a segmentation fault.
A seal is taken when the folder is whole and compared before it is opened again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

_DATABASE = "chroma.sqlite3"
_SEAL = "seal"
# Chroma adds a row here each time a folder is opened.
_BOOKKEEPING = "acquire_write"


def seal(folder: Path, name: str) -> None:
    """Marks the folder as whole and holding the collection `name`.

    Raises OSError or sqlite3.Error when it cannot be read or written.
    """
    (folder / _SEAL).write_text(_fingerprint(folder, name), encoding="ascii")


def is_sealed(folder: Path, name: str) -> bool:
    """Whether the folder is as it was when it was sealed for `name`."""
    try:
        kept = (folder / _SEAL).read_bytes()
        return kept == _fingerprint(folder, name).encode("ascii")
    except (OSError, sqlite3.Error):
        return False


def _fingerprint(folder: Path, name: str) -> str:
    """SHA-256 over the name, every segment file, and every row of the database."""
    digest = hashlib.sha256(name.encode())
    for path in sorted(folder.glob("*/*")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    database = (folder / _DATABASE).resolve(strict=True)
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = bytes
        if connection.execute("PRAGMA integrity_check").fetchall() != [(b"ok",)]:
            raise sqlite3.DatabaseError(f"{database} is damaged")
        schema = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        digest.update(repr(schema).encode())
        for table, sql in schema:
            if sql and sql.startswith(b"CREATE TABLE") and table != _BOOKKEEPING.encode():
                quoted = table.decode("utf-8", "replace").replace('"', '""')
                for row in connection.execute(f'SELECT * FROM "{quoted}"'):
                    digest.update(repr(row).encode())
    return digest.hexdigest()
