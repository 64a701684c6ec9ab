"""A retake asks one question again from the state before its answer; the original stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from api import Backstage, InterviewTracker, MockInterview
from domain import BadInput, NotFound

if TYPE_CHECKING:
    from tests.graphs.conftest import Held

Hold = Callable[..., "Held"]


@pytest.fixture
def finished(hold: Hold, weak_answer: str) -> Held:
    held = hold(style="friendly", count=3)
    held.to_the_end(weak_answer)
    return held


def _retake(mock: MockInterview, held: Held, n: int, answer: str) -> tuple[str, list[dict]]:  # type: ignore[type-arg]
    events = list(mock.retake(held.id, n))
    new_id = events[0]["interview_id"]
    while events[-1]["event"] != "report":
        events += mock.answer(new_id, answer)
    return new_id, events


def test_the_same_question_is_asked_again_without_what_led_to_it(
    finished: Held, mock: MockInterview
) -> None:
    first = next(e for e in finished.of("question") if e["n"] == 2)
    notice, again = mock.retake(finished.id, 2)
    assert notice["event"] == "notice"
    for name in ("event", "n", "part", "question_id", "kind"):
        assert again[name] == first[name]
    assert first["text"].endswith(again["text"])
    assert len(again["text"]) < len(first["text"])


def test_a_question_that_was_asked_and_not_answered_counts_among_those_there_are(
    hold: Hold, mock: MockInterview, weak_answer: str
) -> None:
    held = hold(style="friendly", count=3)
    while held.now["n"] < 2 or held.now["event"] != "question":
        held.say(weak_answer)
    held.hear(mock.end(held.id))
    with pytest.raises(NotFound, match=r"it has 1, 2$"):
        list(mock.retake(held.id, 9))
    assert [event["event"] for event in mock.retake(held.id, 2)] == ["notice", "question"]


def test_both_assessments_stand_side_by_side_and_the_original_stays(
    finished: Held, mock: MockInterview, strong_answer: str, weak_answer: str, stage: Backstage
) -> None:
    report, turns = mock.show(finished.id), stage.scores.turns(finished.id)
    new_id, _ = _retake(mock, finished, 2, strong_answer)
    before, now = mock.compare(new_id)
    assert {event["answer"] for event in before} == {weak_answer}
    assert {event["answer"] for event in now} == {strong_answer}
    assert now[-1]["criteria"] != before[-1]["criteria"]
    assert {event["n"] for event in (*before, *now)} == {2}
    assert mock.show(finished.id) == report
    assert stage.scores.turns(finished.id) == turns


def test_a_retake_is_one_question_long(
    finished: Held, mock: MockInterview, strong_answer: str
) -> None:
    _, events = _retake(mock, finished, 1, strong_answer)
    assert {turn["n"] for turn in events[-1]["turns"]} == {1}
    asked = [event for event in events if event["event"] == "question"]
    assert len(asked) == 1


def test_a_question_can_be_retaken_twice_and_each_is_kept(
    finished: Held, mock: MockInterview, strong_answer: str
) -> None:
    one, _ = _retake(mock, finished, 1, strong_answer)
    two, _ = _retake(mock, finished, 1, strong_answer)
    assert one != two
    sources = {item.id: item.source for item in mock.interviews()}
    assert sources == {finished.id: None, one: (finished.id, 1), two: (finished.id, 1)}


def test_a_retake_survives_being_put_aside(
    finished: Held, stage: Backstage, strong_answer: str
) -> None:
    notice, again = MockInterview(backstage=stage).retake(finished.id, 3)
    stage.close()
    later = MockInterview(backstage=Backstage(stage.settings))
    assert list(later.resume()) == [again]
    *_, report = later.answer(notice["interview_id"], strong_answer)
    assert report["event"] in ("report", "follow_up")
    later.close()


def test_an_unfinished_interview_is_not_retaken(hold: Hold, mock: MockInterview) -> None:
    held = hold()
    with pytest.raises(BadInput, match=f"--continue {held.id}"):
        list(mock.retake(held.id, 1))


@pytest.mark.parametrize("n", [0, 4, 99, -1])
def test_an_unknown_question_lists_those_there_are(
    n: int, finished: Held, mock: MockInterview
) -> None:
    with pytest.raises(NotFound, match="1 to 3"):
        list(mock.retake(finished.id, n))
    assert len(mock.interviews()) == 1


def test_an_unknown_interview_lists_the_known_ones(finished: Held, mock: MockInterview) -> None:
    with pytest.raises(NotFound, match=finished.id):
        list(mock.retake("0101-zzzz", 1))


def test_what_was_held_elsewhere_says_why_it_cannot_be_retaken(
    stage: Backstage, mock: MockInterview
) -> None:
    turns = [{"question": "Why us?", "category": "motivation", "answer": "I like it.", "score": 40}]
    elsewhere = InterviewTracker(backstage=stage).track_mock_interview({"turns": turns})
    with pytest.raises(NotFound) as raised:
        list(mock.retake(elsewhere, 1))
    assert "has no question 1; it has 1" not in str(raised.value)


def test_what_was_held_elsewhere_is_not_begun_anew_by_going_on(
    stage: Backstage, mock: MockInterview
) -> None:
    turns = [{"question": "Why us?", "category": "motivation", "answer": "I like it.", "score": 40}]
    elsewhere = InterviewTracker(backstage=stage).track_mock_interview({"turns": turns})
    events = list(mock.resume(elsewhere))
    assert [event["event"] for event in events] == ["report"]


def test_only_a_retake_can_be_compared(finished: Held, mock: MockInterview) -> None:
    with pytest.raises(BadInput, match="not a retake"):
        mock.compare(finished.id)
