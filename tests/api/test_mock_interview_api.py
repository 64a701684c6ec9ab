"""The dicts that programs get from a mock interview."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api import Backstage, MockInterview
from config import Settings
from domain import BadInput, NotFound

AD = "Staff Nurse\nFjord Health looks for a nurse. Salary: 34,000 a year, paid monthly."


def _to_the_end(mock: MockInterview, interview_id: str, answer: str) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []
    while not steps or not steps[-1]["is_complete"]:
        floor = steps and steps[-1]["next_question"]["kind"] == "ask"
        said = "No, thanks." if floor else answer
        steps.append(mock.conduct_interview_step(interview_id, said, seconds=30))
    return steps


def test_starting_gives_the_persona_the_flow_and_the_first_question(mock: MockInterview) -> None:
    started = mock.start_mock_interview(AD, "neutral", minutes=20, count=5)
    assert set(started) == {
        "interview_id",
        "interviewer_persona",
        "interview_flow",
        "estimated_duration",
        "greeting",
        "next_question",
    }
    assert started["estimated_duration"] == 20
    persona = started["interviewer_persona"]
    assert (persona["style"], "lines" in persona) == ("neutral", False)
    flow = started["interview_flow"]
    assert [flow[0]["stage"], flow[-1]["stage"]] == ["greeting", "your questions"]
    assert sum(stage["questions"] for stage in flow) == 5
    assert started["next_question"]["event"] == "question"


def test_the_ad_decides_the_role_and_an_option_wins_over_it(mock: MockInterview) -> None:
    read = mock.start_mock_interview(AD, "neutral")["interview_id"]
    told = mock.start_mock_interview(AD, "neutral", role="accountant")["interview_id"]
    assert mock.interview(read).job.role == "nurse"
    assert mock.interview(told).job.role == "accountant"


def test_the_style_is_friendly_when_none_is_given(mock: MockInterview) -> None:
    assert mock.start_mock_interview(AD)["interviewer_persona"]["style"] == "friendly"


def test_a_step_tells_what_is_said_what_comes_next_and_the_score_so_far(
    mock: MockInterview, strong_answer: str
) -> None:
    started = mock.start_mock_interview(AD, "neutral", count=2)
    steps = _to_the_end(mock, started["interview_id"], strong_answer)
    keys = {
        "interviewer_response",
        "next_question",
        "interviewer_notes",
        "is_complete",
        "current_score",
    }
    assert all(set(step) == keys for step in steps)
    assert all(step["interviewer_response"] for step in steps)
    assert [step["is_complete"] for step in steps[:-1]] == [False] * (len(steps) - 1)
    assert steps[-1]["next_question"] is None
    ended = mock.end_mock_interview(started["interview_id"])
    assert steps[-1]["current_score"] == ended["final_score"]


def test_the_score_so_far_counts_an_answer_of_zero(
    mock: MockInterview, strong_answer: str, stage: Backstage
) -> None:
    started = mock.start_mock_interview(AD, "hr_screen", count=3)
    interview_id, step = started["interview_id"], {"current_score": None}
    for said in ("asdf jkl qwer zxcv asdf", "asdf jkl qwer zxcv asdf", strong_answer):
        step = mock.conduct_interview_step(interview_id, said)
    report = mock.end_mock_interview(interview_id)
    scores = [turn["score"] for turn in report["turns"] if turn["score"] is not None]
    assert 0 in scores
    assert step["current_score"] == report["final_score"]


def test_skipping_and_ending_work_by_word(mock: MockInterview) -> None:
    interview_id = mock.start_mock_interview(AD, "neutral", count=4)["interview_id"]
    skipped = mock.conduct_interview_step(interview_id, "/skip")
    assert skipped["current_score"] is None
    assert skipped["next_question"]["n"] == 2
    ended = mock.conduct_interview_step(interview_id, " /END ")
    assert ended["is_complete"]
    assert mock.interview(interview_id).status == "finished"


def test_ending_gives_the_report_and_again_the_same_one(
    mock: MockInterview, strong_answer: str
) -> None:
    interview_id = mock.start_mock_interview(AD, "neutral")["interview_id"]
    mock.conduct_interview_step(interview_id, strong_answer)
    report = mock.end_mock_interview(interview_id)
    assert set(report) >= {
        "final_score",
        "detailed_feedback",
        "strengths",
        "improvement_areas",
        "interviewer_notes",
        "recommendations",
    }
    assert mock.end_mock_interview(interview_id) == report


def test_all_personas_are_described(mock: MockInterview) -> None:
    personas = mock.get_interviewer_personas()
    assert [set(persona) for persona in personas] == [
        {"name", "style", "description", "question_style"}
    ] * 5


def test_an_unknown_style_or_role_is_not_found(mock: MockInterview) -> None:
    with pytest.raises(NotFound, match="neutral"):
        mock.start_mock_interview(AD, "neutrl")
    with pytest.raises(NotFound, match="nurse"):
        mock.start_mock_interview(AD, role="nurs")
    assert mock.interviews() == []


def test_an_answer_that_arrives_twice_is_kept_once_per_question(
    mock: MockInterview, strong_answer: str, stage: Backstage
) -> None:
    interview_id = mock.start_mock_interview(AD, "neutral", count=3)["interview_id"]
    mock.conduct_interview_step(interview_id, strong_answer)
    mock.conduct_interview_step(interview_id, strong_answer)
    ids = [turn.id for turn in stage.scores.turns(interview_id)]
    assert len(ids) == len(set(ids)) == 2


def test_a_finished_interview_takes_no_more_answers(mock: MockInterview) -> None:
    interview_id = mock.start_mock_interview(AD, "neutral")["interview_id"]
    mock.end_mock_interview(interview_id)
    with pytest.raises(BadInput, match="over"):
        mock.conduct_interview_step(interview_id, "One more thing.")


def test_the_latest_unfinished_interview_is_the_one_gone_on_with(mock: MockInterview) -> None:
    mock.start_mock_interview(AD, "neutral")
    second = mock.start_mock_interview(AD, "neutral")
    assert list(mock.resume())[-1]["text"] == second["next_question"]["text"]


def test_hints_never_show_key_points_and_run_out(mock: MockInterview, stage: Backstage) -> None:
    started = mock.start_mock_interview(AD, "challenging", count=6)
    interview_id, step = started["interview_id"], started["next_question"]
    while step["kind"] != "technical":
        step = mock.conduct_interview_step(interview_id, "/skip")["next_question"]
    hints: list[str] = []
    while (hint := mock.hint(interview_id, len(hints))) is not None:
        hints.append(hint)
    assert len(hints) == len(set(hints)) >= 2
    question = stage.crew.bank.get(step["question_id"])
    given = " ".join(hints).lower()
    assert [point for point in question.key_points if point.lower() in given] == []


def test_deleting_removes_the_interview_its_turns_and_its_checkpoints(
    mock: MockInterview, stage: Backstage, strong_answer: str
) -> None:
    interview_id = mock.start_mock_interview(AD, "neutral")["interview_id"]
    mock.conduct_interview_step(interview_id, strong_answer)
    mock.pause(interview_id)
    assert mock.delete(interview_id) == interview_id
    assert mock.interviews() == []
    assert stage.scores.turns(interview_id) == []
    config: Any = {"configurable": {"thread_id": interview_id}}
    assert list(stage.store.checkpointer().list(config)) == []


class TestWithoutTracking:
    """TRACK_PERFORMANCE=false: nothing is kept once the report was shown."""

    @pytest.fixture
    def stage(self, ready_home: Path) -> Backstage:
        return Backstage(Settings(home=ready_home, track_performance=False))

    def test_no_turn_report_or_checkpoint_is_left(
        self, stage: Backstage, mock: MockInterview, strong_answer: str
    ) -> None:
        interview_id = mock.start_mock_interview(AD, "neutral", count=1)["interview_id"]
        steps = _to_the_end(mock, interview_id, strong_answer)
        assert steps[-1]["current_score"] is not None
        assert mock.interviews() == []
        assert stage.scores.turns(interview_id) == []
        assert stage.scores.by_category() == []
        config: Any = {"configurable": {"thread_id": interview_id}}
        assert list(stage.store.checkpointer().list(config)) == []
        stage.close()

    def test_an_interview_ended_early_still_gives_its_report_once(
        self, stage: Backstage, mock: MockInterview, strong_answer: str
    ) -> None:
        interview_id = mock.start_mock_interview(AD, "neutral")["interview_id"]
        mock.conduct_interview_step(interview_id, strong_answer)
        report = mock.end_mock_interview(interview_id)
        assert report["final_score"] is not None
        assert len(report["turns"]) == 1
        assert mock.interviews() == []
        stage.close()

    def test_an_unfinished_interview_can_still_be_gone_on_with(
        self, stage: Backstage, mock: MockInterview, strong_answer: str
    ) -> None:
        interview_id = mock.start_mock_interview(AD, "neutral")["interview_id"]
        asked = mock.conduct_interview_step(interview_id, strong_answer)["next_question"]
        stage.close()
        again = MockInterview(backstage=Backstage(stage.settings))
        assert list(again.resume())[-1]["text"] == asked["text"]
        again.close()
