"""One request to a chat model, read in a thread of its own so that no silence outlasts its
deadline."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from langsmith import tracing_context

from agents.model.replies import MOST

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

Messages = Sequence[tuple[str, str]]


@dataclass
class Received:
    """What came of one request so far: characters, the endpoint's own count of tokens (None where
    it tells none), and why it stopped ("" where it did not say)."""

    characters: int = 0
    sent: int | None = None
    received: int | None = None
    finish: str = ""


_GLANCE = 0.1
"""Seconds between two looks whether anybody still waits."""


class Silence(TimeoutError):
    """The endpoint said nothing for as long as it is waited for."""


def pieces(
    chat: BaseChatModel,
    messages: Messages,
    options: dict[str, Any],
    received: Received,
    *,
    silence: float,
    deadline: float,
    clock: Any,
    given_up: threading.Event,
) -> Iterator[str]:
    """The text of a streamed reply as it arrives; `received` is filled on the way.

    Raises what the model's client raises, and Silence after `silence` seconds without a word, at
    the `deadline` of `clock`, or when the waiting is `given_up`. Left early, it lets go of the
    connection with the next piece.
    """
    arrived: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
    left = threading.Event()

    def read() -> None:
        # Whatever the environment says, nothing is sent to a tracing service.
        with tracing_context(enabled=False):
            try:
                for chunk in chat.stream(list(messages), **options):
                    if left.is_set():
                        break
                    _account(received, chunk)
                    if text := _text(chunk):
                        arrived.put(text)
            except Exception as error:  # noqa: BLE001 - handed to the caller, whatever it is
                arrived.put(error)
            else:
                arrived.put(None)

    threading.Thread(target=read, name="model-call", daemon=True).start()
    try:
        while True:
            piece = _next(arrived, min(silence, deadline - clock()), given_up)
            if piece is None:
                return
            if isinstance(piece, BaseException):
                raise piece
            received.characters += len(piece)
            yield piece
            if received.characters > MOST:
                return
    finally:
        left.set()


def _next(
    arrived: queue.SimpleQueue[str | BaseException | None], wait: float, given_up: threading.Event
) -> str | BaseException | None:
    """What arrives within `wait` seconds; raises Silence when nothing does."""
    left = wait
    while not given_up.is_set():
        try:
            return arrived.get(timeout=max(min(left, _GLANCE), 0.0))
        except queue.Empty:
            left -= _GLANCE
        if left <= 0:
            break
    raise Silence


def _account(received: Received, chunk: BaseMessage) -> None:
    usage = getattr(chunk, "usage_metadata", None)
    if usage:
        received.sent = max(received.sent or 0, usage["input_tokens"])
        received.received = max(received.received or 0, usage["output_tokens"])
    finish = chunk.response_metadata.get("finish_reason")
    if finish:
        received.finish = str(finish)


def _text(chunk: BaseMessage) -> str:
    """The words of a piece; some clients give them as a list of parts."""
    content = chunk.content
    if isinstance(content, str):
        return content
    parts = [part if isinstance(part, str) else str(part.get("text", "")) for part in content]
    return "".join(parts)
