"""The question bank's vectors in a Chroma collection under the data folder.

The JSON bank is the truth and this a cache of it: built at first use, checked whenever it is
opened, built again when it is damaged or belongs to another bank. Where that cannot be done (a
read-only or full disk, a server that is down) the same search runs over vectors in memory, so a
caller never has to care. Only the bank's own questions go in, nothing a person said.
"""

from __future__ import annotations

import shutil
import socket
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from domain import Difficulty, Kind, Question, Seniority
from knowledge.seal import is_sealed, seal

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

State = Literal["opened", "built", "rebuilt", "in_memory"]
Vector = NDArray[np.float32]

_LOCK_SECONDS = 60.0
_CONNECT_SECONDS = 3.0
_SAMPLE = 8
# Vectors are float32 on both sides; the embedder of another release differs by far more.
_SAME_VECTOR = 1e-3
# A process keeps one client per folder, so that a damaged folder can be let go of. (Any, because
# Chroma's published interface lacks `close`.)
_CLIENTS: dict[Path, Any] = {}


class QuestionSource(Protocol):
    """What the index needs of a bank."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question."""

    @property
    def content_hash(self) -> str:
        """Changes when any question does."""


class TextEncoder(Protocol):
    """What the index needs of an embedder."""

    def encode(self, texts: list[str], /) -> Vector:
        """Vectors of shape (n, d), rows of length 1 or 0."""


@dataclass(frozen=True)
class Filters:
    """What a question must be; None lets everything pass.

    A question without roles, industries or seniority fits each of them.
    """

    kind: Kind | None = None
    role: str | None = None
    category: str | None = None
    difficulty: Difficulty | None = None
    seniority: Seniority | None = None
    industry: str | None = None

    def match(self, question: Question) -> bool:
        """Whether the question may be asked under these filters."""
        return (
            self.kind in (None, question.kind)
            and self.category in (None, question.category)
            and self.difficulty in (None, question.difficulty)
            and (self.role is None or not question.roles or self.role in question.roles)
            and (
                not self.industry or not question.industries or self.industry in question.industries
            )
            and (
                not self.seniority or not question.seniority or self.seniority in question.seniority
            )
        )

    def where(self) -> dict[str, Any] | None:
        """The same as a Chroma filter over `metadata_of`."""
        plain = {"kind": self.kind, "category": self.category, "difficulty": self.difficulty}
        parts: list[dict[str, Any]] = [{key: value} for key, value in plain.items() if value]
        many = {"role": self.role, "seniority": self.seniority, "industry": self.industry}
        parts += [
            {"$or": [{f"{key}:{value}": True}, {f"{key}:*": True}]}
            for key, value in many.items()
            if value
        ]
        return {"$and": parts} if len(parts) > 1 else next(iter(parts), None)


def metadata_of(question: Question) -> Mapping[str, str | bool]:
    """A question's Chroma metadata: one key per value where a field has several."""
    many = {
        "role": question.roles,
        "seniority": question.seniority,
        "industry": question.industries,
    }
    return {
        "kind": question.kind,
        "category": question.category,
        "difficulty": question.difficulty,
        **{f"{key}:{value}": True for key, values in many.items() for value in values or ("*",)},
    }


def text_of(question: Question) -> str:
    """The words a question is found by: its text, scenario, category and skills."""
    category = question.category.replace("_", " ")
    words = (question.scenario, question.question, category, ", ".join(question.skills))
    return " ".join(word for word in words if word)


class QuestionIndex:
    """Finds the questions nearest to a vector.

    `state` tells how it came to be and `reason` why it is in memory, for whoever reports on the
    installation.
    """

    def __init__(
        self,
        bank: QuestionSource,
        embedder: TextEncoder,
        collection: Collection | None,
        state: State,
        reason: str = "",
    ) -> None:
        self._bank = bank
        self._embedder = embedder
        self._collection = collection
        self.state: State = state
        self.reason = reason

    def query(
        self, vector: Vector, n: int, where: Filters | None = None
    ) -> list[tuple[str, float]]:
        """The ids and cosines (-1 to 1) of the `n` nearest questions that pass the filters.

        Best first, equals by id; fewer than `n` only when fewer pass. A vector of zeros, from a
        text without words, is equally near to all.
        """
        where = where or Filters()
        allowed = [i for i, q in enumerate(self._bank.questions) if where.match(q)]
        n = min(n, len(allowed))
        if n <= 0:
            return []
        if self._collection is not None and bool(np.any(vector)):
            try:
                found = self._nearest(self._collection, vector, n, where)
            except _failures() as error:
                self._collection, self.state, self.reason = None, "in_memory", str(error)
            else:
                # An approximate search may miss rows when nearly all are asked for.
                if len(found) == n:
                    return found
        cosines = self._vectors[allowed] @ vector
        ids = [self._bank.questions[i].id for i in allowed]
        return _ranked(zip(ids, map(float, cosines), strict=True))[:n]

    @cached_property
    def _vectors(self) -> Vector:
        return self._embedder.encode([text_of(q) for q in self._bank.questions])

    def _nearest(
        self, collection: Collection, vector: Vector, n: int, where: Filters
    ) -> list[tuple[str, float]]:
        reply = collection.query(
            query_embeddings=vector[None, :], n_results=n, where=where.where(), include=["distances"]
        )
        (ids,), (distances,) = reply["ids"], reply["distances"] or [[]]
        return _ranked((id_, 1.0 - float(d)) for id_, d in zip(ids, distances, strict=True))


