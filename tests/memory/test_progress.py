"""What a person's answers add up to in the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert

from domain import (
    Assessment,
    CategoryScore,
    Interview,
    Job,
    Kind,
    Outcome,
    Report,
    Turn,
    standing_turns,
)
from domain.progress import Attempts, MonthScore, ProgressRecord, SessionScore, Tally
from memory import schema
from memory.database import Store
from memory.interviews import Interviews
from memory.progress import CONSIDERED, OUTCOMES, RECENT, Progress
from memory.scores import Scores

Make = Callable[..., Turn]
MakeInterview = Callable[..., Interview]
TARGETS: dict[Kind, tuple[float, float]] = {"behavioral": (60.0, 120.0)}


class Kept:
    """A store to put sessions in, and what is read of it."""

    def __init__(self, store: Store, make: MakeInterview, a_turn: Make, noon: datetime) -> None:
        self.store, self._make, self._turn, self._noon = store, make, a_turn, noon
        self.interviews, self.scores = Interviews(store), Scores(store)

    def session(
        self,
        name: str,
        *turns: dict[str, object],
        day: int = 0,
        outcome: Outcome | None = None,
        finished: bool = True,
        criteria: tuple[CategoryScore, ...] = (),
        **fields: object,
    ) -> None:
        at = self._noon + timedelta(days=day)
        user = str(fields.get("user", "default"))
        company = fields.pop("company", None)
        self.interviews.create(self._make(name, started_at=at, **fields))
        for turn in turns:
            made = self._turn(name, answered_at=at, **turn)
            self.scores.record(
                made, user=user, company=str(company) if company is not None else None
            )
        if finished:
            report = Report(
                final_score=1.0,
                scored=1,
                unscored=0,
                skipped=0,
                detailed_feedback="",
                by_criterion=criteria,
            )
            self.interviews.finish(name, report, at)
        if outcome is not None:
            self.interviews.set_outcome(name, outcome, at + timedelta(hours=5))

    def read(self, user: str = "default") -> ProgressRecord:
        return Progress(self.store).read(user, TARGETS)

    def means(self) -> dict[str, float]:
        return {one.category: one.kept.total / one.kept.answers for one in self.read().areas}


@pytest.fixture
def kept(store: Store, an_interview: MakeInterview, a_turn: Make, noon: datetime) -> Kept:
    return Kept(store, an_interview, a_turn, noon)


def turn(
    n: int = 1, score: float | None = 50.0, part: int = 0, **fields: object
) -> dict[str, object]:
    return {"n": n, "score": score, "part": part, **fields}


def test_a_session_is_a_finished_interview_in_figures(kept: Kept, noon: datetime) -> None:
    kept.session(
        "one",
        turn(1, 20.0, seconds=30.0),
        turn(1, 40.0, part=1, seconds=15.0),
        turn(2, 80.0, seconds=None),
        turn(3, None, seconds=5.0),
    )
    kept.session("two", turn(1, 10.0), finished=False)
    assert kept.read().sessions == (SessionScore("one", noon, "mock", 60.0, 2, 50.0),)
    assert kept.read("ana") == ProgressRecord()


def test_a_session_without_answers_has_no_score(kept: Kept, noon: datetime) -> None:
    kept.session("empty")
    assert kept.read().sessions == (SessionScore("empty", noon, "mock", None, 0, 0.0),)


def test_sessions_come_oldest_first(kept: Kept) -> None:
    for day in (3, 1, 2):
        kept.session(f"day-{day}", day=day)
    assert [one.id for one in kept.read().sessions] == ["day-1", "day-2", "day-3"]


def test_in_a_mock_interview_the_best_part_stands_as_in_the_report(
    kept: Kept, store: Store
) -> None:
    parts = [turn(1, score, part=part) for part, score in enumerate([30.0, None, 70.0, 50.0])]
    kept.session("one", *parts)
    standing = standing_turns(Scores(store).turns("one"))
    assert kept.means() == {"teamwork": standing[0].score} == {"teamwork": 70.0}


def test_in_practice_the_first_attempt_stands_however_good_the_next_is(kept: Kept) -> None:
    kept.session(
        "one", turn(1, 40.0), turn(1, 90.0, part=1), turn(1, 95.0, part=2), mode="practice"
    )
    record = kept.read()
    assert kept.means() == {"teamwork": 40.0}
    assert record.sessions[0].score == 40
    assert [one.score for one in record.items] == [40.0]
    assert record.attempts.repeats == 2


def test_in_practice_a_skipped_first_attempt_leaves_the_first_scored_one(kept: Kept) -> None:
    skipped = turn(1, part=0, skipped=True, answer="", assessment=None)
    kept.session("one", skipped, turn(1, 60.0, part=1), turn(1, 90.0, part=2), mode="practice")
    assert kept.means() == {"teamwork": 60.0}


def test_what_was_skipped_could_not_be_scored_or_had_a_hint_is_in_no_mean(kept: Kept) -> None:
    kept.session(
        "one",
        turn(1, 80.0),
        turn(2, None),
        turn(3, skipped=True, answer="", assessment=None),
        turn(4, 10.0, hints=1),
        turn(5, 10.0, hints=2),
        turn(5, 99.0, part=1),
        turn(6, None, kind="ask", category="growth"),
    )
    record = kept.read()
    assert kept.means() == {"teamwork": 80.0}
    assert record.sessions[0].score == 80
    assert record.attempts == Attempts(
        questions=5, counted=1, unscored=1, skipped=1, hinted=2, repeats=0
    )


def test_a_hint_on_the_second_attempt_leaves_the_first_as_it_is(kept: Kept) -> None:
    kept.session("one", turn(1, 40.0), turn(1, 80.0, part=1, hints=1), mode="practice")
    assert kept.means() == {"teamwork": 40.0}
    assert kept.read().attempts.hinted == 0


def test_a_retake_is_a_repeat_and_nothing_else(kept: Kept) -> None:
    kept.session("one", turn(1, 40.0))
    kept.session("again", turn(1, 90.0), mode="retake", source=("one", 1), day=1)
    record = kept.read()
    assert kept.means() == {"teamwork": 40.0}
    assert [one.id for one in record.sessions] == ["one"]
    assert record.attempts.repeats == 1


def test_categories_keep_their_sums_and_squares_by_kind(kept: Kept) -> None:
    kept.session(
        "one", turn(1, 30.0), turn(2, 50.0), turn(3, 90.0, kind="technical", category="databases")
    )
    behavioral, technical = kept.read().areas
    assert (behavioral.category, behavioral.kept) == ("teamwork", Tally(2, 80.0, 3400.0))
    assert (technical.kind, technical.kept) == ("technical", Tally(1, 90.0, 8100.0))


def test_months_past_the_retention_period_are_sums_beside_the_rest(
    kept: Kept, store: Store
) -> None:
    kept.session("one", turn(1, 30.0))
    row = {"user": "default", "mode": "mock", "kind": "behavioral", "difficulty": "medium"}
    sums = {"sessions": 1, "answers": 2, "score_sum": 120.0, "score_squares": 7400.0, "seconds": 9}
    with store.engine.begin() as connection:
        for month, category in (("2025-11", "teamwork"), ("2025-10", "conflict")):
            values = {**row, **sums, "month": month, "category": category}
            connection.execute(insert(schema.months).values(values))
        connection.execute(
            insert(schema.months).values(
                {**row, **sums, "user": "ana", "month": "2025-09", "category": "x"}
            )
        )
    record = kept.read()
    assert record.months == (MonthScore("2025-10", 60.0, 2), MonthScore("2025-11", 60.0, 2))
    assert [(one.category, one.kept.answers, one.summed) for one in record.areas] == [
        ("conflict", 0, Tally(2, 120.0, 7400.0)),
        ("teamwork", 1, Tally(2, 120.0, 7400.0)),
    ]


def test_the_recent_sessions_are_the_latest_with_an_answer_that_counts(kept: Kept) -> None:
    for day in range(RECENT + 2):
        kept.session(f"s{day}", turn(1, 10.0 * day, question_id=f"q{day}"), day=day)
    kept.session("silent", turn(1, None), day=99)
    recent = {one.score for one in kept.read().items if one.recent}
    assert recent == {10.0 * day for day in range(2, RECENT + 2)}


def test_the_pace_is_that_of_first_answers_alone(kept: Kept) -> None:
    kept.session(
        "one",
        *[
            turn(n, 50.0, seconds=seconds)
            for n, seconds in enumerate([30.0, 100.0, 130.0, 90.0], 1)
        ],
        turn(1, 60.0, part=1, seconds=500.0),
        turn(5, skipped=True, answer="", assessment=None, seconds=1.0),
        turn(6, 50.0, seconds=None),
    )
    pace = kept.read().paces[0]
    assert (pace.answers, pace.median, pace.short, pace.long) == (4, 95.0, 1, 1)


def test_self_ratings_stand_beside_the_scores_of_first_attempts(kept: Kept) -> None:
    kept.session(
        "one",
        turn(1, 60.0, self_rating=80.0),
        turn(1, 90.0, part=1, self_rating=10.0),
        turn(2, 70.0, self_rating=100.0),
        turn(3, 70.0),
        mode="practice",
    )
    (tally,) = kept.read().ratings
    assert (tally.band, tally.answers, tally.rated, tally.scored) == (4, 2, 180.0, 130.0)
    assert tally.squares == 20.0**2 + 30.0**2


def outcome_of(n: int) -> Outcome:
    return "offer" if n % 2 else "rejected"


def test_answers_are_set_beside_the_outcomes_they_came_before(kept: Kept) -> None:
    for n in range(2 * OUTCOMES):
        score = 80.0 if n % 2 else 40.0
        kept.session(f"s{n}", turn(1, score), turn(2, score), day=n, outcome=outcome_of(n))
    record = kept.read()
    assert dict(record.outcomes) == {"offer": OUTCOMES, "rejected": OUTCOMES}
    assert {(one.good, one.area, one.answers, one.score) for one in record.led_by_category} == {
        (True, "teamwork", 2, 80.0),
        (False, "teamwork", 2, 40.0),
    }
    assert {one.area for one in record.led_by_question} == {"q1", "q2"}


def test_practice_for_the_same_company_counts_to_the_next_outcome_there(kept: Kept) -> None:
    for n in range(2 * OUTCOMES):
        kept.session(f"s{n}", turn(1), day=10 * n + 5, outcome=outcome_of(n), company=f"Acme {n}")
    kept.session("before", turn(1, 90.0), day=0, mode="practice", company=" ACME 1")
    kept.session("after", turn(1, 90.0), day=90, mode="practice", company="Acme 1")
    kept.session("elsewhere", turn(1, 90.0), day=0, mode="practice", company="Ponteverde")
    answers = {one.outcome: one.answers for one in kept.read().led_by_category}
    assert answers == {f"s{n}": 2 if n == 1 else 1 for n in range(2 * OUTCOMES)}


def test_with_too_few_outcomes_nothing_is_compared(kept: Kept) -> None:
    for n in range(2 * OUTCOMES - 1):
        kept.session(f"s{n}", turn(1), day=n, outcome=outcome_of(n))
    kept.session("gone", turn(1), day=50, outcome="withdrawn")
    record = kept.read()
    assert dict(record.outcomes)["withdrawn"] == 1
    assert record.led_by_category == ()


def test_criteria_are_those_of_the_latest_sessions_newest_first(kept: Kept) -> None:
    for day in range(CONSIDERED + 2):
        criterion = CategoryScore(name="result", score=float(day), answers=3)
        kept.session(f"s{day}", day=day, criteria=(criterion,))
    kept.session("without", day=99)
    record = kept.read()
    assert record.considered == CONSIDERED - 1
    assert [one.score for one in record.criteria][:2] == [CONSIDERED + 1, CONSIDERED]


def test_what_was_asked_and_the_role_of_the_latest_session_are_known(kept: Kept) -> None:
    kept.session("one", turn(1, question_id="early"))
    kept.session("two", turn(1, None, question_id="late"), day=1, job=Job(role="nurse"))
    record = kept.read()
    assert record.seen == {"early", "late"}
    assert record.role == "nurse"


def test_reading_twice_and_as_two_people_leaves_nothing_behind(kept: Kept) -> None:
    kept.session("hers", turn(1, 90.0, assessment=Assessment(score=90.0)), user="ana")
    kept.session("his", turn(1, 20.0))
    assert kept.read("ana").areas[0].kept.total == 90
    assert kept.read().areas[0].kept.total == 20
    assert kept.read("ana") == kept.read("ana")
