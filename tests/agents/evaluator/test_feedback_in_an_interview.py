"""Over a whole interview no advice repeats itself, and its voice is the interviewer's."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from agents.evaluator.rubric import phrases
from api import MockInterview
from domain import Job
from knowledge.bank import load_bank

QUESTIONS = 60
WEAK = (
    "We had a problem with a delivery once and everybody was stressed. We talked about it with "
    "the others and in the end it was fine."
)
JOB = Job(role="nurse", title="Staff Nurse", company="Fjord Health", text="Staff Nurse wanted.")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


def assessments(mock: MockInterview, style: str, count: int, answer: str) -> list[dict[str, Any]]:
    """Those of an interview in which every question gets the same answer."""
    events = list(mock.begin(JOB, style, minutes=240, count=count))
    interview = events[0]["interview_id"]
    while events[-1]["event"] != "report":
        said = "No, thank you." if events[-1].get("kind") == "ask" else answer
        events += mock.answer(interview, said, seconds=20)
    return [event for event in events if event["event"] == "assessment"]


def lines(found: list[dict[str, Any]]) -> list[str]:
    """Everything that was praised and advised, in order."""
    return [line for event in found for line in (*event["strengths"], *event["improvements"])]


def test_sixty_questions_with_the_same_answer_get_no_line_twice_and_none_without_a_quote(
    mock: MockInterview,
) -> None:
    found = assessments(mock, "friendly", QUESTIONS, WEAK)
    assert len(found) > QUESTIONS
    told = lines(found)
    assert [line for line, times in Counter(told).items() if times > 1] == []
    bank = load_bank().questions
    points = {p.rstrip(".") for q in bank for p in (*q.key_points, *q.evaluation_criteria)}
    for sentence in (sentence for line in told for sentence in _SENTENCE.split(line)):
        quoted = re.findall(r"“([^”]+)”", sentence)
        assert any(quote in WEAK or quote in points for quote in quoted), sentence


def test_advice_is_in_the_voice_of_the_interviewer(mock: MockInterview) -> None:
    for style in ("challenging", "hr_screen"):
        frames = [
            re.escape(frame).replace(r"\{lead\}", ".+").replace(r"\{ask\}", ".+")
            for frame in phrases("frames", style)
        ]
        for event in assessments(mock, style, 2, WEAK):
            for line in event["improvements"]:
                said = line.partition(": ")[2]
                assert any(re.fullmatch(frame, said) for frame in frames), line


def test_why_tells_how_the_score_came_about(mock: MockInterview) -> None:
    (greeting, *_) = mock.begin(JOB, "neutral", minutes=30, count=2)
    list(mock.answer(greeting["interview_id"], WEAK))
    event = mock.why(greeting["interview_id"])
    assert event is not None
    assert event["working"][-1] == f"The score is {event['score']:g}."
