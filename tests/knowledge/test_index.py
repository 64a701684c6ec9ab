"""The Chroma index of the bank: real Chroma, real files, real damage."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from domain import Question
from knowledge.bank import Bank, load_bank
from knowledge.embedder import load_embedder
from knowledge.index import Filters, QuestionIndex, open_index

SUBJECTS = (
    "patient safety", "medication", "payroll", "invoices", "cloud outages", "unit tests",
    "angry customers", "a late delivery", "a hard decision", "lesson plans",
)  # fmt: skip
MANNERS = ("Tell me about a time with", "How do you go about", "What matters most in", "Explain")


def make_bank(extra: str = "") -> Bank:
    return Bank(
        tuple(
            Question(
                id=f"q-{i:02}",
                kind=("technical", "behavioral")[i % 2],
                question=f"{MANNERS[i % 4]} {SUBJECTS[i % 10]} in case {i}?{extra}",
                category=("safety", "money", "people")[i % 3],
                difficulty=("easy", "medium", "hard")[i % 3],
                roles=(("nurse",), ("accountant",))[i % 4 // 2] if i % 2 == 0 else (),
                industries=("finance",) if i % 5 == 0 else (),
                seniority=("senior", "lead") if i % 6 == 0 else (),
            )
            for i in range(40)
        )
    )


def nearest(index: QuestionIndex, where: Filters | None = None, n: int = 8) -> list[str]:
    vector = load_embedder().encode(["safety of a patient given medication"])[0]
    return [name for name, _ in index.query(vector, n, where)]


def in_memory(bank: Bank) -> QuestionIndex:
    return QuestionIndex(bank, load_embedder(), None, "in_memory")


def open_at(home: Path, bank: Bank | None = None) -> QuestionIndex:
    return open_index(home, bank or make_bank(), load_embedder())


def collections_in(home: Path) -> list[str]:
    import chromadb
    from chromadb.config import Settings

    client: Any = chromadb.PersistentClient(
        path=str(home / "chroma"), settings=Settings(anonymized_telemetry=False)
    )
    names = [collection.name for collection in client.list_collections()]
    client.close()
    return names


def test_the_index_is_built_at_first_use_and_opened_afterwards(tmp_path: Path) -> None:
    first, second = open_at(tmp_path / "home"), open_at(tmp_path / "home")
    assert (first.state, second.state) == ("built", "opened")
    assert nearest(first) == nearest(second) == nearest(in_memory(make_bank()))


def test_the_building_is_watched_and_the_opening_is_not(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    for _ in range(2):
        open_index(tmp_path, load_bank(), load_embedder(), watcher=lambda *seen: told.append(seen))
    count = len(load_bank().questions)
    assert told[0] == (0, count)
    assert told[-1] == (count, count)
    assert len(told) > 2
    assert told == sorted(set(told))


def test_the_collection_is_named_by_the_content_of_the_bank(tmp_path: Path) -> None:
    bank = make_bank()
    open_at(tmp_path, bank)
    (name,) = collections_in(tmp_path)
    assert name.startswith("questions-")
    assert bank.content_hash.startswith(name.removeprefix("questions-"))


def test_another_bank_gets_its_own_collection_and_the_old_one_goes(tmp_path: Path) -> None:
    open_at(tmp_path)
    (old,) = collections_in(tmp_path)
    changed = make_bank(" Think of a recent one.")
    index = open_at(tmp_path, changed)
    assert index.state == "rebuilt"
    assert nearest(index) == nearest(in_memory(changed))
    assert len(collections_in(tmp_path)) == 1
    assert old not in collections_in(tmp_path)


def test_cosines_run_from_the_nearest_down_and_are_those_of_the_vectors(tmp_path: Path) -> None:
    bank, embedder = make_bank(), load_embedder()
    vector = embedder.encode(["unit tests"])[0]
    found = open_at(tmp_path).query(vector, 40)
    exact = dict(in_memory(bank).query(vector, 40))
    assert [cosine for _, cosine in found] == sorted((c for _, c in found), reverse=True)
    assert dict(found) == pytest.approx(exact, abs=1e-5)
    assert "unit tests" in bank.get(found[0][0]).question


@pytest.mark.parametrize(
    "where",
    [
        Filters(),
        Filters(kind="behavioral"),
        Filters(role="nurse"),
        Filters(category="money", kind="technical"),
        Filters(difficulty="hard"),
        Filters(seniority="senior", role="accountant"),
        Filters(seniority="entry"),
        Filters(industry="finance"),
        Filters(industry="retail", kind="technical"),
        Filters(kind="company"),
    ],
    ids=str,
)
def test_a_filter_lets_through_all_that_fit_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, where: Filters
) -> None:
    home = tmp_path_factory.getbasetemp() / "filters"
    bank = make_bank()
    found = nearest(open_at(home, bank), where, n=100)
    assert len(found) == len(set(found))
    assert set(found) == {
        q.id
        for q in bank.questions
        if where.kind in (None, q.kind)
        and where.category in (None, q.category)
        and where.difficulty in (None, q.difficulty)
        and (where.role is None or where.role in (q.roles or [where.role]))
        and (where.seniority is None or where.seniority in (q.seniority or [where.seniority]))
        and (where.industry is None or where.industry in (q.industries or [where.industry]))
    }


def test_a_vector_of_no_words_finds_questions_in_order_of_id(tmp_path: Path) -> None:
    nothing = load_embedder().encode([""])[0]
    found = open_at(tmp_path).query(nothing, 3)
    assert found == [("q-00", 0.0), ("q-01", 0.0), ("q-02", 0.0)]


def test_asking_for_none_gives_none(tmp_path: Path) -> None:
    assert nearest(open_at(tmp_path), n=0) == []


def _segment(folder: Path, name: str) -> Path:
    (path,) = folder.glob(f"*/{name}")
    return path


def _noise(path: Path) -> None:
    path.write_bytes(bytes((i * 167 + 13) % 256 for i in range(path.stat().st_size)))


def _flip(path: Path, every: int) -> None:
    content = bytearray(path.read_bytes())
    for place in range(every, len(content), every):
        content[place] ^= 0x5A
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def _as_a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("not a folder")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "segment folder removed": lambda f: shutil.rmtree(_segment(f, "header.bin").parent),
    "vectors of noise": lambda f: _noise(_segment(f, "data_level0.bin")),
    "header of noise": lambda f: _noise(_segment(f, "header.bin")),
    "vectors cut short": lambda f: _cut(_segment(f, "data_level0.bin")),
    "database cut short": lambda f: _cut(f / "chroma.sqlite3"),
    "database of noise": lambda f: _noise(f / "chroma.sqlite3"),
    "database emptied": lambda f: (f / "chroma.sqlite3").write_bytes(b""),
    "database removed": lambda f: (f / "chroma.sqlite3").unlink(),
    "database with flipped bytes": lambda f: _flip(f / "chroma.sqlite3", 4096 * 3 + 77),
    "never sealed": lambda f: (f / "seal").unlink(),
    "a file in its place": _as_a_file,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_folder_is_built_again(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    before = open_at(tmp_path)
    expected = nearest(before)
    damage(tmp_path / "chroma")
    after = open_at(tmp_path)
    assert after.state == "rebuilt"
    assert nearest(after) == expected
    assert open_at(tmp_path).state == "opened"


def test_rows_lost_behind_a_valid_seal_are_noticed(tmp_path: Path) -> None:
    from knowledge import collection
    from knowledge.seal import seal

    open_at(tmp_path)
    folder = (tmp_path / "chroma").resolve()
    (kept,) = collection._client(folder).list_collections()
    kept.delete(ids=["q-07"])
    seal(folder, kept.name)
    after = open_at(tmp_path)
    assert after.state == "rebuilt"
    assert "q-07" in nearest(after, n=40)


def test_vectors_of_another_embedder_are_noticed(tmp_path: Path) -> None:
    from knowledge import collection
    from knowledge.seal import seal

    open_at(tmp_path)
    folder = (tmp_path / "chroma").resolve()
    (kept,) = collection._client(folder).list_collections()
    ids = [question.id for question in make_bank().questions]
    kept.update(ids=ids, embeddings=load_embedder().encode([f"other {name}" for name in ids]))
    seal(folder, kept.name)
    assert open_at(tmp_path).state == "rebuilt"


def test_an_index_whose_folder_was_rebuilt_under_it_still_answers(tmp_path: Path) -> None:
    old = open_at(tmp_path)
    expected = nearest(old)
    shutil.rmtree(tmp_path / "chroma")
    assert open_at(tmp_path).state == "built"
    assert nearest(old) == expected
    assert nearest(old, Filters(role="nurse")) == nearest(
        in_memory(make_bank()), Filters(role="nurse")
    )


def test_without_a_usable_data_folder_the_search_runs_in_memory(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("a file where the data folder should be")
    index = open_at(home)
    assert index.state == "in_memory"
    assert index.reason
    assert nearest(index) == nearest(in_memory(make_bank()))
    assert home.read_text() == "a file where the data folder should be"


def test_an_empty_bank_has_an_index_that_finds_nothing(tmp_path: Path) -> None:
    assert nearest(open_at(tmp_path, Bank(()))) == []


def test_threads_that_open_it_at_once_get_the_same_answers(tmp_path: Path) -> None:
    found: list[tuple[str, list[str]]] = []

    def work() -> None:
        index = open_at(tmp_path)
        found.append((index.state, nearest(index)))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(state for state, _ in found) == ["built", "opened", "opened"]
    assert len({tuple(names) for _, names in found}) == 1


_OPEN_AND_ASK = """
import sys
from pathlib import Path
from knowledge.bank import load_bank
from knowledge.embedder import load_embedder
from knowledge.index import open_index

