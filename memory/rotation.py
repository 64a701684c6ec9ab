"""Another key for a store: made beside it, kept before it is used, swapped in one step.

While a key is changed a note beside the store (`store.rotation`) tells the label of the new one.
The salt at the head of the store says which of the two keys it is under, so that after a kill at
any moment the one that fits is found, and what is left of the other is cleared away.
"""

from __future__ import annotations

import os
import secrets
from contextlib import closing
from pathlib import Path

from domain import StoreUnavailable
from memory import files, keychain, keys
from memory.cipher import check_file, connect, empty_log, speaking_plainly
from memory.folder import empty_private_file, sync_folder, write_private_file
from memory.revisions import only_one

SIDES = ("-journal", "-wal", "-shm")


def note_file(file: Path) -> Path:
    """The note on a change of key of the store at `file`."""
    return file.with_suffix(".rotation")


def next_key_file(file: Path) -> Path:
    """Where the new key lies until it takes the place of the old one, when there is no keyring."""
    return file.with_suffix(".next-key")


def rotate(file: Path, old: keys.StoreKey, passphrase: str | None) -> keys.StoreKey:
    """Puts the store at `file`, which nobody else has open, under a new key and gives it.

    The new key is kept where the old one is; that of a passphrase comes from `passphrase`, with
    another salt. The old key and the backups of migrations under it are removed. Raises OSError as
    the system does, and StoreDamaged; the store is then as it was.
    """
    key = _new_key(file, old, passphrase)
    draft = file.with_name(file.name + ".rotating")
    try:
        copy(file, old, draft, key)
        check_log(file)
        for side in SIDES:
            file.with_name(file.name + side).unlink(missing_ok=True)
        draft.replace(file)
        sync_folder(file.parent)
    finally:
        drop(draft)
        settle(file)
    for backup in files.update_copies(file):
        backup.unlink(missing_ok=True)
    return key


def settle(file: Path) -> None:
    """Brings a change of key that was broken off to an end, forwards or back. Does nothing where
    there is none."""
    if not note_file(file).exists():
        return
    with only_one(file):
        note = keys.label_in(note_file(file))
        if note is None:
            note_file(file).unlink(missing_ok=True)
            return
        with file.open("rb") as stream:
            head = stream.read(keys.SALT_BYTES)
        old = keys.read_label(file)
        if head == note.salt:
            if next_key_file(file).exists():
                next_key_file(file).replace(keys.key_file(file))
            keys.put_label(keys.label_file(file), note)
            if old is not None and old.salt != note.salt:
                keychain.forget(old.salt.hex())
        else:
            next_key_file(file).unlink(missing_ok=True)
            keychain.forget(note.salt.hex())
        drop(file.with_name(file.name + ".rotating"))
        note_file(file).unlink(missing_ok=True)
        sync_folder(file.parent)


def copy(
    source: Path, key: keys.StoreKey, target: Path, new: keys.StoreKey, *, still: bool = False
) -> None:
    """A whole copy of a store under another key, on the disk, in one file and checked. With `still`
    nobody writes to the source, and nothing is made beside it. Raises StoreDamaged,
    StoreUnavailable, OSError."""
    drop(target)
    empty_private_file(target)
    mode = "mode=ro&immutable=1" if still else "mode=rw"
    with closing(connect(target, new)) as connection, speaking_plainly(target):
        with speaking_plainly(source):
            connection.execute(
                f"ATTACH DATABASE '{_quoted(source, mode)}' AS kept KEY \"{key.literal}\""
            )
        connection.execute("SELECT sqlcipher_export('main', 'kept')").fetchall()
        connection.commit()
        connection.execute("DETACH DATABASE kept")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        empty_log(connection, target)
    check_file(target, new, thorough=True)
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def check_log(file: Path) -> None:
    """Sees that nothing is left in the log of a store that is about to be replaced: it would be
    missing, or be read as its successor's. Raises StoreUnavailable."""
    log = file.with_name(file.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise StoreUnavailable(
            f"the log {log} could not be folded into its store: make room on the disk, then try "
            "again; nothing was changed"
        )


def _quoted(file: Path, mode: str) -> str:
    return f"{file.absolute().as_uri()}?{mode}".replace("'", "''")


def drop(draft: Path) -> None:
    """Removes a draft and what SQLite leaves beside it."""
    for side in ("", *SIDES):
        draft.with_name(draft.name + side).unlink(missing_ok=True)


def _new_key(file: Path, old: keys.StoreKey, passphrase: str | None) -> keys.StoreKey:
    """A new key, kept and noted before it is used."""
    salt = secrets.token_bytes(keys.SALT_BYTES)
    if old.source == "passphrase":
        assert passphrase is not None
        key = keys.StoreKey(keys.derive(passphrase, salt), salt, "passphrase")
    else:
        key = keys.StoreKey(secrets.token_bytes(keys.KEY_BYTES), salt, old.source)
    keys.put_label(note_file(file), keys.Label(salt, key.check, key.source))
    if old.source == "keyring" and not keychain.keep(salt.hex(), key.raw.hex()):
        key = keys.StoreKey(key.raw, salt, "key file")
        keys.put_label(note_file(file), keys.Label(salt, key.check, key.source))
    if key.source == "key file":
        write_private_file(next_key_file(file), key.raw.hex().encode() + b"\n")
    return key
