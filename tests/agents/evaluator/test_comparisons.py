"""What a point says of the one of two compared things must not be said of the other."""

from __future__ import annotations

import pytest

from agents.evaluator import build, comparisons
from agents.evaluator.evidence import Units
from agents.evaluator.text import read
from domain import Answer, Question

GRAFTS = "what is the difference between a whip graft and a shield graft?"


def _exchanged(units: Units, question: str, point: str, said: str) -> int | None:
    asked = units.of(question)
    compared = comparisons.compare(read(said, question).sentences, asked, units)
    return comparisons.exchanged(units.of(point), compared, asked, units)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (GRAFTS, {"whip"}, {"shield"}),
        ("how do ferries differ from barges in a storm?", {"fer"}, {"barg"}),
        ("compare oak and pine.", {"oak"}, {"pin"}),
        ("would you use a rope or a chain here?", {"rop"}, {"chain"}),
        ("what distinguishes hot and cold storage?", {"hot"}, {"cold"}),
        ("name the advantages of oak over pine", {"oak"}, {"pin"}),
        ("explain primary versus secondary storage.", {"primar"}, {"secondar"}),
        ("why do you like the sea and the hills?", set(), set()),
        ("what lies between the hall and the yard?", set(), set()),
    ],
)
def test_the_two_things_compared_are_read_from_the_question(
    question: str, one: set[str], other: set[str]
) -> None:
    found = comparisons.compared(question)
    assert [(set(r.one), set(r.other)) for r in found[:1]] == ([(one, other)] if one else [])


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("a shield graft needs only one bud", "A whip graft needs only one bud."),
        ("a shield graft needs only one bud", "A whip graft is old, and it needs only one bud."),
        (
            "a whip graft is done in winter with dormant wood",
            "A whip graft takes one bud and a shield graft is done in winter with dormant wood.",
        ),
        (
            "a whip graft heals slower than a shield graft",
            "A shield graft heals slower than a whip.",
        ),
        ("a shield graft does not need wax", "A whip graft does not need wax."),
    ],
)
def test_what_is_said_of_the_other_turns_the_point_round(
    units: Units, point: str, said: str
) -> None:
    assert _exchanged(units, GRAFTS, point, said) == 0


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("a whip graft needs dormant wood", "Whip grafts need dormant wood, shields a green leaf."),
        ("a whip graft needs dormant wood", "A shield graft does not need dormant wood."),
        ("a whip graft needs dormant wood", "A shield graft also needs dormant wood."),
        ("a whip graft needs dormant wood", "A shield graft may need dormant wood."),
        ("a whip graft needs dormant wood", "For both the whip and the shield, dormant wood."),
        (
            "a whip graft heals slower than a shield graft",
            "A shield graft heals faster than a whip graft.",
        ),
        (
            "a whip graft heals slower than a shield graft",
            "Compared with a shield graft a whip graft heals slower.",
        ),
        (
            "a whip graft needs dormant wood",
            "A shield graft is a summer job. A whip graft needs dormant wood and a sharp knife.",
        ),
        (
            "a whip graft needs dormant wood",
            "a shield graft needs a green twig a whip graft needs dormant wood",
        ),
        (
            "a whip graft needs dormant wood",
            "A shield graft is quicker than a whip graft because that one needs dormant wood.",
        ),
    ],
)
def test_what_is_said_rightly_in_any_form_stands(units: Units, point: str, said: str) -> None:
    assert _exchanged(units, GRAFTS, point, said) is None


def test_an_answer_that_exchanges_the_two_earns_nothing_and_is_shown_where() -> None:
    question = Question(
        id="asked",
        kind="technical",
        category="basics",
        question="What is the difference between an ale and a lager?",
        key_points=(
            "An ale ferments warm with yeast at the top.",
            "A lager ferments cold and is stored for weeks.",
            "An ale is ready sooner than a lager.",
        ),
    )
    right = (
        "An ale ferments warm, with the yeast at the top of the tank. A lager ferments cold and "
        "is then stored for weeks, so an ale is ready sooner than a lager."
    )
    wrong = (
        "A lager ferments warm, with the yeast at the top of the tank. An ale ferments cold and "
        "is then stored for weeks, so a lager is ready sooner than an ale."
    )
    evaluator = build()
    good = evaluator.assess(question, Answer(text=right))
    bad = evaluator.assess(question, Answer(text=wrong))
    assert good.score is not None
    assert good.score > 80
    assert bad.score is not None
    assert bad.score < 15
    assert "contradicted" in bad.flags
    assert "contradicted" not in good.flags
