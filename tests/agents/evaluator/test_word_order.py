"""Word order: what was shuffled or strung together is told from what people say and write."""

from __future__ import annotations

import random

import pytest

from agents.evaluator.order import log_odds, share, threes
from agents.evaluator.text import read
from evals.attack_moves import reversed_within, salted, shuffled, shuffled_within, terms
from evals.attack_writing import transcribed, unpunctuated, without_articles

ANSWERS = (
    "When the ferry company changed its ticket system I was the only clerk who had seen the old "
    "one from inside. I wrote down which fares had no match, called the office in the harbor and "
    "we agreed to sell those on paper for a week. Nobody missed a boat, and the paper list showed "
    "us three fares that should not have existed at all.",
    "A greenhouse stays warm because the glass lets the light in and keeps the warm air from "
    "rising away. The ground takes up the light and gives it off as heat, which the glass does "
    "not let through so well. If you open the roof, most of the effect is gone within minutes.",
    "First I would ask the guest what exactly went wrong, and I would not defend the kitchen. Then "
    "I would offer to bring something else at once, tell the cook, and come back after five "
    "minutes to see if it is better. If the guest is still angry, the manager should know before "
    "the bill is brought.",
)


def _share(text: str) -> float:
    return share([s.words for s in read(text).sentences])


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_keeps_its_score_however_it_is_written(text: str) -> None:
    spoken = transcribed(text, random.Random(3))
    for said in (text, unpunctuated(text), spoken, without_articles(text), text.upper()):
        assert _share(said) == 1


@pytest.mark.parametrize("text", ANSWERS)
def test_the_same_words_in_another_order_are_left_nothing(text: str) -> None:
    draw = random.Random(3)
    for made in (shuffled(text, draw), shuffled_within(text, draw), reversed_within(text)):
        assert _share(made) == 0


@pytest.mark.parametrize("text", ANSWERS)
def test_small_words_strewn_among_terms_make_no_sentences(text: str) -> None:
    assert _share(salted(terms(text), random.Random(3))) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Bulb A and bulb C are in a closed path, but B is not.",
        "Merge sort, quick sort, heap sort, bubble sort and insertion sort.",
        "1. sequence number 2. window size 3. urgent pointer 4. checksum field",
        "It push the value on top of stack and then return, is very fast operation.",
        "P(A) = 0.6 * 0.4, so B is less likely than A and C.",
    ],
)
def test_short_answers_with_an_order_of_their_own_lose_nothing(text: str) -> None:
    assert _share(text) == 1


def test_more_words_out_of_order_are_stronger_evidence() -> None:
    draw = random.Random(5)
    mixed = [tuple(shuffled(text.lower().replace(".", ""), draw).split()) for text in ANSWERS]
    assert log_odds(mixed) < log_odds(mixed[:1]) < 0


def test_names_of_one_letter_and_formulas_are_no_evidence() -> None:
    words, at = threes([("bulb", "a", "is", "in", "x"), ("2", "3", "times")])
    seen = [[words[i] for i in three] for three in at]
    assert not any({"a", "x"} & set(three) for three in seen)
    assert not any({"2", "3"} <= set(three) for three in seen)


def test_terse_notes_are_not_judged_by_their_order() -> None:
    notes = "valve shut first, pump off, gauge zero, then flange, new gasket, torque cross pattern"
    mixed = shuffled(notes.replace(",", ""), random.Random(4))
    assert _share(notes) == _share(mixed) == 1
