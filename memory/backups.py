"""A store in one encrypted file under a passphrase of its own, and back."""

from __future__ import annotations

import secrets
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from config import Settings
from domain import BadInput, RehearseError, StoreDamaged, StoreUnavailable
from memory import keys, revisions, rotation
from memory.cipher import check_file, connect, connect_still
from memory.database import store_file
from memory.folder import private_folder, sync_folder
from memory.presence import alone

if TYPE_CHECKING:
    from memory.database import Store

_ENDING = ".restoring"


def back_up(store: Store, file: Path, passphrase: str, *, force: bool = False) -> int:
    """Writes a whole copy of the store, of one moment, to `file` and checks it; gives its bytes.

    It opens with the passphrase alone: the key is derived from it and the salt at its head. Raises
    BadInput when the file is there already and `force` is not given or it cannot be written.
    """
    _check_target(file, force=force)
    salt = secrets.token_bytes(keys.SALT_BYTES)
    key = keys.StoreKey(keys.derive(passphrase, salt), salt, "passphrase")
    draft = file.with_name(f".{file.name}.new")
    try:
        rotation.copy(store.file, store.key, draft, key)
        draft.replace(file)
        sync_folder(file.parent)
        return file.stat().st_size
    except OSError as error:
        raise BadInput(f"cannot write {file}: {error.strerror}") from None
    finally:
        rotation.drop(draft)


def read_backup(file: Path, passphrase: str) -> keys.StoreKey:
    """The key of a backup, after every page of it was checked. Raises BadInput when the file is no
    backup, is damaged, or the passphrase is not its own."""
    try:
        with file.open("rb") as stream:
            salt = stream.read(keys.SALT_BYTES)
    except OSError as error:
        raise BadInput(f"cannot read {file}: {error.strerror}") from None
    if len(salt) < keys.SALT_BYTES:
        raise BadInput(f"{file} is no backup: it is too short")
    key = keys.StoreKey(keys.derive(passphrase, salt), salt, "passphrase")
    try:
        check_file(file, key, thorough=True)
        with closing(connect_still(file, key)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except RehearseError:
        raise BadInput(
            f"{file} does not open with this passphrase, is damaged, or is no backup; "
            "nothing was changed"
        ) from None
    newest = revisions.newest(revisions.VERSIONS)
    if row is None or str(row[0]) > newest:
        raise BadInput(f"{file} was written by a newer Rehearse: upgrade it first")
    return key


def restore(settings: Settings, file: Path, passphrase: str) -> Path | None:
    """Puts a backup in the place of the store, in one step, under the store's own key.

    A store that does not open is not thrown away: it is moved aside, and its new place given.
    Raises BadInput for a bad backup, Busy while anybody has the store open.
    """
    key = read_backup(file, passphrase)
    target = store_file(settings)
    private_folder(target.parent, ours=target.parent == settings.data_folder.absolute())
    given = settings.passphrase.get_secret_value() if settings.passphrase else None
    with alone(target):
        own, aside = _own_key(target, given)
        draft = target.with_name(target.name + _ENDING)
        try:
            rotation.copy(file, key, draft, own, still=True)
            # What the log of the store in place still holds belongs to it, not to its successor.
            for side in rotation.SIDES:
                target.with_name(target.name + side).unlink(missing_ok=True)
            draft.replace(target)
            keys.write_label(target, own)
            sync_folder(target.parent)
        except OSError as error:
            raise StoreUnavailable(
                f"the store at {target} could not be replaced ({error.strerror}): make room on the "
                "disk, then try again; nothing was changed"
            ) from None
        finally:
            rotation.drop(draft)
    return aside


def _own_key(target: Path, passphrase: str | None) -> tuple[keys.StoreKey, Path | None]:
    """The key of the store in place; of one that does not open, which is moved aside, a new one
    with where it went. The log of the one in place is folded into it."""
    aside: Path | None = None
    if target.exists():
        rotation.settle(target)
        with suppress(StoreUnavailable, StoreDamaged):
            key = keys.find_key(target, passphrase, lambda key: _opens(target, key))
            check_file(target, key)
            with closing(connect(target, key)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return key, None
        aside = _move_aside(target)
    return keys.create_key(target, passphrase), aside


def _move_aside(target: Path) -> Path:
    """Moves a store that does not open, its log and its label to names of their own."""
    moment = datetime.now().strftime("%Y%m%d-%H%M%S")  # noqa: DTZ005 - a name for its owner
    aside = target.with_name(f"{target.stem}-set-aside-{moment}{target.suffix}")
    for side in rotation.SIDES:
        log = target.with_name(target.name + side)
        if log.exists():
            log.rename(aside.with_name(aside.name + side))
    target.rename(aside)
    label = keys.label_file(target)
    if label.exists():
        label.rename(keys.label_file(aside))
    return aside


def _opens(file: Path, key: keys.StoreKey) -> bool:
    try:
        check_file(file, key)
    except (StoreDamaged, StoreUnavailable):
        return False
    return True


def _check_target(file: Path, *, force: bool) -> None:
    if file.is_dir():
        raise BadInput(f"cannot write {file}: it is a folder; name a file in it")
    if not file.parent.is_dir():
        raise BadInput(f"cannot write {file}: there is no folder {file.parent}; make it first")
    if file.exists() and not force:
        raise BadInput(f"{file} is there already: name another file, or add --force")
