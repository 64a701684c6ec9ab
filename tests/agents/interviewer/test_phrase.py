"""The phrase quoted back is the candidate's own, short, and fit to be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.interviewer.phrase import find_phrase

# Any text, and text with the joints and punctuation that clauses are cut at.
_SPOKEN = st.lists(
    st.sampled_from(
        "I we rebuilt the ferry timetable and but , . ; because 40 % \n – “ ” ( ) { } um to be "
        "honest so that which went very ' * # harbour office March 2024 naïve café 日本語 \u00a0 "
        "\u2028 and, —".split(" ")
    ),
    max_size=60,
).map(" ".join)


@given(st.one_of(st.text(max_size=400), _SPOKEN))
def test_a_phrase_is_a_verbatim_part_of_three_to_eleven_words(answer: str) -> None:
    phrase = find_phrase([answer])
    if phrase is not None:
        assert phrase in " ".join(answer.split())
        assert 3 <= len(phrase.split()) <= 11


@given(st.lists(st.one_of(st.text(max_size=200), _SPOKEN), max_size=4))
def test_a_spent_phrase_is_never_offered_again(passages: list[str]) -> None:
    spent: list[str] = []
    while (phrase := find_phrase(passages, spent)) is not None:
        assert phrase not in spent
        spent.append(phrase)
        assert len(spent) <= sum(map(len, passages))


@pytest.mark.parametrize(
    "answer",
    ["", "Fine.", "blah " * 80, "x" * 5000, "asdf qwer", "{} {} {}", "!!! ??? ...", "1 2 3 4"],
)
def test_noise_is_not_quoted(answer: str) -> None:
    assert find_phrase([answer]) is None


def test_the_phrase_with_deed_and_number_is_preferred() -> None:
    answer = (
        "It was quite a hard time for all of us there. I moved 14 services to Bergen Freight. "
        "That was it more or less in the end."
    )
    assert find_phrase([answer]) == "I moved 14 services to Bergen Freight"


def test_lead_in_words_and_loose_ends_are_left_out() -> None:
    phrase = find_phrase(["Um, so basically I called every customer on the list and"])
    assert phrase == "I called every customer on the list"


def test_an_earlier_passage_wins_over_an_equal_later_one() -> None:
    passages = ["I planned the winter rota again", "I painted the winter boats again"]
    assert find_phrase(passages) == "I planned the winter rota again"
    assert find_phrase(reversed(passages)) == "I painted the winter boats again"
