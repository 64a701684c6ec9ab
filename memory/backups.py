"""A store in one encrypted file under a passphrase of its own, and back."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from config import Settings
from domain import BadInput, RehearseError, StoreDamaged, StoreUnavailable
from memory import keys, revisions, rotation
from memory.cipher import check_file, connect, connect_still, empty_log
from memory.database import store_file
from memory.files import is_part_of
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
    _check_target(file, store, force=force)
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


def read_backup(file: Path, keys_of_it: Iterable[keys.StoreKey]) -> keys.StoreKey:
    """The one of these keys that a backup opens with, after every page of it was checked. Raises
    BadInput when none does, or the file is damaged, no backup, or of a newer Rehearse."""
    from sqlcipher3 import dbapi2

    for key in keys_of_it:
        try:
            check_file(file, key, thorough=True)
            with closing(connect_still(file, key)) as connection:
                row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except (RehearseError, dbapi2.Error):
            continue
        newest = revisions.newest(revisions.VERSIONS)
        if row is None or str(row[0]) > newest:
            raise BadInput(f"{file} was written by a newer Rehearse: upgrade it first")
        return key
    raise BadInput(
        f"{file} does not open with this passphrase, is damaged, or is no backup; "
        "nothing was changed"
    )


def opens_with_own_key(settings: Settings, file: Path) -> bool:
    """Whether a backup is under the key of the store in place, as a copy from before an update is:
    it needs no passphrase then. Raises BadInput for a file that cannot be read."""
    _salt(file)
    own = _labelled_key(settings)
    return own is not None and _opens(file, own)


def restore(settings: Settings, file: Path, passphrase: str | None) -> Path | None:
    """Puts a backup in the place of the store, in one step, under the store's own key.

    A store that does not open is not thrown away: it is kept under another name, which is given.
    Raises BadInput for a bad backup, Busy while anybody has the store open.
    """
    key = read_backup(file, _keys_of(settings, file, passphrase))
    target = store_file(settings)
    private_folder(target.parent, ours=target.parent == settings.data_folder.absolute())
    given = settings.passphrase.get_secret_value() if settings.passphrase else None
    draft = target.with_name(target.name + _ENDING)
    try:
        with alone(target):
            try:
                own, aside = _own_key(target, given)
                rotation.copy(file, key, draft, own, still=True)
                # What the log of the store in place holds is in it, or kept aside with it.
                for side in rotation.SIDES:
                    target.with_name(target.name + side).unlink(missing_ok=True)
                draft.replace(target)
                keys.write_label(target, own)
                sync_folder(target.parent)
            finally:
                rotation.drop(draft)
    except OSError as error:
        raise StoreUnavailable(
            f"the store at {target} could not be replaced ({error.strerror}): make room on the "
            "disk, then try again; nothing was changed"
        ) from None
    return aside


def _keys_of(settings: Settings, file: Path, passphrase: str | None) -> Iterator[keys.StoreKey]:
    """The keys that a backup may be under: the store's own, then that of its passphrase."""
    salt = _salt(file)
    own = _labelled_key(settings)
    if own is not None:
        yield own
    if passphrase:
        yield keys.StoreKey(keys.derive(passphrase, salt), salt, "passphrase")


def _labelled_key(settings: Settings) -> keys.StoreKey | None:
    phrase = settings.passphrase
    return keys.labelled_key(store_file(settings), phrase.get_secret_value() if phrase else None)


def _salt(file: Path) -> bytes:
    """What a backup's passphrase is salted with. Raises BadInput."""
    try:
        with file.open("rb") as stream:
            salt = stream.read(keys.SALT_BYTES)
    except OSError as error:
        raise BadInput(f"cannot read {file}: {error.strerror}") from None
    if len(salt) < keys.SALT_BYTES:
        raise BadInput(f"{file} is no backup: it is too short")
    return salt


def _own_key(target: Path, passphrase: str | None) -> tuple[keys.StoreKey, Path | None]:
    """The key of the store in place, whose log is folded into it; of one that does not open a new
    key, with where that store is kept."""
    aside: Path | None = None
    if target.exists():
        rotation.settle(target)
        own = _opening_key(target, passphrase)
        if own is not None:
            # Not among what may fail there: a full disk does not make a store one that is damaged.
            with closing(connect(target, own)) as connection:
                empty_log(connection, target)
            rotation.check_log(target)
            return own, None
        aside = _keep_aside(target)
    return keys.create_key(target, passphrase), aside


def _opening_key(target: Path, passphrase: str | None) -> keys.StoreKey | None:
    """The key that opens the store in place; None when it is damaged or its key is not found."""
    try:
        key = keys.find_key(target, passphrase, lambda key: _opens(target, key))
        check_file(target, key)
    except (StoreDamaged, StoreUnavailable):
        return None
    return key


def _keep_aside(target: Path) -> Path:
    """Gives a store that does not open, its log and its label names of their own beside those they
    have: were it moved, a kill before its successor is there would leave no store at all, and the
    next command would begin an empty one."""
    moment = datetime.now().strftime("%Y%m%d-%H%M%S")  # noqa: DTZ005 - a name for its owner
    aside = target.with_name(f"{target.stem}-set-aside-{moment}{target.suffix}")
    label = keys.label_file(target)
    for side in ("-wal", "-journal", ""):
        _second_name(target.with_name(target.name + side), aside.with_name(aside.name + side))
    _second_name(label, keys.label_file(aside))
    sync_folder(target.parent)
    return aside


def _second_name(file: Path, name: Path) -> None:
    if not file.exists() or name.exists():
        return
    try:
        name.hardlink_to(file)
    except OSError:
        # Some file systems know one name a file.
        shutil.copy2(file, name)


def _opens(file: Path, key: keys.StoreKey) -> bool:
    try:
        check_file(file, key)
    except (StoreDamaged, StoreUnavailable):
        return False
    return True


def _check_target(file: Path, store: Store, *, force: bool) -> None:
    if file.is_dir():
        raise BadInput(f"cannot write {file}: it is a folder; name a file in it")
    if not file.parent.is_dir():
        raise BadInput(f"cannot write {file}: there is no folder {file.parent}; make it first")
    if is_part_of(file.resolve(), store.file.resolve()):
        raise BadInput(f"cannot write {file}: the store itself needs it; name another file")
    if file.exists() and not force:
        raise BadInput(f"{file} is there already: name another file, or add --force")