embedder = load_embedder()
index = open_index(Path(sys.argv[1]), load_bank(), embedder, *sys.argv[2:])
found = index.query(embedder.encode(["budget"])[0], 5)
print(index.state, [name for name, _ in found], index.reason)
"""


def _run(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_processes_that_open_it_for_the_first_time_at_once_agree(tmp_path: Path) -> None:
    runs = [_run(_OPEN_AND_ASK, str(tmp_path)) for _ in range(2)]
    said = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert sorted(out.split(" ", 1)[0] for out, _ in said) == ["built", "opened"]
    assert len({out.split(" ", 1)[1] for out, _ in said}) == 1


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = subprocess.Popen(
        [
            str(Path(sys.executable).parent / "chroma"),
            *("run", "--path", str(tmp_path / "server"), "--host", "127.0.0.1"),
            *("--port", str(port)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert run.stdout is not None
    with run.stdout:
        for line in run.stdout:
            if "listening on" in line:
                break
        yield f"http://127.0.0.1:{port}"
        run.terminate()
        run.wait(timeout=30)


def test_a_chroma_server_holds_the_index_when_one_is_named(tmp_path: Path, server: str) -> None:
    # In processes of their own, as Chroma's client never closes its connections.
    outputs = [_run(_OPEN_AND_ASK, str(tmp_path), server).communicate(timeout=120) for _ in "12"]
    assert [out.split(" ", 1)[0] for out, _ in outputs] == ["built", "opened"], outputs
    expected = in_memory(load_bank()).query(load_embedder().encode(["budget"])[0], 5)
    for out, _ in outputs:
        assert out.split(" ", 1)[1].strip() == str([name for name, _ in expected])
    assert not (tmp_path / "chroma").exists()


def test_a_server_that_is_down_is_done_without(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    index = open_index(tmp_path, make_bank(), load_embedder(), f"http://127.0.0.1:{port}")
    assert index.state == "in_memory"
    assert nearest(index) == nearest(in_memory(make_bank()))
