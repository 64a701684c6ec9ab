"""Keeps a dead endpoint from costing a deadline at every call."""

from __future__ import annotations

import threading
from collections.abc import Callable

from agents.model.timing import Timing
from agents.model.trouble import Trouble


class Breaker:
    """Open after an endpoint failed; tried again in the background, never on a person's time."""

    def __init__(self, timing: Timing, cool: float, ping: Callable[[], Trouble | None]) -> None:
        self._timing = timing
        self._cool = cool
        self._ping = ping
        self._lock = threading.Lock()
        self._trouble: Trouble | None = None
        self._until = 0.0
        self._pinging = False

    @property
    def trouble(self) -> Trouble | None:
        """Why nothing is asked now; None when the endpoint may be asked. Once it has been left
        alone for its time, asking here sends someone to look."""
        with self._lock:
            trouble = self._trouble
            due = trouble is not None and trouble.course != "never"
            if not due or self._pinging or self._timing.clock() < self._until:
                return trouble
            self._pinging = True
        threading.Thread(target=self._look, name="model-ping", daemon=True).start()
        return trouble

    def trip(self, trouble: Trouble) -> None:
        """Nothing is asked any more for the time the endpoint named, else for the usual one."""
        with self._lock:
            self._trouble = trouble
            self._until = self._timing.clock() + max(self._cool, trouble.wait or 0.0)

    def _look(self) -> None:
        try:
            trouble = self._ping()
        except Exception as error:  # noqa: BLE001 - nobody is there to be told
            trouble = Trouble(f"it cannot be looked for ({type(error).__name__})", "stop")
        with self._lock:
            self._pinging = False
            if trouble is None:
                self._trouble = None
        if trouble is not None:
            self.trip(trouble)
