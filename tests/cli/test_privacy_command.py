"""`privacy` as a person and as a program uses it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from api import InterviewTracker
from config import Settings
from tests.conftest import Ran

Rehearse = Callable[..., Ran]
SESSION = {"turns": [{"question": "Why?", "category": "conflict", "answer": "So.", "score": 50}]}


@pytest.fixture
def kept(ready_home: Path) -> Path:
    """A home with a session of ana's and one of bo's."""
    with InterviewTracker(settings=Settings(home=ready_home)) as tracker:
        for user in ("ana", "bo"):
            tracker.track_mock_interview({**SESSION, "user": user})
    return ready_home


@pytest.fixture
def phrase(tmp_path: Path) -> str:
    """A file with a passphrase in its first line."""
    file = tmp_path / "phrase.txt"
    file.write_text("four words and more\nnothing else\n")
    return str(file)


def test_it_shows_what_is_stored_where_and_what_leaves(kept: Path, rehearse: Rehearse) -> None:
    shown = rehearse("privacy").out
    assert f"The store is {kept / 'store.db'}" in shown
    assert "key is from the key file" in shown
    assert "2  mock interviews and retakes" in shown
    assert "of ana, bo." in shown
    assert f"{kept / 'store.key'}: the key: with it the store can be read" in shown
    assert "older than 90 days are summed up by month" in shown
    assert "What leaves this machine" in shown


def test_for_programs_it_is_json_alone(kept: Path, rehearse: Rehearse) -> None:
    ran = rehearse("privacy", "--json")
    (told,) = ran.events
    assert ran.err == ""
    assert told["users"] == ["ana", "bo"]
    assert {"what", "count", "bytes", "since"} == set(told["kept"][0])
    assert {"name", "path", "bytes", "what"} == set(told["files"][0])


@pytest.mark.parametrize("action", [("purge",), ("purge", "--all"), ("restore", "FILE")])
def test_in_a_pipe_nothing_goes_without_yes(
    kept: Path, rehearse: Rehearse, phrase: str, tmp_path: Path, action: tuple[str, ...]
) -> None:
    backup = str(tmp_path / "kept.backup")
    assert rehearse("privacy", "backup", backup, "--passphrase-file", phrase).code == 0
    ran = rehearse("privacy", *(backup if one == "FILE" else one for one in action), stdin=b"y\n")
    assert ran.code == 2
    assert "needs --yes" in ran.err
    assert rehearse("privacy", "--json").events[0]["users"] == ["ana", "bo"]


def test_a_purge_takes_one_person_and_shows_that_nothing_is_left(
    kept: Path, rehearse: Rehearse
) -> None:
    ran = rehearse("privacy", "purge", "--user", "ana", "--yes")
    assert ran.out.splitlines() == [
        "Removed: 1 session with all that was said in them.",
        "Counted again: nothing is left.",
        "The file was read back: no page and no log of it holds what was removed.",
    ]
    assert rehearse("privacy", "--json").events[0]["users"] == ["bo"]


def test_a_backup_is_restored_and_what_came_after_is_gone(
    kept: Path, rehearse: Rehearse, phrase: str, tmp_path: Path
) -> None:
    backup = str(tmp_path / "kept.backup")
    made = rehearse("privacy", "backup", backup, "--passphrase-file", phrase)
    assert "encrypted and checked" in made.out
    again = rehearse("privacy", "backup", backup, "--passphrase-file", phrase)
    assert (again.code, "--force" in again.err) == (1, True)
    assert rehearse("privacy", "purge", "--all", "--yes").code == 0
    back = rehearse("privacy", "restore", backup, "--yes", "--passphrase-file", phrase)
    assert back.out == f"Restored from {backup}.\n"
    assert rehearse("privacy", "--json").events[0]["users"] == ["ana", "bo"]


def test_the_key_is_changed(kept: Path, rehearse: Rehearse) -> None:
    before = (kept / "store.key").read_bytes()
    ran = rehearse("privacy", "rotate-key", "--json")
    assert ran.events == [{"key": "key file"}]
    assert (kept / "store.key").read_bytes() != before
    assert rehearse("privacy", "--json").events[0]["users"] == ["ana", "bo"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("backup", "x.backup"), 1, "--passphrase-file"),
        (("backup", "nowhere/x.backup", "--passphrase-file", "PHRASE"), 1, "no folder"),
        (("backup", "x.backup", "--passphrase-file", "nowhere.txt"), 1, "cannot read nowhere.txt"),
        (("backup", "x.backup", "--passphrase-file", "EMPTY"), 1, "no passphrase in its first"),
        (("restore", "nowhere.backup", "--yes"), 1, "cannot read nowhere.backup"),
        (("restore", "PHRASE", "--yes", "--passphrase-file", "PHRASE"), 1, "is no backup"),
        (("purge", "--before", "yesterday", "--yes"), 2, "2026-12-31"),
        (("purge", "--user", " ", "--yes"), 2, "--user"),
        (("shred",), 2, "invalid choice"),
    ],
)
def test_what_goes_wrong_is_one_line(
    kept: Path,
    rehearse: Rehearse,
    phrase: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").write_text("\n")
    named = {"PHRASE": phrase, "EMPTY": "empty.txt"}
    ran = rehearse("privacy", *(named.get(one, one) for one in arguments))
    assert ran.code == code
    assert ran.out == ""
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert json.loads(rehearse("privacy", "--json").out)["users"] == ["ana", "bo"]
