"""A report in JSON goes into another store and comes out the same; a bad one changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from api import Backstage, InterviewTracker, ProgressExporter, ReportImporter
from api.reports.document import Document, to_json
from config import Settings
from domain import BadInput, Interview
from tests.api.reports.conftest import NOW

Keep = Callable[..., Interview]
Exported = Callable[..., bytes]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Backstage]:
    """Another machine's store."""
    stage = Backstage(Settings(home=tmp_path / "elsewhere"), now=lambda: NOW)
    yield stage
    stage.close()


@pytest.fixture
def report(tmp_path: Path) -> Callable[[Any], Path]:
    """Writes a file to take in."""

    def write(content: Any) -> Path:
        file = tmp_path / "given.json"
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        file.write_bytes(raw)
        return file

    return write


def sessions_of(stage: Backstage, user: str = "default") -> list[Any]:
    document = ProgressExporter(backstage=stage).document(user)
    return json.loads(to_json(document))["sessions"]  # type: ignore[no-any-return]


def test_a_report_taken_in_elsewhere_comes_out_of_there_the_same(
    keep: Keep, exported: Exported, stage: Backstage, elsewhere: Backstage, report: Any
) -> None:
    keep("0301-mock", days_ago=19, outcome="offer", outcome_at=NOW)
    keep("0311-prac", mode="practice", style="mixed", turns=[{"self_rating": 70.0, "hints": 2}])
    keep("0312-again", mode="retake", source=("0301-mock", 2), turns=[{"score": None}])
    file = report(exported("json"))
    taken = ReportImporter(backstage=elsewhere).take_in(file)
    assert (taken["sessions"], taken["answers"], taken["known"]) == (3, 4, 0)
    assert sessions_of(elsewhere) == sessions_of(stage)
    here, there = (
        InterviewTracker(backstage=one).get_progress_summary() for one in (stage, elsewhere)
    )
    assert here == there


def test_taking_it_in_twice_changes_nothing(
    keep: Keep, exported: Exported, elsewhere: Backstage, report: Any
) -> None:
    keep()
    importer, file = ReportImporter(backstage=elsewhere), report(exported("json"))
    importer.take_in(file)
    before = sessions_of(elsewhere)
    again = importer.take_in(file)
    assert (again["sessions"], again["answers"], again["known"]) == (0, 0, 1)
    assert sessions_of(elsewhere) == before


def test_what_is_kept_here_stays_as_it_is_here(
    keep: Keep, exported: Exported, stage: Backstage, report: Any
) -> None:
    kept = keep()
    fields = json.loads(exported("json"))
    fields["sessions"][0]["report"]["detailed_feedback"] = "Forged."
    assert ReportImporter(backstage=stage).take_in(report(fields))["known"] == 1
    assert stage.interviews.get(kept.id).report == kept.report


def test_two_people_on_one_machine_may_keep_the_same_report(
    keep: Keep, exported: Exported, stage: Backstage, report: Any
) -> None:
    keep("0311-aaaa")
    keep("0312-bbbb", days_ago=8, mode="retake", source=("0311-aaaa", 1))
    importer, file = ReportImporter(backstage=stage), report(exported("json"))
    assert importer.take_in(file, "ada")["sessions"] == 2
    assert importer.take_in(file, "ada")["sessions"] == 0
    first, second = sessions_of(stage, "ada")
    assert "0311-aaaa" not in (first["id"], second["id"])
    assert second["source"] == [first["id"], 1]
    assert len(sessions_of(stage)) == 2


def test_anothers_report_is_refused_unless_it_is_forced(
    keep: Keep, exported: Exported, elsewhere: Backstage, report: Any
) -> None:
    keep(user="ada")
    importer, file = ReportImporter(backstage=elsewhere), report(exported("json", "ada"))
    with pytest.raises(BadInput, match="report of 'ada'"):
        importer.take_in(file, "ben")
    assert elsewhere.interviews.list("ben") == []
    assert importer.take_in(file, "ada")["sessions"] == 1
    assert importer.take_in(file, "ben", force=True)["sessions"] == 1


