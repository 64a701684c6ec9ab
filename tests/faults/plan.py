"""What a process under test is to run, and what is to go wrong in it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Literal

Phase = Literal["before", "during", "after"]
PHASES: tuple[Phase, ...] = ("before", "during", "after")


@dataclass(frozen=True)
class Fault:
    """What goes wrong. Writes are counted from 1; see `writes` for what counts as one.

    `kill_at` and `phase` say at which write the process kills itself with SIGKILL, `full_from`
    from which write on the disk is full. `file_limit` is the size in bytes no file may exceed.
    From the reading of the clock numbered `jump_at` on, it is `jump` seconds off. `tally` is a
    file to which the number of writes is written when the process ends. `overheard` is a file to
    which is told what the process writes where; see `overhearing`.
    """

    kill_at: int | None = None
    phase: Phase = "before"
    full_from: int | None = None
    file_limit: int | None = None
    jump_at: int | None = None
    jump: float = 0.0
    tally: str | None = None
    overheard: str | None = None


@dataclass(frozen=True)
class Launch:
    """One run of `run.py`: its arguments, environment, folder, and the id its interview gets.

    With `terminal` its standard streams are its controlling terminal.
    """

    argv: list[str]
    env: dict[str, str]
    cwd: str
    interview_id: str | None = None
    terminal: bool = False
    fault: Fault = field(default_factory=Fault)

    def to_json(self) -> bytes:
        """As bytes for the nursery."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, raw: bytes) -> Launch:
        """What `to_json` was called on."""
        fields = json.loads(raw)
        return cls(**{**fields, "fault": Fault(**fields["fault"])})
