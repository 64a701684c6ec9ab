"""BM25 over short texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.wordmatch import WordMatch, words

TEXTS = (
    "How do you handle an incident at night?",
    "How do you handle a customer who is angry at night?",
    "How do you use C++ and Node.js?",
    "How do you handle an incident, and the incident after that?",
)


def best(query: str) -> int:
    scores = WordMatch(TEXTS).scores(query)
    return scores.index(max(scores))


def test_names_of_technologies_stay_whole() -> None:
    assert words("C++, C# and Node.js; CI/CD.") == ["c++", "c#", "and", "node.js", "ci", "cd"]


def test_a_rare_word_counts_more_than_common_ones() -> None:
    assert best("how do you handle an angry one") == 1
    assert best("how do you c++") == 2


def test_a_word_held_twice_counts_more_but_not_double() -> None:
    once, twice = (WordMatch(TEXTS).scores("incident")[i] for i in (0, 3))
    assert once < twice < 2 * once


def test_a_query_that_shares_nothing_scores_nothing() -> None:
    assert WordMatch(TEXTS).scores("zebra") == [0.0] * 4
    assert WordMatch(()).scores("zebra") == []


@given(st.text(max_size=80))
def test_any_query_gives_a_score_of_zero_or_more_per_text(query: str) -> None:
    scores = WordMatch(TEXTS).scores(query)
    assert len(scores) == len(TEXTS)
    assert min(scores) >= 0
