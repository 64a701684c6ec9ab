"""The store: one encrypted SQLite file that scores, interviews, caches and checkpoints share."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from config import Settings
from domain import BadInput, StoreDamaged, StoreUnavailable
from memory import keys, revisions, rotation
from memory.cipher import check_file, connect, damaged, explain
from memory.folder import empty_private_file, private_folder, sync_folder
from memory.presence import Presence

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from sqlalchemy import Engine
    from sqlalchemy.engine import ExceptionContext

    from memory.checkpoints import Checkpoints

STORE_FILE = "store.db"
URL_PREFIX = "sqlite:///"
ENDINGS = (".db", ".sqlite", ".sqlite3")


class Store:
    """An open store. `engine` speaks SQLAlchemy, `checkpointer()` LangGraph; both one file.

    Whatever goes wrong with the file itself comes out of both as StoreUnavailable or
    StoreDamaged. A commit that returned is on the disk.
    """

    def __init__(self, file: Path, key: keys.StoreKey, presence: Presence | None = None) -> None:
        self.file = file
        self._presence = presence
        self.folder = file.parent
        self.key_source: str = key.source
        self.engine = _engine(file, key)
        self._key = key
        self._checkpoints: Checkpoints | None = None
        self._lock = threading.Lock()

    @property
    def key(self) -> keys.StoreKey:
        """The key it is open with."""
        return self._key

    def checkpointer(self) -> BaseCheckpointSaver[str]:
        """LangGraph's saver on a connection of its own, ready for use; the same one each time."""
        from memory.checkpoints import CheckpointConnection, Checkpoints

        with self._lock:
            if self._checkpoints is None:
                connection = connect(self.file, self._key, CheckpointConnection)
                self._checkpoints = Checkpoints(connection, self.file)
                self._checkpoints.setup()
            return self._checkpoints

    def close(self) -> None:
        """Let go of the file; its write-ahead log is folded into it when nobody else has it."""
        if self._checkpoints is not None:
            self._checkpoints.conn.close()
            self._checkpoints = None
        self.engine.dispose()
        if self._presence is not None:
            self._presence.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_store(settings: Settings, *, versions: Path = revisions.VERSIONS) -> Store:
    """Open the store of the data folder, made or brought up to date first where needed.

    `versions` is the folder of migrations. The file is of mode 0600 in a folder of mode 0700.
    A new store is put in place only when it is complete, so an empty file is a damaged one.

    Raises BadInput for a REHEARSE_DATABASE_URL of another kind, StoreDamaged when the file
    does not decrypt with its own key, StoreUnavailable when the key is missing or wrong, the
    folder or the disk refuses, or a newer Rehearse wrote the store.
    """
    file = store_file(settings)
    passphrase = settings.passphrase.get_secret_value() if settings.passphrase else None
    private_folder(file.parent, ours=file.parent == settings.data_folder.absolute())
    try:
        if not file.exists():
            with revisions.only_one(file):
                if not file.exists():
                    _create(file, passphrase, versions)
        presence = Presence(file)
        try:
            rotation.settle(file)
            return _open(file, passphrase, versions, presence)
        except BaseException:
            presence.leave()
            raise
    except OSError as error:
        raise StoreUnavailable(
            f"the store at {file} cannot be set up ({error.strerror or error}): "
            "make room on the disk and the folder writable, then try again"
        ) from error


def store_file(settings: Settings) -> Path:
    """Where the store is: `store.db` in the data folder unless the settings name a file.

    Raises BadInput when REHEARSE_DATABASE_URL is not a `sqlite:///` address.
    """
    if settings.database_url is None:
        return settings.data_folder.absolute() / STORE_FILE
    url = settings.database_url.get_secret_value()
    path = url.removeprefix(URL_PREFIX)
    if not url.startswith(URL_PREFIX) or not path.endswith(ENDINGS):
        raise BadInput(
            "REHEARSE_DATABASE_URL takes sqlite:///path/to/file.db, the encrypted store at "
            f"another path (four slashes for an absolute one, ending in {' or '.join(ENDINGS)}), "
            "and no other address: "
            "change it, or leave it out for the store in the data folder"
        )
    return Path(path).expanduser().absolute()


def _create(file: Path, passphrase: str | None, versions: Path) -> None:
    """Make a complete store beside its place, then move it there.

    A kill on the way leaves a draft, which the next attempt replaces, and a key and its label,
    which it uses again.
    """
    log = file.with_name(file.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise StoreDamaged(
            f"the store at {file} is gone but its log {log.name} is there: put the store back "
            "beside it, or move the log away to start anew; nothing was changed"
        )
    key = keys.create_key(file, passphrase)
    draft = file.with_name(file.name + ".new")
    sides = [file.with_name(f"{draft.name}-{side}") for side in ("journal", "wal", "shm")]
    try:
        for side in sides:
            side.unlink(missing_ok=True)
        empty_private_file(draft)
        with Store(draft, key) as store:
            revisions.migrate(store.engine, versions)
            # Only now, so that on a full disk nothing of the store can stay behind in a log.
            with store.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        check_file(draft, key)
        draft.replace(file)
    finally:
        for left in (draft, *sides):
            left.unlink(missing_ok=True)
    sync_folder(file.parent)


def _open(file: Path, passphrase: str | None, versions: Path, presence: Presence) -> Store:
    if not os.access(file, os.R_OK | os.W_OK):
        raise StoreUnavailable(
            f"the store at {file} cannot be written: make it writable by its owner"
        )

    def opens(key: keys.StoreKey) -> bool:
        try:
            check_file(file, key)
        except StoreDamaged:
            return False
        return True

    key = keys.find_key(file, passphrase, opens)
    check_file(file, key)
    if file.stat().st_mode & 0o077:
        file.chmod(0o600)
    store = Store(file, key, presence)
    try:
        stored = revisions.stored(store.engine)
        if stored is None:
            raise StoreDamaged(damaged(file))
        newest = revisions.newest(versions)
        if stored > newest:
            raise StoreUnavailable(
                f"the store at {file} was written by a newer Rehearse (revision {stored}, this "
                f"one knows {newest}): upgrade Rehearse, or set REHEARSE_HOME to another folder"
            )
        if stored < newest:
            revisions.upgrade(store.engine, file, versions)
    except BaseException:
        store.close()
        raise
    return store


def _engine(file: Path, key: keys.StoreKey) -> Engine:
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(file, key),
        poolclass=QueuePool,
        hide_parameters=True,
    )

    def speak_plainly(context: ExceptionContext) -> Any:
        fault = explain(context.original_exception, file)
        if fault is not None:
            raise fault from context.original_exception

    event.listen(engine, "handle_error", speak_plainly)
    return engine
