"""What is kept, removed, backed up and restored as a whole, over a real encrypted store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from api import Backstage, InterviewTracker, Privacy, StoryBank
from config import Settings
from domain import BadInput, Busy, StoreUnavailable
from memory.database import open_store

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PHRASE = "four words and more"
Stage = Callable[..., Backstage]


@pytest.fixture
def stage(home: Path) -> Stage:
    def make(user: str | None = None, now: datetime = NOW, **settings: Any) -> Backstage:
        return Backstage(Settings(home=home, **settings), now=lambda: now, user=user)

    return make


def _session(score: float = 50.0, **more: Any) -> dict[str, Any]:
    turn = {"question": "Why?", "category": "conflict", "answer": "Because.", "score": score}
    return {"turns": [turn], "role": "nurse", **more}


def _fill(stage: Stage) -> None:
    for user in ("ana", "bo"):
        with InterviewTracker(backstage=stage(user)) as tracker:
            for days in (200, 100, 5):
                began = (NOW - timedelta(days=days)).isoformat()
                tracker.track_mock_interview(_session(user=user, started_at=began))
        with StoryBank(backstage=stage(user)) as stories:
            stories.add({"action": f"I did a thing of {user}'s"})


def _count(told: dict[str, Any], what: str) -> int:
    (found,) = [one["count"] for one in told["kept"] if one["what"].startswith(what)]
    return int(found)


def test_the_overview_counts_what_there_is(stage: Stage) -> None:
    _fill(stage)
    with Privacy(backstage=stage()) as privacy:
        told = privacy.overview()
    assert (_count(told, "mock"), _count(told, "answers"), _count(told, "stories")) == (6, 6, 2)
    assert told["users"] == ["ana", "bo"]
    assert told["key"] == "key file"
    assert {"store.db", "store.key"} <= {one["name"] for one in told["files"]}
    assert told["retention"]["overdue"] == 4


def test_a_purge_takes_one_person_and_leaves_the_other(stage: Stage, home: Path) -> None:
    _fill(stage)
    with Privacy(backstage=stage("ana")) as privacy:
        told = privacy.purge()
    assert told["removed"] == 3
    assert all(one["count"] == 0 for one in told["left"])
    with Privacy(backstage=stage()) as privacy:
        left = privacy.overview()
    assert left["users"] == ["bo"]
    assert (_count(left, "mock"), _count(left, "stories")) == (3, 1)


def test_a_purge_before_a_day_leaves_what_came_after(stage: Stage) -> None:
    _fill(stage)
    with Privacy(backstage=stage("ana")) as privacy:
        assert privacy.purge(before=date(2026, 5, 1))["removed"] == 2
        assert _count(privacy.overview(), "mock") == 4


def test_purging_all_leaves_no_file_but_the_one_that_says_who_is_there(
    stage: Stage, home: Path
) -> None:
    _fill(stage)
    with Privacy(backstage=stage()) as privacy:
        assert privacy.purge(everything=True) == {"removed": 6, "left": []}
    assert [path.name for path in home.iterdir()] == ["store.db.use"]


def test_the_file_is_packed_when_something_was_removed(stage: Stage, home: Path) -> None:
    with InterviewTracker(backstage=stage("ana")) as tracker:
        for n in range(40):
            answer = " ".join(str(n * k * 7919) for k in range(600))
            turn = {"question": "Why?", "category": "conflict", "answer": answer, "score": 50}
            tracker.track_mock_interview({"turns": [turn], "user": "ana"})
    before = (home / "store.db").stat().st_size
    with Privacy(backstage=stage("ana")) as privacy:
        privacy.purge()
    assert (home / "store.db").stat().st_size < before / 2


def test_a_backup_opens_with_its_passphrase_alone(stage: Stage, home: Path, tmp_path: Path) -> None:
    _fill(stage)
    file = tmp_path / "rehearse.backup"
    with Privacy(backstage=stage()) as privacy:
        assert privacy.backup(file, PHRASE) == file.stat().st_size
        with pytest.raises(BadInput, match="--force"):
            privacy.backup(file, PHRASE)
        privacy.backup(file, PHRASE, force=True)
    assert b"SQLite" not in file.read_bytes()
    assert b"Because" not in file.read_bytes()
    other = tmp_path / "other"
    with Privacy(settings=Settings(home=other)) as elsewhere:
        with pytest.raises(BadInput, match="does not open with this passphrase"):
            elsewhere.restore(file, "another")
        assert elsewhere.restore(file, PHRASE) is None
        assert elsewhere.overview()["users"] == ["ana", "bo"]


@pytest.mark.parametrize("wrong", ["truncated", "flipped", "text", "empty", "missing", "folder"])
def test_a_bad_backup_changes_nothing(stage: Stage, tmp_path: Path, wrong: str) -> None:
    _fill(stage)
    file = tmp_path / "rehearse.backup"
    with Privacy(backstage=stage()) as privacy:
        privacy.backup(file, PHRASE)
        content = bytearray(file.read_bytes())
        if wrong == "truncated":
            file.write_bytes(content[: len(content) // 2])
        elif wrong == "flipped":
            content[len(content) // 2] ^= 1
            file.write_bytes(content)
        elif wrong == "text":
            file.write_text("not a backup at all, only words " * 500)
        elif wrong == "empty":
            file.write_bytes(b"")
        else:
            file.unlink()
            if wrong == "folder":
                file.mkdir()
        with pytest.raises(BadInput) as said:
            privacy.restore(file, PHRASE)
        assert "\n" not in str(said.value)
    with Privacy(backstage=stage()) as privacy:
        assert _count(privacy.overview(), "mock") == 6


def test_a_store_that_does_not_open_is_set_aside(stage: Stage, home: Path, tmp_path: Path) -> None:
    _fill(stage)
    file = tmp_path / "rehearse.backup"
    with Privacy(backstage=stage()) as privacy:
        privacy.backup(file, PHRASE)
    (home / "store.db").write_bytes(b"damaged " * 4000)
    with Privacy(backstage=stage()) as privacy:
        aside = privacy.restore(file, PHRASE)
        assert aside is not None
        assert Path(aside).read_bytes() == b"damaged " * 4000
        assert _count(privacy.overview(), "mock") == 6


def test_without_a_passphrase_a_backup_says_how_to_give_one(stage: Stage, tmp_path: Path) -> None:
    with (
        Privacy(backstage=stage()) as privacy,
        pytest.raises(BadInput, match="--passphrase-file"),
    ):
        privacy.backup(tmp_path / "b")


@pytest.mark.parametrize("passphrase", [None, "of the store"])
def test_another_key_opens_the_same_store(stage: Stage, home: Path, passphrase: str | None) -> None:
    settings = {"passphrase": passphrase} if passphrase else {}
    with InterviewTracker(backstage=stage("ana", **settings)) as tracker:
        tracker.track_mock_interview(_session(user="ana"))
    before = (home / "store.json").read_bytes()
    head = (home / "store.db").read_bytes()[:16]
    with Privacy(backstage=stage(**settings)) as privacy:
        assert privacy.rotate_key() == ("passphrase" if passphrase else "key file")
    assert (home / "store.json").read_bytes() != before
    assert (home / "store.db").read_bytes()[:16] != head
    with Privacy(backstage=stage(**settings)) as privacy:
        assert _count(privacy.overview(), "mock") == 1


def test_the_old_key_opens_nothing_any_more(stage: Stage, home: Path) -> None:
    with InterviewTracker(backstage=stage("ana")) as tracker:
        tracker.track_mock_interview(_session(user="ana"))
    old = (home / "store.key").read_bytes()
    with Privacy(backstage=stage()) as privacy:
        privacy.rotate_key()
    (home / "store.key").write_bytes(old)
    with pytest.raises(StoreUnavailable):
        open_store(Settings(home=home))


def test_nobody_replaces_a_store_that_is_open(stage: Stage, home: Path) -> None:
    _fill(stage)
    with open_store(Settings(home=home)):
        with Privacy(backstage=stage()) as privacy, pytest.raises(Busy, match="another Rehearse"):
            privacy.rotate_key()
        with Privacy(backstage=stage()) as privacy, pytest.raises(Busy, match="another Rehearse"):
            privacy.purge(everything=True)
    with Privacy(backstage=stage()) as privacy:
        assert _count(privacy.overview(), "mock") == 6


def test_old_sessions_are_told_of_a_day_before_they_are_summed_up(stage: Stage) -> None:
    _fill(stage)
    told = stage().settle_retention()
    assert told is not None
    assert "4 sessions are older than 90 days" in told
    assert stage().settle_retention() is None
    with Privacy(backstage=stage()) as privacy:
        assert _count(privacy.overview(), "mock") == 6
    later = NOW + timedelta(days=1, minutes=1)
    done = stage(now=later).settle_retention()
    assert done == "4 old sessions were summed up by month."
    assert stage(now=later).settle_retention() is None
    with Privacy(backstage=stage()) as privacy:
        after = privacy.overview()
    assert (_count(after, "mock"), _count(after, "answers")) == (2, 2)
    assert _count(after, "monthly summaries") == 4


def test_the_sums_hold_what_the_sessions_held(stage: Stage, home: Path) -> None:
    with InterviewTracker(backstage=stage("ana")) as tracker:
        for n, score in enumerate((40, 60, 80)):
            began = (NOW - timedelta(days=120, hours=n)).isoformat()
            tracker.track_mock_interview(_session(score, user="ana", started_at=began))
    stage().settle_retention()
    stage(now=NOW + timedelta(days=2)).settle_retention()
    with open_store(Settings(home=home)) as store, store.engine.connect() as connection:
        (row,) = connection.exec_driver_sql(
            "SELECT month, sessions, answers, score_sum, score_squares FROM months"
        ).all()
    assert tuple(row) == ("2026-02", 3, 3, 180.0, 40.0**2 + 60.0**2 + 80.0**2)


def test_an_unfinished_session_is_left_alone(stage: Stage, home: Path) -> None:
    from domain import Interview, Job

    old = stage(now=NOW - timedelta(days=300))
    old.interviews.create(
        Interview(id="old-1", job=Job(role="nurse"), minutes=30, started_at=old.now())
    )
    old.close()
    assert stage().settle_retention() is None
    with Privacy(backstage=stage()) as privacy:
        assert _count(privacy.overview(), "mock") == 1
