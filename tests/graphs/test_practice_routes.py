"""Who speaks next in practice: pure functions of a small state."""

from __future__ import annotations

import pytest

from graphs.practice_state import (
    PracticeState,
    Said,
    after_assessment,
    after_listening,
    after_rest,
    goes_on,
    next_question,
    time_is_up,
)


def _state(said: Said | None = None, **changes: object) -> PracticeState:
    state = PracticeState(
        questions=["a", "b", "c"], answered=[1], n=1, part=0, limit=600.0, spent=0.0, said=said
    )
    state.update(changes)  # type: ignore[typeddict-item]
    return state


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ({"text": "x"}, "rate"),
        ({"text": "x", "rated": True}, "assess"),
        ({"text": "", "skip": True}, "assess"),
        ({"text": "", "end": True}, "review"),
    ],
)
def test_an_answer_is_rated_unless_it_was_or_there_is_none(said: Said, step: str) -> None:
    assert after_listening(_state(said)) == step


def test_feedback_is_read_before_the_next_question_and_a_skipped_one_has_none() -> None:
    assert after_assessment(_state({"text": "x"})) == "rest"
    assert after_assessment(_state({"skip": True})) == "ask"
    assert after_assessment(_state({"skip": True}, answered=[1, 2, 3])) == "review"


@pytest.mark.parametrize(
    ("said", "changes", "step"),
    [
        ({}, {}, "ask"),
        ({}, {"answered": [1, 2, 3]}, "review"),
        ({}, {"spent": 600.0}, "review"),
        ({"again": True}, {"spent": 600.0}, "ask"),
        ({"n": 3}, {"answered": [1, 2, 3]}, "ask"),
        ({"end": True}, {}, "review"),
        ({}, {"retake": True, "answered": []}, "review"),
    ],
)
def test_after_the_feedback(said: Said, changes: dict[str, object], step: str) -> None:
    assert after_rest(_state(said, **changes)) == step


def test_the_next_question_is_the_first_open_one_after_this_and_then_an_earlier_one() -> None:
    assert next_question(_state()) == 2
    assert next_question(_state(n=3, answered=[3])) == 1
    assert next_question(_state(n=2, answered=[1, 2])) == 3
    assert next_question(_state(n=2, answered=[1, 2, 3])) is None


def test_a_retake_has_no_clock() -> None:
    assert time_is_up(_state(spent=600.0))
    assert not time_is_up(_state(spent=599.0))
    assert not time_is_up(_state(spent=9999.0, retake=True))
    assert not goes_on(_state(retake=True))
