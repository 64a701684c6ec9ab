"""The question bank: the JSON files of `questions/` as `Question` values, found by id or kind.

The files are the truth. A role, a family or a theme is a key in one of them, so adding one is
an edit of data alone; the shape each file must have is in `questions/schema.json`.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from domain import BadInput, Kind, NotFound, Question

QUESTIONS = Path(__file__).parent / "questions"

FILES: Mapping[str, Kind] = {
    "behavioral.json": "behavioral",
    "technical.json": "technical",
    "situational.json": "situational",
    "company.json": "company",
    "questions_to_ask.json": "ask",
}


@dataclass(frozen=True)
class Bank:
    """Every question, in the order of the files (`FILES`) and of the items within them."""

    questions: tuple[Question, ...]
    _by_id: dict[str, Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {question.id: question for question in self.questions}
        if len(by_id) != len(self.questions):
            ids = [question.id for question in self.questions]
            twice = sorted({name for name in ids if ids.count(name) > 1})
            raise BadInput(f"the question bank uses an id twice: {', '.join(twice)}; rename one")
        object.__setattr__(self, "_by_id", by_id)

    def __contains__(self, id: str) -> bool:  # noqa: A002 - the field's own name
        """Whether there is a question of that id."""
        return id in self._by_id

    def get(self, id: str) -> Question:  # noqa: A002 - the field's own name
        """The question with this id. Raises NotFound, naming the ids nearest to it."""
        found = self._by_id.get(id)
        if found is not None:
            return found
        near = difflib.get_close_matches(id, self._by_id, n=3, cutoff=0.0)
        hint = f"; the nearest are {', '.join(near)}" if near else "; the bank is empty"
        raise NotFound(f"there is no question {id!r}{hint}")

    @cached_property
    def content_hash(self) -> str:
        """A SHA-256 hex digest of the content.

        It changes with any word, field or order of items, and not with a file's indentation,
        key order or line endings.
        """
        digest = hashlib.sha256()
        for question in self.questions:
            digest.update(question.model_dump_json().encode())
            digest.update(b"\n")
        return digest.hexdigest()

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The roles that have technical questions, in the order of the file."""
        return _distinct(
            role
            for question in self.questions
            if question.kind == "technical"
            for role in question.roles
        )

    def categories(self, kind: Kind) -> tuple[str, ...]:
        """The categories of one kind (competencies, subjects, families …), in file order."""
        return _distinct(q.category for q in self.questions if q.kind == kind)


def load_bank(folder: Path | None = None) -> Bank:
    """The bank in `folder`, or the one that comes with Rehearse, which is read once.

    Raises BadInput naming the file, and the item where there is one, when a file is missing,
    is not JSON, lacks a field or has one too many, or when an id is used twice.
    """
    return _installed() if folder is None else _read(folder)


@cache
def _installed() -> Bank:
    return _read(QUESTIONS)


def _read(folder: Path) -> Bank:
    return Bank(tuple(q for name, kind in FILES.items() for q in _questions(folder / name, kind)))


def _questions(path: Path, kind: Kind) -> Iterator[Question]:
    """The items of one file, each with its kind and, for technical ones, its role."""
    for group, content in _object(_parsed(path), path).items():
        if kind == "technical":
            for items in _object(content, path).values():
                yield from (_question(item, path, kind, (group,)) for item in _list(items, path))
        else:
            yield from (_question(item, path, kind, ()) for item in _list(content, path))


def _question(item: Any, path: Path, kind: Kind, roles: tuple[str, ...]) -> Question:
    fields = _object(item, path)
    try:
        return Question(**fields, kind=kind, roles=roles)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise BadInput(f"{path}: item {fields.get('id', '(no id)')}: {wrong}") from None
    except TypeError:
        raise BadInput(
            f"{path}: item {fields.get('id', '(no id)')}: kind and roles follow from where an "
            "item stands; remove them from it"
        ) from None


def _parsed(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise BadInput(
            f"the question bank's {path.name} cannot be read in {path.parent} "
            f"({error.strerror}); install Rehearse again"
        ) from None
    except ValueError as error:
        raise BadInput(f"{path} is not JSON ({error}); mend it or install again") from None


def _object(content: Any, path: Path) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise BadInput(f"{path}: expected an object where there is {_excerpt(content)}")
    return content


def _list(content: Any, path: Path) -> list[Any]:
    if not isinstance(content, list):
        raise BadInput(f"{path}: expected a list of items where there is {_excerpt(content)}")
    return content


def _excerpt(content: Any) -> str:
    return json.dumps(content)[:60]


def _distinct(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
