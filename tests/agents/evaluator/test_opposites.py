"""Saying the opposite costs; saying it right in other words is never called a contradiction."""

from __future__ import annotations

import pytest

from agents.evaluator import build, contradiction, coverage, figures, negation
from agents.evaluator.evidence import Units
from agents.evaluator.text import read
from domain import Answer, Question


@pytest.mark.parametrize(
    ("point", "said"),
    [
        (
            "every write has to update the index as well, so writes get slower",
            "Every write has not to update the index as well, so writes get slower.",
        ),
        ("does not write down the password", "One does write down the password."),
        (
            "a long ladder, a long mast and a net are on board",
            "A long ladder, a short mast and a net are on board.",
        ),
        (
            "the caller holds a pointer to the same record rather than a duplicate",
            "The caller does not hold a pointer to the same record, not a duplicate.",
        ),
        (
            "the pump starts before the valve has closed",
            "The pump starts after the valve has closed.",
        ),
        (
            "a lease gives exclusive possession",
            "A lease doesn't give exclusive possession, a license does.",
        ),
    ],
)
def test_a_clause_turned_round_is_opposed_although_the_rest_of_the_point_is_said(
    units: Units, point: str, said: str
) -> None:
    sentences = read(f"We had two of them. {said}").sentences
    assert contradiction.opposed(units.of(point), sentences, units) == 1
    assert contradiction.opposed(units.of(point), read(point.capitalize()).sentences, units) is None


@pytest.mark.parametrize(
    ("point", "said"),
    [
        (
            "the caller holds a pointer to the same record rather than a duplicate",
            "the caller holds a pointer to the same record, not a fresh duplicate.",
        ),
        (
            "the caller holds a pointer to the same record rather than a duplicate",
            "the caller holds a pointer to the same record not a fresh duplicate",
        ),
        (
            "the old engine has a low idle speed",
            "The old engine has a low idle speed, while the new engine has a high idle speed.",
        ),
        (
            "the longer the rope is, the slower the swing gets",
            "The shorter the rope is, the faster the swing gets.",
        ),
        ("asks no leading questions", "I ask open questions and never leading ones."),
        (
            "the inner door header holds a serial number",
            "The outer door does not hold a serial number, the inner door header does.",
        ),
        (
            "a lease gives exclusive possession",
            "A license doesn't give exclusive possession, a lease does.",
        ),
        (
            "the lamp is no longer in a closed loop",
            "The lamp is in an open loop with the battery.",
        ),
        (
            "the ring would not stick to the nail",
            "I do not think the ring would stick to the nail.",
        ),
    ],
)
def test_the_same_thing_in_other_words_opposes_nothing(units: Units, point: str, said: str) -> None:
    assert contradiction.opposed(units.of(point), read(said).sentences, units) is None


def test_a_negation_falls_on_the_word_behind_it_and_contrasts_are_set_aside() -> None:
    assert negation.negated("the router does not also forward them").denied == {"forward"}
    assert negation.negated("a pointer, not a duplicate").denied == frozenset()
    assert negation.negated("a pointer, not a duplicate").aside
    assert negation.negated("if the step is not defined it loops").supposed == {"defin"}
    assert not negation.negated("it is not only fast").denied


def test_an_answer_of_denials_is_told_from_one_that_admits_not_knowing() -> None:
    denying = "I never called her. I did not write it down. We did not wait. I would not ask."
    unsure = "I don't know. I couldn't tell you more. I would call her. I am not sure about it."
    assert negation.share_denied(read(denying).sentences) > coverage.TURNED_ROUND
    assert negation.share_denied(read(unsure).sentences) == 0.0


def test_denials_spoken_without_stops_are_counted_as_well() -> None:
    spoken = (
        "so i never called her after she had left the hall that evening and then i did not write "
        "down what the driver had told us at the gate and we did not wait for the man with the "
        "key and the boss was not told about any of it until the next week came round"
    )
    told = spoken.replace("never ", "").replace(" did not", "").replace(" not", "")
    assert negation.share_denied(read(spoken).sentences) > coverage.TURNED_ROUND
    assert negation.share_denied(read(told).sentences) == 0.0


@pytest.mark.parametrize(
    ("said", "is_wrong"),
    [
        ("The drug is given within ninety minutes", False),
        ("The drug is given within 1.5 hours", False),
        ("The drug is given within nine hours", True),
        ("The drug is given soon", False),
        ("The drug is given within 93 minutes", False),
    ],
)
def test_figures_are_compared_in_one_unit_and_rounded(
    units: Units, said: str, is_wrong: bool
) -> None:
    near = units.of(said.lower())
    point = units.of("the drug is given within 90 minutes")
    assert figures.wrong(point, near, figures.figures(near)) is is_wrong


def test_a_label_with_another_number_is_wrong(units: Units) -> None:
    point, near = units.of("it is shown under rule 16"), units.of("it is shown under rule 160")
    assert figures.wrong(point, near, figures.figures(near))


def test_a_sample_answer_told_as_what_one_would_not_do_earns_little() -> None:
    question = Question(
        id="asked",
        kind="situational",
        category="safety",
        scenario="A forklift at your warehouse leaks oil and the driver wants to finish the shift.",
        question="What do you do?",
        evaluation_criteria=(
            "Takes the forklift out of use at once.",
            "Has the oil on the floor secured and cleaned up.",
            "Reports the fault and sees that it is repaired.",
        ),
    )
    good = (
        "I would stop the forklift at once and take the key. I would put a barrier round the oil "
        "and have the floor cleaned up. Then I would report the fault to the workshop. I would "
        "ask the driver to use the other truck, because oil on the brakes can kill somebody. I "
        "would check after an hour that the repair has begun."
    )
    judged = [
        build().assess(question, Answer(text=text)).score or 0.0
        for text in (good, good.replace("I would", "I would never"))
    ]
    assert judged[0] > 40.0
    assert judged[1] < 15.0
