"""Sessions held elsewhere are taken in, refused when unreadable, and summed up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api import Backstage, InterviewTracker, MockInterview
from domain import BadInput

TURN = {"question": "Why us?", "category": "motivation", "answer": "I like boats.", "score": 40}


@pytest.fixture
def tracker(stage: Backstage) -> InterviewTracker:
    return InterviewTracker(backstage=stage)


def test_a_session_held_elsewhere_is_found_again_with_every_turn(
    tracker: InterviewTracker, mock: MockInterview
) -> None:
    data: dict[str, Any] = {
        "role": "nurse",
        "company": "Fjord Health",
        "minutes": 20,
        "started_at": "2026-03-02T12:00:00+00:00",
        "turns": [
            {**TURN, "seconds": 61.5, "kind": "company", "difficulty": "hard", "scored_by": "Ada"},
            {"question": "Why now?", "category": "motivation", "unscored_reason": "mumbled"},
        ],
    }
    known = tracker.track_mock_interview(data)
    interview = mock.interview(known)
    assert (interview.mode, interview.status, interview.minutes) == ("mock", "finished", 20)
    assert (interview.job.role, interview.job.company) == ("nurse", "Fjord Health")
    assert interview.started_at.isoformat() == data["started_at"]
    first, second = mock.show(known)["turns"]
    assert (first["question"], first["answer"], first["score"]) == ("Why us?", "I like boats.", 40)
    assert (first["seconds"], first["kind"]) == (61.5, "company")
    assert second["score"] is None
    assert mock.show(known)["final_score"] == 40


def test_a_practice_session_is_kept_as_one(tracker: InterviewTracker, mock: MockInterview) -> None:
    known = tracker.track_practice_session({"turns": [TURN]})
    assert mock.interview(known).mode == "practice"


def test_an_interview_of_this_store_is_not_stored_again(
    tracker: InterviewTracker, mock: MockInterview
) -> None:
    known = tracker.track_mock_interview({"turns": [TURN]})
    assert tracker.track_mock_interview({"interview_id": known, "turns": [TURN]}) == known
    assert len(mock.interviews()) == 1


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"turns": []},
        {"turns": "many"},
        {"turns": ["one"]},
        {"turns": [{"question": "Why us?"}]},
        {"turns": [{"category": "motivation"}]},
        {"turns": [{**TURN, "score": "high"}]},
        {"turns": [{**TURN, "score": 140}]},
        {"turns": [{**TURN, "score": -1}]},
        {"turns": [{**TURN, "score": float("nan")}]},
        {"turns": [{**TURN, "kind": "riddle"}]},
        {"turns": [{**TURN, "self_rating": 101}]},
        {"turns": [{**TURN, "seconds": "long"}]},
        {"turns": [TURN], "started_at": "yesterday"},
        {"turns": [TURN], "started_at": 3},
        {"turns": [TURN], "minutes": "many"},
        {"turns": [TURN], "user": 3},
    ],
    ids=str,
)
def test_what_cannot_be_read_is_refused_and_nothing_is_stored(
    bad: dict[str, Any], tracker: InterviewTracker, mock: MockInterview
) -> None:
    with pytest.raises(BadInput):
        tracker.track_mock_interview(bad)
    assert mock.interviews() == []


def test_the_summary_has_the_documented_keys_and_counts_sessions(
    tracker: InterviewTracker,
) -> None:
    for score in (40, 60):
        turns = [{**TURN, "score": score}, {**TURN, "category": "conflict", "score": 90}]
        tracker.track_mock_interview({"turns": turns})
    summary = tracker.get_progress_summary()
    assert set(summary) == {
        "total_sessions",
        "average_score",
        "improvement_trend",
        "strong_areas",
        "weak_areas",
        "recommended_focus",
    }
    assert (summary["total_sessions"], summary["average_score"]) == (2, 70)
    assert [area["name"] for area in summary["strong_areas"]] == ["conflict"]
    assert [area["name"] for area in summary["weak_areas"]] == ["motivation"]


def test_the_analytics_have_the_documented_keys(tracker: InterviewTracker) -> None:
    tracker.track_mock_interview({"turns": [TURN]})
    analytics = tracker.get_performance_analytics()
    assert set(analytics) == {
        "score_progression",
        "category_performance",
        "time_analysis",
        "improvement_velocity",
        "predictions",
    }
    documented = InterviewTracker.get_performance_analytics.__doc__ or ""
    inner = {name for part in analytics.values() for name in part}
    assert [name for name in inner if name not in documented] == []


def test_analytics_of_nothing_are_whole_and_say_so(tracker: InterviewTracker) -> None:
    analytics = tracker.get_performance_analytics()
    assert analytics["score_progression"]["sessions"] == []
    assert analytics["score_progression"]["long_run"]["score"] is None
    assert analytics["predictions"]["next_session"]["score"] is None
    assert analytics["improvement_velocity"]["per_session"]["slope"] is None
    assert analytics["time_analysis"]["text"] == "No answer was timed yet."


def test_self_ratings_and_hints_of_a_session_held_elsewhere_are_kept(
    tracker: InterviewTracker,
) -> None:
    turns = [{**TURN, "self_rating": 70}, {**TURN, "score": 99, "hints": 1}]
    tracker.track_practice_session({"turns": turns})
    analytics = tracker.get_performance_analytics()
    assert analytics["category_performance"]["self_rating"]["gap"] == 30
    attempts = analytics["score_progression"]["attempts"]
    assert (attempts["counted"], attempts["hinted"], attempts["hint_share"]) == (1, 1, 0.5)
    assert tracker.get_progress_summary()["average_score"] == 40


def test_an_outcome_of_another_name_and_of_a_retake_is_refused(
    tracker: InterviewTracker, mock: MockInterview, strong_answer: str
) -> None:
    started = mock.start_mock_interview("", "neutral", role="nurse")
    known = started["interview_id"]
    mock.conduct_interview_step(known, strong_answer)
    mock.end_mock_interview(known)
    retake = next(iter(list(mock.retake(known, 1))))["interview_id"]
    with pytest.raises(BadInput, match="hired"):
        tracker.tell_outcome(known, "hired")
    with pytest.raises(BadInput, match=known):
        tracker.tell_outcome(retake, "offer")
    assert tracker.tell_outcome(known, "offer")["before"] is None
    assert mock.interview(known).outcome == "offer"


def test_people_who_share_a_store_have_their_own_progress(tracker: InterviewTracker) -> None:
    tracker.track_mock_interview({"turns": [TURN], "user": "ada"})
    assert tracker.get_progress_summary()["total_sessions"] == 0
    assert tracker.get_progress_summary("ada")["average_score"] == 40


def test_a_storage_path_is_the_data_folder(tmp_path: Path) -> None:
    with InterviewTracker(tmp_path / "elsewhere") as tracker:
        tracker.track_mock_interview({"turns": [TURN]})
    assert (tmp_path / "elsewhere" / "store.db").exists()


def test_an_interview_held_here_counts_in_the_summary(
    mock: MockInterview, tracker: InterviewTracker, strong_answer: str
) -> None:
    started = mock.start_mock_interview("", "neutral", role="nurse")
    mock.conduct_interview_step(started["interview_id"], strong_answer)
    report = mock.end_mock_interview(started["interview_id"])
    summary = tracker.get_progress_summary()
    assert (summary["total_sessions"], summary["average_score"]) == (1, report["final_score"])
