"""Asks one model of one endpoint for as many sessions as a process holds."""

from __future__ import annotations

import hashlib
import logging
import threading
from typing import TYPE_CHECKING

from agents.model.asking import DoorSession, Failed
from agents.model.breaker import Breaker
from agents.model.facts import Facts
from agents.model.timing import Limits, Timing
from agents.model.trouble import Trouble
from domain import ModelUnavailable, ModelUse
from prompts.templates import Prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from memory.cache import Cache

_MONTH = 30 * 24 * 3600.0
_HELLO = Prompt("hello", "You are brief.", "Say hello.", 16)


class Model:
    """A chat model behind a breaker, with what is known of its server.

    `own` tells a model this process made for an endpoint, which takes the arguments of OpenAI's
    protocol, from one that was handed in, which may be anything.
    """

    def __init__(
        self,
        chat: BaseChatModel,
        name: str,
        *,
        own: bool,
        limits: Limits,
        cache: Cache | None = None,
        place: str = "",
        timing: Timing | None = None,
    ) -> None:
        self.chat = chat
        self.name = name
        self.own = own
        self.limits = limits
        self.timing = timing or Timing()
        self.given_up = threading.Event()
        self.breaker = Breaker(self.timing, limits.cool, self._ping)
        self._cache = cache
        self._key = hashlib.sha256(f"{place}\n{name}".encode()).hexdigest()
        self._lock = threading.Lock()
        self._facts: Facts | None = None
        for talker in ("openai", "httpx", "httpx2", "httpcore", "httpcore2"):
            # Whatever OPENAI_LOG says: a debug log of a client holds what is sent.
            logging.getLogger(talker).setLevel(logging.CRITICAL + 1)

    def session(self, before: ModelUse | None = None) -> DoorSession:
        """A session; `before` is what an interview taken up again had asked already."""
        return DoorSession(self, before)

    @property
    def facts(self) -> Facts:
        """What is known of the server, from this process or an earlier one."""
        with self._lock:
            if self._facts is None:
                kept = self.kept(f"model-facts:{self._key}")
                try:
                    self._facts = Facts.model_validate_json(kept) if kept else Facts()
                except ValueError:
                    self._facts = Facts()
            return self._facts

    def learn(self, facts: Facts) -> None:
        """Remembers how the server wants to be asked."""
        with self._lock:
            self._facts = facts
        self.keep(f"model-facts:{self._key}", facts.model_dump_json())

    def give_up(self) -> None:
        """Lets nobody wait for a reply any longer, now or later; the built-in agents take over."""
        self.breaker.trip(Trouble("its replies are no longer waited for", "never"))
        self.given_up.set()

    def close(self) -> None:
        """Lets go of the store, which threads that still wait for a reply would find closed."""
        self._cache = None
        self.give_up()

    def kept(self, key: str) -> str | None:
        """What was kept under a key; None without a store."""
        cache = self._cache
        found = cache.get(key, self.timing.now()) if cache else None
        return found if isinstance(found, str) else None

    def keep(self, key: str, value: str) -> None:
        """Keeps it for a month."""
        cache = self._cache
        if cache is not None:
            cache.put(key, value, self.timing.now(), _MONTH)

    def _ping(self) -> Trouble | None:
        """Whether the endpoint talks again."""
        try:
            for _ in self.session().stream(_HELLO, behind_breaker=False):
                pass
        except Failed as failed:
            return failed.trouble
        except ModelUnavailable as error:
            return Trouble(str(error), "stop")
        return None
