"""LangGraph's own saver over the encrypted file, with a real graph."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, interrupt
from typing_extensions import TypedDict

from config import Settings
from domain import Assessment, Criterion, Interview, Turn
from memory.checkpoints import CompactSerializer
from memory.database import Store, open_store
from memory.interviews import Interviews
from memory.scores import Scores

WORDS = (
    Path(__file__).read_text().split()
    + "ferry timetable harbour captain winter passengers tickets queue".split()
)


class Talk(TypedDict, total=False):
    n: int
    line: str
    queue: list[str]
    heard: dict[str, Any] | None
    last: dict[str, Any] | None


def prose(seed: int, length: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))[:length]


def conversation(store: Store, questions: int, make_turn: Callable[..., Turn]) -> Any:
    """A graph that asks, listens, and records, as an interview does."""
    scores = Scores(store)

    def ask(state: Talk) -> Talk:
        n = state.get("n", 0) + 1
        queue = [f"behavioral-{each}" for each in range(n, 13)]
        return {"n": n, "line": prose(n, 150), "queue": queue}

    def listen(state: Talk) -> Talk:
        return {"heard": interrupt({"n": state["n"], "text": state["line"]})}

    def assess(state: Talk) -> Talk:
        heard = state["heard"]
        assert heard is not None
        criteria = tuple(
            Criterion(
                criterion=name, level=2, weight=0.2, quotes=(heard["text"][40:100],), note="short"
            )
            for name in ("situation", "task", "action", "result", "relevance")
        )
        assessment = Assessment(score=50.0, criteria=criteria, improvements=(prose(7, 120),))
        scores.record(make_turn(n=state["n"], answer=heard["text"], assessment=assessment))
        return {"heard": None, "last": {"score": 50.0, "gaps": ["result", "numbers"]}}

    def go_on(state: Talk) -> str:
        return "ask" if state["n"] < questions else END

    graph = StateGraph(Talk)
    graph.add_node("ask", ask)
    graph.add_node("listen", listen)
    graph.add_node("assess", assess)
    graph.add_edge(START, "ask")
    graph.add_edge("ask", "listen")
    graph.add_edge("listen", "assess")
    graph.add_conditional_edges("assess", go_on, ["ask", END])
    return graph.compile(checkpointer=store.checkpointer())


CONFIG: dict[str, Any] = {"configurable": {"thread_id": "mock-1"}}


def answer(app: Any, text: str) -> None:
    waiting = app.get_state(CONFIG).interrupts[0]
    app.invoke(Command(resume={waiting.id: {"text": text}}), CONFIG, durability="sync")


@pytest.fixture
def make_turn(
    store: Store, an_interview: Callable[..., Interview], a_turn: Callable[..., Turn]
) -> Callable[..., Turn]:
    Interviews(store).create(an_interview())
    return a_turn


def test_a_conversation_goes_on_where_another_process_left_it(
    settings: Settings, store: Store, make_turn: Callable[..., Turn]
) -> None:
    conversation(store, 3, make_turn).invoke({"n": 0}, CONFIG, durability="sync")
    answer(conversation(store, 3, make_turn), "one")
    with open_store(settings) as again:
        app = conversation(again, 3, make_turn)
        assert app.get_state(CONFIG).values["n"] == 2
        answer(app, "two")
        answer(app, "three")
        assert app.get_state(CONFIG).next == ()
        assert [turn.answer for turn in Scores(again).turns("mock-1")] == ["one", "two", "three"]


def test_an_answer_sent_twice_counts_once(store: Store, make_turn: Callable[..., Turn]) -> None:
    app = conversation(store, 3, make_turn)
    app.invoke({"n": 0}, CONFIG, durability="sync")
    waiting = app.get_state(CONFIG).interrupts[0]
    for text in ("first", "second"):
        app.invoke(Command(resume={waiting.id: {"text": text}}), CONFIG, durability="sync")
    assert [turn.answer for turn in Scores(store).turns("mock-1")] == ["first"]
    assert app.get_state(CONFIG).values["n"] == 2


def test_an_earlier_checkpoint_can_be_forked_and_the_original_stays(
    store: Store, make_turn: Callable[..., Turn]
) -> None:
    app = conversation(store, 2, make_turn)
    app.invoke({"n": 0}, CONFIG, durability="sync")
    answer(app, "one")
    answer(app, "two")
    old = next(
        each
        for each in app.get_state_history(CONFIG)
        if each.next == ("listen",) and each.values["n"] == 1
    )
    fork = app.update_state(old.config, None, as_node="__copy__")
    assert app.get_state(fork).values["line"] == old.values["line"]
    assert app.get_state(fork).next == ("listen",)
    assert len(list(store.checkpointer().list(CONFIG))) > 7  # type: ignore[arg-type]


def test_forty_turns_of_a_kilobyte_take_less_than_400_kilobytes_evenly(
    store: Store, make_turn: Callable[..., Turn]
) -> None:
    def size() -> int:
        with store.engine.connect() as connection:
            return 4096 * int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())

    app = conversation(store, 41, make_turn)
    app.invoke({"n": 0}, CONFIG, durability="sync")
    sizes = [size()]
    for n in range(40):
        answer(app, prose(n, 1000))
        sizes.append(size())
    assert sizes[40] - sizes[0] < 400_000
    assert sizes[40] - sizes[20] < 1.3 * (sizes[20] - sizes[0])
    log = store.folder / "store.db-wal"
    assert log.stat().st_size < 400_000, "the log is folded in as it grows"


def test_the_saver_is_made_once_and_its_file_let_go_of(settings: Settings, home: Path) -> None:
    store = open_store(settings)
    assert store.checkpointer() is store.checkpointer()
    store.close()
    assert {file.name for file in home.iterdir()} == {
        "store.db",
        "store.db.lock",
        "store.db.use",
        "store.json",
        "store.key",
    }


@pytest.mark.parametrize(
    "value",
    [None, b"", b"bytes", "", "text" * 500, {"a": [1, 2.5, None, True]}, 0, [], "\x00" * 99],
)
def test_the_serializer_gives_back_what_it_was_given(value: object) -> None:
    serializer = CompactSerializer()
    assert serializer.loads_typed(serializer.dumps_typed(value)) == value


def test_the_serializer_makes_a_long_answer_smaller_and_keeps_interrupts() -> None:
    serializer = CompactSerializer()
    kind, packed = serializer.dumps_typed({"text": prose(1, 1000)})
    assert len(packed) < 700
    with_allowed = serializer.with_msgpack_allowlist([("domain", "Answer")])
    assert with_allowed.loads_typed((kind, packed)) == {"text": prose(1, 1000)}


def test_a_write_that_fails_half_way_leaves_nothing_of_itself(store: Store) -> None:
    from langgraph.checkpoint.base import empty_checkpoint
    from sqlcipher3 import dbapi2

    saver = store.checkpointer()
    config: Any = {"configurable": {"thread_id": "t", "checkpoint_ns": ""}}
    saved = saver.put(config, empty_checkpoint(), {}, {})
    broken: Any = [("heard", "fine"), (object(), "no name for a channel")]
    with pytest.raises(dbapi2.Error):
        saver.put_writes(saved, broken, "task")
    found = saver.get_tuple(config)
    assert found is not None
    assert found.pending_writes == []
