"""What purge, backup and restore do to the files on the disk, and to those that are not theirs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api import Backstage, InterviewTracker, Privacy
from api.privacy import sent
from config import Settings
from domain import BadInput, StoreDamaged
from memory import revisions
from memory.database import open_store

SESSION = {
    "turns": [{"question": "Why?", "category": "conflict", "answer": "Because.", "score": 50}]
}
PHRASE = "four words and more"


@pytest.fixture
def older_versions(tmp_path: Path) -> Path:
    """The migrations without the newest one."""
    newest = revisions.newest(revisions.VERSIONS)
    ignored = shutil.ignore_patterns("__pycache__", f"{newest}_*")
    return Path(shutil.copytree(revisions.VERSIONS, tmp_path / "older", ignore=ignored))


@pytest.fixture
def updated(home: Path, older_versions: Path) -> Settings:
    """A store with a session, brought up from an older revision, whose copy lies beside it."""
    settings = Settings(home=home)
    open_store(settings, versions=older_versions).close()
    track(settings)
    assert list(home.glob("store-*.backup.db"))
    return settings


def track(settings: Settings, **more: Any) -> None:
    with InterviewTracker(settings=settings) as tracker:
        tracker.track_mock_interview({**SESSION, **more})


def sessions(settings: Settings) -> int:
    with Privacy(settings=settings) as privacy:
        return int(privacy.overview()["kept"][0]["count"])


def content(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_a_purge_leaves_no_copy_from_before_an_update(updated: Settings, home: Path) -> None:
    with Privacy(settings=updated) as privacy:
        told = privacy.purge()
    assert told["removed"] == 1
    assert not list(home.glob("*backup*"))


def test_a_purge_reads_the_file_back(updated: Settings) -> None:
    with Privacy(settings=updated) as privacy:
        told = privacy.purge()
    assert told["file"] == {"whole": True, "free_pages": 0, "log_bytes": 0, "aside": []}


def test_a_store_set_aside_is_named_by_a_purge_that_cannot_look_into_it(
    updated: Settings, home: Path
) -> None:
    aside = home / "store-set-aside-20260102-030405.db"
    aside.write_bytes(b"what did not open")
    with Privacy(settings=updated) as privacy:
        assert privacy.purge()["file"]["aside"] == [aside.name]
        assert aside.exists()
        assert privacy.purge(everything=True)["left"] == []
    assert not aside.exists()


def test_in_a_folder_of_the_users_only_what_is_rehearses_is_purged(
    home: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    theirs = {"chroma/photo.jpg": b"p", "locks/door.txt": b"d", "letter.txt": b"l", "x.key": b"k"}
    for name, said in theirs.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_bytes(said)
    settings = Settings(home=home, database_url=f"sqlite:///{own}/store.db")
    (home / "chroma").mkdir(parents=True)
    track(settings)
    with Privacy(settings=settings) as privacy:
        told = {one["path"] for one in privacy.overview()["files"]}
        assert not told & {str(own / name) for name in (*theirs, "chroma")}
        assert privacy.purge(everything=True) == {"removed": 1, "left": []}
    assert content(own) == {**theirs, "store.db.use": b""}
    assert not (home / "chroma").exists(), "the index is in the data folder"


def test_an_index_that_is_a_link_is_unlinked_and_not_followed(home: Path, tmp_path: Path) -> None:
    settings = Settings(home=home)
    track(settings)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").write_bytes(b"k")
    shutil.rmtree(home / "chroma", ignore_errors=True)
    (home / "chroma").symlink_to(elsewhere)
    with Privacy(settings=settings) as privacy:
        privacy.purge(everything=True)
    assert not (home / "chroma").is_symlink()
    assert content(elsewhere) == {"kept": b"k"}


def test_a_store_that_does_not_open_can_be_purged(home: Path) -> None:
    settings = Settings(home=home)
    track(settings)
    (home / "store.db").write_bytes(b"damaged " * 4000)
    with Privacy(settings=settings) as privacy:
        assert privacy.purge(everything=True) == {"removed": None, "left": []}
    assert [path.name for path in home.iterdir()] == ["store.db.use"]


@pytest.mark.parametrize("name", ["store.db", "store.key", "store.json", "store.db-wal"])
def test_no_backup_is_written_over_the_store_also_by_force(home: Path, name: str) -> None:
    settings = Settings(home=home)
    track(settings)
    link = home.parent / "link"
    link.symlink_to(home)
    for folder in (home, link):
        with Privacy(settings=settings) as privacy, pytest.raises(BadInput, match="itself needs"):
            privacy.backup(folder / name, PHRASE, force=True)
    assert sessions(settings) == 1


def test_a_damaged_store_offers_the_copy_from_before_an_update_and_takes_it(
    updated: Settings, home: Path
) -> None:
    (copy,) = home.glob("store-*.backup.db")
    damaged = b"damaged " * 4000
    (home / "store.db").write_bytes(damaged)
    with pytest.raises(StoreDamaged, match=f"{copy.name}.*privacy restore FILE"):
        open_store(updated)
    with Privacy(settings=updated) as privacy:
        assert not privacy.wants_passphrase(copy)
        aside = privacy.restore(copy)
    assert aside is not None
    assert Path(aside).read_bytes() == damaged
    assert sessions(updated) == 0, "the copy is from before the session"


def test_a_database_of_another_program_is_no_backup(home: Path, tmp_path: Path) -> None:
    settings = Settings(home=home)
    track(settings)
    file = tmp_path / "other.backup"
    from memory import keys
    from memory.cipher import connect

    salt = b"0123456789abcdef"
    file.touch()
    other = connect(file, keys.StoreKey(keys.derive(PHRASE, salt), salt, "passphrase"))
    other.execute("CREATE TABLE notes (text)")
    other.close()
    with Privacy(settings=settings) as privacy, pytest.raises(BadInput, match="is no backup"):
        privacy.restore(file, PHRASE)
    assert sessions(settings) == 1


def test_what_is_kept_is_told_by_kind_with_its_bytes(stage: Backstage) -> None:
    with Privacy(backstage=stage) as privacy:
        before = {one["what"]: one for one in privacy.overview()["kept"]}
        with InterviewTracker(backstage=stage) as tracker:
            tracker.track_mock_interview(SESSION)
            stage.cache.put("brief:default:acme", "b" * 50, stage.now(), 60.0)
            after = {one["what"]: one for one in privacy.overview()["kept"]}
    grown = {name: after[name]["count"] - before[name]["count"] for name in after}
    assert {name for name, more in grown.items() if more} == {
        "mock interviews and retakes",
        "answers",
        "research briefs",
    }
    assert after["answers"]["bytes"] > before["answers"]["bytes"] == 0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"openai_base_url": "http://me:secret@box:8080/v1"}, "language model at box:8080"),
        ({"openai_api_key": "secret"}, "language model at api.openai.com"),
        ({"search": "searx", "searx_url": "http://me:secret@find.me"}, "name to find.me"),
        ({"search": "ddgs"}, "search engines"),
        ({"search": "none"}, "pages and the domain you name"),
        ({"chroma_url": "http://me:secret@index:8000"}, "index at index:8000"),
    ],
)
def test_whatever_leaves_the_machine_is_told_without_its_secrets(
    home: Path, settings: dict[str, Any], said: str
) -> None:
    told = "\n".join(sent(Settings(home=home, **settings)))
    assert said in told
    assert "secret" not in told


def test_offline_nothing_leaves(home: Path) -> None:
    stage = Backstage(Settings(home=home, chroma_url="http://index:8000"), offline=True)
    with Privacy(backstage=stage) as privacy:
        assert privacy.overview()["sent"] == ["Nothing."]


def test_the_overview_survives_what_cannot_be_read(
    home: Path, fresh_link: Callable[[Path], None]
) -> None:
    settings = Settings(home=home)
    track(settings)
    fresh_link(home / "chroma")
    with Privacy(settings=settings) as privacy:
        told = {one["name"]: one["bytes"] for one in privacy.overview()["files"]}
    assert told["chroma"] == 0


@pytest.fixture
def fresh_link() -> Callable[[Path], None]:
    """Makes a link to nothing."""

    def make(path: Path) -> None:
        path.symlink_to(path.with_name("nowhere"))

    return make
