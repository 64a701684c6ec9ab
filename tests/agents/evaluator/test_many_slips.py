"""How a text full of slips is read: each word by what is frequent and fits where it stands."""

from __future__ import annotations

import pytest

from agents.evaluator.spelling import mend
from agents.evaluator.text import read

_SLIPPED = "Lsat autumn our cleint complaiend about a delivrey and the boss was angyr with us."


def said(text: str, beside: str = "") -> list[str]:
    return [s.clean for s in read(text, beside).sentences]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Then u asked him for the list.", "then i asked him for the list."),
        ("Then ii asked him for the list.", "then i asked him for the list."),
        ("We sat down wit the driver.", "we sat down with the driver."),
        ("We walked o the hall.", "we walked to the hall."),
        ("He said tha it was late.", "he said that it was late."),
        ("We were late for th meeting.", "we were late for the meeting."),
        ("It was the firs time for me.", "it was the first time for me."),
        ("And then  would call them.", "and then i would call them."),
    ],
)
def test_among_many_slips_small_words_and_other_words_are_read_as_meant(
    typed: str, meant: str
) -> None:
    assert said(f"{_SLIPPED} {typed}")[1] == meant


@pytest.mark.parametrize(
    "sentence",
    [
        "we sat down with a man of wit.",
        "he took his hat and left.",
        "i went to the firm for a tea.",
        "i bought an ad in the paper.",
        "the value of n is ten.",
        "the rope is 5 m long.",
    ],
)
def test_right_words_stay_among_many_slips_where_they_fit(sentence: str) -> None:
    assert said(f"{_SLIPPED} {sentence}")[1] == sentence


def test_without_many_slips_a_listed_word_is_left_as_it_stands() -> None:
    text = "last autumn our client complained. then u asked him for it wit me."
    assert said(text) == ["last autumn our client complained.", "then u asked him for it wit me."]


def test_a_rare_term_said_twice_stays_among_many_slips() -> None:
    text = f"{_SLIPPED} The swarf was hot. We swept the swarf."
    assert said(text)[1:] == ["the swarf was hot.", "we swept the swarf."]


def test_a_rare_word_beside_the_text_helps_to_mend_it_and_replaces_nothing_unlike_it() -> None:
    text = f"{_SLIPPED} I cleaned the curete."
    assert said(text, "What is a curette?")[1] == "i cleaned the curette."
    assert said(f"{_SLIPPED} I cleaned the spoon.", "What is a curette?")[1] == (
        "i cleaned the spoon."
    )


def test_the_text_beside_may_hold_contractions_and_hyphens() -> None:
    assert said("I cleaned the clinc.", "What's a walk-in? It's the boss's.") == [
        "i cleaned the clinic."
    ]


def test_days_and_months_are_mended_though_they_have_a_capital() -> None:
    assert said("We met on Thrusday in Janury.") == ["we met on thursday in january."]


def test_heavy_slips_of_english_are_mended_and_another_language_is_not() -> None:
    slipped = "it was the cutsomers that calld us becuase evrything borke agian on tihs mornign"
    assert mend([slipped], [False]) == [
        "it was the customers that called us because everything broke again on this morning"
    ]
    foreign = "wobei wir zuwenig personal hatten und gestern nachmittag niemand kommen konnte"
    assert mend([foreign], [False]) == [foreign]
