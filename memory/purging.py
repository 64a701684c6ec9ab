"""Removing what is kept so that nothing of it is left in the file, or the file itself."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from domain import StoreUnavailable
from memory import files, keychain, keys, rotation
from memory.cipher import empty_log, speaking_plainly
from memory.folder import sync_folder
from memory.locks import forget_lock, interview_lock

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from memory.database import Store

_RESEARCH = "research-"


def purge(store: Store, user: str | None = None, before: datetime | None = None) -> int:
    """Removes what is kept of a `user`, or of all; with `before` only the sessions begun before
    that moment, with their answers and working states, and look-ups and months older than it.
    Gives how many sessions went.

    All of it goes or nothing, is overwritten in the file (secure_delete) and the file is packed.
    Raises Busy when one of the sessions is open, and StoreUnavailable when it could not be packed:
    it is removed then, and a purge again packs it.
    """
    from sqlalchemy import delete, select

    from memory import schema

    sessions = schema.interviews
    with store.engine.connect() as connection:
        chosen = select(sessions.c.id).where(*_which(user, before))
        ids = list(connection.execute(chosen).scalars())
    with ExitStack() as held:
        for name in ids:
            held.enter_context(interview_lock(store.folder, name))
        with store.engine.begin() as connection:
            for at in range(0, len(ids), 500):
                some = ids[at : at + 500]
                connection.execute(delete(sessions).where(sessions.c.id.in_(some)))
                for thread in (schema.checkpoints, schema.writes):
                    connection.execute(delete(thread).where(thread.c.thread_id.in_(some)))
            _the_rest(connection, user, before)
    for name in ids:
        forget_lock(store.folder, name)
    try:
        packed = pack(store)
    except (StoreUnavailable, OSError):
        packed = False
    if not packed:
        raise StoreUnavailable(
            f"it is removed, but the store at {store.file} could not be packed: make room on the "
            "disk, end what else reads the store, then purge again"
        )
    return len(ids)


def pack(store: Store) -> bool:
    """Removes the copies from before an update, which hold what is gone, writes the file anew
    without the room of what was removed, and empties its log.

    Gives whether the log is empty: it is not while another process reads from it.
    """
    for copy in files.update_copies(store.file):
        copy.unlink(missing_ok=True)
    sync_folder(store.folder)
    raw = store.engine.raw_connection()
    try:
        cursor = raw.cursor()
        raw.commit()
        with speaking_plainly(store.file):
            cursor.execute("VACUUM")
        return empty_log(cursor, store.file)
    finally:
        raw.close()


def destroy(file: Path, data_folder: Path) -> list[str]:
    """Removes the store at `file`, which nobody has open, with its key, its copies, the locks and
    the question index in the data folder; gives the names of what is left of these.

    The store goes before its key, so that whatever is left after a kill is no store without one.
    What is not Rehearse's stays, wherever the store lies. Raises OSError as the system does.
    """
    label = keys.read_label(file)
    folder = file.parent
    if file.exists():
        rotation.settle(file)
    for side in (*rotation.SIDES, ""):
        file.with_name(file.name + side).unlink(missing_ok=True)
    for copy in (*files.update_copies(file), *files.set_aside(file), *files.drafts(file)):
        copy.unlink(missing_ok=True)
    sync_folder(folder)
    if label is not None:
        keychain.forget(label.salt.hex())
    for beside in (
        keys.label_file(file),
        keys.key_file(file),
        rotation.next_key_file(file),
        rotation.note_file(file),
        file.with_name(file.name + ".lock"),
        *files.lock_files(folder),
    ):
        beside.unlink(missing_ok=True)
    with suppress(OSError):
        (folder / files.LOCKS).rmdir()
    _remove_index(data_folder)
    # The file that says who uses the store is held while this runs.
    used = file.with_name(file.name + ".use")
    return [one.path.name for one in files.stored_files(file, data_folder) if one.path != used]


def _remove_index(data_folder: Path) -> None:
    index = data_folder / files.INDEX
    if index.is_symlink():
        index.unlink()
    elif index.exists():
        shutil.rmtree(index)
    (data_folder / files.INDEX_LOCK).unlink(missing_ok=True)


def _which(user: str | None, before: datetime | None) -> list[ColumnElement[bool]]:
    from memory import schema

    sessions = schema.interviews
    return [
        *([sessions.c.user == user] if user is not None else []),
        *([sessions.c.started_at < before] if before is not None else []),
    ]


def _the_rest(connection: object, user: str | None, before: datetime | None) -> None:
    """What is kept beside sessions: all of a user, or of all, or what is older than a moment."""
    from sqlalchemy import Connection, delete

    from memory import schema

    assert isinstance(connection, Connection)
    cache = delete(schema.cache)
    months = delete(schema.months)
    if user is not None:
        months = months.where(schema.months.c.user == user)
    if before is not None:
        connection.execute(cache.where(schema.cache.c.created_at < before))
        connection.execute(months.where(schema.months.c.month < f"{before:%Y-%m}"))
        return
    # What was looked up was looked up for somebody, and is quickly looked up again.
    connection.execute(cache)
    connection.execute(months)
    for table in (schema.stories, schema.cards, schema.plans):
        gone = delete(table)
        connection.execute(gone if user is None else gone.where(table.c.user == user))
    for thread in (schema.checkpoints, schema.writes):
        connection.execute(delete(thread).where(thread.c.thread_id.startswith(_RESEARCH)))
