"""What a request to the fake server of a model holds, what a test has it reply, and how replies are
chosen."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from pydantic import BaseModel


@dataclass(frozen=True)
class Request:
    """A request for a reply.

    `schema_name` and `schema` are those of the form that was asked for, be it in `response_format`
    or in the words of the prompt; "" and empty for talk. `headers` have small letters, `at` is the
    moment of arrival in seconds of time.monotonic, `max_tokens` is either of the names it has.
    """

    messages: Sequence[Mapping[str, Any]]
    schema_name: str
    schema: Mapping[str, Any]
    response_format: Mapping[str, Any] | None
    stream: bool
    max_tokens: int | None
    headers: Mapping[str, str]
    at: float
    body: Mapping[str, Any]

    @property
    def told(self) -> str:
        """All its messages, one after another."""
        return "\n\n".join(words(message) for message in self.messages)

    @classmethod
    def of(cls, body: Mapping[str, Any], headers: Mapping[str, str], at: float) -> Request:
        """Reads the body of a request."""
        messages = body.get("messages", [])
        name, schema = _form(body.get("response_format") or {}, messages)
        return cls(
            messages=messages,
            schema_name=name,
            schema=schema,
            response_format=body.get("response_format"),
            stream=bool(body.get("stream")),
            max_tokens=body.get("max_tokens", body.get("max_completion_tokens")),
            headers=headers,
            at=at,
            body=body,
        )


@dataclass(frozen=True)
class Say:
    """A reply as it should be. Streamed, it comes in `pieces`, else in several of one size.
    `finish` is why it stopped: "length" when cut at its limit; with None the server does not say,
    as llama-cpp-python does when another request comes in between."""

    text: str
    pieces: Sequence[str] | None = None
    finish: str | None = "stop"

    def __post_init__(self) -> None:
        if self.pieces is not None and "".join(self.pieces) != self.text:
            raise ValueError("the pieces of a reply make up its text")


@dataclass(frozen=True)
class Fail:
    """An error status. A `body` of text or bytes is sent as it stands, anything else as JSON; None
    is an error in OpenAI's form. `retry_after` is in seconds or a date of HTTP."""

    status: int
    body: Any = None
    retry_after: float | str | None = None


@dataclass(frozen=True)
class Hang:
    """Nothing, not even a status, until the server stops."""


@dataclass(frozen=True)
class HangAfter:
    """The beginning of a reply, and then nothing more until the server stops."""

    text: str


@dataclass(frozen=True)
class Cut:
    """The beginning of a reply, and then the connection is closed in its midst."""

    text: str


@dataclass(frozen=True)
class Drip:
    """A reply of one character each `every` seconds; one that is not streamed comes as late as its
    last character would."""

    text: str
    every: float


@dataclass(frozen=True)
class Raw:
    """These bytes, and no others, as the body of a reply with status 200."""

    body: bytes


@dataclass(frozen=True)
class Empty:
    """A reply without a word."""


@dataclass(frozen=True)
class Refuse:
    """A reply that is no content but a refusal, in the field OpenAI has for it."""

    text: str


@dataclass(frozen=True)
class Big:
    """A reply of so many million characters."""

    megabytes: float


Reply = Say | Fail | Hang | HangAfter | Cut | Drip | Raw | Empty | Refuse | Big


class Brain(Protocol):
    """Chooses the reply to a request; called from several threads."""

    def __call__(self, request: Request, /) -> Reply: ...


Choice = Reply | Callable[[Request], Reply]


def chosen(choice: Choice, request: Request) -> Reply:
    """A reply as it is, or the one a brain chooses."""
    return choice(request) if callable(choice) else choice


def script(*replies: Choice, then: Choice | None = None) -> Brain:
    """The replies in order; after them `then`, or the last one, for ever."""
    turns = itertools.count()
    last = replies[-1] if then is None else then

    def brain(request: Request) -> Reply:
        turn = next(turns)
        return chosen(replies[turn] if turn < len(replies) else last, request)

    return brain


@dataclass(frozen=True)
class _BySchema:
    choices: Mapping[str, Choice] = field(default_factory=dict)

    def __call__(self, request: Request, /) -> Reply:
        if request.schema_name not in self.choices:
            asked = f"the form {request.schema_name}" if request.schema_name else "talk"
            raise LookupError(f"no reply was prepared to a request for {asked}")
        return chosen(self.choices[request.schema_name], request)


def by_schema(choices: Mapping[str, Choice]) -> Brain:
    """A reply by the name of the schema that is asked for; "" stands for talk. A request for
    another one is an error of the test."""
    return _BySchema(dict(choices))


def json_of(value: Any) -> Say:
    """A reply that is `value`, a model of pydantic or anything JSON knows."""
    if isinstance(value, BaseModel):
        return Say(value.model_dump_json())
    return Say(json.dumps(value, ensure_ascii=False))


def words(message: Mapping[str, Any]) -> str:
    """The words of a message, be they one text or a list of parts."""
    content = message.get("content") or ""
    if isinstance(content, str):
        return content
    return "".join(str(part.get("text", "")) for part in content)


def _form(
    asked: Mapping[str, Any], messages: Sequence[Mapping[str, Any]]
) -> tuple[str, Mapping[str, Any]]:
    strict = asked.get("json_schema")
    if strict:
        return strict.get("name", ""), strict.get("schema", {})
    told = next(filter(None, (_schema_in(words(message)) for message in messages)), None)
    schema = asked.get("schema") or told or {}
    return (told or schema).get("title", ""), schema


def _schema_in(text: str) -> dict[str, Any] | None:
    """The JSON schema that stands in a prompt, beginning a line of its own."""
    decoder = json.JSONDecoder()
    for line in text.splitlines():
        if line.startswith("{"):
            try:
                found, _ = decoder.raw_decode(line)
            except ValueError:
                continue
            if "properties" in found:
                return dict(found)
    return None
