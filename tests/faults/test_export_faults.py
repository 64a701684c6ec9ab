"""Export and import are killed at every write, or run out of room: all is there, or nothing new."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config import Settings
from memory.database import open_store
from memory.interviews import Interviews
from tests.faults.plan import PHASES, Fault, Phase
from tests.faults.processes import Nursery

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="replaces SQLite's Linux system calls"),
]

MOCK = ("mock", "--json", "--role", "nurse", "--questions", "2")
ANSWERS = "I moved the second job by twenty minutes myself, because it was late.\n\n" * 8
POINTS = 8


@pytest.fixture(scope="module")
def reported(nursery: Nursery, used_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a home in which two interviews were held, and their report in JSON."""
    folder = tmp_path_factory.mktemp("reported")
    home = Path(shutil.copytree(used_home, folder / "home"))
    for _ in range(2):
        held = nursery.run(home, *MOCK, answers=ANSWERS)
        assert held.code == 0, held.errors
    written = nursery.run(home, "export", str(folder / "report.json"))
    assert written.code == 0, written.errors
    return folder


@pytest.fixture
def place(reported: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A copy of that home, and a folder beside it of which writes are counted too."""
    home = Path(shutil.copytree(reported / "home", tmp_path / "home"))
    out = tmp_path / "home-reports"
    out.mkdir()
    return home, out


def _left(out: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in out.iterdir()}


def _writes(nursery: Nursery, home: Path, tally: Path, *command: str) -> int:
    process = nursery.start(home, *command, fault=Fault(tally=str(tally)))
    assert process.wait() == 0, process.errors
    return int(tally.read_text())


@pytest.mark.parametrize("phase", PHASES)
def test_an_export_killed_at_any_write_leaves_what_was_there_or_the_whole(
    phase: Phase, nursery: Nursery, place: tuple[Path, Path], tmp_path: Path
) -> None:
    home, out = place
    file = out / "report.html"
    command = ("export", str(file))
    count = _writes(nursery, home, tmp_path / "tally", *command, "--without-transcripts")
    old = file.read_bytes()
    seen = set()
    for number in range(1, count + 1):
        process = nursery.start(home, *command, fault=Fault(kill_at=number, phase=phase))
        code = process.wait()
        if code == 0:
            break
        assert code == -9
        left = _left(out)
        whole = left.pop(file.name)
        # A kill between the naming of the draft and its taking the place leaves it, complete.
        assert all(content.startswith(whole[:20]) for content in left.values())
        for draft in left:
            (out / draft).unlink()
        seen.add(whole == old)
        assert whole == old or len(whole) > len(old)
        assert whole == old or whole.endswith(b"</html>\n")
    assert True in seen
    again = nursery.run(home, *command)
    assert again.code == 0, again.errors
    assert list(_left(out)) == [file.name]


@pytest.mark.parametrize("form", ["html", "json"])
def test_a_first_export_killed_while_it_is_written_leaves_nothing_of_what_was_said(
    form: str, nursery: Nursery, place: tuple[Path, Path]
) -> None:
    home, out = place
    command = ("export", str(out / f"report.{form}"))
    killed = 0
    for number in range(1, 60):
        fault = Fault(kill_at=number, phase="during")
        code = nursery.start(home, *command, fault=fault).wait()
        if code == 0:
            break
        left = _left(out)
        assert all(content.endswith((b"</html>\n", b"}\n")) for content in left.values())
        killed += not left
    assert killed > 1


def test_on_a_full_disk_the_older_report_stays_and_a_line_says_why(
    nursery: Nursery, place: tuple[Path, Path], tmp_path: Path
) -> None:
    home, out = place
    file = out / "report.md"
    count = _writes(nursery, home, tmp_path / "tally", "export", str(file))
    old = file.read_bytes()
    refused = 0
    # The report is written last; before it the store is opened.
    for number in {*range(1, count, max(1, count // 4)), *range(max(1, count - 7), count + 1)}:
        process = nursery.start(home, "export", str(file), fault=Fault(full_from=number))
        if process.wait() == 0:
            continue
        refused += "no space left" in process.errors.lower()
        assert process.errors.count("\n") == 1, process.errors
        assert _left(out) == {file.name: old}
    assert refused


def test_a_file_that_may_not_grow_is_told_like_a_full_disk(
    nursery: Nursery, place: tuple[Path, Path]
) -> None:
    home, out = place
    fault = Fault(file_limit=4096)
    process = nursery.start(home, "export", str(out / "report.html"), fault=fault)
    assert process.wait() == 1
    assert process.errors.count("\n") == 1
    assert _left(out) == {}


@pytest.mark.parametrize("phase", PHASES)
def test_an_import_killed_at_any_write_keeps_all_or_nothing_and_is_done_again(
    phase: Phase,
    nursery: Nursery,
    reported: Path,
    fresh_copy: Callable[[str], Path],
    tmp_path: Path,
) -> None:
    command = ("import", str(reported / "report.json"))
    count = _writes(nursery, fresh_copy("first"), tmp_path / "tally", *command)
    ids = {one["id"] for one in json.loads((reported / "report.json").read_text())["sessions"]}
    kept_counts = set()
    for point in range(POINTS):
        home = fresh_copy(f"home-{point}")
        fault = Fault(kill_at=1 + point * count // POINTS, phase=phase)
        assert nursery.start(home, *command, fault=fault).wait() == -9
        with open_store(Settings(home=Path(shutil.copytree(home, tmp_path / f"s{point}")))) as seen:
            kept = {one.id for one in Interviews(seen).list()}
        assert kept in (set(), ids)
        kept_counts.add(len(kept))
        again = nursery.run(home, *command, "--json")
        assert again.code == 0, again.errors
        told = json.loads(again.output)
        assert told["sessions"] + told["known"] == len(ids)
    assert 0 in kept_counts
