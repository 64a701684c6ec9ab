"""After a purge not one page of the decrypted file holds what was removed, used or not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from config import Settings
from domain import Busy, Interview, StoreUnavailable, Story, StoryNotes, Turn
from memory import keys
from memory.cipher import connect
from memory.database import Store, open_store
from memory.holdings import holdings, read_back
from memory.interviews import Interviews
from memory.locks import interview_lock
from memory.purging import purge
from memory.scores import Scores
from memory.stories import Stories

_PAGE, _RESERVED, _VECTOR = 4096, 80, 16
Make = Callable[..., Interview]
MakeTurn = Callable[..., Turn]


def decrypted(file: Path, key: keys.StoreKey) -> bytes:
    """Every page of a store in clear, whether SQLite would still read it or not: AES-256-CBC, each
    page's vector at the beginning of the 80 bytes reserved at its end (SQLCipher 4's design)."""
    ciphers = pytest.importorskip("cryptography.hazmat.primitives.ciphers")
    from cryptography.hazmat.primitives.ciphers import algorithms, modes

    content, clear = file.read_bytes(), bytearray()
    for at in range(0, len(content), _PAGE):
        page = content[at : at + _PAGE]
        body = page[keys.SALT_BYTES if at == 0 else 0 : _PAGE - _RESERVED]
        vector = page[_PAGE - _RESERVED :][:_VECTOR]
        reader = ciphers.Cipher(algorithms.AES(key.raw), modes.CBC(vector)).decryptor()
        clear += reader.update(body) + reader.finalize()
    return bytes(clear)


def fill(store: Store, user: str, ids: list[str], make: Make, turn: MakeTurn) -> None:
    for interview_id in ids:
        Interviews(store).create(make(interview_id, user=user))
        for n in range(1, 30):
            answered = turn(
                interview_id, n, category=f"category-of-{user}", question_id=f"{user}-q"
            )
            Scores(store).record(answered, user=user)
    started = make("any").started_at
    told = Story(
        id=f"s-{user}",
        user=user,
        title="A title",
        notes=StoryNotes(action="I did it."),
        competencies=(),
        source="typed",
        created_at=started,
        changed_at=started,
    )
    Stories(store).add(told)


def test_no_page_holds_what_was_purged(
    settings: Settings, an_interview: Make, a_turn: MakeTurn
) -> None:
    words = (b"zanuvelti", b"first-gone", b"second-gone")
    with open_store(settings) as store:
        fill(store, "zanuvelti", ["first-gone", "second-gone"], an_interview, a_turn)
        fill(store, "bo", ["kept"], an_interview, a_turn)
        file, key = store.file, store.key
    before = decrypted(file, key)
    assert all(word in before for word in words), "the pages are read in clear"
    with open_store(settings) as store:
        assert purge(store, "zanuvelti") == 2
        assert read_back(store).clean
        assert [one.count for one in holdings(store, "zanuvelti")] == [0] * 8
        assert [one.count for one in holdings(store, "bo")][:4] == [1, 0, 29, 1]
    after = decrypted(file, key)
    assert b"category-of-bo" in after
    assert not [word for word in words if word in after]


def test_what_was_removed_without_packing_is_told_by_a_look_at_the_file(
    store: Store, an_interview: Make, a_turn: MakeTurn
) -> None:
    fill(store, "ana", ["mock-1", "mock-2"], an_interview, a_turn)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM turns")
    assert not read_back(store).clean


def test_a_session_that_is_open_is_not_purged_nor_any_other(
    store: Store, an_interview: Make, a_turn: MakeTurn
) -> None:
    fill(store, "ana", ["mock-1", "mock-2"], an_interview, a_turn)
    with interview_lock(store.folder, "mock-2"), pytest.raises(Busy, match="mock-2"):
        purge(store, "ana")
    assert next(one.count for one in holdings(store, "ana")) == 2
    assert purge(store, "ana") == 2


def test_a_reader_that_holds_the_log_is_told_of_and_a_purge_again_packs(
    settings: Settings, an_interview: Make, a_turn: MakeTurn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memory.cipher.BUSY_SECONDS", 0.1)
    with open_store(settings) as store:
        fill(store, "ana", ["mock-1"], an_interview, a_turn)
        with closing(connect(store.file, store.key)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM turns").fetchone()
            with pytest.raises(StoreUnavailable, match=r"it is removed, but .* purge again"):
                purge(store, "ana")
        assert not read_back(store).clean
        assert purge(store, "ana") == 0
        assert read_back(store).clean
