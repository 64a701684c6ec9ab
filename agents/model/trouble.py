"""What went wrong with a call, in words that name the setting to look at, and what to do next."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

Course = Literal["again", "simpler", "never", "stop"]
"""Try again; ask in a simpler form; not before a setting is changed; not this time."""

_BUSY = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
_SIMPLER = frozenset((400, 415, 422, 501))
_USED_UP = ("insufficient_quota", "billing_hard_limit_reached")
_TOO_LONG = ("context_length", "context length", "context size", "context_size", "maximum context")
_UNTRUSTED = ("certificate", "ssl", "tls")
_NOWHERE = ("name or service", "nodename", "getaddrinfo", "name resolution", "no address")


@dataclass(frozen=True)
class Trouble:
    """Why a call brought nothing, what to do, and the seconds the endpoint asked to wait.

    `about` holds the words of the endpoint's complaint, to tell which part of the request it
    refused; it may quote the request and is never shown. `failed_inside` when the server says that
    it failed itself (500), as some do at a form of request they do not know.
    """

    why: str
    course: Course
    wait: float | None = None
    about: str = ""
    failed_inside: bool = False


def of(error: BaseException, now: datetime) -> Trouble:
    """Reads an exception of a chat model by what it carries, whoever's client raised it."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return _refused(status, error, now)
    names = " ".join(kind.__name__.lower() for kind in type(error).__mro__)
    causes = " ".join(_chain(error)).lower()
    if isinstance(error, TimeoutError) or "timeout" in names:
        return Trouble("it did not reply in time", "again")
    if any(word in causes for word in _UNTRUSTED):
        return Trouble(
            "its certificate is not trusted or it speaks no TLS; check OPENAI_BASE_URL", "never"
        )
    if any(word in causes for word in _NOWHERE):
        return Trouble("there is no host of that name; check OPENAI_BASE_URL", "again")
    if isinstance(error, ValueError) and "no generation" in causes:
        return Trouble("its reply was empty", "again")
    if "connect" in names or "protocol" in names or isinstance(error, OSError):
        return Trouble("it cannot be reached", "again")
    return Trouble(f"its client failed ({type(error).__name__})", "stop")


def _refused(status: int, error: BaseException, now: datetime) -> Trouble:
    about = str(getattr(error, "message", "") or "").lower()
    if status in (401, 403):
        return Trouble(f"it refused the key ({status}); check OPENAI_API_KEY", "never")
    if status == 404:
        return Trouble(
            "it has no such model or address (404); check OPENAI_MODEL and OPENAI_BASE_URL", "never"
        )
    if status == 429 and any(word in f"{about} {getattr(error, 'code', '')}" for word in _USED_UP):
        return Trouble("the quota of the key is used up (429)", "never")
    if status in _BUSY:
        what = "is busy" if status == 429 else "failed"
        wait = _retry_after(error, now)
        return Trouble(f"it {what} ({status})", "again", wait, about, status == 500)
    if status in _SIMPLER and any(word in about for word in _TOO_LONG):
        return Trouble(f"the prompt is longer than the model's context ({status})", "stop")
    if status in _SIMPLER:
        return Trouble(f"it did not accept the request ({status})", "simpler", about=about)
    return Trouble(f"it answered with status {status}", "stop")


def _retry_after(error: BaseException, now: datetime) -> float | None:
    """The seconds to wait that the endpoint names, as a number or as a date."""
    headers: Any = getattr(getattr(error, "response", None), "headers", None) or {}
    said = str(headers.get("retry-after", "")).strip()
    with contextlib.suppress(ValueError):
        return max(float(said), 0.0)
    with contextlib.suppress(ValueError, TypeError):
        until = parsedate_to_datetime(said)
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max((until - now).total_seconds(), 0.0)
    return None


def _chain(error: BaseException | None) -> list[str]:
    """The words of an error and of what caused it."""
    said: list[str] = []
    while error is not None and len(said) < 8:
        said.append(f"{type(error).__name__} {error}")
        error = error.__cause__ or error.__context__
    return said
