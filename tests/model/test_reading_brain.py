"""The model that stands in for a good one reads an answer in the form and with the care that is
asked of it."""

from __future__ import annotations

import pytest

from agents.evaluator import rubric
from agents.evaluator.readers import AnswerReading, listed
from domain import Criterion
from knowledge.bank import load_bank
from prompts.templates import load_template
from tests.model.interview_brain import interviews
from tests.model.model_replies import Request, Say

BEHAVIORAL = "relevance situation_and_task own_action depth result reflection".split()
QUESTION = next(one for one in load_bank().questions if one.kind == "behavioral")
POINTS = ("A lock that two jobs hold stops both", "Backups are kept abroad")
GRADES = {"not": 0, "partly": 1, "made": 2}


def reading(answer: str, criteria: list[Criterion], order: list[int]) -> AnswerReading:
    """What it replies to the prompt of the evaluator."""
    lines = listed(QUESTION, criteria, order)
    prompt = load_template("reading").fill(question="Why?", criteria=lines, answer=answer)
    asked = Request.of(
        {
            "messages": [
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": prompt.user},
            ],
            "response_format": {"type": "json_schema", "json_schema": {"name": "AnswerReading"}},
        },
        {},
        0.0,
    )
    reply = interviews()(asked)
    assert isinstance(reply, Say)
    return AnswerReading.model_validate_json(reply.text)


@pytest.fixture
def behavioral() -> list[Criterion]:
    return [rubric.criterion("behavioral", name, 0, 0.2, (), "") for name in BEHAVIORAL]


def test_it_reads_a_strong_answer_above_a_weak_one(
    behavioral: list[Criterion], strong_answer: str, weak_answer: str
) -> None:
    strong, weak = (
        [GRADES[point.level] for point in reading(answer, behavioral, list(range(6))).points]
        for answer in (strong_answer, weak_answer)
    )
    assert strong == [2, 2, 2, 1, 2, 2]
    assert sum(weak) <= 4


def test_it_quotes_what_was_said_and_names_every_criterion(
    behavioral: list[Criterion], weak_answer: str
) -> None:
    order = [3, 0, 5, 1, 4, 2]
    read = reading(weak_answer, behavioral, order)
    assert [point.point for point in read.points] == order
    for point in read.points:
        assert (point.quote != "") == (point.level != "not")
        assert point.quote in weak_answer


def test_it_looks_for_a_point_in_one_sentence(strong_answer: str) -> None:
    criteria = [
        Criterion(criterion=point, level="missing", weight=0.5, quotes=(), note="")
        for point in POINTS
    ]
    held, absent = reading(strong_answer, criteria, [0, 1]).points
    assert (held.level, absent.level) == ("made", "not")
    assert "found a lock that two jobs fought over" in held.quote
