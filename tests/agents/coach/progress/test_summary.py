"""What sessions add up to is told no more firmly than the numbers allow, with what to do next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agents.coach.progress import analyse, summarise
from agents.coach.statistics.means import tally_of
from domain import Kind
from domain.progress import (
    AreaTally,
    CriterionScore,
    Pace,
    ProgressRecord,
    SessionScore,
)
from knowledge.bank import load_bank

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
QUESTIONS = load_bank().questions
KINDS: tuple[Kind, ...] = ("behavioral", "technical", "situational", "company")


def session(day: float, score: float | None, answers: int = 6) -> SessionScore:
    at = START + timedelta(days=day)
    return SessionScore(f"s{day}", at, "mock", score, answers if score is not None else 0, 600.0)


def area(
    name: str, *scores: float, kind: Kind = "behavioral", summed: tuple[float, ...] = ()
) -> AreaTally:
    return AreaTally(kind, name, tally_of(scores), tally_of(summed))


def every_kind(score: float) -> tuple[AreaTally, ...]:
    return tuple(area(f"some_{kind}", score, score, kind=kind) for kind in KINDS)


def test_sessions_without_a_score_are_counted_but_not_averaged() -> None:
    record = ProgressRecord(sessions=(session(0, 60.0), session(1, None), session(2, 80.0)))
    summary = summarise(analyse(record, QUESTIONS))
    assert (summary.total_sessions, summary.average_score) == (3, 70)


def test_no_session_at_all_points_to_the_first_interview() -> None:
    summary = summarise(analyse(ProgressRecord(), QUESTIONS), "Ana Lima")
    assert summary.average_score is None
    assert summary.recommended_focus == (
        "hold a first mock interview: python run.py mock --user 'Ana Lima'",
    )


def test_areas_are_strong_or_weak_only_on_enough_answers() -> None:
    areas = (area("teamwork", 90.0, 90.0), area("conflict", 30.0, 30.0), area("ownership", 20.0))
    summary = summarise(analyse(ProgressRecord(areas=areas), QUESTIONS))
    assert [one.name for one in summary.strong_areas] == ["teamwork"]
    assert [one.name for one in summary.weak_areas] == ["conflict"]


def test_what_is_low_beyond_doubt_comes_before_what_may_be_bad_luck() -> None:
    areas = (area("conflict", 20.0, 56.0), area("teamwork", *[32.0, 52.0] * 10), *every_kind(70.0))
    first = summarise(analyse(ProgressRecord(areas=areas), QUESTIONS)).recommended_focus[0]
    assert first.index("teamwork") < first.index("conflict")
    assert first.endswith("python run.py practice --type behavioral")


def test_a_kind_never_answered_is_named_and_nothing_weak_raises_the_bar() -> None:
    behavioral = ProgressRecord(areas=(area("teamwork", 80.0, 80.0),), role="nurse")
    assert (
        "practice --type technical"
        in summarise(analyse(behavioral, QUESTIONS)).recommended_focus[0]
    )
    fine = ProgressRecord(areas=every_kind(80.0), role="nurse")
    assert "bar_raiser" in summarise(analyse(fine, QUESTIONS)).recommended_focus[0]


@pytest.mark.parametrize(("lows", "told"), [(2, 0), (3, 1)])
def test_a_criterion_low_in_three_sessions_is_a_recurring_weakness(lows: int, told: int) -> None:
    criteria = tuple(
        CriterionScore(age, "result", 25.0 if age < lows else 75.0) for age in range(5)
    )
    record = ProgressRecord(areas=every_kind(80.0), criteria=criteria, considered=5)
    found = analyse(record, QUESTIONS)
    weak = found.category_performance.recurring_weaknesses
    assert len(weak) == told
    if told:
        assert (weak[0].sessions, weak[0].of, weak[0].last) == (3, 5, 25)
        assert "low in 3 of your last 5 sessions" in summarise(found).recommended_focus[0]


def test_answers_known_only_by_month_are_in_the_means_and_marked() -> None:
    record = ProgressRecord(areas=(area("conflict", 40.0, summed=(60.0, 80.0)),))
    found = analyse(record, QUESTIONS)
    row = found.category_performance.categories[0]
    assert (row.score, row.answers, row.summed) == (60, 3, 2)
    long_run = found.score_progression.long_run
    assert (long_run.score, long_run.answers, long_run.summed) == (60, 3, 2)


def test_kinds_are_the_means_over_their_categories() -> None:
    areas = (area("a", 40.0), area("b", 60.0, 80.0), area("c", 90.0, kind="technical"))
    kinds = analyse(ProgressRecord(areas=areas), QUESTIONS).category_performance.kinds
    assert [(one.name, one.score, one.answers) for one in kinds] == [
        ("behavioral", 60, 3),
        ("technical", 90, 1),
    ]


@pytest.mark.parametrize(
    ("median", "answers", "verdict"),
    [(30.0, 9, "short"), (90.0, 9, "fits"), (200.0, 9, "long"), (200.0, 4, "too_few")],
)
def test_the_time_of_an_answer_is_set_beside_its_target(
    median: float, answers: int, verdict: str
) -> None:
    record = ProgressRecord(paces=(Pace("behavioral", answers, median, 0, 0),))
    told = analyse(record, QUESTIONS).time_analysis
    assert told.kinds[0].verdict == verdict
    assert "no study" in told.source
    assert ("tend to be too" in told.text) == (verdict in ("short", "long"))


def test_unseen_questions_are_those_of_the_role() -> None:
    nurse = [one for one in QUESTIONS if one.kind == "technical" and "nurse" in one.roles]
    record = ProgressRecord(seen=frozenset(one.id for one in nurse[:5]), role="nurse")
    kinds = analyse(record, QUESTIONS).category_performance.unseen.kinds
    technical = next(one for one in kinds if one.kind == "technical")
    assert (technical.questions, technical.unseen) == (len(nurse), len(nurse) - 5)
    assert sum(one.unseen for one in technical.categories) == technical.unseen