def test_a_report_without_transcripts_keeps_scores_and_counts(
    keep: Keep, exported: Exported, stage: Backstage, elsewhere: Backstage, report: Any
) -> None:
    keep()
    ReportImporter(backstage=elsewhere).take_in(report(exported("json", transcripts=False)))
    (there,) = sessions_of(elsewhere)
    assert [(turn["words"], turn["answer"]) for turn in there["turns"]] == [(6, ""), (6, "")]
    here, far = (
        InterviewTracker(backstage=one).get_progress_summary() for one in (stage, elsewhere)
    )
    assert here == far


def test_sessions_past_the_retention_period_are_left_out_and_counted(
    keep: Keep, exported: Exported, elsewhere: Backstage, report: Any
) -> None:
    keep("1101-old", days_ago=91)
    keep("0311-new")
    taken = ReportImporter(backstage=elsewhere).take_in(report(exported("json")))
    assert (taken["sessions"], taken["too_old"]) == (1, 1)
    assert [one["id"] for one in sessions_of(elsewhere)] == ["0311-new"]


def test_monthly_sums_are_taken_in_once(
    keep: Keep, exported: Exported, elsewhere: Backstage, report: Any
) -> None:
    keep()
    fields = json.loads(exported("json"))
    fields["months"] = [
        {
            "month": "2025-11",
            "mode": "mock",
            "kind": "behavioral",
            "category": category,
            "difficulty": "easy",
            "sessions": 1,
            "answers": 2,
            "score_sum": 100.0,
            "score_squares": 5000.0,
            "seconds": 80.0,
        }
        for category in ("conflict", "teamwork")
    ]
    importer, file = ReportImporter(backstage=elsewhere), report(fields)
    assert importer.take_in(file)["months"] == 1
    assert importer.take_in(file)["months"] == 0
    document = ProgressExporter(backstage=elsewhere).document()
    assert json.loads(to_json(document))["months"] == fields["months"]


def test_nothing_is_taken_in_where_nothing_is_kept(
    keep: Keep, exported: Exported, report: Any, tmp_path: Path
) -> None:
    keep()
    settings = Settings(home=tmp_path / "elsewhere", track_performance=False)
    with pytest.raises(BadInput, match="TRACK_PERFORMANCE"):
        ReportImporter(settings=settings).take_in(report(exported("json")))


