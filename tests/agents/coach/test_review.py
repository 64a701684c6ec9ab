"""The report counts what was scored, quotes what was said, and never averages what was not."""

from __future__ import annotations

from datetime import UTC, datetime
from statistics import fmean
from typing import Any

import pytest

from agents.coach import Coach, build
from domain import Assessment, Coverage, Criterion, Job, Turn

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
JOB = Job(role="nurse", title="Staff Nurse")


@pytest.fixture
def coach() -> Coach:
    return build()


def _judged(score: float | None, *criteria: Criterion, **fields: Any) -> Assessment:
    reason = "too short to judge" if score is None else None
    return Assessment(score=score, unscored_reason=reason, criteria=criteria, **fields)


def _criterion(name: str, level: int | Coverage, quote: str = "") -> Criterion:
    return Criterion(criterion=name, level=level, weight=0.5, quotes=(quote,) if quote else ())


def _turn(n: int, assessment: Assessment | None, part: int = 0, **fields: Any) -> Turn:
    known: dict[str, Any] = {
        "interview_id": "0302-abcd",
        "n": n,
        "part": part,
        "question_id": f"q{n}",
        "kind": "behavioral",
        "category": "teamwork",
        "text": f"Question {n}?" if part == 0 else f"Follow-up to {n}?",
        "answer": f"I rebuilt timetable {n}.",
        "seconds": 40.0,
        "assessment": assessment,
        "answered_at": NOON,
    }
    return Turn.model_validate(known | fields)


def test_the_final_score_is_the_mean_over_scored_questions_only(coach: Coach) -> None:
    turns = [
        _turn(1, _judged(80)),
        _turn(2, _judged(None)),
        _turn(3, _judged(40)),
        _turn(4, None, skipped=True, answer=""),
    ]
    report = coach.review(turns, JOB)
    assert report.final_score == fmean([80, 40])
    assert (report.scored, report.unscored, report.skipped) == (2, 1, 1)


def test_a_question_counts_once_by_its_last_scored_part(coach: Coach) -> None:
    turns = [_turn(1, _judged(30)), _turn(1, _judged(70), part=1), _turn(1, _judged(None), part=2)]
    report = coach.review(turns, JOB)
    assert report.final_score == 70
    assert report.scored == 1


def test_a_score_of_zero_counts(coach: Coach) -> None:
    assert coach.review([_turn(1, _judged(0)), _turn(2, _judged(60))], JOB).final_score == 30


def test_nothing_scored_gives_no_score_and_the_reason(coach: Coach) -> None:
    report = coach.review([_turn(1, _judged(None))], JOB)
    assert report.final_score is None
    assert "too short to judge" in report.detailed_feedback
    assert report.best is None


def test_no_answer_at_all_says_so(coach: Coach) -> None:
    report = coach.review([], JOB)
    assert (report.final_score, report.scored) == (None, 0)
    assert "No question was answered" in report.detailed_feedback


def test_the_candidates_own_questions_are_no_answers(coach: Coach) -> None:
    asked_back = _turn(2, None, kind="ask", category="your questions")
    report = coach.review([_turn(1, _judged(50)), asked_back], JOB)
    assert (report.scored, report.unscored, report.skipped) == (1, 0, 0)
    assert "1 of 1" in report.detailed_feedback


def test_best_and_weakest_moments_are_quoted_with_their_question(coach: Coach) -> None:
    turns = [
        _turn(1, _judged(90, _criterion("result", 4, "losses fell by 40 percent"))),
        _turn(2, _judged(20, _criterion("result", 1, "it went fine"))),
        _turn(2, _judged(25, _criterion("result", 1, "it went fine")), part=1),
    ]
    report = coach.review(turns, JOB)
    assert report.best is not None
    assert report.weakest is not None
    assert (report.best.n, report.best.quote) == (1, "losses fell by 40 percent")
    assert (report.weakest.n, report.weakest.question) == (2, "Question 2?")
    assert report.weakest.quote == "it went fine"


