"""A process that has everything imported and forks a child for every run of `run.py`.

A cold start takes seconds, most of them imports; sixty interviews killed and continued would
take minutes. Each child is a process of its own that runs the real command from its first line
to its exit code. Only what `Launch` asks for is changed in it.

A request on the socket is a length (4 bytes), a Launch, and four descriptors: standard input,
output and error, and one on which the child's id is told at once and its wait status at its end.
"""

from __future__ import annotations

import io
import os
import random
import resource
import signal
import socket
import struct
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TextIO

import run
from tests.faults.overhearing import overhear
from tests.faults.plan import Fault, Launch
from tests.faults.writes import watch

# Everything a mock interview loads before its report; what is missing here is only slower.
_NEEDED = (
    "alembic.command alembic.config agents.coach.offline agents.crew agents.evaluator.offline "
    "agents.interviewer.offline agents.researcher.offline api chromadb cli.commands.interviews "
    "cli.commands.mock cli.conversation cli.guard cli.job cli.report cli.screen filelock "
    "graphs.conductor graphs.mock keyring knowledge.embedder knowledge.index langgraph.types "
    "memory.checkpoints memory.database prompt_toolkit sqlalchemy.dialects.sqlite.pysqlite "
    "tools.documents tools.questions tools.scores"
)


def main(descriptor: int) -> int:
    """Serves requests until the socket closes; in a child, the exit code of its command."""
    _load()
    # The system reaps the wardens.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=descriptor) as asked:
        while True:
            head, streams, _, _ = socket.recv_fds(asked, 4, 4)
            if len(head) < 4:
                return 0
            raw = asked.recv(struct.unpack("!I", head)[0], socket.MSG_WAITALL)
            if os.fork() == 0:
                break
            for stream in streams:
                os.close(stream)
    return _warden(Launch.from_json(raw), streams)


def _load() -> None:
    for name in _NEEDED.split():
        import_module(name)
    from knowledge.bank import load_bank
    from knowledge.embedder import load_embedder
    from knowledge.taxonomy import load_taxonomy

    load_bank(), load_embedder(), load_taxonomy()


def _warden(launch: Launch, streams: list[int]) -> int:
    """Forks the child proper and tells how it ended; returns in the child alone."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    *standard, told = streams
    child = os.fork()
    if child == 0:
        return _child(launch, standard)
    for stream in standard:
        os.close(stream)
    os.write(told, b"%d\n" % child)
    _, status = os.waitpid(child, 0)
    os.write(told, b"%d\n" % status)
    os._exit(0)


def _child(launch: Launch, standard: list[int]) -> int:
    for number, stream in enumerate(standard):
        os.dup2(stream, number)
    os.closerange(3, 256)
    if launch.terminal:
        os.login_tty(os.dup(0))
    sys.stdin = _stream(0, "r")
    sys.stdout = _stream(1, "w")
    sys.stderr = _stream(2, "w")
    os.environ.clear()
    os.environ.update(launch.env)
    # What was found before the fork is another environment's.
    tempfile.tempdir = None
    os.chdir(launch.cwd)
    random.seed()
    _prepare(launch)
    sys.argv = ["run.py", *launch.argv]
    return run.main()


def _stream(number: int, mode: str) -> TextIO:
    stream = os.fdopen(number, mode, encoding="utf-8", closefd=False)
    assert isinstance(stream, io.TextIOWrapper)
    # As in a fresh interpreter: errors appear at once, and so does all that goes to a terminal.
    stream.reconfigure(line_buffering=number == 2 or stream.isatty())
    return stream


def _prepare(launch: Launch) -> None:
    from api.backstage import Backstage

    fixed = launch.interview_id
    if fixed is not None:

        def new_id(self: Backstage) -> str:
            assert fixed is not None
            return fixed

        Backstage.new_id = new_id  # type: ignore[method-assign]
    fault = launch.fault
    if fault.jump_at is not None:
        Backstage.__init__.__defaults__ = (None, _jumping_clock(fault))
    if fault.file_limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (fault.file_limit, fault.file_limit))
    if fault.kill_at is not None or fault.full_from is not None or fault.tally is not None:
        watch(fault, Path(launch.env["REHEARSE_HOME"]))
    if fault.overheard is not None:
        overhear(Path(fault.overheard))


def _jumping_clock(fault: Fault) -> Callable[[], datetime]:
    readings = 0

    def now() -> datetime:
        nonlocal readings
        readings += 1
        off = fault.jump if readings >= (fault.jump_at or 0) else 0.0
        return datetime.now(UTC) + timedelta(seconds=off)

    return now


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
