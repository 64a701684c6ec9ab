"""The Chroma collection a bank is kept in: opened when it is whole, built when it is not.

It is named after the bank's content. In a folder it is the only one there; all that is in the
folder may be lost and is made again. chromadb is imported when a collection is opened.
"""

from __future__ import annotations

import shutil
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from domain import Question
from knowledge.seal import is_sealed, seal

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

    from knowledge.bank import Bank
    from knowledge.embedder import Embedder

State = Literal["opened", "built", "rebuilt"]
Watcher = Callable[[int, int], None]
"""Told how many questions are in a collection that is being built, and how many there will be."""

_LOCK_SECONDS = 60.0
_CONNECT_SECONDS = 3.0
_SAMPLE = 8
# Questions added at a time: about a tenth of a second.
_STEP = 150
# Vectors are float32 on both sides; the embedder of another release differs by far more.
_SAME_VECTOR = 1e-3
# A process keeps one client per folder, so that a damaged folder can be let go of. (Any, because
# Chroma's published interface lacks `close`.)
_CLIENTS: dict[Path, Any] = {}


def unwatched(_done: int, _count: int) -> None:
    """A watcher nobody stands behind."""


def text_of(question: Question) -> str:
    """The words a question is found by: its text, scenario, category and skills."""
    category = question.category.replace("_", " ")
    words = (question.scenario, question.question, category, ", ".join(question.skills))
    return " ".join(word for word in words if word)


def open_in_folder(
    home: Path, bank: Bank, embedder: Embedder, watcher: Watcher
) -> tuple[Collection, State]:
    """The bank's collection in `home`/chroma, and whether it was there already.

    Several processes and threads may open it at once. Raises one of `failures()` when it can
    be neither opened nor built.
    """
    from filelock import FileLock

    name = _collection_name(bank)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = (home / "chroma").resolve()
    # The lock stands beside the folder because all of the folder may have to go.
    with FileLock(home / "chroma.lock", timeout=_LOCK_SECONDS, mode=0o600):
        state: State = "rebuilt" if folder.exists() else "built"
        # Twice, as a client kept from before may still see a folder that was replaced since.
        for _ in range(2):
            kept = _kept(folder, name, bank, embedder)
            if kept is not None:
                return kept, "opened"
            _let_go(folder)
        _remove(folder)
        _build(_client(folder), name, bank, embedder, watcher)
        _let_go(folder)
        seal(folder, name)
        collection = _client(folder).get_collection(name, embedding_function=None)
        if not _is_whole(collection, bank, embedder):
            raise OSError(f"Chroma does not give back what was stored in {folder}")
        return collection, state


def open_on_server(
    url: str, bank: Bank, embedder: Embedder, watcher: Watcher
) -> tuple[Collection, State]:
    """As in a folder, on a Chroma server.

    Collections of other banks stay: another machine may be using them.
    """
    import chromadb

    parts = urlsplit(url if "://" in url else f"http://{url}")
    secure = parts.scheme == "https"
    host, port = parts.hostname or "localhost", parts.port or (443 if secure else 8000)
    # Chroma's client has no time limit of its own.
    socket.create_connection((host, port), timeout=_CONNECT_SECONDS).close()
    client = chromadb.HttpClient(host=host, port=port, ssl=secure, settings=_settings())
    name = _collection_name(bank)
    known = {collection.name for collection in client.list_collections()}
    if name in known:
        collection = client.get_collection(name, embedding_function=None)
        if _is_whole(collection, bank, embedder):
            return collection, "opened"
        client.delete_collection(name)
    collection = _build(client, name, bank, embedder, watcher)
    return collection, "rebuilt" if name in known else "built"


def failures() -> tuple[type[Exception], ...]:
    """What Chroma, its server, the file system and SQLite raise when they cannot.

    AttributeError is a client's that was closed under an index when its folder was rebuilt.
    """
    from chromadb.errors import ChromaError
    from httpx import HTTPError

    return (
        ChromaError,
        HTTPError,
        OSError,
        sqlite3.Error,
        ValueError,
        RuntimeError,
        AttributeError,
    )


def _kept(folder: Path, name: str, bank: Bank, embedder: Embedder) -> Collection | None:
    """The collection that is in the folder already, None unless it is whole."""
    if not is_sealed(folder, name):
        return None
    try:
        collection: Collection = _client(folder).get_collection(name, embedding_function=None)
        return collection if _is_whole(collection, bank, embedder) else None
    except failures():
        return None


def _build(
    client: ClientAPI, name: str, bank: Bank, embedder: Embedder, watcher: Watcher
) -> Collection:
    count = len(bank.questions)
    collection = client.create_collection(
        name,
        embedding_function=None,
        # With a threshold of all rows, all of them are in the files when the last is added;
        # else the newest are replayed from a log at every opening.
        configuration={
            "hnsw": {
                "space": "cosine",
                "sync_threshold": max(2, count),
                "batch_size": min(100, max(2, count)),
            }
        },
    )
    step = min(_STEP, client.get_max_batch_size())
    for start in range(0, count, step):
        watcher(start, count)
        some = bank.questions[start : start + step]
        collection.add(
            ids=[question.id for question in some],
            embeddings=embedder.encode([text_of(question) for question in some]),
        )
    watcher(count, count)
    return collection


def _is_whole(collection: Collection, bank: Bank, embedder: Embedder) -> bool:
    """Whether the count is right and a sample of questions comes back by its own vectors."""
    count = len(bank.questions)
    if collection.count() != count:
        return False
    step = max(1, count // _SAMPLE)
    sample = bank.questions[::step]
    vectors = embedder.encode([text_of(question) for question in sample])
    spoken = [i for i, vector in enumerate(vectors) if vector.any()]
    if not spoken:
        return True
    reply = collection.query(
        query_embeddings=vectors[spoken], n_results=min(10, count), include=["distances"]
    )
    distances = reply["distances"] or []
    return all(
        len(ids) == min(10, count) and sample[i].id in ids and abs(row[0]) < _SAME_VECTOR
        for i, ids, row in zip(spoken, reply["ids"], distances, strict=True)
    )


def _collection_name(bank: Bank) -> str:
    return f"questions-{bank.content_hash[:32]}"


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _client(folder: Path) -> Any:
    if folder not in _CLIENTS:
        import chromadb

        # Chroma shares one engine among a process's clients by the spelling of the path; one of
        # our own can be stopped, whatever else in this process has the folder open.
        _CLIENTS[folder] = chromadb.PersistentClient(path=f"{folder}/.", settings=_settings())
    return _CLIENTS[folder]


def _let_go(folder: Path) -> None:
    client = _CLIENTS.pop(folder, None)
    if client is not None:
        client.close()


def _remove(folder: Path) -> None:
    _let_go(folder)
    if folder.is_dir():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
