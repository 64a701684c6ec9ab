"""One connection to the fake server of a model: reads requests and sends replies, well or badly, as
OpenAI's protocol has them on the wire."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, assert_never

from tests.model.model_replies import (
    Big,
    Cut,
    Drip,
    Empty,
    Fail,
    Hang,
    HangAfter,
    Raw,
    Refuse,
    Reply,
    Request,
    Say,
)

if TYPE_CHECKING:
    import threading

    from tests.model.serving import ModelServer

_TOKENS = 1.3
"""Tokens to an English word, about."""
_PIECE = 16
"""The most characters in a piece of a stream; a short text comes in three pieces all the same."""
_BIG_PIECE = 65_536
_JSON = "application/json"
_EVENTS = "text/event-stream"
_KINDS = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class _Over(Exception):
    """The server stops, or the connection is to be dropped."""


class _Complaint(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, message: str, code: str | None, param: str | None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.param = param


class Speaker(BaseHTTPRequestHandler):
    """Serves the requests of one connection until the client leaves or `over` is set."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, server: ModelServer, over: threading.Event, *connection: Any) -> None:
        self._model = server
        self._over = over
        super().__init__(*connection)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is inherited
        """Says nothing."""

    def do_GET(self) -> None:
        """The list of models."""
        self._answer(self._list)

    def do_POST(self) -> None:
        """A reply of the model."""
        self._answer(self._complete)

    def _answer(self, answer: Callable[[], None]) -> None:
        try:
            answer()
        except _Complaint as error:
            self._complain(error.status, str(error), error.code, error.param)
        except _Over:
            self.close_connection = True
        except OSError:
            if not self._over.is_set():
                self._model.note_left()
            raise

    def _list(self) -> None:
        self._pause(self._model.delay)
        self._check_path("/v1/models")
        self._check_key()
        known = [
            {"id": name, "object": "model", "owned_by": "tests"} for name in self._model.models
        ]
        self._send(200, json.dumps({"object": "list", "data": known}))

    def _complete(self) -> None:
        at = time.monotonic()
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._check_path("/v1/chat/completions")
        try:
            body = json.loads(sent)
        except ValueError:
            body = None
        if not isinstance(body, dict) or not isinstance(body.get("messages"), list):
            raise _Complaint(400, "the body is no JSON object with messages", None, None)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request.of(body, headers, at)
        self._model.note_request(request)
        self._pause(self._model.delay)
        self._check(request)
        try:
            reply = self._model.brain(request)
        except Exception as error:
            self._model.note_wrong(error)
            raise _Complaint(500, "the test's brain failed", None, None) from error
        self._speak(reply, request)

    def _check_path(self, path: str) -> None:
        if self.path != path:
            raise _Complaint(404, f"Invalid URL ({self.command} {self.path})", None, None)

    def _check_key(self) -> None:
        key = self._model.key
        if key is not None and self.headers.get("Authorization") != f"Bearer {key}":
            raise _Complaint(401, "Incorrect API key provided.", "invalid_api_key", None)

    def _check(self, request: Request) -> None:
        self._check_key()
        asked = request.body.get("model")
        if asked not in self._model.models:
            raise _Complaint(404, f"The model `{asked}` does not exist", "model_not_found", "model")
        if not self._model.takes_schema and (request.response_format or {}).get("type") == (
            "json_schema"
        ):
            message = "response_format.type must be `text` or `json_object`"
            raise _Complaint(400, message, None, "response_format")

    def _speak(self, reply: Reply, request: Request) -> None:
        match reply:
            case Say(text, pieces, finish):
                self._say(request, text, pieces or _cut(text), finish)
            case Big(megabytes):
                text = "word " * round(megabytes * 1e6 / 5)
                self._say(request, text, _cut(text, _BIG_PIECE))
            case Empty():
                self._say(request, "", ())
            case Refuse(text):
                self._say(request, text, _cut(text), field="refusal")
            case Drip(text, every):
                self._say(request, text, text, every=every)
            case Fail(status, body, retry_after):
                self._fail(status, body, retry_after)
            case Raw(body):
                self._send(200, body, _EVENTS if request.stream else _JSON)
            case Hang():
                self._stall()
            case HangAfter(text):
                self._begin(request, text)
                self._stall()
            case Cut(text):
                self._begin(request, text)
                raise _Over
            case _:
                assert_never(reply)

    def _say(
        self,
        request: Request,
        text: str,
        pieces: Iterable[str],
        finish: str | None = "stop",
        *,
        field: str = "content",
        every: float = 0.0,
    ) -> None:
        if not request.stream:
            self._pause(every * len(text))
            self._send(200, self._completion(request, text, finish, field))
            return
        self._stream(request, pieces, field, every)
        if finish is not None:
            self._event(request, {}, finish)
        model = self._model
        if model.usage and model.streams_usage and _wants_usage(request):
            self._chunk(request, choices=[], usage=_usage(request, text))
        self._write(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _begin(self, request: Request, text: str) -> None:
        """Sends a reply as far as its text goes, and not to its end."""
        if request.stream:
            self._stream(request, _cut(text), "content", 0.0)
            return
        whole = self._completion(request, text, "stop", "content").encode()
        self._head(200, _JSON, {"Content-Length": str(len(whole))})
        self.wfile.write(whole[: whole.index(b'"finish_reason"')])

    def _stream(self, request: Request, pieces: Iterable[str], field: str, every: float) -> None:
        self._head(200, _EVENTS, {"Transfer-Encoding": "chunked"})
        self._event(request, {"role": "assistant", "content": "" if field == "content" else None})
        for piece in pieces:
            self._pause(every)
            self._event(request, {field: piece})

    def _event(self, request: Request, delta: dict[str, Any], finish: str | None = None) -> None:
        usage = {"usage": None} if _wants_usage(request) else {}
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self._chunk(request, choices=[choice], **usage)

    def _chunk(self, request: Request, **fields: Any) -> None:
        said = json.dumps(_labels(request, "chat.completion.chunk") | fields, ensure_ascii=False)
        self._write(f"data: {said}\n\n".encode())

    def _write(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))

    def _completion(self, request: Request, text: str, finish: str | None, field: str) -> str:
        message = {"role": "assistant", "content": None, field: text}
        whole = _labels(request, "chat.completion")
        whole["choices"] = [{"index": 0, "message": message, "finish_reason": finish}]
        if self._model.usage:
            whole["usage"] = _usage(request, text)
        return json.dumps(whole, ensure_ascii=False)

    def _fail(self, status: int, body: Any, retry_after: float | str | None) -> None:
        extra = {} if retry_after is None else {"Retry-After": str(retry_after)}
        if body is None:
            self._complain(status, f"This is error {status}.", None, None, extra)
        elif isinstance(body, str | bytes):
            self._send(status, body, "text/plain; charset=utf-8", extra)
        else:
            self._send(status, json.dumps(body), _JSON, extra)

    def _complain(
        self,
        status: int,
        message: str,
        code: str | None,
        param: str | None,
        extra: dict[str, str] | None = None,
    ) -> None:
        kind = _KINDS.get(status, "invalid_request_error" if status < 500 else "server_error")
        error = {"message": message, "type": kind, "param": param, "code": code}
        self._send(status, json.dumps({"error": error}), _JSON, extra)

    def _send(
        self, status: int, body: str | bytes, kind: str = _JSON, extra: dict[str, str] | None = None
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        self._head(status, kind, {"Content-Length": str(len(data)), **(extra or {})})
        self.wfile.write(data)

    def _head(self, status: int, kind: str, extra: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in extra.items():
            self.send_header(name, value)
        self.end_headers()

    def _pause(self, seconds: float) -> None:
        if self._over.wait(seconds):
            raise _Over

    def _stall(self) -> None:
        """Sends nothing until the server stops; a client that leaves is seen at once."""
        while self.rfile.read(1):
            pass
        if self._over.is_set():
            raise _Over
        raise ConnectionResetError


def _cut(text: str, most: int = _PIECE) -> Sequence[str]:
    size = max(1, min(most, -(-len(text) // 3)))
    return [text[start : start + size] for start in range(0, len(text), size)]


def _labels(request: Request, kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 0, "model": request.body["model"]}


def _wants_usage(request: Request) -> bool:
    return bool((request.body.get("stream_options") or {}).get("include_usage"))


def _usage(request: Request, text: str) -> dict[str, int]:
    sent, replied = (round(len(words.split()) * _TOKENS) for words in (request.told, text))
    return {"prompt_tokens": sent, "completion_tokens": replied, "total_tokens": sent + replied}
