"""The running account of one session with a model."""

from __future__ import annotations

import threading

from agents.model.calling import Received
from domain import ModelUse
from prompts.templates import CHARACTERS_A_TOKEN


class Account:
    """Counts calls, tokens and seconds from several threads, and what went wrong."""

    def __init__(self, model: str, before: ModelUse | None) -> None:
        self._lock = threading.Lock()
        self._use = (before or ModelUse()).model_copy(update={"model": model})
        self._untold: list[str] = []

    @property
    def use(self) -> ModelUse:
        """All of it so far."""
        with self._lock:
            return self._use

    def enter(self, characters: int, received: Received, seconds: float, *, failed: bool) -> None:
        """One request of so many characters and what came of it. A request that never arrived
        counts as a call that sent nothing."""
        reached = received.characters > 0 or received.sent is not None or not failed
        estimated = received.sent is None or received.received is None
        sent = received.sent
        if sent is None:
            sent = characters // CHARACTERS_A_TOKEN if reached else 0
        got = received.received
        if got is None:
            got = -(-received.characters // CHARACTERS_A_TOKEN)
        one = ModelUse(
            model=self._use.model,
            calls=1,
            failed=int(failed),
            tokens_sent=sent,
            tokens_received=got,
            estimated=estimated and reached,
            seconds=seconds,
        )
        with self._lock:
            self._use = self._use + one

    def report(self, trouble: str) -> None:
        """Something went wrong; told once."""
        with self._lock:
            if trouble not in self._use.trouble:
                self._use = self._use + ModelUse(trouble=(trouble,))
                self._untold.append(trouble)

    def news(self) -> list[str]:
        """What was reported since this was last asked."""
        with self._lock:
            told, self._untold = self._untold, []
            return told
