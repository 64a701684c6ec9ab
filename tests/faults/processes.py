"""Runs of the real command, each in a process of its own that can be spoken to and killed."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from tests.faults.plan import Fault, Launch

ROOT = Path(__file__).parents[2]


@dataclass
class Process:
    """A running command: its id, the ends of its pipes, and how it ended."""

    pid: int
    stdin: IO[bytes]
    stdout: IO[bytes]
    _told: IO[bytes]
    _errors: Path
    _code: int | None = None

    def say(self, text: str) -> bool:
        """Sends an answer and the blank line that ends it; whether anybody was there."""
        try:
            self.stdin.write(text.encode() + b"\n\n")
            self.stdin.flush()
        except BrokenPipeError:
            return False
        return True

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Sends a signal."""
        os.kill(self.pid, number)

    def kill_in(self, seconds: float) -> None:
        """Sends SIGKILL after a delay, unless the process has ended by then."""

        def strike() -> None:
            with contextlib.suppress(ProcessLookupError):
                self.kill()

        threading.Timer(seconds, strike).start()

    def wait(self, *, hang_up: bool = True) -> int:
        """The exit code, or minus the signal that ended it; no more answers come unless told."""
        if self._code is None:
            if hang_up:
                self.hang_up()
            with self.stdout, self._told:
                self.stdout.read()
                self._code = os.waitstatus_to_exitcode(int(self._told.readline()))
            self.hang_up()
        return self._code

    def hang_up(self) -> None:
        """No more answers will come."""
        with contextlib.suppress(BrokenPipeError):
            self.stdin.close()

    @property
    def errors(self) -> str:
        """What was written to standard error."""
        return self._errors.read_text("utf-8", "replace")


class Nursery:
    """Starts commands without their import time; see `nursery`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started = 0
        self._lock = threading.Lock()
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.nursery", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONPATH": str(ROOT), "TOKENIZERS_PARALLELISM": "false"},
                cwd=ROOT,
            )

    def start(
        self,
        home: Path,
        *argv: str,
        interview_id: str | None = None,
        fault: Fault | None = None,
        terminal: int | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Process:
        """Starts `run.py` with a data folder; on the terminal of a descriptor, else on pipes."""
        with self._lock:
            self._started += 1
            errors = self._folder / f"errors-{self._started}"
        launch = Launch(
            argv=list(argv),
            env=environment(home, env or {}),
            cwd=str(self._folder),
            interview_id=interview_id,
            terminal=terminal is not None,
            fault=fault or Fault(),
        )
        told, tell = os.pipe()
        hear_in, speak = os.pipe()
        hear, speak_out = os.pipe()
        with errors.open("wb") as error_file:
            standard = (
                (hear_in, speak_out, error_file.fileno()) if terminal is None else (terminal,) * 3
            )
            self._send(launch.to_json(), [*standard, tell])
        for theirs in (hear_in, speak_out, tell):
            os.close(theirs)
        status = os.fdopen(told, "rb")
        pid = int(status.readline())
        return Process(pid, os.fdopen(speak, "wb"), os.fdopen(hear, "rb"), status, errors)

    def run(
        self,
        home: Path,
        *argv: str,
        answers: str = "",
        interview_id: str | None = None,
        fault: Fault | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Finished:
        """Runs a command to its end with everything piped in at once."""
        process = self.start(home, *argv, interview_id=interview_id, fault=fault, env=env)
        writer = threading.Thread(target=_pour, args=(process, answers.encode()))
        writer.start()
        output = process.stdout.read().decode()
        writer.join()
        return Finished(process.wait(), output, process.errors)

    def _send(self, raw: bytes, descriptors: Sequence[int]) -> None:
        with self._lock:
            socket.send_fds(self._socket, [struct.pack("!I", len(raw))], descriptors)
            self._socket.sendall(raw)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()
        self._process.wait()


@dataclass(frozen=True)
class Finished:
    """How a command ended: its exit code (minus the signal that killed it) and its output."""

    code: int
    output: str
    errors: str


def environment(home: Path, more: Mapping[str, str]) -> dict[str, str]:
    """A data folder, no keyring, and nothing of the developer's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "LANG": "C.UTF-8",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "TOKENIZERS_PARALLELISM": "false",
        "REHEARSE_HOME": str(home),
        **more,
    }


def _pour(process: Process, answers: bytes) -> None:
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(answers)
    process.hang_up()
