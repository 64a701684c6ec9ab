"""What a text says in other words, and what it does not."""

from __future__ import annotations

import pytest

from knowledge.synonyms import said_otherwise, with_synonyms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Taught KS2 for three years", "Years 3-6"),
        ("Class teacher, Years 3 to 6", "KS2"),
        ("Ran our services on EKS", "AWS"),
        ("Ran our services on EKS", "containers"),
        ("Wrote the EHCPs of six pupils", "SEND"),
        ("Cut response times by half", "latency"),
        ("RN on a surgical ward", "registered nurse"),
        ("Closed the purchase ledger", "AP"),
        ("Built dashboards in Power BI", "data visualization"),
    ],
)
def test_other_names_and_what_it_is_a_kind_of(text: str, wanted: str) -> None:
    assert wanted in said_otherwise(text)


@pytest.mark.parametrize(
    ("text", "not_said"),
    [
        ("Ran our services on AWS", "EKS"),
        ("Knows JavaScript", "Java"),
        ("We ran a sale", "RN"),
        ("A map of the ward", "accounts payable"),
        ("Ed drove the van", "emergency department"),
        ("js is a bad name", "JavaScript"),
        ("Used Excel", "PowerPoint"),
    ],
)
def test_not_the_other_way_round_nor_within_a_word(text: str, not_said: str) -> None:
    assert not_said not in said_otherwise(text)


def test_the_text_comes_first_and_nothing_is_said_twice() -> None:
    text = "KS2 and KS2"
    assert with_synonyms(text).startswith("KS2 and KS2; ")
    found = said_otherwise(text)
    assert len(found) == len(set(found))
    assert said_otherwise("Nothing of the sort") == ()
