"""A line of a batch: read strictly, scored, and answered whatever is in it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from domain import RehearseError

LONGEST_LINE = 1_000_000
"""Bytes; an answer of 100 kB in which every letter is escaped as \\uXXXX still fits."""

_BYTE_ORDER_MARK = "\ufeff"
_Id = str | int | float | None


class BadLine(ValueError):
    """What is wrong with a line, and its id where that could be read."""

    def __init__(self, what: str, id: _Id = None) -> None:  # noqa: A002 - the field's own name
        super().__init__(what)
        self.id = id


@dataclass(frozen=True)
class _Row:
    id: _Id
    question: str
    answer: str
    kind: str
    expected_answer: str | None
    key_points: tuple[str, ...]
    seconds: float | None


def numbered(lines: Iterable[str | bytes]) -> Iterator[tuple[int, str | bytes]]:
    """The lines with something on them, each with its number, from 1."""
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def score_line(
    evaluate: Callable[..., dict[str, Any]], number: int, line: str | bytes
) -> dict[str, Any]:
    """{"id"} with what `evaluate` gives, or {"id", "error"}."""
    row = None
    try:
        row = _read(line)
        scored = evaluate(
            row.question,
            row.answer,
            kind=row.kind,
            expected_answer=row.expected_answer,
            key_points=row.key_points,
            seconds=row.seconds,
        )
        return {"id": row.id, **scored}
    except BadLine as error:
        return failed(number, str(error), error.id)
    except RehearseError as error:
        return failed(number, str(error), row.id if row else None)
    except Exception as error:  # noqa: BLE001 - one line must not take the rest with it
        told = f"it could not be scored ({type(error).__name__})"
        return failed(number, told, row.id if row else None)


def failed(number: int, what: str, id: _Id = None) -> dict[str, Any]:  # noqa: A002
    """The result of a line that gives no score."""
    return {"id": id, "error": f"line {number}: {what}"}


def id_of(line: str | bytes) -> _Id:
    """The line's id, None where it cannot be read."""
    try:
        return _read(line).id
    except BadLine as error:
        return error.id


def _read(line: str | bytes) -> _Row:
    """Raises BadLine."""
    if len(line) > LONGEST_LINE:
        raise BadLine(f"it is longer than {LONGEST_LINE:,} bytes")
    try:
        text = line.decode() if isinstance(line, bytes) else line
    except UnicodeDecodeError:
        raise BadLine("it is not UTF-8 text", _id_in_spite(line)) from None
    fields = _parsed(text.lstrip(_BYTE_ORDER_MARK))
    name = _identity(fields)
    try:
        return _Row(
            name,
            _text(fields, "question"),
            _text(fields, "answer"),
            _text(fields, "kind") if fields.get("kind") is not None else "behavioral",
            _text(fields, "expected_answer") if fields.get("expected_answer") is not None else None,
            _points(fields.get("key_points")),
            _seconds(fields.get("seconds")),
        )
    except BadLine as error:
        raise BadLine(str(error), name) from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        found = json.loads(
            text,
            object_pairs_hook=_once_each,
            parse_constant=_no_number,
            parse_float=_finite,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        raise BadLine(f"it is not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise BadLine("it is nested too deeply") from None
    if not isinstance(found, dict):
        raise BadLine("it is not a JSON object")
    return found


def _identity(fields: dict[str, Any]) -> _Id:
    if "id" not in fields:
        raise BadLine("id is missing")
    name = fields["id"]
    if name is not None and (isinstance(name, bool) or not isinstance(name, str | int | float)):
        raise BadLine("id is not a text or a number")
    return name


def _text(fields: dict[str, Any], name: str) -> str:
    if name not in fields:
        raise BadLine(f"{name} is missing")
    if not isinstance(fields[name], str):
        raise BadLine(f"{name} is not a text")
    return str(fields[name])


def _points(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(point, str) for point in value):
        raise BadLine("key_points is not a list of texts")
    return tuple(point for point in value if point.strip())


def _seconds(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise BadLine("seconds is not a number above 0")
    return float(value)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no name stands twice: which of the two was meant cannot be told."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise BadLine(f"{twice[:40]} is given twice", _scalar(found.get("id"), names))
    return found


def _scalar(name: Any, names: list[str]) -> _Id:
    usable = names.count("id") == 1 and isinstance(name, str | int | float)
    return name if usable and not isinstance(name, bool) else None


def _no_number(written: str) -> float:
    raise BadLine(f"it is not JSON: {written} is no number")


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise BadLine("a number in it is too large")
    return number


def _whole(written: str) -> int:
    # No id or time needs more, and reading thousands of digits takes long.
    if len(written) > 40:
        raise BadLine("a number in it is too large")
    return int(written)


def _id_in_spite(line: str | bytes) -> _Id:
    """The id of a line with bytes that are no text, unless they are in the id itself."""
    assert isinstance(line, bytes)
    try:
        name = _identity(_parsed(line.decode("utf-8", "replace").lstrip(_BYTE_ORDER_MARK)))
    except BadLine:
        return None
    return None if isinstance(name, str) and "\ufffd" in name else name
