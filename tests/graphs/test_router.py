"""Who speaks next follows from the score, the gaps, the persona and the clock alone."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.asked_back import asks_about_the_question, has_question, wants_it_again
from graphs.mock_state import (
    MAX_REPEATS,
    MIN_FOR_PROBE,
    MIN_FOR_QUESTION,
    MockState,
    Policy,
    Summary,
    after_answer,
    after_listening,
    after_plan,
    next_gap,
    should_probe,
    time_left,
    time_taken,
)


def _state(**changes: Any) -> MockState:
    state: MockState = {
        "interview_id": "0302-abcd",
        "phase": "question",
        "policy": Policy(seconds=1800.0, max_probes=2, probe_below=70.0, patience=120.0),
        "queue": ["q2", "q3"],
        "planned": True,
        "n": 1,
        "part": 0,
        "spent": 0.0,
        "probed": [],
        "last": Summary(score=40.0, gaps=["result", "numbers"]),
    }
    return cast(MockState, {**state, **changes})


def test_a_weak_answer_is_probed_for_its_worst_gap() -> None:
    assert after_answer(_state()) == "probe"
    assert next_gap(_state()) == "result"


def test_what_was_said_in_another_language_is_asked_for_again_once() -> None:
    foreign = Summary(score=None, gaps=["language"])
    assert should_probe(_state(last=foreign))
    assert not should_probe(_state(last=foreign, probed=["language"], part=1))


def test_a_gap_already_asked_about_is_not_asked_about_again() -> None:
    assert next_gap(_state(probed=["result"])) == "numbers"
    assert not should_probe(_state(probed=["result", "numbers"]))


@pytest.mark.parametrize(
    "changes",
    [
        {"part": 2},
        {"last": Summary(score=70.0, gaps=["result"])},
        {"last": Summary(score=40.0, gaps=[])},
        {"last": Summary(score=None, gaps=["result"])},
        {"last": None},
        {"cut_short": True},
        {"spent": 1800.0 - MIN_FOR_PROBE + 1},
    ],
    ids=["probed enough", "good enough", "no gap", "unscored", "skipped", "impatient", "no time"],
)
def test_the_interviewer_moves_on(changes: dict[str, Any]) -> None:
    assert after_answer(_state(**changes)) in ("ask", "floor")


def test_a_persona_that_probes_once_probes_once() -> None:
    policy = Policy(seconds=1800.0, max_probes=1, probe_below=70.0, patience=120.0)
    assert after_answer(_state(policy=policy)) == "probe"
    assert after_answer(_state(policy=policy, part=1, probed=["result"])) == "ask"


def test_with_no_question_left_the_candidate_gets_the_floor() -> None:
    assert after_answer(_state(queue=[], last=None)) == "floor"


def test_without_time_for_another_question_the_candidate_gets_the_floor() -> None:
    assert after_answer(_state(last=None, spent=1800.0 - MIN_FOR_QUESTION + 1)) == "floor"
    assert after_answer(_state(last=None, spent=1800.0 - MIN_FOR_QUESTION)) == "ask"


def test_the_questions_are_planned_after_the_opening_whatever_its_score() -> None:
    assert after_answer(_state(planned=False)) == "plan"
    assert after_answer(_state(planned=False, last=None)) == "plan"


def test_ending_closes_from_anywhere() -> None:
    for phase in ("opening", "question", "probe", "floor"):
        assert after_answer(_state(phase=phase, ending=True, planned=False)) == "close"


def test_a_retake_has_no_clock_and_closes_after_its_question() -> None:
    state = _state(retake=True, queue=[], spent=9999.0)
    assert time_left(state) == float("inf")
    assert after_answer(state) == "probe"
    assert after_answer(_state(retake=True, queue=[], last=None)) == "close"


@given(
    score=st.none() | st.floats(0, 100),
    gaps=st.lists(st.sampled_from(["result", "numbers", "detail"]), max_size=3),
    part=st.integers(0, 3),
    spent=st.floats(0, 4000),
    queue=st.lists(st.just("q"), max_size=2),
)
def test_every_state_has_a_next_step_and_no_question_gets_a_third_follow_up(
    score: float | None, gaps: list[str], part: int, spent: float, queue: list[str]
) -> None:
    state = _state(last=Summary(score=score, gaps=gaps), part=part, spent=spent, queue=queue)
    step = after_plan(state)
    assert step in ("probe", "ask", "floor")
    if part >= 2:
        assert step != "probe"
    if step == "ask":
        assert queue


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "No.",
        "no, thanks",
        "No thank you!",
        "Nothing",
        "That's all.",
        "That’s all",
        "No questions",
        "I have none.",
        "No, I don't have any questions.",
        "No, that's all, thank you.",
        "No questions from me, thanks.",
        "Nope, I'm good.",
        "I don't think so",
        "Not at the moment, thank you.",
        "You've answered everything, thanks!",
    ],
)
def test_a_polite_no_is_no_question(text: str) -> None:
    assert not has_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "How big is the team?",
        "no idea what the salary is, can you tell me",
        "What does nobody tell you about this job?",
        "Is there none of the on-call at night?",
    ],
)
def test_a_question_is_a_question(text: str) -> None:
    assert has_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "Could you repeat the question, please?",
        "Sorry, I didn't catch that.",
        "Pardon?",
        "Um, sorry, can you say that again?",
        "Would you mind repeating that?",
        "repeat please",
        "What was the question?",
    ],
)
def test_who_did_not_catch_the_question_hears_it_again(text: str) -> None:
    assert wants_it_again(text)
    for phase in ("question", "probe"):
        assert after_listening(_state(phase=phase, heard={"text": text})) == "say_again"


@pytest.mark.parametrize(
    "text",
    [
        "What do you mean by impact?",
        "Sorry, I don't understand the question.",
        "Can you clarify that a bit?",
        "What exactly are you looking for?",
        "Do you mean at work or in my studies?",
    ],
)
def test_who_asks_what_is_meant_is_not_judged_for_it(text: str) -> None:
    assert asks_about_the_question(text)
    assert not wants_it_again(text)
    assert after_listening(_state(heard={"text": text})) == "say_again"


@pytest.mark.parametrize(
    "text",
    [
        "I asked him to repeat the order, and he did.",
        "I don't understand people who hide mistakes, so I told my manager.",
        "I would say: what do you mean by late? Then I would listen.",
        "I don't know.",
        "No.",
        "I'd ask the customer to repeat it.",
    ],
)
def test_an_answer_that_speaks_of_asking_is_an_answer(text: str) -> None:
    assert after_listening(_state(heard={"text": text})) == "assess"


def test_after_some_repeats_what_is_said_counts() -> None:
    heard = {"text": "Could you repeat that?"}
    assert after_listening(_state(heard=heard, repeats=MAX_REPEATS)) == "assess"
    assert after_listening(_state(heard=heard, phase="floor")) == "assess"
    assert after_listening(_state(heard={"text": "", "skip": True})) == "assess"


def test_an_answer_nobody_timed_takes_as_long_as_saying_it() -> None:
    assert time_taken({"text": "word " * 150}) == pytest.approx(60.0)
    assert time_taken({"text": "word " * 150, "seconds": 5.0}) == 5.0
    assert time_taken({"text": "", "seconds": -1.0}) == 0.0
