"""Reads what a model replied: the talk without its thinking, and the JSON wherever it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Schema = TypeVar("Schema", bound=BaseModel)

MOST = 200_000
"""Characters of a reply that are read; the longest schema filled with sense has some 20,000."""

_ATTEMPTS = 200
"""Braces at which JSON is looked for, half of them from the beginning and half from the end of the
reply: prose holds a few."""

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.S | re.I)
_OPENS = re.compile(r"<(?:think|thinking|reasoning)>", re.I)
_CLOSES = re.compile(r"</(?:think|thinking|reasoning)>", re.I)
_LONGEST_TAG = len("</reasoning>")


class Unreadable(Exception):
    """A reply that is not what was asked for; the message says why, for the model to mend it. It
    repeats nothing of the reply."""


def read(reply: str, schema: type[Schema]) -> Schema:
    """The last JSON object of a reply as `schema`; prose, code fences and thinking around it are
    passed over. Raises Unreadable."""
    found = _last_object(without_thinking(reply[:MOST]))
    if found is None:
        raise Unreadable("there is no JSON object in the reply")
    try:
        return schema.model_validate(found)
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, e['loc'])) or 'object'}: {e['msg']}" for e in error.errors())
        raise Unreadable("; ".join(list(wrong)[:6])) from None


def holds_object(reply: str) -> bool:
    """Whether a reply holds a whole JSON object."""
    return _last_object(without_thinking(reply[:MOST])) is not None


def without_thinking(reply: str) -> str:
    """A reply without what a reasoning model thought before it; where the opening tag was left
    out, without everything up to the closing one."""
    said = _THOUGHT.sub("", reply)
    return _CLOSES.split(said)[-1]


def talk(pieces: Iterable[str]) -> Iterator[str]:
    """Pieces of streamed talk without the thinking among them, each as soon as it is known not to
    be the beginning of a tag."""
    held, thinking, size = "", False, 0
    for piece in pieces:
        size += len(piece)
        if size > MOST:
            break
        held += piece
        while True:
            tag = (_CLOSES if thinking else _OPENS).search(held)
            if tag is None:
                break
            if not thinking and held[: tag.start()]:
                yield held[: tag.start()]
            held, thinking = held[tag.end() :], not thinking
        at = held.rfind("<", -_LONGEST_TAG)
        ready = len(held) if at < 0 else at
        if not thinking and held[:ready]:
            yield held[:ready]
        held = held[ready:]
    if held and not thinking:
        yield held


def _last_object(text: str) -> dict[str, Any] | None:
    """The last object that stands by itself, not inside another."""
    decoder = json.JSONDecoder()
    starts = [m.start() for m in re.finditer(r"\{", text)]
    last: dict[str, Any] | None = None
    ends = -1
    for start in starts if len(starts) <= _ATTEMPTS else _outer(starts):
        if start < ends:
            continue
        try:
            found, ends = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            last = found
    return last


def _outer(starts: list[int]) -> list[int]:
    """Of very many braces, the first and the last ones: a long object begins early, and what
    follows it stands at the end."""
    half = _ATTEMPTS // 2
    return [*starts[:half], *starts[-half:]]
