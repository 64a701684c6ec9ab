"""A short claim about one thing is held against its denial, wherever in a point it stands."""

from __future__ import annotations

import pytest

from agents.evaluator import build, contradiction
from agents.evaluator.evidence import Units
from agents.evaluator.text import read
from domain import Answer, Question


@pytest.mark.parametrize(
    ("point", "said"),
    [
        (
            "strings are immutable: every change makes a new one and leaves the old one alone",
            "Strings are not immutable, the method just overwrites the letters in their place.",
        ),
        (
            "a patch is not idempotent: sending it again may add the line a second time",
            "A patch is idempotent by definition, as the server throws the second one away.",
        ),
        (
            "each new trigger has to run as well, so imports get slower",
            "Imports get faster with every trigger that you add to the table.",
        ),
        ("glass wool increases the fire rating", "Glass wool decreases the fire rating of a wall."),
    ],
)
def test_a_claim_denied_or_with_its_antonym_is_opposed(units: Units, point: str, said: str) -> None:
    sentences = read(f"We use both of them at work. {said}").sentences
    assert contradiction.opposed(units.of(point), sentences, units) == 1


@pytest.mark.parametrize(
    ("point", "said"),
    [
        (
            "a patch is not idempotent: sending it again may add the line a second time",
            "A patch is idempotent only if the server remembers the key.",
        ),
        (
            "a patch is not idempotent: sending it again may add the line a second time",
            "A patch is not idempotent. People say a patch is idempotent, and then lose money.",
        ),
        ("pin 3 is connected to a negative pole", "Pin 3 is not connected to a positive pole."),
        ("strings are immutable: a change makes a new one", "Lists are not immutable."),
    ],
)
def test_a_limited_claim_or_one_about_something_else_opposes_nothing(
    units: Units, point: str, said: str
) -> None:
    assert contradiction.opposed(units.of(point), read(said).sentences, units) is None


def test_a_wrong_claim_in_the_right_words_is_called_one() -> None:
    question = Question(
        id="patch",
        kind="technical",
        category="http",
        question="A client repeats a request after a timeout. When is that harmless?",
        key_points=(
            "A patch is not idempotent: sending it again may add the line a second time.",
            "A put replaces the whole resource, so the second one changes nothing.",
        ),
    )
    right = "A patch is not idempotent, sending it twice may add the line a second time."
    wrong = "A patch is idempotent, sending it twice will never add the line a second time."
    levels = [build().assess(question, Answer(text=t)).criteria[0].level for t in (right, wrong)]
    assert levels == ["covered", "contradicted"]
