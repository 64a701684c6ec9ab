"""Batches: every line is answered once and in order, by this process or by others."""

from __future__ import annotations

import itertools
import json
import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from api import AnswerEvaluator
from api.workers import PAYS_FROM
from domain import BadInput, NotFound

ROW = {
    "kind": "technical",
    "question": "What does an index cost?",
    "answer": "It has to be written too, so every insert takes longer.",
    "expected_answer": "Every insert also writes the index. It takes space on the disk.",
}
BEHAVIORAL = "Tell me about a conflict."


def _line(number: int, **more: object) -> str:
    return json.dumps({"id": number, **ROW, "answer": f"{ROW['answer']} {number}.", **more})


def _lines(count: int) -> list[str]:
    return [_line(number) for number in range(count)]


def _one(line: str | bytes) -> dict[str, Any]:
    (result,) = AnswerEvaluator().evaluate_batch([line])
    return result


def _helpers() -> list[int]:
    return [child.pid for child in multiprocessing.active_children() if child.pid]


def test_several_processes_give_what_one_gives() -> None:
    lines = _lines(PAYS_FROM + 300)
    lines[PAYS_FROM + 7 : PAYS_FROM + 7] = ["{broken", "", '{"id": "x"}']
    alone = list(AnswerEvaluator().evaluate_batch(lines))
    assert list(AnswerEvaluator().evaluate_batch(lines, processes=3)) == alone
    assert [row["id"] for row in alone[: PAYS_FROM + 7]] == list(range(PAYS_FROM + 7))


def test_a_short_batch_starts_no_process() -> None:
    results = AnswerEvaluator().evaluate_batch(_lines(PAYS_FROM), processes=3)
    for _ in results:
        assert _helpers() == []


def test_killed_workers_lose_no_line_and_double_none() -> None:
    lines = _lines(PAYS_FROM + 900)
    results = AnswerEvaluator().evaluate_batch(lines, processes=3)
    rows = []
    killed: set[int] = set()
    for row in results:
        rows.append(row)
        if len(rows) in (PAYS_FROM + 200, PAYS_FROM + 450):
            for helper in _helpers():
                os.kill(helper, signal.SIGKILL)
                killed.add(helper)
    assert len(killed) == 4
    assert [row["id"] for row in rows] == list(range(len(lines)))
    # On a busy machine both killings may meet the same line, once in each of two workers.
    unlucky = [row["error"] for row in rows if "error" in row]
    assert len(unlucky) <= 2
    assert all("ended twice" in error for error in unlucky)


def test_a_batch_ends_even_when_every_worker_dies_at_once() -> None:
    lines = _lines(PAYS_FROM + 600)
    rows = []
    for row in AnswerEvaluator().evaluate_batch(lines, processes=3):
        rows.append(row)
        for helper in _helpers():
            os.kill(helper, signal.SIGKILL)
    assert [row["id"] for row in rows] == list(range(len(lines)))


def test_leaving_a_batch_early_leaves_no_process() -> None:
    results = AnswerEvaluator().evaluate_batch(map(_line, itertools.count()), processes=3)
    taken = list(itertools.islice(results, PAYS_FROM + 5))
    assert len(_helpers()) == 2
    results.close()
    assert _helpers() == []
    assert [row["id"] for row in taken] == list(range(PAYS_FROM + 5))


def test_a_batch_without_end_is_read_only_a_little_ahead() -> None:
    read = itertools.count()
    results = AnswerEvaluator().evaluate_batch((_line(next(read)) for _ in read), processes=3)
    for _ in itertools.islice(results, PAYS_FROM + 200):
        pass
    results.close()
    assert next(read) / 2 < PAYS_FROM + 200 + 500


def test_a_line_is_answered_before_the_next_one_comes() -> None:
    given: queue.Queue[str | None] = queue.Queue()
    results = AnswerEvaluator().evaluate_batch(
        iter(lambda: given.get(timeout=60), None), processes=2
    )
    for number in range(PAYS_FROM + 60):
        given.put(_line(number))
        assert next(results)["id"] == number
    given.put(None)
    assert list(results) == []


def test_an_input_that_breaks_off_is_told_after_what_was_read() -> None:
    def breaking() -> Iterator[str]:
        yield from _lines(PAYS_FROM + 20)
        raise OSError("the disk has gone")

    results = AnswerEvaluator().evaluate_batch(breaking(), processes=2)
    with pytest.raises(OSError, match="the disk has gone"):
        list(results)
    assert _helpers() == []
    assert not [t for t in threading.enumerate() if t.name.startswith("Thread-") and t.is_alive()]