def open_index(
    folder: Path, bank: QuestionSource, embedder: TextEncoder, chroma_url: str | None = None
) -> QuestionIndex:
    """The index of a bank in `folder`/chroma, or on the Chroma server at `chroma_url`.

    May be called from any thread and from several processes at once; imports chromadb only now.
    Never raises because of what is (or is not) in the folder.
    """
    if not bank.questions:
        return QuestionIndex(bank, embedder, None, "in_memory", "the question bank is empty")
    try:
        if chroma_url:
            return _open_server(chroma_url, bank, embedder)
        return _open_folder(folder, bank, embedder)
    except _failures() as error:
        return QuestionIndex(bank, embedder, None, "in_memory", str(error) or type(error).__name__)


def _open_folder(home: Path, bank: QuestionSource, embedder: TextEncoder) -> QuestionIndex:
    from filelock import FileLock

    name = _collection_name(bank)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = (home / "chroma").resolve()
    # The lock stands beside the folder because all of the folder may have to go.
    with FileLock(home / "chroma.lock", timeout=_LOCK_SECONDS):
        state: State = "rebuilt" if folder.exists() else "built"
        # Twice, as a client kept from before may still see a folder that was replaced since.
        for _ in range(2):
            kept = _kept(folder, name, bank, embedder)
            if kept is not None:
                return QuestionIndex(bank, embedder, kept, "opened")
            _let_go(folder)
        _remove(folder)
        _build(_client(folder), name, bank, embedder)
        _let_go(folder)
        seal(folder, name)
        collection = _client(folder).get_collection(name, embedding_function=None)
        if not _is_whole(collection, bank, embedder):
            raise OSError(f"Chroma does not give back what was stored in {folder}")
        return QuestionIndex(bank, embedder, collection, state)


def _kept(
    folder: Path, name: str, bank: QuestionSource, embedder: TextEncoder
) -> Collection | None:
    """The collection that is in the folder already, None unless it is whole."""
    if not is_sealed(folder, name):
        return None
    try:
        collection: Collection = _client(folder).get_collection(name, embedding_function=None)
        return collection if _is_whole(collection, bank, embedder) else None
    except _failures():
        return None


def _open_server(url: str, bank: QuestionSource, embedder: TextEncoder) -> QuestionIndex:
    """As for a folder; collections of other banks stay, another machine may be using them."""
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
            return QuestionIndex(bank, embedder, collection, "opened")
        client.delete_collection(name)
    collection = _build(client, name, bank, embedder)
    return QuestionIndex(bank, embedder, collection, "rebuilt" if name in known else "built")


def _build(client: ClientAPI, name: str, bank: QuestionSource, embedder: TextEncoder) -> Collection:
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
                "ef_search": 200,
            }
        },
    )
    vectors = embedder.encode([text_of(question) for question in bank.questions])
    step = client.get_max_batch_size()
    for start in range(0, count, step):
        some = bank.questions[start : start + step]
        collection.add(
            ids=[question.id for question in some],
            embeddings=vectors[start : start + step],
            metadatas=[metadata_of(question) for question in some],
        )
    return collection


def _is_whole(collection: Collection, bank: QuestionSource, embedder: TextEncoder) -> bool:
    """Whether the count is right and a sample of questions comes back by its own vectors."""
    count = len(bank.questions)
    if collection.count() != count:
        return False
    step = max(1, count // _SAMPLE)
    sample = bank.questions[::step]
    vectors = embedder.encode([text_of(question) for question in sample])
    spoken = [i for i, vector in enumerate(vectors) if np.any(vector)]
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


def _collection_name(bank: QuestionSource) -> str:
    return f"questions-{bank.content_hash[:32]}"


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _client(folder: Path) -> Any:
    if folder not in _CLIENTS:
        import chromadb

        _CLIENTS[folder] = chromadb.PersistentClient(path=str(folder), settings=_settings())
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


def _ranked(pairs: Any) -> list[tuple[str, float]]:
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def _failures() -> tuple[type[Exception], ...]:
    """What Chroma, its server, the file system and SQLite raise when they cannot."""
    from chromadb.errors import ChromaError
    from httpx import HTTPError

    return (ChromaError, HTTPError, OSError, sqlite3.Error, ValueError, RuntimeError)
