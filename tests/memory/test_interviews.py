"""Interviews kept, found, finished and deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain import BadInput, Busy, Interview, NotFound, Plan, PlannedQuestion, Report, Turn
from memory.database import Store
from memory.interviews import Interviews
from memory.locks import interview_lock
from memory.scores import Scores

Make = Callable[..., Interview]

REPORT = Report(
    final_score=61.5, scored=3, unscored=1, skipped=0, detailed_feedback="Say what changed."
)
PLAN = Plan(
    questions=(PlannedQuestion(question_id="q1", kind="behavioral", why="teamwork is asked for"),),
    minutes=30,
)


@pytest.fixture
def interviews(store: Store) -> Interviews:
    return Interviews(store)


def test_an_interview_comes_back_as_it_was_kept(interviews: Interviews, an_interview: Make) -> None:
    kept = an_interview(plan=PLAN, report=REPORT, source=("mock-0", 4), mode="retake", user="ana")
    interviews.create(kept)
    assert interviews.get("mock-1") == kept


def test_a_job_ad_with_anything_in_it_comes_back_as_it_was(
    interviews: Interviews, an_interview: Make
) -> None:
    text = "\x1b[31mred\x00 \u2028 Ünï 🦀 '; DROP TABLE interviews; --" * 2000
    kept = an_interview(job={"role": "nurse", "text": text})
    interviews.create(kept)
    assert interviews.get("mock-1") == kept


def test_an_id_is_given_once(interviews: Interviews, an_interview: Make) -> None:
    interviews.create(an_interview())
    with pytest.raises(BadInput, match="'mock-1' is already kept"):
        interviews.create(an_interview(minutes=5))
    assert interviews.get("mock-1").minutes == 30


def test_a_moment_of_another_timezone_is_the_same_moment(
    interviews: Interviews, an_interview: Make
) -> None:
    started = datetime.fromisoformat("2026-03-02T01:30:00+09:00")
    interviews.create(an_interview(started_at=started))
    kept = interviews.get("mock-1").started_at
    assert kept == started
    assert kept.isoformat() == "2026-03-01T16:30:00+00:00"


def test_the_beginning_of_an_id_finds_the_only_interview_it_fits(
    interviews: Interviews, an_interview: Make
) -> None:
    for name in ("mock-heron", "mock-crane"):
        interviews.create(an_interview(name))
    assert interviews.get("mock-h").id == "mock-heron"


def test_an_id_that_is_the_beginning_of_another_finds_itself(
    interviews: Interviews, an_interview: Make
) -> None:
    for name in ("mock-1", "mock-12"):
        interviews.create(an_interview(name))
    assert interviews.get("mock-1").id == "mock-1"


def test_a_beginning_that_fits_several_lists_them(
    interviews: Interviews, an_interview: Make
) -> None:
    for name in ("mock-heron", "mock-hen", "other"):
        interviews.create(an_interview(name))
    with pytest.raises(NotFound, match="'mock-he' fits more than one") as error:
        interviews.get("mock-he")
    assert "mock-heron" in str(error.value)
    assert "other" not in str(error.value)


@pytest.mark.parametrize("wild", ["", "%", "mock_1", "_", "*", "mock-1' OR '1'='1"])
def test_an_id_is_taken_literally(interviews: Interviews, an_interview: Make, wild: str) -> None:
    interviews.create(an_interview())
    with pytest.raises(NotFound):
        interviews.get(wild)


def test_an_unknown_id_lists_the_nearest(interviews: Interviews, an_interview: Make) -> None:
    for name in ("mock-heron", "zzz"):
        interviews.create(an_interview(name))
    with pytest.raises(NotFound, match="there is no interview 'mock-haron'; the nearest") as error:
        interviews.get("mock-haron")
    assert "mock-heron" in str(error.value)
    assert "zzz" not in str(error.value)


def test_an_id_like_no_other_lists_the_latest(
    interviews: Interviews, an_interview: Make, noon: datetime
) -> None:
    for n in range(7):
        interviews.create(an_interview(f"mock-{n}", started_at=noon + timedelta(days=n)))
    with pytest.raises(NotFound, match=r"the latest: mock-6, mock-5, mock-4, mock-3, mock-2$"):
        interviews.get("\x1b[2J")


def test_control_characters_of_an_id_do_not_reach_the_message(interviews: Interviews) -> None:
    with pytest.raises(NotFound) as error:
        interviews.get("\x1b[2J\n\udcff")
    assert str(error.value).isprintable()
    assert "\x1b" not in str(error.value)
    assert "\n" not in str(error.value)


def test_the_list_is_the_users_own_and_newest_first(
    interviews: Interviews, an_interview: Make, noon: datetime
) -> None:
    for n, user in enumerate(["default", "ana", "default", "default"]):
        interviews.create(an_interview(f"m{n}", user=user, started_at=noon + timedelta(hours=n)))
    interviews.finish("m2", REPORT, noon)
    assert [each.id for each in interviews.list()] == ["m3", "m2", "m0"]
    assert [each.id for each in interviews.list("ana")] == ["m1"]
    assert [each.id for each in interviews.list(status="finished")] == ["m2"]
    assert [each.id for each in interviews.list(status="running")] == ["m3", "m0"]


def test_the_latest_running_interview_is_the_one_begun_last(
    interviews: Interviews, an_interview: Make, noon: datetime
) -> None:
    assert interviews.latest_running() is None
    for n in range(3):
        interviews.create(an_interview(f"m{n}", started_at=noon + timedelta(hours=n)))
    interviews.finish("m2", REPORT, noon)
    running = interviews.latest_running()
    assert running is not None
    assert running.id == "m1"
    assert interviews.latest_running("ana") is None


def test_a_plan_is_kept_and_replaced(interviews: Interviews, an_interview: Make) -> None:
    interviews.create(an_interview())
    interviews.set_plan("mock-1", PLAN)
    assert interviews.get("mock-1").plan == PLAN
    shorter = PLAN.model_copy(update={"minutes": 5})
    interviews.set_plan("mock-1", shorter)
    assert interviews.get("mock-1").plan == shorter


def test_finishing_twice_keeps_the_first_report(
    interviews: Interviews, an_interview: Make, noon: datetime
) -> None:
    interviews.create(an_interview())
    interviews.finish("mock-1", REPORT, noon)
    later = REPORT.model_copy(update={"final_score": 1.0})
    interviews.finish("mock-1", later, noon + timedelta(hours=1))
    kept = interviews.get("mock-1")
    assert (kept.status, kept.report, kept.finished_at) == ("finished", REPORT, noon)


def test_changes_to_an_interview_that_is_not_there_say_so(
    interviews: Interviews, an_interview: Make, noon: datetime
) -> None:
    interviews.create(an_interview())
    with pytest.raises(NotFound, match="mock-1"):
        interviews.finish("mock-2", REPORT, noon)
    with pytest.raises(NotFound):
        interviews.set_plan("mock", PLAN)
    with pytest.raises(NotFound):
        interviews.delete("mock")
    assert interviews.get("mock-1").status == "running"


def test_deleting_takes_turns_and_checkpoints_and_nothing_of_others(
    store: Store, interviews: Interviews, an_interview: Make, a_turn: Callable[..., Turn]
) -> None:
    from langgraph.checkpoint.base import empty_checkpoint

    scores, saver = Scores(store), store.checkpointer()
    for name in ("gone", "stays"):
        interviews.create(an_interview(name))
        scores.record(a_turn(name))
        config = {"configurable": {"thread_id": name, "checkpoint_ns": ""}}
        saved = saver.put(config, empty_checkpoint(), {}, {})  # type: ignore[arg-type]
        saver.put_writes(saved, [("heard", "an answer")], "task")
    interviews.delete("gone")
    assert [each.id for each in interviews.list()] == ["stays"]
    assert scores.turns("gone") == []
    assert len(scores.turns("stays")) == 1
    threads = {each.config["configurable"]["thread_id"] for each in saver.list(None)}
    assert threads == {"stays"}
    with store.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT DISTINCT thread_id FROM writes").all()
    assert kept == [("stays",)]
    assert list((store.folder / "locks").iterdir()) == []


def test_an_interview_that_is_open_is_not_deleted(
    store: Store, interviews: Interviews, an_interview: Make
) -> None:
    interviews.create(an_interview())
    with interview_lock(store.folder, "mock-1"), pytest.raises(Busy):
        interviews.delete("mock-1")
    assert interviews.get("mock-1")
