"""A report's file is private, whole, and takes no other file's place."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from api import Backstage, ExportContents, InterviewTracker, ProgressExporter
from api.reports import writing
from api.reports.writing import write_report
from domain import BadInput, Interview, NotFound

Keep = Callable[..., Interview]
FORMATS = ("html", "md", "json", "csv")


@pytest.fixture
def exporter(stage: Backstage, keep: Keep) -> ProgressExporter:
    keep()
    return ProgressExporter(backstage=stage)


@pytest.fixture(params=["unnamed", "named"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of writing: through a file without a name, and where the system has none."""
    if request.param == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    elif not hasattr(os, "O_TMPFILE"):
        pytest.skip("this system has no files without a name")
    return str(request.param)


@pytest.mark.parametrize("form", FORMATS)
def test_only_its_owner_can_read_it_and_a_later_report_takes_its_place(
    form: str, way: str, exporter: ProgressExporter, tmp_path: Path
) -> None:
    file = tmp_path / f"report.{form}"
    old = os.umask(0)
    try:
        assert exporter.export(None, file) == file
    finally:
        os.umask(old)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)
    first = file.read_bytes()
    exporter.export(None, file)
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (first, 0o600)
    assert [one.name for one in tmp_path.iterdir() if "report" in one.name] == [file.name]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "content", [b"", b"my own notes", b"notes on rehearse-export 1", b"\xff\x00" * 5000], ids=len
)
def test_another_file_is_left_alone_unless_it_is_forced(
    form: str, content: bytes, way: str, exporter: ProgressExporter, tmp_path: Path
) -> None:
    file = tmp_path / f"report.{form}"
    file.write_bytes(content)
    with pytest.raises(BadInput, match="--force"):
        exporter.export(None, file)
    assert file.read_bytes() == content
    exporter.export(None, file, ExportContents(force=True))
    assert file.read_bytes() != content
    exporter.export(None, file)


def test_places_that_will_not_do_are_said_in_a_line(
    exporter: ProgressExporter, tmp_path: Path
) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "plain").write_text("a file")
    os.mkfifo(tmp_path / "pipe.md")
    for place, why in (
        ("folder.html", "is a folder"),
        ("none/report.html", "no folder"),
        ("plain/report.html", "no folder"),
        ("pipe.md", "not a plain file"),
        ("report.pdf", "ending"),
        ("report", "ending"),
        ("a" * 300 + ".md", "too long"),
        ("a\0b.md", "cannot be one"),
    ):
        with pytest.raises(BadInput, match=why) as refused:
            exporter.export(None, tmp_path / place)
        assert "\n" not in str(refused.value)
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["plain"]


def test_a_folder_that_takes_no_files_is_said(exporter: ProgressExporter) -> None:
    with pytest.raises(BadInput, match=r"cannot write /proc/report\.html"):
        exporter.export(None, "/proc/report.html")


def test_what_a_link_points_to_is_written_and_the_link_stays(
    way: str, exporter: ProgressExporter, tmp_path: Path
) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "real" / "report.md")
    exporter.export(None, link)
    assert link.is_symlink()
    assert (tmp_path / "real" / "report.md").read_bytes() == link.read_bytes()
    foreign = tmp_path / "foreign.md"
    (tmp_path / "notes.md").write_text("my own")
    foreign.symlink_to(tmp_path / "notes.md")
    with pytest.raises(BadInput, match="--force"):
        exporter.export(None, foreign)


def test_a_system_that_gives_no_name_to_such_a_file_gets_one_the_other_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where /proc is not mounted."""
    monkeypatch.setattr(writing, "_DESCRIPTORS", str(tmp_path / "no-such-folder"))
    file = write_report(tmp_path / "report.md", b"whole", force=False)
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"whole", 0o600)
    assert len(list(tmp_path.glob("*report*"))) == 1


def test_who_has_no_session_has_no_report(stage: Backstage, keep: Keep, tmp_path: Path) -> None:
    keep()
    exporter = ProgressExporter(backstage=stage)
    with pytest.raises(NotFound, match="for 'ada'"):
        exporter.export("ada", tmp_path / "report.html")
    assert not (tmp_path / "report.html").exists()


def test_the_tracker_writes_a_page_named_by_the_day(
    stage: Backstage, keep: Keep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep()
    monkeypatch.chdir(tmp_path)
    path = InterviewTracker(backstage=stage).export_progress_report()
    assert path == str(tmp_path / "rehearse-progress-2026-03-20.html")
    assert Path(path).read_text("utf-8").startswith("<!doctype html>")
    keep("0312-ada", user="Ada ../Byron")
    other = InterviewTracker(backstage=stage).export_progress_report("Ada ../Byron")
    assert other == str(tmp_path / "rehearse-progress-Ada-Byron-2026-03-20.html")


def test_unfinished_sessions_are_counted_and_left_out(
    stage: Backstage, keep: Keep, tmp_path: Path
) -> None:
    kept = keep()
    running = kept.model_copy(
        update={"id": "0319-runs", "status": "running", "report": None, "finished_at": None}
    )
    stage.interviews.create(running)
    document = ProgressExporter(backstage=stage).document()
    assert (document.unfinished, len(document.sessions)) == (1, 1)
