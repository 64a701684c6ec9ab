"""Where a store's key is found, kept, and missed."""

from __future__ import annotations

import json
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import keyring
import keyring.backend
import keyring.core
import pytest

from config import Settings
from domain import StoreUnavailable
from memory import keychain, keys
from memory.database import open_store
from memory.interviews import Interviews


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that works and forgets at the end of the test."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password


class BrokenKeyring(MemoryKeyring):
    """A keyring whose every call fails in a way of its own."""

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("the session bus is gone")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError("the session bus is gone")


class HangingKeyring(MemoryKeyring):
    """A keyring that waits for somebody to unlock it."""

    def get_password(self, service: str, username: str) -> str | None:
        time.sleep(3600)
        return None

    set_password = get_password  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def forget_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment picks the backend anew in every test."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)


@pytest.fixture
def working_keyring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    return backend


def open_and_close(settings: Settings) -> str:
    with open_store(settings) as store:
        Interviews(store).list()
        return store.key_source


def test_a_new_store_keeps_its_key_in_a_private_file_when_there_is_no_keyring(
    settings: Settings, home: Path
) -> None:
    assert open_and_close(settings) == "key file"
    assert len(bytes.fromhex((home / "store.key").read_text())) == 32
    assert stat.S_IMODE((home / "store.key").stat().st_mode) == 0o600
    assert open_and_close(settings) == "key file"


def test_a_new_store_keeps_its_key_in_a_keyring_that_works(
    settings: Settings, home: Path, working_keyring: MemoryKeyring
) -> None:
    assert open_and_close(settings) == "keyring"
    assert not (home / "store.key").exists()
    assert len(working_keyring.entries) == 1
    assert open_and_close(settings) == "keyring"


def test_two_stores_have_entries_of_their_own_in_the_keyring(
    tmp_path: Path, working_keyring: MemoryKeyring
) -> None:
    for name in ("one", "two"):
        open_and_close(Settings(home=tmp_path / name))
    assert len(set(working_keyring.entries.values())) == 2
    assert open_and_close(Settings(home=tmp_path / "one")) == "keyring"