def test_the_best_moment_is_quoted_from_the_follow_up_that_raised_the_score(coach: Coach) -> None:
    told = _criterion("situation", 4, "it went quite well")
    came = _criterion("result", 3, "returns fell from 9 to 2 a week")
    turns = [
        _turn(1, _judged(30, told), answer="I think it went quite well."),
        _turn(
            1,
            _judged(80, told, came),
            part=1,
            answer="In numbers, returns fell from 9 to 2 a week.",
        ),
    ]
    best = coach.review(turns, JOB).best
    assert best is not None
    assert best.quote == "returns fell from 9 to 2 a week"


def test_the_best_moment_stays_with_the_first_part_when_the_follow_up_added_nothing(
    coach: Coach,
) -> None:
    told = _criterion("result", 4, "returns fell from 9 to 2 a week")
    turns = [
        _turn(1, _judged(80, told), answer="In the end returns fell from 9 to 2 a week."),
        _turn(1, _judged(80, told), part=1, answer="No."),
    ]
    best = coach.review(turns, JOB).best
    assert best is not None
    assert best.quote == "returns fell from 9 to 2 a week"


def test_a_single_answer_is_not_called_the_weakest(coach: Coach) -> None:
    assert coach.review([_turn(1, _judged(20))], JOB).weakest is None


def test_means_per_category_and_criterion_say_how_many_answers_they_rest_on(coach: Coach) -> None:
    turns = [
        _turn(1, _judged(80, _criterion("result", 4), _criterion("action", 2))),
        _turn(2, _judged(40, _criterion("result", 2)), category="conflict"),
        _turn(3, _judged(60, _criterion("safe dose", "covered"), _criterion("hygiene", "partly"))),
    ]
    report = coach.review(turns, JOB)
    categories = {mean.name: (mean.score, mean.answers) for mean in report.by_category}
    assert categories == {"teamwork": (70, 2), "conflict": (40, 1)}
    criteria = {mean.name: (mean.score, mean.answers) for mean in report.by_criterion}
    assert criteria == {"result": (75, 2), "action": (50, 1), "key points": (75, 1)}


def test_a_strength_carries_the_words_that_earned_it(coach: Coach) -> None:
    turn = _turn(1, _judged(90, _criterion("result", 4, "losses fell by 40 percent")))
    (strength,) = coach.review([turn], JOB).strengths
    assert "losses fell by 40 percent" in strength
    assert "question 1" in strength


def test_a_weak_criterion_is_named_with_the_evaluators_advice(coach: Coach) -> None:
    judged = _judged(20, _criterion("result", 0), improvements=("Result: say what it changed.",))
    (area,) = coach.review([_turn(1, judged)], JOB).improvement_areas
    assert area.startswith("Result: 0 of 100")
    assert "Say what it changed" in area


def test_the_first_recommendation_is_to_retake_the_lowest_question(coach: Coach) -> None:
    turns = [_turn(1, _judged(70)), _turn(2, _judged(20))]
    first = coach.review(turns, JOB).recommendations[0]
    assert "run.py retake 0302-abcd 2" in first


def test_after_strong_answers_it_says_to_raise_the_bar(coach: Coach) -> None:
    (*_, step) = coach.review([_turn(1, _judged(95))], JOB).recommendations
    assert "bar_raiser" in step


def test_the_report_adds_the_seconds_of_all_parts(coach: Coach) -> None:
    turns = [_turn(1, _judged(50)), _turn(1, _judged(50), part=1), _turn(2, None, seconds=None)]
    assert coach.review(turns, JOB).seconds == 80


def test_a_long_quote_is_cut_at_a_word(coach: Coach) -> None:
    answer = "I carried one box after another up the stairs " * 20
    report = coach.review([_turn(1, _judged(50), answer=answer)], JOB)
    assert report.best is not None
    assert len(report.best.quote) <= 170
    assert report.best.quote.removesuffix(" …") in " ".join(answer.split())
    assert report.best.quote.removesuffix(" …").split()[-1] in answer.split()
