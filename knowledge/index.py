"""The question bank's vectors in a Chroma collection under the data folder.

The JSON bank is the truth and this a cache of it: built at first use, checked whenever it is
opened, built again when it is damaged or belongs to another bank. Where that cannot be done (a
read-only or full disk, a server that is down) the same search runs over vectors in memory, so a
caller never has to care. Only the bank's own questions go in, nothing a person said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from domain import Difficulty, Kind, Question, Seniority
from knowledge.collection import (
    Watcher,
    failures,
    open_in_folder,
    open_on_server,
    text_of,
    unwatched,
)

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray

    from knowledge.bank import Bank
    from knowledge.embedder import Embedder

    Vector = NDArray[np.float32]


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


class QuestionIndex:
    """Finds the questions nearest to a vector.

    `state` tells how it came to be and `reason` why it is in memory, for whoever reports on the
    installation.
    """

    def __init__(
        self,
        bank: Bank,
        embedder: Embedder,
        collection: Collection | None,
        state: Literal["opened", "built", "rebuilt", "in_memory"],
        reason: str = "",
    ) -> None:
        self._bank = bank
        self._embedder = embedder
        self._collection = collection
        self._passing: dict[Filters | None, tuple[int, ...]] = {}
        self.state = state
        self.reason = reason

    def query(
        self, vector: Vector, n: int, where: Filters | None = None
    ) -> list[tuple[str, float]]:
        """The ids and cosines (-1 to 1) of the `n` nearest questions that pass the filters.

        Best first, equals by id; fewer than `n` only when fewer pass. A vector of zeros, from a
        text without words, is equally near to all.
        """
        questions = self._bank.questions
        allowed = self.passing(where)
        n = min(n, len(allowed))
        if n <= 0:
            return []
        ids = [questions[i].id for i in allowed]
        if self._collection is not None and bool(vector.any()):
            try:
                found = self._nearest(
                    self._collection, vector, n, ids if len(ids) < len(questions) else None
                )
            except failures() as error:
                self._collection, self.state, self.reason = None, "in_memory", str(error)
            else:
                # An approximate search may miss rows when nearly all are asked for.
                if len(found) == n:
                    return found
        cosines = self._vectors[list(allowed)] @ vector
        return _ranked(zip(ids, map(float, cosines), strict=True))[:n]

    def passing(self, where: Filters | None) -> tuple[int, ...]:
        """The places in the bank of the questions that pass the filters."""
        if where not in self._passing:
            self._passing[where] = tuple(
                i for i, q in enumerate(self._bank.questions) if where is None or where.match(q)
            )
        return self._passing[where]

    @cached_property
    def _vectors(self) -> Vector:
        return self._embedder.encode([text_of(q) for q in self._bank.questions])

    def _nearest(
        self, collection: Collection, vector: Vector, n: int, ids: list[str] | None
    ) -> list[tuple[str, float]]:
        # Handing over the ids that pass is a fifth of the cost of Chroma's `where` over several
        # fields, and there is one place that says what passes.
        reply = collection.query(
            query_embeddings=vector[None, :], n_results=n, ids=ids, include=["distances"]
        )
        (found,), (distances,) = reply["ids"], reply["distances"] or [[]]
        return _ranked((name, 1.0 - float(d)) for name, d in zip(found, distances, strict=True))


def open_index(
    folder: Path,
    bank: Bank,
    embedder: Embedder,
    chroma_url: str | None = None,
    watcher: Watcher = unwatched,
) -> QuestionIndex:
    """The index of a bank in `folder`/chroma, or on the Chroma server at `chroma_url`.

    `watcher` is told of its building, in this thread.

    May be called from any thread and from several processes at once; imports chromadb only now.
    Never raises because of what is (or is not) in the folder.
    """
    if not bank.questions:
        return QuestionIndex(bank, embedder, None, "in_memory", "the question bank is empty")
    try:
        if chroma_url:
            collection, state = open_on_server(chroma_url, bank, embedder, watcher)
        else:
            collection, state = open_in_folder(folder, bank, embedder, watcher)
        return QuestionIndex(bank, embedder, collection, state)
    except failures() as error:
        return QuestionIndex(bank, embedder, None, "in_memory", str(error) or type(error).__name__)


def _ranked(pairs: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
