"""The files of a store by name: which lie there, what each is, and which of them are Rehearse's.

A store may lie in a folder of the user's (REHEARSE_DATABASE_URL) beside things that are nothing to
us, so nothing there is told of or removed for its place alone. The index is in the data folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

INDEX, INDEX_LOCK, LOCKS = "chroma", "chroma.lock", "locks"
_LOCK = re.compile(r"[0-9a-f]{32}\.(lock|holder)(\.\d+\.new)?")


@dataclass(frozen=True)
class StoredFile:
    """A file, or a folder with all that is in it: its path, its bytes, and what it is."""

    path: Path
    bytes: int
    what: str


def stored_files(store: Path, data_folder: Path) -> list[StoredFile]:
    """What is Rehearse's where the store at `store` is and in the data folder, by path."""
    paths = sorted({*_entries(store.parent), *_entries(data_folder)})
    told = [(path, _what(path, store, data_folder)) for path in paths]
    return [StoredFile(path, _bytes(path), what) for path, what in told if what]


def others(store: Path, data_folder: Path) -> int:
    """How many entries of the data folder are not Rehearse's."""
    return sum(_what(path, store, data_folder) is None for path in _entries(data_folder))


def update_copies(store: Path) -> list[Path]:
    """The copies of the store from before an update, finished or not."""
    return [path for path in _entries(store.parent) if _is_update_copy(path.name, store)]


def set_aside(store: Path) -> list[Path]:
    """Stores that did not open and were moved aside for another, with their logs and labels."""
    return [path for path in _entries(store.parent) if _is_set_aside(path.name, store)]


def drafts(store: Path) -> list[Path]:
    """What a killed process left half made: of a store, a label or a key."""
    return [path for path in _entries(store.parent) if _is_draft(path.name, store)]


def is_part_of(path: Path, store: Path) -> bool:
    """Whether a path is one the store itself uses, whether or not anything is there."""
    return _what(path, store, store.parent) is not None


def lock_files(store_folder: Path) -> list[Path]:
    """The locks of sessions and the notes on who holds them."""
    return [path for path in _entries(store_folder / LOCKS) if _LOCK.fullmatch(path.name)]


def _is_update_copy(name: str, store: Path) -> bool:
    stem, ending = re.escape(store.stem), re.escape(store.suffix)
    return bool(re.fullmatch(rf"{stem}-\d+\.backup{ending}(\.new)?(-\w+)?", name))


def _is_set_aside(name: str, store: Path) -> bool:
    stem, ending = re.escape(store.stem), re.escape(store.suffix)
    return bool(re.fullmatch(rf"{stem}-set-aside-\d{{8}}-\d{{6}}({ending}(-\w+)?|\.json)", name))


def _is_draft(name: str, store: Path) -> bool:
    whole, stem = re.escape(store.name), re.escape(store.stem)
    files = rf"{whole}\.(new|rotating|restoring)(-\w+)?"
    return bool(re.fullmatch(rf"{files}|{stem}\.(json|key|next-key|rotation)\.\d+\.new", name))


def _what(path: Path, store: Path, data_folder: Path) -> str | None:
    """What a file is; None when it is none of Rehearse's."""
    name = path.name
    if path.parent == data_folder:
        if name == INDEX:
            return "the index of the question bank, nothing of yours"
        if name == INDEX_LOCK:
            return "held while the index is opened; empty"
    if path.parent != store.parent:
        return None
    names = {
        store.name: "the store, encrypted",
        f"{store.name}-wal": "the store's log, encrypted",
        f"{store.name}-shm": "where in the log each page is",
        f"{store.name}-journal": "the store's journal, encrypted",
        f"{store.name}.use": "held by whoever uses the store; empty",
        f"{store.name}.lock": "held while the store is set up; empty",
        f"{store.stem}.json": "tells which key is the store's, not the key",
        f"{store.stem}.key": "the key: with it the store can be read",
        f"{store.stem}.next-key": "a key on its way to the key file",
        f"{store.stem}.rotation": "a note on a change of key",
    }
    if name in names:
        return names[name]
    if _is_update_copy(name, store):
        return "a copy from before an update, encrypted under the same key"
    if _is_set_aside(name, store):
        return "a store that did not open and was replaced"
    if _is_draft(name, store):
        return "left by a process that was killed, encrypted"
    if name == LOCKS and lock_files(store.parent):
        return "which process has a session open"
    return None


def _entries(folder: Path) -> Iterator[Path]:
    """What is in a folder; nothing when there is none."""
    try:
        yield from folder.iterdir()
    except (FileNotFoundError, NotADirectoryError):
        return


def _bytes(path: Path) -> int:
    """The bytes of a file, or of all files in a folder; what goes meanwhile counts as none."""
    total = 0
    for one in path.rglob("*") if path.is_dir() else [path]:
        try:
            total += one.stat().st_size if one.is_file() else 0
        except OSError:
            continue
    return total