def test_the_backend_named_in_the_environment_is_the_one_used(
    settings: Settings, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    assert open_and_close(settings) == "key file", "the null keyring forgets what it is given"
    assert (home / "store.key").exists()


@pytest.mark.parametrize("backend", [BrokenKeyring, HangingKeyring])
def test_a_keyring_that_fails_or_hangs_is_passed_over_in_silence(
    settings: Settings,
    backend: type[MemoryKeyring],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend())
    monkeypatch.setattr(keychain, "PROBE_SECONDS", 0.01)
    assert open_and_close(settings) == "key file"
    assert capfd.readouterr() == ("", "")


def test_a_keyring_backend_that_does_not_exist_is_passed_over(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
    assert open_and_close(settings) == "key file"
    assert capfd.readouterr() == ("", "")


def test_a_passphrase_makes_and_opens_a_store_and_leaves_no_key_behind(home: Path) -> None:
    settings = Settings(home=home, passphrase="correct horse")
    assert open_and_close(settings) == "passphrase"
    assert not (home / "store.key").exists()
    assert open_and_close(settings) == "passphrase"


def test_the_same_passphrase_typed_in_another_unicode_form_opens_the_store(home: Path) -> None:
    for passphrase in ("caf\u00e9", "cafe\u0301"):
        assert open_and_close(Settings(home=home, passphrase=passphrase)) == "passphrase"


def test_a_wrong_passphrase_is_told_from_damage_and_changes_nothing(home: Path) -> None:
    open_and_close(Settings(home=home, passphrase="correct horse"))
    before = {file: file.read_bytes() for file in home.iterdir()}
    with pytest.raises(StoreUnavailable, match="does not open with the key from REHEARSE_PASS"):
        open_store(Settings(home=home, passphrase="battery staple"))
    assert {file: file.read_bytes() for file in home.iterdir()} == before


def test_the_keyring_is_asked_first_then_the_key_file_then_the_passphrase(
    settings: Settings, home: Path, working_keyring: MemoryKeyring
) -> None:
    assert open_and_close(settings) == "keyring"
    ((service, name), key) = next(iter(working_keyring.entries.items()))
    (home / "store.key").write_text(key)
    assert open_and_close(settings) == "keyring"
    del working_keyring.entries[service, name]
    with_passphrase = Settings(home=home, passphrase="unused")
    assert open_and_close(with_passphrase) == "key file"


def test_a_keyring_is_left_in_peace_when_the_key_is_known_to_be_in_the_file(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_and_close(settings)
    asked = []
    monkeypatch.setattr(keyring.core, "get_password", lambda *entry: asked.append(entry))
    monkeypatch.setattr(keyring, "get_password", lambda *entry: asked.append(entry))
    assert open_and_close(settings) == "key file"
    assert asked == []


def test_a_keyring_that_logs_its_trouble_does_not_reach_the_terminal(
    run_python: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    script = """
import logging, sys
from pathlib import Path
import keyring, keyring.backend
class Talkative(keyring.backend.KeyringBackend):
    priority = 1
    def get_password(self, service, username):
        logging.getLogger("keyring.backend").error("no session bus")
    def set_password(self, service, username, password):
        self.get_password(service, username)
keyring.set_keyring(Talkative())
from config import Settings
from memory.database import open_store
print(open_store(Settings(home=Path(sys.argv[1]))).key_source)
"""
    run = run_python(script)
    assert (run.stdout, run.stderr) == ("key file\n", "")


def test_a_key_that_moves_from_the_file_to_the_keyring_is_found_there(
    settings: Settings, home: Path, working_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", BrokenKeyring())
    open_and_close(settings)
    salt = json.loads((home / "store.json").read_text())["salt"]
    key = (home / "store.key").read_text().strip()
    (home / "store.key").unlink()
    working_keyring.set_password(keychain.SERVICE, salt, key)
    monkeypatch.setattr(keyring.core, "_keyring_backend", working_keyring)
    assert open_and_close(settings) == "keyring"


def test_a_store_that_is_there_never_gets_a_new_key(settings: Settings, home: Path) -> None:
    open_and_close(settings)
    (home / "store.key").unlink()
    before = (home / "store.db").read_bytes()
    with pytest.raises(StoreUnavailable, match=r"put the key file back at .*store\.key"):
        open_store(settings)
    assert not (home / "store.key").exists()
    assert (home / "store.db").read_bytes() == before


def test_another_key_in_the_key_file_is_called_wrong_not_damage(
    settings: Settings, home: Path
) -> None:
    open_and_close(settings)
    (home / "store.key").write_text("ab" * 32)
    with pytest.raises(StoreUnavailable, match=r"does not open with the key from the key file"):
        open_store(settings)


@pytest.mark.parametrize("content", ["", "not a key", "ab" * 31])
def test_a_key_file_without_a_key_says_so(settings: Settings, home: Path, content: str) -> None:
    open_and_close(settings)
    (home / "store.key").write_text(content)
    with pytest.raises(StoreUnavailable, match="holds no key"):
        open_store(settings)


def test_a_lost_label_is_written_again(settings: Settings, home: Path) -> None:
    open_and_close(settings)
    label = (home / "store.json").read_bytes()
    for content in (None, b"", b"[]", b'{"salt": "zz"}'):
        (home / "store.json").unlink()
        if content is not None:
            (home / "store.json").write_bytes(content)
        assert open_and_close(settings) == "key file"
        assert (home / "store.json").read_bytes() == label


def test_a_label_that_went_bad_does_not_lock_anyone_out(settings: Settings, home: Path) -> None:
    open_and_close(settings)
    label = json.loads((home / "store.json").read_text())
    for field in ("salt", "check"):
        (home / "store.json").write_text(json.dumps(label | {field: "00" * 16}))
        assert open_and_close(settings) == "key file"
        assert json.loads((home / "store.json").read_text()) == label


def test_without_its_label_the_right_key_is_found_among_wrong_ones(home: Path) -> None:
    settings = Settings(home=home, passphrase="correct horse")
    open_and_close(settings)
    (home / "store.json").unlink()
    (home / "store.key").write_text("ab" * 32)
    assert open_and_close(settings) == "passphrase"


def test_a_store_made_by_passphrase_opens_without_its_label(home: Path) -> None:
    settings = Settings(home=home, passphrase="correct horse")
    open_and_close(settings)
    (home / "store.json").unlink()
    assert open_and_close(settings) == "passphrase"


def test_with_the_label_lost_a_wrong_key_is_still_no_reason_to_change_anything(
    settings: Settings, home: Path
) -> None:
    open_and_close(settings)
    (home / "store.json").unlink()
    (home / "store.key").write_text("ab" * 32)
    before = (home / "store.db").read_bytes()
    with pytest.raises(StoreUnavailable, match="or is damaged: give the key"):
        open_store(settings)
    assert (home / "store.db").read_bytes() == before
    assert not (home / "store.json").exists()


def test_a_store_deleted_by_its_owner_is_made_anew_with_the_key_that_is_left(
    settings: Settings, home: Path
) -> None:
    open_and_close(settings)
    key = (home / "store.key").read_bytes()
    (home / "store.db").unlink()
    assert open_and_close(settings) == "key file"
    assert (home / "store.key").read_bytes() == key


def test_the_key_and_its_passphrase_stand_in_no_file_but_the_key_file(home: Path) -> None:
    open_and_close(Settings(home=home, passphrase="correct horse"))
    salt = bytes.fromhex(json.loads((home / "store.json").read_text())["salt"])
    key = keys.derive("correct horse", salt)
    for file in home.iterdir():
        content = file.read_bytes()
        assert key not in content
        assert key.hex().encode() not in content
        assert b"correct horse" not in content
