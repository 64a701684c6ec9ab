"""A terminal with a command in it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field

from pexpect import EOF
from pexpect.fdpexpect import fdspawn

from tests.faults.processes import Process

LOOKS = {
    "TERM": "xterm-256color",
    "COLUMNS": "100",
    "LINES": "40",
    "PROMPT_TOOLKIT_NO_CPR": "1",
}


@dataclass
class Window:
    """A terminal of 100 columns with a command in it."""

    process: Process
    screen: fdspawn
    seen: list[str] = field(default_factory=list)

    def until(self, what: str) -> str:
        """Waits for a pattern; everything shown up to its end."""
        self.screen.expect(what)
        self.seen.append(self.screen.before + self.screen.after)
        return self.seen[-1]

    def close(self) -> str:
        """Waits for the end; everything shown since the last pattern."""
        with contextlib.suppress(OSError):
            self.screen.expect(EOF)
        self.seen.append(self.screen.before if isinstance(self.screen.before, str) else "")
        return self.seen[-1]
