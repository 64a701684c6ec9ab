"""The nouns are frozen values, and their errors form one small tree."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

import domain
from domain import Answer, Job, RehearseError, Turn, Value

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def _classes(parent: type) -> list[type]:
    found = [item for _, item in inspect.getmembers(domain, inspect.isclass)]
    return [
        item
        for item in found
        if issubclass(item, parent) and item.__module__.split(".")[0] == "domain"
    ]


def _turn(interview_id: str, n: int, part: int) -> Turn:
    return Turn(
        interview_id=interview_id,
        n=n,
        part=part,
        question_id="q",
        kind="behavioral",
        category="teamwork",
        text="?",
        answer="!",
        answered_at=NOON,
    )


@pytest.mark.parametrize("noun", _classes(Value))
def test_every_noun_is_frozen_and_refuses_unknown_fields(noun: type[Value]) -> None:
    assert noun.model_config["frozen"]
    assert noun.model_config["extra"] == "forbid"
    assert noun.__doc__


def test_a_value_cannot_be_changed() -> None:
    answer = Answer(text="I rebuilt it.")
    with pytest.raises(ValidationError):
        answer.text = "We rebuilt it."  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Job(role="nurse", wages=3)  # type: ignore[call-arg]


@pytest.mark.parametrize("error", _classes(Exception))
def test_every_error_is_a_rehearse_error_that_says_who_must_act(error: type[Exception]) -> None:
    assert issubclass(error, RehearseError)
    assert error.__doc__


def test_a_turns_id_tells_interview_question_and_part_apart() -> None:
    ids = {_turn(*key).id for key in [("a", 1, 0), ("a", 1, 1), ("a", 11, 0), ("b", 1, 0)]}
    assert len(ids) == 4
    assert _turn("a", 1, 0).id == _turn("a", 1, 0).id
