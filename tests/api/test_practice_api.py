"""The dicts that programs get from practice, over a real store, index and graph."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from api import Backstage, InterviewPractice
from config import Settings
from domain import BadInput, NotFound

AD = "Staff Nurse\nFjord Health looks for a nurse for its surgical ward, with triage experience."


@pytest.fixture
def practice(ready_home: Path) -> InterviewPractice:
    return InterviewPractice()


def test_a_session_holds_the_kinds_of_its_type_in_turns(practice: InterviewPractice) -> None:
    with practice:
        mixed = practice.start_practice_session(AD, "mixed", count=10)
        technical = practice.start_practice_session(AD, "technical", count=4)
    kinds = [question["kind"] for question in mixed["questions"]]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "behavioral": 4,
        "technical": 3,
        "situational": 2,
        "company": 1,
    }
    assert all(one != two for one, two in itertools.pairwise(kinds[:5]))
    assert {question["kind"] for question in technical["questions"]} == {"technical"}
    assert set(mixed) == {"session_id", "questions", "session_type", "estimated_duration"}
    assert all(question["why"] for question in mixed["questions"])
    assert len({question["id"] for question in mixed["questions"]}) == 10


def test_the_count_is_what_fits_the_minutes(practice: InterviewPractice) -> None:
    with practice:
        short = practice.start_practice_session(AD, "behavioral", minutes=8)
        long = practice.start_practice_session(AD, "behavioral", minutes=40)
    assert len(short["questions"]) == 2
    assert short["estimated_duration"] == 8
    assert len(long["questions"]) == 10


def test_an_answer_gets_its_feedback_at_once(
    practice: InterviewPractice, strong_answer: str
) -> None:
    with practice:
        started = practice.start_practice_session(AD, "behavioral", count=2)
        asked = started["questions"][0]["id"]
        given = practice.submit_answer(
            started["session_id"], asked, strong_answer, seconds=80, self_rating=90
        )
    assert 0 <= given["score"] <= 100
    assert given["feedback"].startswith(f"{given['score']:.0f} of 100.")
    assert given["suggested_answer"]
    quotes = [quote for one in given["criteria"] for quote in one["quotes"]]
    assert quotes
    assert all(" ".join(quote.split()) in " ".join(strong_answer.split()) for quote in quotes)


def test_questions_may_be_answered_in_any_order_and_again(
    practice: InterviewPractice, strong_answer: str, weak_answer: str
) -> None:
    with practice:
        started = practice.start_practice_session(AD, "behavioral", count=3)
        session, ids = started["session_id"], [one["id"] for one in started["questions"]]
        first = practice.submit_answer(session, ids[2], weak_answer)
        again = practice.submit_answer(session, ids[2], strong_answer)
        assert again["before"]["score"] == first["score"]
        assert "before" not in first
        so_far = practice.get_session_results(session)
        assert (so_far["answered"], so_far["questions"]) == (1, 3)
        practice.submit_answer(session, ids[0], weak_answer)
        practice.submit_answer(session, ids[1], weak_answer)
        results = practice.get_session_results(session)
        with pytest.raises(BadInput, match="is finished"):
            practice.submit_answer(session, ids[0], weak_answer)
        assert practice.get_session_results(session) == results
    assert results["again"] == [
        {"n": 3, "before": first["score"], "after": again["score"], "answers": 2}
    ]
    assert len(results["time_per_question"]) == 3


def test_the_score_of_a_session_is_that_of_first_answers(
    practice: InterviewPractice, strong_answer: str, weak_answer: str
) -> None:
    with practice:
        started = practice.start_practice_session(AD, "behavioral", count=1)
        session, asked = started["session_id"], started["questions"][0]["id"]
        first = practice.submit_answer(session, asked, weak_answer)
        practice.submit_answer(session, asked, strong_answer)
        results = practice.get_session_results(session)
    assert results["overall_score"] == round(first["score"], 1)
    assert list(results["category_scores"].values()) == [round(first["score"], 1)]


def test_self_ratings_stand_beside_the_scores(
    practice: InterviewPractice, weak_answer: str
) -> None:
    with practice:
        started = practice.start_practice_session(AD, "behavioral", count=2)
        session, ids = started["session_id"], [one["id"] for one in started["questions"]]
        one = practice.submit_answer(session, ids[0], weak_answer, self_rating=95)
        practice.submit_answer(session, ids[1], weak_answer)
        rated = practice.get_session_results(session)["self_rating"]
    assert rated == {"answers": 1, "rated": 95.0, "scored": round(one["score"], 1)}


@pytest.mark.parametrize("rating", [-1, 101, float("nan")])
def test_a_rating_is_between_0_and_100(practice: InterviewPractice, rating: float) -> None:
    with practice:
        started = practice.start_practice_session(AD, "behavioral", count=1)
        with pytest.raises(BadInput, match="between 0 and 100"):
            practice.submit_answer(
                started["session_id"], started["questions"][0]["id"], "x", self_rating=rating
            )


def test_what_cannot_be_scored_is_in_no_mean(practice: InterviewPractice) -> None:
    with practice:
        started = practice.start_practice_session(AD, "behavioral", count=1)
        session = started["session_id"]
        given = practice.submit_answer(
            session,
            started["questions"][0]["id"],
            "Ich habe letztes Jahr mit meinem Kollegen gestritten, dann fanden wir eine Einigung.",
        )
        results = practice.get_session_results(session)
    assert given["score"] is None
    assert given["feedback"] == given["unscored_reason"]
    assert results["overall_score"] is None
    assert results["category_scores"] == {}


def test_wrong_names_are_told_with_the_right_ones(practice: InterviewPractice) -> None:
    with practice:
        with pytest.raises(BadInput, match="behavioral, technical, situational"):
            practice.start_practice_session(AD, "quiz")
        with pytest.raises(BadInput, match="1 to 60"):
            practice.start_practice_session(AD, count=0)
        with pytest.raises(BadInput, match="1 to 240"):
            practice.start_practice_session(AD, minutes=0)
        started = practice.start_practice_session(AD, "behavioral", count=1)
        with pytest.raises(NotFound, match=started["questions"][0]["id"]):
            practice.submit_answer(started["session_id"], "no-such", "x")
        with pytest.raises(NotFound, match="nothing is due"):
            practice.start_practice_session(AD, "due")


def test_a_session_goes_on_in_another_process(
    ready_home: Path, strong_answer: str, weak_answer: str
) -> None:
    with InterviewPractice() as one:
        started = one.start_practice_session(AD, "behavioral", count=2)
        session, ids = started["session_id"], [one["id"] for one in started["questions"]]
        one.submit_answer(session, ids[0], weak_answer)
    with InterviewPractice() as two:
        (waiting,) = list(two.resume())
        assert (waiting["event"], waiting["n"]) == ("rest", 1)
        two.submit_answer(session, ids[1], strong_answer)
        assert two.get_session_results(session)["answered"] == 2


def test_nothing_is_kept_without_tracking(ready_home: Path, weak_answer: str) -> None:
    stage = Backstage(Settings(home=ready_home, track_performance=False))
    with InterviewPractice(backstage=stage) as practice:
        started = practice.start_practice_session(AD, "behavioral", count=1)
        session = started["session_id"]
        practice.submit_answer(session, started["questions"][0]["id"], weak_answer)
        results = practice.get_session_results(session)
        assert results["overall_score"] is not None
        assert practice.interviews() == []
        assert practice.get_session_results(session) == results


def test_nobody_sees_another_persons_sessions(ready_home: Path, weak_answer: str) -> None:
    with InterviewPractice(backstage=Backstage(user="ana")) as ana:
        started = ana.start_practice_session(AD, "behavioral", count=1)
        ana.submit_answer(started["session_id"], started["questions"][0]["id"], weak_answer)
        ana.get_session_results(started["session_id"])
    with InterviewPractice(backstage=Backstage(user="bo")) as bo:
        assert bo.interviews() == []
        for call in (
            lambda: bo.show(started["session_id"]),
            lambda: bo.delete(started["session_id"]),
            lambda: bo.get_session_results(started["session_id"]),
            lambda: list(bo.resume(started["session_id"])),
            lambda: list(bo.retake(started["session_id"], 1)),
        ):
            with pytest.raises(NotFound) as told:
                call()
            assert started["session_id"] not in str(told.value).split(";")[1:]


@pytest.mark.parametrize("name", ["", "  ", "a" * 61, "a\x1b[2J", "a\nb\x00"])
def test_a_users_name_is_short_and_printable(name: str) -> None:
    with pytest.raises(BadInput, match="a user's name"):
        Backstage(user=name)
