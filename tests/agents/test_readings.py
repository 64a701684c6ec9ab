"""Answers are read again in the background, one at a time, and told of once."""

from __future__ import annotations

import threading

import pytest

from agents.evaluator import PLAIN, Manner, Reread
from agents.readings import Readings
from domain import Answer, Assessment, ModelUnavailable, Question, Reading, StoryNotes

QUESTION = Question(id="q", kind="technical", question="What is it?", category="c")
FIRST = Assessment(score=50.0)
READ = Assessment(score=40.0, scored_by="m", readings=(Reading(by="m", score=40.0),))


class Judge:
    """An evaluator whose readings wait until they are let through."""

    def __init__(self, *replies: Reread | Exception) -> None:
        self.replies = list(replies)
        self.let = threading.Event()
        self.asked: list[bool] = []
        self.at_once = 0
        self.most = 0

    def assess(self, question: Question, answer: Answer, manner: Manner = PLAIN) -> Assessment:
        return FIRST

    def reread(
        self,
        question: Question,
        answer: Answer,
        first: Assessment,
        manner: Manner = PLAIN,
        *,
        thorough: bool,
    ) -> Reread:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.let.wait(30)
        self.asked.append(thorough)
        self.at_once -= 1
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def notes(self, text: str) -> StoryNotes:
        return StoryNotes()


def begin(readings: Readings, *turns: str) -> None:
    for turn in turns:
        readings.begin(turn, QUESTION, Answer(text="It is."), FIRST, PLAIN)


def finish(readings: Readings, turn: str) -> Assessment | None:
    return readings.finish(turn, QUESTION, Answer(text="It is."), FIRST, PLAIN)


def test_a_reading_is_not_there_before_it_has_come_and_is_told_once() -> None:
    judge = Judge(Reread(assessment=READ))
    readings = Readings(judge)
    begin(readings, "t", "t")
    assert readings.ready() == {}
    judge.let.set()
    readings.wait()
    assert readings.ready() == {"t": READ}
    assert readings.ready() == {}
    assert finish(readings, "t") is None
    assert judge.asked == [False]


def test_readings_are_made_one_at_a_time() -> None:
    judge = Judge(*[Reread(assessment=READ)] * 3)
    readings = Readings(judge)
    begin(readings, "a", "b", "c")
    judge.let.set()
    readings.wait()
    assert judge.most == 1
    assert set(readings.ready()) == {"a", "b", "c"}


def test_a_second_reading_is_made_when_the_answer_is_finished() -> None:
    judge = Judge(Reread(assessment=FIRST, again=True), Reread(assessment=READ))
    judge.let.set()
    readings = Readings(judge)
    begin(readings, "t")
    readings.wait()
    assert readings.ready() == {}
    assert finish(readings, "t") == READ
    assert judge.asked == [False, True]


@pytest.mark.parametrize("reply", [Reread(assessment=FIRST), ModelUnavailable("gone")])
def test_nothing_is_told_where_the_first_assessment_stands(reply: Reread | Exception) -> None:
    judge = Judge(reply)
    judge.let.set()
    readings = Readings(judge)
    begin(readings, "t")
    readings.wait()
    assert readings.ready() == {}
    assert finish(readings, "t") is None


def test_without_a_model_or_a_score_nothing_is_read() -> None:
    readings = Readings()
    begin(readings, "t")
    assert finish(readings, "t") is None
    judge = Judge()
    unscored = Assessment(score=None, unscored_reason="empty")
    Readings(judge).begin("t", QUESTION, Answer(text=""), unscored, PLAIN)
    assert judge.asked == []


def test_after_the_end_nothing_is_begun_and_the_thread_ends() -> None:
    judge = Judge(Reread(assessment=READ))
    judge.let.set()
    readings = Readings(judge)
    begin(readings, "t")
    readings.close()
    begin(readings, "u")
    worker = readings._worker
    assert worker is not None
    worker.join(30)
    assert not worker.is_alive()
    assert judge.asked == [False]
