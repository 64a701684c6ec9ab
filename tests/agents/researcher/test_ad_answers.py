"""A candidate's question is answered with a sentence of the ad, word for word, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.researcher import Researcher, build
from domain import Job

AD = """Staff Nurse, Harbour Ward
Fjord Health runs three hospitals on the coast.
You will look after twelve patients together with two colleagues on each shift.
Salary: 34,000 a year, paid monthly. You may work from home one day a week for paperwork.
• 27 days of annual leave and a pension plan
• We pay for the course in wound care after your first six months.
Night shifts are worked in blocks of four. Closing date for applications is 3 May.
"""


@pytest.fixture
def researcher() -> Researcher:
    return build()


def _job(text: str = AD) -> Job:
    return Job(role="nurse", title="Staff Nurse", text=text)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How much does it pay?", "Salary: 34,000 a year, paid monthly."),
        ("Can I work remotely?", "You may work from home one day a week for paperwork."),
        ("How many days of holiday are there?", "27 days of annual leave and a pension plan"),
        ("Are there night shifts?", "Night shifts are worked in blocks of four."),
        (
            "Is there training I could do?",
            "We pay for the course in wound care after your first six months.",
        ),
    ],
)
def test_the_sentence_that_answers_is_quoted(
    question: str, sentence: str, researcher: Researcher
) -> None:
    passage = researcher.from_ad(question, _job())
    assert passage is not None
    assert passage.quote == sentence


@pytest.mark.parametrize(
    "question", ["Which programming language do you use?", "Who won the cup?", "", "???", "the and"]
)
def test_what_the_ad_does_not_tell_is_not_answered(question: str, researcher: Researcher) -> None:
    assert researcher.from_ad(question, _job()) is None


@pytest.mark.parametrize("text", ["", "Nurse.", "\n\n\n"])
def test_an_ad_without_sentences_answers_nothing(text: str, researcher: Researcher) -> None:
    assert researcher.from_ad("How much does it pay?", _job(text)) is None


@settings(max_examples=60)
@given(st.text(max_size=200), st.text(max_size=400))
def test_whatever_is_asked_the_quote_stands_in_the_ad(question: str, more: str) -> None:
    ad = AD + more
    passage = build().from_ad(question, _job(ad))
    assert passage is None or passage.quote in ad
