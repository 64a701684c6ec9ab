"""One process at a time in an interview."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from domain import Busy, StoreUnavailable
from memory.locks import interview_lock

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from memory.locks import interview_lock
with interview_lock(Path(sys.argv[1]), sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path, interview_id: str) -> subprocess.Popen[str]:
    """A process that holds the interview until its stdin is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), interview_id],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_told_who_holds_the_interview(tmp_path: Path) -> None:
    with holder(tmp_path, "mock-1") as process:
        with pytest.raises(Busy) as error, interview_lock(tmp_path, "mock-1"):
            pass
        assert re.fullmatch(
            rf"interview 'mock-1' is open in process {process.pid} "
            r"since \d\d:\d\d on \d{4}-\d\d-\d\d; close it there first",
            str(error.value),
        )
        with interview_lock(tmp_path, "mock-2"):
            pass
        process.communicate()
    with interview_lock(tmp_path, "mock-1"):
        pass


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    with holder(tmp_path, "mock-1") as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    with interview_lock(tmp_path, "mock-1"):
        pass


def test_who_was_killed_is_not_named_as_the_next_holder(tmp_path: Path) -> None:
    with holder(tmp_path, "mock-1") as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    with (
        interview_lock(tmp_path, "mock-1"),
        pytest.raises(Busy, match=f"process {os.getpid()} since"),
        interview_lock(tmp_path, "mock-1"),
    ):
        pass


def test_the_same_process_cannot_open_an_interview_twice(tmp_path: Path) -> None:
    with interview_lock(tmp_path, "mock-1"):
        for _ in range(2):
            with pytest.raises(Busy), interview_lock(tmp_path, "mock-1"):
                pass
    with interview_lock(tmp_path, "mock-1"):
        pass


def test_a_lock_taken_in_one_thread_holds_in_another(tmp_path: Path) -> None:
    refused = []

    def try_it() -> None:
        try:
            with interview_lock(tmp_path, "mock-1"):
                pass
        except Busy as error:
            refused.append(error)

    with interview_lock(tmp_path, "mock-1"):
        thread = threading.Thread(target=try_it)
        thread.start()
        thread.join()
    assert len(refused) == 1


def test_a_lock_given_up_in_another_thread_is_given_up(tmp_path: Path) -> None:
    held = interview_lock(tmp_path, "mock-1")
    held.__enter__()
    thread = threading.Thread(target=held.__exit__, args=(None, None, None))
    thread.start()
    thread.join()
    with interview_lock(tmp_path, "mock-1"):
        pass


@pytest.mark.parametrize(
    "name", ["../../outside", "/etc/passwd", "a/b", "..", "x" * 5000, "nul\x00", "\ud800", ""]
)
def test_no_id_reaches_outside_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "home"
    with interview_lock(folder, name):
        files = [file for file in folder.rglob("*") if file.is_file()]
        assert {file.parent for file in files} == {folder / "locks"}
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert [file.name for file in tmp_path.iterdir()] == ["home"]


def test_a_note_that_cannot_be_read_still_gives_a_sentence(tmp_path: Path) -> None:
    with interview_lock(tmp_path, "mock-1"):
        for note in (tmp_path / "locks").glob("*.holder"):
            note.write_bytes(b"\xff")
        with pytest.raises(Busy, match="open in another process; close it there first"):
            interview_lock(tmp_path, "mock-1").__enter__()


def test_a_folder_that_cannot_hold_a_lock_is_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "locks").write_text("mine")
    with pytest.raises(StoreUnavailable), interview_lock(tmp_path, "mock-1"):
        pass
