"""`evaluate` as people and programs run it: pipes, terminals, Ctrl-C, and what may be given."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from api.workers import PAYS_FROM

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]
ROOT = Path(__file__).parents[2]
ROW = {
    "kind": "technical",
    "question": "What does an index cost?",
    "answer": "It has to be written too, so every insert takes longer.",
    "expected_answer": "Every insert also writes the index.",
}
QUESTION = "Tell me about a hard problem you solved."


@pytest.fixture
def long_batch(tmp_path: Path) -> str:
    """A batch that takes minutes."""
    file = tmp_path / "long.jsonl"
    with file.open("w") as stream:
        stream.writelines(json.dumps({"id": n, **ROW}) + "\n" for n in range(60_000))
    return str(file)


@pytest.fixture
def running(long_batch: str) -> Iterator[subprocess.Popen[bytes]]:
    """`evaluate --batch` over the long batch, leading a group of its own as in a terminal; its
    first lines have been read and its workers are there."""
    with subprocess.Popen(
        [sys.executable, str(ROOT / "run.py"), "evaluate", "--batch", long_batch],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        bufsize=0,
    ) as process:
        for number in range(PAYS_FROM + 250):
            assert json.loads(_out(process).readline())["id"] == number
        yield process
        process.kill()


def _out(process: subprocess.Popen[bytes]) -> IO[bytes]:
    assert process.stdout is not None
    return process.stdout


def _rest(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """What is still printed, up to the end of the last process that could print: a worker left
    behind would hold the pipe open, and this would not return."""
    return process.communicate(timeout=60)


def test_ctrl_c_ends_a_batch_between_two_lines(running: subprocess.Popen[bytes]) -> None:
    os.killpg(running.pid, signal.SIGINT)
    out, err = _rest(running)
    assert running.returncode == 130
    assert err == b"rehearse: interrupted\n"
    assert out.rpartition(b"\n")[2] == b""
    ids = [json.loads(line)["id"] for line in out.splitlines()]
    assert ids == list(range(PAYS_FROM + 250, PAYS_FROM + 250 + len(ids)))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["kill", "term"])
def test_no_worker_outlives_a_batch_that_is_killed(
    running: subprocess.Popen[bytes], number: signal.Signals
) -> None:
    os.kill(running.pid, number)
    _, err = _rest(running)
    assert running.returncode == -number
    assert err == b""


def test_a_reader_that_has_enough_ends_the_batch_quietly(
    running: subprocess.Popen[bytes],
) -> None:
    _out(running).close()
    assert running.stderr is not None
    assert running.stderr.read() == b""
    assert running.wait(60) == 0


def test_ctrl_c_ends_a_batch_that_waits_for_its_next_line(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, str(ROOT / "run.py"), "evaluate", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdin is not None
        for number in range(PAYS_FROM + 20):
            process.stdin.write(json.dumps({"id": number, **ROW}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(_out(process).readline())["id"] == number
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) == 130
        assert _out(process).read() == b""
        assert process.stderr is not None
        assert process.stderr.read() == b"rehearse: interrupted\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("shared", [False, True], ids=["out-in-a-pipe", "out-on-the-terminal"])
def test_the_bar_is_drawn_on_a_terminal_alone(tmp_path: Path, shared: bool) -> None:
    import pty

    file = tmp_path / "batch.jsonl"
    file.write_text("".join(json.dumps({"id": n, **ROW}) + "\n" for n in range(30)))
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, str(ROOT / "run.py"), "evaluate", "--batch", str(file)],
        stdout=theirs if shared else subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "60"},
    ) as process:
        os.close(theirs)
        drawn = _drawn(ours)
        printed = drawn if shared else _out(process).read()
    assert process.returncode == 0
    assert b"scoring" in drawn
    assert b"30/30" in drawn
    if shared:
        # What stays of a terminal's line is what follows its last erasure.
        lines = [part.split(b"\x1b[2K")[-1] for part in printed.split(b"\r\n")]
        results = [json.loads(line) for line in lines if line.startswith(b"{")]
    else:
        assert b"{" not in drawn
        results = [json.loads(line) for line in printed.splitlines()]
    assert [result["id"] for result in results] == list(range(30))


def _drawn(terminal: int) -> bytes:
    """Everything written to the terminal until nobody holds it."""
    drawn = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            piece = b""
        if not piece:
            os.close(terminal)
            return drawn
        drawn += piece


def test_a_line_beyond_reading_is_told_and_kept_out_of_memory(
    rehearse: Rehearse, tmp_path: Path
) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text(json.dumps({"id": "next", **ROW}))
    rehearse("evaluate", "--batch", str(file))
    with file.open("w") as stream:
        stream.write('{"id": "huge", "answer": "')
        for _ in range(50):
            stream.write("word " * 200_000)
        stream.write('"}\n' + json.dumps({"id": "next", **ROW}))
    tracemalloc.start()
    try:
        ran = rehearse("evaluate", "--batch", str(file))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (ran.code, ran.err) == (0, "")
    assert [row["id"] for row in ran.events] == [None, "next"]
    assert "longer than 1,000,000 bytes" in ran.events[0]["error"]
    assert most < 20_000_000


def test_bytes_that_are_no_text_spoil_their_own_line_alone(rehearse: Rehearse) -> None:
    lines = [json.dumps({"id": n, **ROW}).encode() for n in range(3)]
    lines[1] = lines[1].replace(b"longer", b"l\xf6nger")
    ran = rehearse("evaluate", "--batch", "-", stdin=b"\r\n\n".join(lines))
    assert (ran.code, ran.err) == (0, "")
    assert [(row["id"], "error" in row) for row in ran.events] == [
        *((0, False), (1, True), (2, False))
    ]


def test_a_batch_that_cannot_be_read_is_one_clear_line(rehearse: Rehearse, tmp_path: Path) -> None:
    ran = rehearse("evaluate", "--batch", str(tmp_path))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"rehearse: cannot read {tmp_path}: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("more", [("--question", QUESTION), ("--answer", "It was hard.")])
def test_a_batch_and_one_answer_together_are_wrong_usage(
    rehearse: Rehearse, more: tuple[str, ...]
) -> None:
    ran = rehearse("evaluate", "--batch", "-", *more)
    assert (ran.code, ran.out) == (2, "")
    assert "either --batch" in ran.err


def test_an_unknown_id_names_the_nearest(rehearse: Rehearse) -> None:
    ran = rehearse("evaluate", "--question", "beh-teamwork-77", "--answer", "We worked.")
    assert (ran.code, ran.out) == (1, "")
    assert "nearest are beh-teamwork-0" in ran.err


def test_a_question_of_the_bank_is_scored_by_its_id(rehearse: Rehearse) -> None:
    answer = ("--answer", "I would look at the slow query first.", "--json")
    (result,) = rehearse("evaluate", "--question", "tech-backend-fundamentals-02", *answer).events
    assert {c["level"] for c in result["criteria"]} <= {
        *("covered", "partly", "missing", "contradicted")
    }
    assert len(result["criteria"]) >= 3


def test_an_expected_answer_is_what_is_looked_for(rehearse: Rehearse) -> None:
    asked = ("evaluate", "--kind", "technical", "--question", ROW["question"], "--json")
    expected = ("--expected", ROW["expected_answer"])
    (right,) = rehearse(*asked, *expected, "--answer", ROW["expected_answer"]).events
    (wrong,) = rehearse(*asked, *expected, "--answer", "It is blue and quite heavy.").events
    (without,) = rehearse(*asked, "--answer", ROW["answer"]).events
    assert right["score"] > 80 > 20 > wrong["score"]
    assert (without["score"], without["flags"]) == (None, ["nothing_to_compare"])


def test_an_answer_without_end_is_refused(rehearse: Rehearse) -> None:
    asked = ("evaluate", "--question", QUESTION, "--answer", "-")
    ran = rehearse(*asked, stdin=b"word " * 200_001)
    assert (ran.code, ran.out) == (1, "")
    assert "longer than 1,000,000 bytes" in ran.err


@pytest.mark.parametrize(
    ("given", "said"), [(b"", "no lines"), (b"{}\nnonsense\n", "none of its 2")]
)
def test_a_batch_without_a_line_that_can_be_scored_has_failed(
    rehearse: Rehearse, given: bytes, said: str
) -> None:
    ran = rehearse("evaluate", "--batch", "-", stdin=given)
    assert ran.code == 1
    assert said in ran.err


def test_a_technical_question_without_an_expected_answer_says_how_to_have_it_scored(
    rehearse: Rehearse,
) -> None:
    told = ("evaluate", "--kind", "technical", "--question", "What does a load balancer do?")
    ran = rehearse(*told, "--answer", "It spreads requests over several servers.", "--json")
    assert json.loads(ran.out)["score"] is None
    assert "--expected" in ran.err