@pytest.mark.parametrize(
    ("line", "name", "told"),
    [
        ('{"id": "a", "question": "Q?"}', "a", "answer is missing"),
        ('{"question": "Q?", "answer": "A"}', None, "id is missing"),
        (_line(1, id=[1]), None, "id is not a text or a number"),
        (_line(1, id=True), None, "id is not a text or a number"),
        (_line(1, kind="riddle"), 1, "'riddle' is not one of behavioral, technical"),
        (_line(1, kind="ask"), 1, "'ask' is not one of"),
        (_line(1, kind=["technical"]), 1, "kind is not a text"),
        (_line(1, question=None), 1, "question is not a text"),
        (_line(1, question="  "), 1, "question is empty"),
        (_line(1, question="tech-backend-databases-99"), 1, "nearest are tech-backend"),
        (_line(1, key_points={"a": 1}), 1, "key_points is not a list of texts"),
        (_line(1, key_points=["a", 1]), 1, "key_points is not a list of texts"),
        (_line(1, seconds="9"), 1, "seconds is not a number"),
        (_line(1, seconds=True), 1, "seconds is not a number"),
        (_line(1, seconds=-3), 1, "seconds is not a number"),
        ('{"id": 1, "answer": "A", "answer": "B", "question": "Q?"}', 1, "answer is given twice"),
        ('{"id": 1, "id": 2, "answer": "A", "question": "Q?"}', None, "id is given twice"),
        ('{"id": 1, "question": "Q?", "answer": "A", "seconds": NaN}', None, "NaN is no number"),
        ('{"id": 1e999, "question": "Q?", "answer": "A"}', None, "too large"),
        ('{"id": ' + "9" * 5000 + ', "question": "Q?", "answer": "A"}', None, "too large"),
        ('{"id": 1, "x": ' + "[" * 100_000, None, "nested too deeply"),
        ('{"id": 1, "question": "Q?" "answer": "A"}', None, "not JSON: Expecting ','"),
        (b'{"id": "a", "question": "Q?", "answer": "caf\xe9"}', "a", "not UTF-8"),
        (b'{"id": "\xe9", "question": "Q?", "answer": "A"}', None, "not UTF-8"),
        (json.dumps({"id": 1, **ROW}).encode("utf-16"), None, "not UTF-8"),
        (_line(1, answer="x" * 1_000_000), None, "longer than 1,000,000 bytes"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_line_is_told_with_its_number_and_its_id(
    line: str | bytes, name: object, told: str
) -> None:
    result = _one(line)
    assert set(result) == {"id", "error"}
    assert result["id"] == name
    assert result["error"].startswith("line 1: ")
    assert told in result["error"]
    assert len(result["error"]) < 200


@pytest.mark.parametrize(
    "line",
    [
        _line(1, id=None),
        _line(1, id="\ud800", answer="\ud800 an index"),
        _line(1, question="\ud800 What?", key_points=["\udfff"]),
        _line(1, answer="An index is written too. " * 4000),
        _line(1, kind=None, expected_answer=None, key_points=None, seconds=None),
        _line(1, key_points=[], note={"a": [1, 2]}),
        _line(1, key_points=["", " "]),
        "\ufeff" + _line(1) + "\r\n",
        _line(1).encode(),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_odd_line_is_scored_or_unscored_with_a_reason(line: str | bytes) -> None:
    result = _one(line)
    assert "error" not in result
    assert (result["score"] is None) == bool(result["unscored_reason"])
    assert json.loads(json.dumps(result, allow_nan=False))


def test_the_time_an_answer_took_gives_its_pace(strong_answer: str) -> None:
    row = {"id": 1, "question": BEHAVIORAL, "answer": strong_answer}
    assert _one(json.dumps(row))["delivery"]["words_per_minute"] is None
    timed = _one(json.dumps({**row, "seconds": 60}))
    words = timed["delivery"]["words"]
    assert timed["delivery"]["words_per_minute"] == pytest.approx(words, abs=1)


@pytest.mark.parametrize("kind", ["technical", "situational"])
def test_what_is_expected_is_looked_for(kind: str) -> None:
    expected = "I would tell the customer first. I would then ask the engineer for a date."
    given = {"kind": kind, "question": "A delivery is late. What do you do?"}
    for wanted in ({"expected_answer": expected}, {"key_points": expected.split(". ")}):
        good = _one(_line(1, **{"expected_answer": None, **given, **wanted, "answer": expected}))
        bad = "I would paint the office blue and buy some plants for the windows."
        other = _one(_line(1, **{"expected_answer": None, **given, **wanted, "answer": bad}))
        assert good["score"] > other["score"] + 30


def test_an_answer_expected_of_a_bank_question_comes_before_its_own_points() -> None:
    result = AnswerEvaluator().evaluate(
        "tech-backend-fundamentals-02",
        "The harbour office weighs each crate.",
        expected_answer="The harbour office weighs each crate.",
    )
    assert [c["level"] for c in result["criteria"]] == ["covered"]


def test_an_id_is_known_however_it_is_written() -> None:
    answer = "I have nothing to say about it."
    evaluator = AnswerEvaluator()
    assert evaluator.evaluate(" Tech-Backend-Fundamentals-02\n", answer) == evaluator.evaluate(
        "tech-backend-fundamentals-02", answer
    )


def test_what_reads_as_an_id_and_is_none_names_the_nearest() -> None:
    with pytest.raises(NotFound, match="nearest are tech-backend-fundamentals-0"):
        AnswerEvaluator().evaluate("tech-backend-fundamentals-20", "An answer.")


@pytest.mark.parametrize("question", ["Why?", "tech-debt", "Self-introduction", "A-B-testing-2?"])
def test_a_question_of_one_word_is_a_question(question: str) -> None:
    assert "score" in AnswerEvaluator().evaluate(question, "I asked them and they answered.")


def test_an_empty_question_is_refused() -> None:
    with pytest.raises(BadInput, match="question is empty"):
        AnswerEvaluator().evaluate(" ", "An answer.")
