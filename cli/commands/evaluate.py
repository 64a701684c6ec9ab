"""`evaluate`: score an answer outside a session."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cli.guard import WrongUsage

# Bytes read of one line or one answer: past what the API takes, so that it says so itself.
_MOST_BYTES = 1_000_001


# The threads numpy multiplies with. Our matrices are small: a second thread mostly waits for the
# first, and keeps a core from the next answer (600 long answers on two cores: 14.3 s with two
# threads in each process, 8.9 s with one).
_THREADS = "OPENBLAS_NUM_THREADS"


def run(arguments: argparse.Namespace) -> int:
    """One answer, or every line of a batch."""
    os.environ.setdefault(_THREADS, "1")
    if arguments.batch is not None:
        if arguments.question is not None or arguments.answer is not None:
            raise WrongUsage("evaluate scores either --batch FILE or one --question and --answer")
        return _batch(arguments.batch)
    if not arguments.question or arguments.answer is None:
        raise WrongUsage("evaluate needs --question and --answer, or --batch FILE")
    from api import AnswerEvaluator, settings_for

    evaluator = AnswerEvaluator(settings=settings_for(offline=arguments.offline))
    result = evaluator.evaluate(
        arguments.question,
        _answer() if arguments.answer == "-" else arguments.answer,
        kind=arguments.kind,
        expected_answer=arguments.expected,
    )
    if arguments.json:
        print(json.dumps(result))
    else:
        from rich.console import Console

        from cli.report import render_working

        Console(highlight=False).print(render_working(result))
    if "nothing_to_compare" in result["flags"]:
        print(
            "rehearse: give --expected with what a right answer says, and this can be scored",
            file=sys.stderr,
        )
    return 0


def _batch(path: str) -> int:
    from api import AnswerEvaluator
    from cli.lines import WholeLines
    from cli.progress import progress
    from domain import BadInput

    with _opened(path) as stream, progress(None if path == "-" else path) as shown:
        results = AnswerEvaluator().evaluate_batch(_lines(stream), processes=_cores())
        with contextlib.closing(results), WholeLines(shown.make_room) as out:
            scored = read = 0
            for result in results:
                out.write(json.dumps(result))
                shown.advance()
                read += 1
                scored += "error" not in result
    if not scored:
        where = "standard input" if path == "-" else path
        held = f"none of its {read} lines could be scored" if read else "it holds no lines"
        raise BadInput(f"nothing to score in {where}: {held}; a line is a JSON object")
    return 0


def _answer() -> str:
    """The answer from a pipe."""
    from domain import BadInput

    with _opened("-") as stream:
        raw = stream.read(_MOST_BYTES)
    if len(raw) == _MOST_BYTES:
        raise BadInput(f"the answer is longer than {_MOST_BYTES - 1:,} bytes; give a shorter one")
    return raw.decode("utf-8", "replace")


@contextlib.contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for "-"."""
    stream = _standard_input() if path == "-" else _file(path)
    yield stream
    # Not when interrupted: a thread may be waiting for the next line, and closing waits for it.
    if sys.stdin is None or stream is not sys.stdin.buffer:
        stream.close()


def _standard_input() -> BinaryIO:
    from domain import BadInput

    if sys.stdin is None:
        raise BadInput("there is no standard input to read from")
    try:
        number = sys.stdin.fileno()
    except io.UnsupportedOperation:
        return sys.stdin.buffer
    # A reader of our own: a thread that waits in sys.stdin's holds up the end of the process.
    return open(number, "rb", closefd=False)


def _file(path: str) -> BinaryIO:
    from domain import BadInput

    try:
        return Path(path).open("rb")
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror}") from None


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines, split at line feeds alone; of one that is too long only the beginning."""
    while line := stream.readline(_MOST_BYTES):
        yield line
        while len(line) == _MOST_BYTES and not line.endswith(b"\n"):
            line = stream.readline(_MOST_BYTES)


def _cores() -> int:
    """The processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
