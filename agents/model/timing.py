"""Time and chance as the door to a model uses them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config import Settings


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Timing:
    """The clock (seconds that never jump), the moment, a way to wait, and draws of 0-1."""

    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = _now
    wait: Callable[[float], None] = time.sleep
    draw: Callable[[], float] = random.random


@dataclass(frozen=True)
class Limits:
    """How long and how much, in seconds and tokens.

    `connect` and `read` (between two pieces of a reply) bound the waiting for the endpoint,
    `total` a call with all its retries; `cool` is how long a broken endpoint is left alone before
    it is tried again in the background; `tokens` bounds an interview.
    """

    connect: float = 5.0
    read: float = 30.0
    total: float = 60.0
    cool: float = 30.0
    tokens: int = 200_000

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """As the settings have it: a call in all may take `openai_timeout` seconds, half of them
        without a word."""
        total = settings.openai_timeout
        return cls(
            connect=min(cls.connect, total),
            read=total / 2,
            total=total,
            tokens=settings.openai_token_budget,
        )