def _set(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(fields: dict[str, Any]) -> None:
        *way, last = path.split(".")
        place: Any = fields
        for name in way:
            place = place[int(name) if name.isdigit() else name]
        place[int(last) if last.isdigit() else last] = value

    change.__name__ = f"{path}={value!r}"[:60]
    return change


def _twice(fields: dict[str, Any]) -> None:
    fields["sessions"].append(fields["sessions"][0])


def _turn_twice(fields: dict[str, Any]) -> None:
    fields["sessions"][0]["turns"].append(fields["sessions"][0]["turns"][0])


BAD = [
    _set("version", 2),
    _set("version", True),
    _set("version", "1"),
    _set("format", "other"),
    _set("extra", 1),
    _set("sessions", {}),
    _set("sessions.1.id", ""),
    _set("sessions.1.id", "x" * 201),
    _set("sessions.1.minutes", 10**30),
    _set("sessions.1.minutes", -1),
    _set("sessions.1.status", "running"),
    _set("sessions.1.report", None),
    _set("sessions.1.finished_at", None),
    _set("sessions.1.started_at", "2026-03-11T09:30:00"),
    _set("sessions.1.started_at", "yesterday"),
    _set("sessions.1.mode", "riddle"),
    _set("sessions.1.job", None),
    _set("sessions.1.outcome", "fame"),
    _set("sessions.1.turns.0.interview_id", "0000-other"),
    _set("sessions.1.turns.0.n", 2**40),
    _set("sessions.1.turns.0.words", -1),
    _set("sessions.1.turns.0.seconds", -1.0),
    _set("sessions.1.turns.0.self_rating", 101.0),
    _set("sessions.1.turns.0.answer", 7),
    _set("sessions.1.turns.0.answer", "\ud800"),
    _set("sessions.1.turns.0.assessment.score", 140.0),
    _set("sessions.1.turns.0.assessment.score", -1.0),
    _set("sessions.1.turns.0.assessment.score", float("nan")),
    _set("sessions.1.turns.0.assessment.score", float("inf")),
    _set("sessions.1.turns.0.assessment.criteria.0.level", 9),
    _set("sessions.1.turns.0.assessment.criteria.0.level", "superb"),
    _set("sessions.1.turns.0.answered_at", "2026-03-11T09:30:00"),
    _twice,
    _turn_twice,
]


@pytest.mark.parametrize("spoil", BAD, ids=lambda change: change.__name__)
def test_a_report_with_anything_wrong_is_refused_whole(
    spoil: Callable[[dict[str, Any]], None],
    keep: Keep,
    exported: Exported,
    elsewhere: Backstage,
    report: Any,
) -> None:
    keep("0301-good", days_ago=19)
    keep("0311-spoilt")
    fields = json.loads(exported("json"))
    spoil(fields)
    with pytest.raises(BadInput, match=r"cannot be taken in: .*nothing was changed") as refused:
        ReportImporter(backstage=elsewhere).take_in(report(fields))
    assert "\n" not in str(refused.value)
    assert elsewhere.interviews.list() == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"format": "rehearse-export"}',
        b'{"format": "rehearse-export", "version": 1}',
        b"\xff\xfe{}",
        b"[" * 100_000,
        b"rehearse_session,started_at\r\n",
        b"<!doctype html>\n<!-- rehearse-export 1 -->",
    ],
    ids=lambda raw: repr(raw[:30]),
)
def test_what_is_no_report_is_refused_in_a_line(
    raw: bytes, elsewhere: Backstage, report: Any
) -> None:
    with pytest.raises(BadInput) as refused:
        ReportImporter(backstage=elsewhere).take_in(report(raw))
    assert "\n" not in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(elsewhere: Backstage, tmp_path: Path) -> None:
    for place in (tmp_path / "none.json", tmp_path, Path("a\0b")):
        with pytest.raises(BadInput, match="cannot read"):
            ReportImporter(backstage=elsewhere).take_in(place)


def test_half_of_a_report_is_never_taken_in(
    keep: Keep, exported: Exported, elsewhere: Backstage, report: Any
) -> None:
    """The transaction fails at the last row: the store has a rule that only that one breaks."""
    keep("0301-first", days_ago=19)
    keep("0311-last", turns=[{}, {"n": 77}])
    with elsewhere.store.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON turns WHEN NEW.n = 77 "
            "BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(Exception, match="nothing was taken in"):
        ReportImporter(backstage=elsewhere).take_in(report(exported("json")))
    assert elsewhere.interviews.list() == []


def test_the_documented_fields_are_those_of_the_format(keep: Keep, exported: Exported) -> None:
    told = (Path(__file__).parents[3] / "docs" / "export.md").read_text("utf-8")
    keep()
    fields = json.loads(exported("json"))
    session = fields["sessions"][0]
    turn = session["turns"][0]
    assert list(fields)[:2] == ["format", "version"]
    for name in (*fields, *session, *turn, *turn["assessment"], *session["report"]):
        assert f"`{name}`" in told, name
    assert set(fields) == set(Document.model_fields)


def test_a_report_says_when_it_was_made_in_utc(keep: Keep, exported: Exported) -> None:
    keep()
    made = datetime.fromisoformat(json.loads(exported("json"))["made_at"])
    assert (made, made.utcoffset()) == (NOW, timedelta(0))
    assert made.tzinfo == UTC
