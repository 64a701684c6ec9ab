"""Wordings: every persona has a voice of its own, and none comes back within an interview."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.evaluator import Manner, build
from agents.evaluator.flags import CAPS, FLAGS
from agents.evaluator.manner import rotated
from agents.evaluator.rubric import phrases, weights
from agents.evaluator.wording import named
from domain import Answer, Question
from knowledge.bank import load_bank
from knowledge.naming import fill_names
from prompts import load_personas

STYLES = [persona.style for persona in load_personas()]
ASKED = [fill_names(q, None) for q in load_bank().questions if q.kind != "ask"]
WEAK = (
    "We had a problem with a delivery once. We talked about it and in the end it was fine.",
    "fine",
    "I am a very motivated person and I always work hard.",
    "I would talk to them and find a solution together.",
    "Our team did everything that was necessary at that time.",
)
CRUEL = re.compile(
    r"\b(?:stupid|terrible|awful|useless|lazy|ridiculous|pathetic|bad answer)\b", re.I
)
INFLATED = re.compile(r"\b(?:perfect|amazing|brilliant|outstanding|fantastic|awesome)\b", re.I)


def advised() -> Iterator[tuple[str, Any]]:
    """Each set of wordings for what stands in the way, with its name."""
    for criterion, cases in phrases("advice").items():
        yield from ((f"{criterion} {case}", told) for case, told in cases.items())
    for use in ("points", "flags"):
        yield from ((f"{use} {name}", told) for name, told in phrases(use).items())


def every_text(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    else:
        for inner in found.values() if isinstance(found, dict) else found:
            yield from every_text(inner)


@pytest.mark.parametrize("style", STYLES)
def test_every_persona_has_frames_of_its_own(style: str) -> None:
    for frames in ("frames", "praise_frames"):
        others = [f for other in STYLES if other != style for f in phrases(frames, other)]
        assert set(phrases(frames, style)).isdisjoint(others)


def test_every_combination_has_its_turn_before_one_comes_back() -> None:
    for name, told in advised():
        for style in STYLES:
            rows = told["lead"], told["ask"], phrases("frames", style)
            turns = math.prod(map(len, rows))
            assert turns >= 60, name
            assert len({tuple(rotated(turn, *rows)) for turn in range(turns)}) == turns, name


def test_what_is_wrong_is_shown_by_a_quote_or_by_the_point_it_is_about() -> None:
    for name, told in advised():
        assert all("“{q}”" in lead or "“{point}”" in lead for lead in told["lead"]), name


def test_every_criterion_can_be_praised_and_advised_on() -> None:
    for kind in ("behavioral", "situational", "company"):
        for criterion in set(weights(kind)) - {"criteria"}:
            assert phrases("advice", criterion)
            assert phrases("praise", criterion)


def test_every_flag_that_empties_an_answer_says_what_to_do() -> None:
    said_by_a_criterion = {"no_result", "team_only"}
    assert set(CAPS) - said_by_a_criterion <= set(phrases("flags")) <= set(FLAGS)


def test_no_wording_is_cruel_or_inflates() -> None:
    for text in every_text(phrases()):
        assert not CRUEL.search(text)
        assert not INFLATED.search(text)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Tell me about a time you said no.", "the question about a time you said no"),
        (
            "Describe a day that went wrong. How did it end?",
            "the question about a day that went wrong",
        ),
        ("What would you do?", "the question “What would you do?”"),
    ],
)
def test_a_question_is_named_in_its_own_words(asked: str, expected: str) -> None:
    question = Question(id="q", kind="behavioral", category="planning", question=asked)
    assert named(question) == expected


@settings(max_examples=8, deadline=None)
@given(
    answer=st.sampled_from(WEAK),
    style=st.sampled_from(STYLES),
    parts=st.integers(1, 3),
    chance=st.randoms(use_true_random=False),
)
def test_sixty_questions_with_the_same_weak_answer_get_no_line_twice(
    answer: str, style: str, parts: int, chance: Random
) -> None:
    evaluator = build()
    questions = chance.sample(ASKED, 60)
    lines: list[str] = []
    for turn in range(60):
        question = questions[turn // parts]
        found = evaluator.assess(question, Answer(text=answer), Manner(style, turn))
        lines += [*found.strengths, *found.improvements]
    assert [line for line, times in Counter(lines).items() if times > 1] == []


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(ASKED), st.sampled_from(WEAK), st.sampled_from(STYLES), st.integers(0, 500))
def test_manner_moves_words_and_nothing_else(
    question: Question, answer: str, style: str, turn: int
) -> None:
    evaluator = build()
    plain = evaluator.assess(question, Answer(text=answer))
    voiced = evaluator.assess(question, Answer(text=answer), Manner(style, turn))
    wording = {"strengths", "improvements"}
    assert voiced.model_dump(exclude=wording) == plain.model_dump(exclude=wording)
    assert [line.split(":")[0] for line in voiced.improvements] == [
        line.split(":")[0] for line in plain.improvements
    ]


def test_a_style_nobody_has_is_worded_plainly() -> None:
    evaluator = build()
    answer = Answer(text=WEAK[0])
    assert evaluator.assess(ASKED[0], answer, Manner("opera")) == evaluator.assess(ASKED[0], answer)
