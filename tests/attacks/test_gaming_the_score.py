"""Answers made to earn without answering stay under their bound, over every kind of question."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from evals.attack_carriers import Carrier, core
from evals.attack_cases import Attack, Case
from evals.attack_gaming import GAMED, OFF_TOPIC, WRONG
from evals.attack_honesty import ADDED, LANGUAGE, SAME
from evals.attack_list import GROUPS
from evals.attacks import Attacker, Outcome

Cases = tuple[Case, ...]


def by_kind(attacks: Sequence[Attack]) -> list[Any]:
    """Each attack on each kind of question that it can be made on."""
    params = []
    for attack in attacks:
        found = sorted(attack.make(core()), key=lambda case: case.question.kind)
        for kind, held in itertools.groupby(found, key=lambda case: case.question.kind):
            params.append(pytest.param(attack, tuple(held), id=f"{attack.name}, {kind}"))
    return params


def over(attacker: Attacker, attack: Attack, cases: Cases) -> list[str]:
    """The cases whose figure lies over the bound, the worst first, in words."""
    outcomes = [attacker.outcome(attack, case) for case in cases]
    found = [o for o in outcomes if not attack.holds(o.figure)]
    return [_told(o) for o in sorted(found, key=lambda o: -o.figure)]


def _told(found: Outcome) -> str:
    begins = " ".join(found.case.text.split())[:70]
    return f"{found.figure:g} {found.case.carrier}: {begins}"


@pytest.mark.parametrize(("attack", "cases"), by_kind(GAMED))
def test_gaming_earns_next_to_nothing(attacker: Attacker, attack: Attack, cases: Cases) -> None:
    assert over(attacker, attack, cases) == []


@pytest.mark.parametrize(("attack", "cases"), by_kind(OFF_TOPIC))
def test_what_is_beside_the_point_earns_little(
    attacker: Attacker, attack: Attack, cases: Cases
) -> None:
    assert over(attacker, attack, cases) == []


@pytest.mark.parametrize(("attack", "cases"), by_kind(WRONG))
def test_saying_the_opposite_costs(attacker: Attacker, attack: Attack, cases: Cases) -> None:
    assert over(attacker, attack, cases) == []


@pytest.mark.parametrize(("attack", "cases"), by_kind(ADDED))
def test_only_what_belongs_to_an_answer_raises_it(
    attacker: Attacker, attack: Attack, cases: Cases
) -> None:
    assert over(attacker, attack, cases) == []


@pytest.mark.parametrize(("attack", "cases"), by_kind(SAME))
def test_how_it_is_written_or_said_hardly_matters(
    attacker: Attacker, attack: Attack, cases: Cases
) -> None:
    assert over(attacker, attack, cases) == []


@pytest.mark.parametrize(("attack", "cases"), by_kind(LANGUAGE))
def test_another_language_is_left_unscored_and_english_is_not(
    attacker: Attacker, attack: Attack, cases: Cases
) -> None:
    assert over(attacker, attack, cases) == []


@pytest.mark.parametrize("carrier", core(), ids=lambda c: c.id)
def test_the_honest_answer_that_attacks_are_made_from_scores_sixty_or_more(
    attacker: Attacker, carrier: Carrier
) -> None:
    assert (attacker.judge(carrier.question, carrier.good).score or 0) >= 60


def test_every_attack_is_made_on_a_core_that_holds_every_kind_more_than_once() -> None:
    kinds = Counter(c.kind for c in core())
    assert min(kinds[k] for k in ("behavioral", "technical", "situational", "company")) >= 3
    made = [len(list(attack.make(core()))) for group in GROUPS.values() for attack in group]
    assert min(made) > 0
    assert sum(made) >= 1500
