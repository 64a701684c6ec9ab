"""Questions by category, and answers scored outside a session."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api import AnswerEvaluator, Backstage, Doctor, InterviewPreparer
from domain import NotFound

KEYS = {
    "score",
    "unscored_reason",
    "flags",
    "criteria",
    "strengths",
    "improvements",
    "suggested_answer",
}
ROW = {"id": "a", "kind": "behavioral", "question": "Tell me about a conflict."}


def _batch(*lines: object) -> list[dict[str, Any]]:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return list(AnswerEvaluator().evaluate_batch(texts))


def test_questions_come_by_category_and_difficulty(stage: Backstage) -> None:
    category = stage.crew.bank.categories("behavioral")[0]
    found = InterviewPreparer(backstage=stage).get_question_by_category(category, "easy")
    assert found
    assert {item["category"] for item in found} == {category}
    assert found[0]["difficulty"] == "easy"
    assert {"id", "question", "kind", "why", "follow_up_questions"} <= set(found[0])


def test_a_category_is_found_however_it_is_written(stage: Backstage) -> None:
    category = next(name for name in stage.crew.bank.categories("behavioral") if "_" in name)
    preparer = InterviewPreparer(backstage=stage)
    written = category.replace("_", " ").title()
    assert preparer.get_question_by_category(written) == preparer.get_question_by_category(category)


def test_an_unknown_category_lists_the_nearest_first(stage: Backstage) -> None:
    category = stage.crew.bank.categories("behavioral")[0]
    with pytest.raises(NotFound) as raised:
        InterviewPreparer(backstage=stage).get_question_by_category(category + "x")
    assert str(raised.value).split("nearest are ")[1].split(",")[0] == category


def test_no_question_is_given_with_a_placeholder_in_it(stage: Backstage) -> None:
    found = InterviewPreparer(backstage=stage).find_questions(count=1000)
    assert len(found) > 100
    spoken = ("question", "scenario", "follow_up_questions", "suggested_answer", "research_notes")
    assert [item["id"] for item in found if "{" in str([item.get(k) for k in spoken])] == []


def test_an_answer_is_scored_with_the_documented_keys(strong_answer: str) -> None:
    result = AnswerEvaluator().evaluate(ROW["question"], strong_answer)
    assert set(result) >= KEYS
    assert all(
        {"criterion", "level", "weight", "quotes", "note"} == set(c) for c in result["criteria"]
    )
    quotes = [quote for criterion in result["criteria"] for quote in criterion["quotes"]]
    assert quotes
    assert all(quote in strong_answer for quote in quotes)


def test_a_question_of_the_bank_is_scored_by_its_own_key_points(stage: Backstage) -> None:
    question = next(q for q in stage.crew.bank.questions if q.kind == "technical")
    result = AnswerEvaluator().evaluate(question.id, " ".join(question.key_points))
    assert {c["criterion"] for c in result["criteria"]} & set(question.key_points)


def test_a_batch_answers_in_order_and_a_bad_line_stops_nothing(strong_answer: str) -> None:
    good = {**ROW, "answer": strong_answer}
    results = _batch(
        good,
        "not json",
        {"id": "b"},
        [1, 2],
        "null",
        "17",
        {**good, "id": "c", "kind": "riddle"},
        {**good, "id": "d", "answer": 7},
        {**good, "id": "e", "key_points": "all"},
        {**good, "id": "f", "expected_answer": 7},
        "",
        {**good, "id": "g"},
    )
    assert [row["id"] for row in results] == [
        *("a", None, "b", None, None, None, "c", "d", "e", "f", "g")
    ]
    assert [row["id"] for row in results if "error" not in row] == ["a", "g"]
    assert all(set(row) == {"id", "error"} for row in results if "error" in row)
    assert all("\n" not in row["error"] and "http" not in row["error"] for row in results[1:-1])
    assert set(results[0]) >= {"id", *KEYS}
    assert {**results[0], "id": "g"} == results[-1]


def test_a_line_nested_beyond_reading_is_an_error_of_its_own(strong_answer: str) -> None:
    results = _batch("[" * 100_000, {**ROW, "answer": strong_answer})
    assert ["error" in row for row in results] == [True, False]


@pytest.mark.parametrize("answer", ["\ud800 half a character", "\x00\x1b[31m", "é" * 9000, ""])
def test_any_answer_of_a_batch_gets_a_result(answer: str) -> None:
    (result,) = _batch({**ROW, "answer": answer})
    assert "error" not in result
    json.dumps(result).encode()


def test_the_doctor_looks_at_every_part(stage: Backstage) -> None:
    checks = list(Doctor(backstage=stage).checks())
    assert all(check["ok"] for check in checks), checks
    assert [check["part"] for check in checks] == [
        *("python", "store", "questions", "embedding", "index", "model", "search")
    ]
    assert str(stage.settings.data_folder) in checks[1]["found"]


def test_one_failing_part_does_not_hide_the_next(stage: Backstage) -> None:
    (stage.settings.data_folder / "store.db").write_bytes(b"not a store" * 500)
    checks = {check["part"]: check for check in Doctor(backstage=stage).checks()}
    assert not checks["store"]["ok"]
    assert checks["questions"]["ok"]


def test_scoring_without_a_model_loads_nothing_that_talks_to_one() -> None:
    script = (
        "import sys\n"
        "from api import AnswerEvaluator\n"
        "score = AnswerEvaluator().evaluate('Tell me about a conflict.', 'I asked both to sit.')\n"
        "heavy = {'langsmith', 'langchain_core', 'openai', 'sqlalchemy', 'chromadb', 'langgraph'}\n"
        "print(score['score'] is not None, sorted(heavy & sys.modules.keys()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split(" ", 1) == ["True", "[]\n"]
