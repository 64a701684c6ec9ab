"""Calibration and success are silent where there is too little to go by."""

from __future__ import annotations

import pytest

from agents.coach.progress.outcomes import outcomes_of
from agents.coach.progress.ratings import NEEDED, ratings_of
from domain import Kind
from domain.progress import LedTo, ProgressRecord, RatingTally
from memory.progress import OUTCOMES


def rated(kind: Kind, *gaps: float, band: int = 3, score: float = 60.0) -> RatingTally:
    total = score * len(gaps)
    return RatingTally(
        kind, band, len(gaps), total + sum(gaps), total, sum(gap * gap for gap in gaps)
    )


def test_without_self_ratings_it_is_said_how_to_give_them() -> None:
    told = ratings_of([])
    assert (told.answers, told.gap, told.kinds) == (0, None, ())
    assert "before you see its score" in told.text


def test_few_self_ratings_of_a_kind_say_nothing_about_it() -> None:
    told = ratings_of([rated("technical", *[14.0] * (NEEDED - 1))])
    assert told.kinds[0].text is None
    assert "Too few" in told.text


def test_who_rates_high_is_told_by_how_much_and_on_how_many_answers() -> None:
    told = ratings_of([rated("technical", *[12.0, 14.0, 16.0] * 5), rated("behavioral", 5.0)])
    assert told.text.startswith("You rate yourself 14 points high on technical questions (15")
    assert told.kinds[0].gap == 14
    assert told.answers == 16


def test_who_rates_about_right_is_told_so() -> None:
    told = ratings_of([rated("company", *[8.0, -8.0] * 4)])
    assert "about right" in told.text


def test_bands_are_over_all_kinds() -> None:
    told = ratings_of([rated("company", 10.0, band=4), rated("technical", 10.0, 10.0, band=4)])
    assert [(one.start, one.end, one.answers) for one in told.bands] == [(80, 100, 3)]
    assert (told.bands[0].rated, told.bands[0].scored) == (70, 60)


def led(area: str, good: list[float], bad: list[float]) -> tuple[LedTo, ...]:
    return tuple(
        LedTo(f"{sort}{n}", sort, area, 4, score)
        for sort, scores in ((True, good), (False, bad))
        for n, score in enumerate(scores)
    )


@pytest.mark.parametrize("told", [{}, {"offer": 1, "rejected": 5}, {"advanced": 9}])
def test_too_few_outcomes_tell_nothing_and_say_so(told: dict[str, int]) -> None:
    found = outcomes_of(ProgressRecord(outcomes=tuple(told.items())), {})
    assert f"takes {OUTCOMES} good and {OUTCOMES} bad" in found.text
    assert found.categories == ()


def test_what_lies_apart_before_good_and_bad_outcomes_is_told_with_counts() -> None:
    record = ProgressRecord(
        outcomes=(("offer", 2), ("advanced", 1), ("rejected", 3), ("withdrawn", 1)),
        led_by_category=led("conflict", [80.0, 82.0, 84.0], [50.0, 52.0, 51.0])
        + led("teamwork", [60.0, 70.0, 65.0], [66.0, 61.0, 64.0]),
    )
    found = outcomes_of(record, {})
    assert (found.good, found.bad, found.withdrawn) == (3, 3, 1)
    first, second = found.categories
    assert (first.name, first.clear, first.good_answers) == ("conflict", True, 12)
    assert (second.name, second.clear) == ("teamwork", False)
    assert "82 before good ones (12 answers), 51 before bad ones (12 answers)" in found.text
    assert "does not make it the cause" in found.text


def test_what_may_be_chance_does_not_stand_out() -> None:
    record = ProgressRecord(
        outcomes=(("offer", 3), ("rejected", 3)),
        led_by_category=led("teamwork", [60.0, 80.0, 70.0], [66.0, 51.0, 74.0]),
    )
    assert "may be chance" in outcomes_of(record, {}).text
