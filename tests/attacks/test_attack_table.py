"""The table of attacks shows each attack's figures, and the worst case of one that succeeds."""

from __future__ import annotations

import pytest

from domain import Assessment, Question
from evals.attack_carriers import own
from evals.attack_cases import Attack, Case
from evals.attacks import Outcome, print_table, row

QUESTION = Question(id="q", kind="technical", category="c", question="Why?")


def _outcome(text: str, score: float) -> Outcome:
    return Outcome(Case(text, QUESTION, text), Assessment(score=score), score)


def test_a_row_counts_the_cases_over_the_bound_and_begins_the_worst() -> None:
    attack = Attack("stuffing", "score", 15, lambda _: iter(()))
    told = row(attack, [_outcome("low", 5), _outcome("high words", 40)])
    figures, worst = told.splitlines()
    assert figures.split() == ["stuffing", "2", "score", "22.5", "40.0", "15.0", "50%"]
    assert worst.strip() == "high words: high words"


def test_a_row_of_an_attack_that_fails_is_one_line() -> None:
    attack = Attack("stuffing", "score", 15, lambda _: iter(()))
    assert len(row(attack, [_outcome("low", 5)]).splitlines()) == 1


def test_the_table_holds_the_attacks_named_and_says_whether_they_held(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert print_table(own(), ["question copied"])
    shown = capsys.readouterr().out
    assert "question copied" in shown
    assert "gibberish" not in shown


def test_an_unscored_answer_rises_above_nothing_and_falls_to_nothing() -> None:
    unscored = Assessment(score=None, unscored_reason="Not scored: it is not in English.")
    honest = Assessment(score=70)
    cases = {"score": 0, "rise": -70, "fall": 70, "change": 70, "scored": 0, "unscored": 1}
    for rule, figure in cases.items():
        attack = Attack("a", rule, 0, lambda _: iter(()))  # type: ignore[arg-type]
        assert attack.figure(unscored, honest) == figure


def test_an_unscored_answer_without_a_reason_counts_as_scored() -> None:
    attack = Attack("a", "scored", 0, lambda _: iter(()))
    assert attack.figure(Assessment(score=None), None) == 1
