"""What a model may say for the interviewer, and what is said instead where it may not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest
from pydantic import BaseModel

from agents.interviewer import Heard, Scene, build, with_model
from agents.interviewer.discretion import gives_away, judges, sentences, takes_up
from agents.interviewer.made import place_made
from domain import (
    Assessment,
    Gap,
    Job,
    ModelUnavailable,
    ModelUse,
    Plan,
    PlannedQuestion,
    Question,
)
from knowledge.bank import load_bank
from prompts import find_persona
from prompts.templates import Prompt
from tools.questions import QuestionFinder

Schema = TypeVar("Schema", bound=BaseModel)

QUESTION = Question(
    id="t-1",
    kind="technical",
    question="A pump on the night shift loses pressure. How do you find out why?",
    category="faults",
    key_points=(
        "Checks the inlet filter for dirt before opening the pump",
        "Compares the pressure with the log of the last days",
    ),
    follow_up_questions=("What would you look at first?",),
)
ANSWER = "I asked Marta of the late shift what she heard, and then I read the log of 3 March twice."
JOB = Job(role="mechanical_engineer", title="Pump engineer", text="Pump engineer. You mend pumps.")
NEXT = Question(id="n-1", kind="technical", question="What is cavitation?", category="faults")


class Talker:
    """A session that says one thing, in pieces, and fails where it is told to."""

    name = "talker"
    use = ModelUse()

    def __init__(self, said: str, *, fails_after: int | None = None) -> None:
        self.said = said
        self.fails_after = fails_after
        self.prompts: list[Prompt] = []

    def ask(self, prompt: Prompt, schema: type[Schema], *, keep: bool = False) -> Schema:
        raise ModelUnavailable("it only talks")

    def stream(self, prompt: Prompt) -> Iterator[str]:
        self.prompts.append(prompt)
        for n, piece in enumerate(self.said[i : i + 7] for i in range(0, len(self.said), 7)):
            if n == self.fails_after:
                raise ModelUnavailable("it broke off")
            yield piece

    def report(self, trouble: str) -> None:
        raise AssertionError(trouble)

    def news(self) -> list[str]:
        return []


def scene(*before: str) -> Scene:
    return Scene(
        persona=find_persona("neutral"),
        job=JOB,
        minutes=30,
        seed="s",
        before=before,
        asked="technical",
    )


HEARD = Heard(text=ANSWER, question=QUESTION, assessment=Assessment(score=50.0))


def ask(
    said: str, *, fails_after: int | None = None, heard: Heard = HEARD
) -> tuple[str, list[str]]:
    """The line, and what was said before it was complete."""
    session = Talker(said, fails_after=fails_after)
    interviewer = with_model(build(load_bank(), _no_finder), load_bank(), session)
    aloud: list[str] = []
    line = interviewer.ask(scene(), NEXT, heard=heard, say=aloud.append)
    return line.text, aloud


def _no_finder() -> QuestionFinder:
    raise AssertionError("no question is looked up")


def probe(said: str, *before: str) -> tuple[str, str]:
    """The follow-up, and the one that needs no model."""
    plain = build(load_bank(), _no_finder)
    interviewer = with_model(plain, load_bank(), Talker(said))
    gap = Gap(kind="detail", quote="I read the log of 3 March twice")
    assessment = Assessment(score=50.0)
    line = interviewer.probe(scene(*before), QUESTION, gap, assessment, answer=ANSWER)
    return line.text, plain.probe(scene(*before), QUESTION, gap, assessment).text


def test_what_takes_up_the_answer_is_said_at_once_and_the_question_follows_word_for_word() -> None:
    line, aloud = ask("You asked Marta of the late shift. You read the log of 3 March twice.")
    assert aloud == ["You asked Marta of the late shift.", "You read the log of 3 March twice."]
    assert line == f"{' '.join(aloud)} {NEXT.question}"


@pytest.mark.parametrize(
    "said",
    [
        "That is a fine thing to hear.",
        "You asked Marta, so what did she say?",
        "You asked Marta, which is an excellent answer.",
        "You asked Marta and I give you 8/10 for it.",
        "You asked Marta, but you should have checked the inlet filter for dirt.",
        "You asked Marta, and the inlet filter may hold dirt before opening the pump.",
        "You asked Marta and Globex lost 40 pumps.",
        "Du hast Marta gefragt und das war eine gute Idee von dir.",
        "As an AI language model I heard that you asked Marta.",
        "You asked **Marta**.",
        "You asked Marta; see http://example.com/x for more.",
        "Marta " * 60 + ".",
        "",
        "You asked Marta",
        "Marta of the late shift heard it.",
    ],
)
def test_what_may_not_be_said_is_not_said(said: str) -> None:
    line, aloud = ask(said)
    assert aloud == []
    assert line.endswith(NEXT.question)
    assert not said or said.strip(".") not in line


def test_only_what_comes_before_the_first_fault_is_said() -> None:
    line, aloud = ask("You asked Marta of the late shift. Excellent answer! You read the log.")
    assert aloud == ["You asked Marta of the late shift."]
    assert line == f"{aloud[0]} {NEXT.question}"


def test_talk_that_breaks_off_leaves_what_was_said_and_the_question() -> None:
    line, aloud = ask("You asked Marta of the late shift. And then you went", fails_after=7)
    assert aloud == ["You asked Marta of the late shift."]
    assert line.endswith(NEXT.question)


def test_noise_a_skip_and_an_answer_cut_short_are_not_sent() -> None:
    for heard in (
        Heard(text=""),
        Heard(text="asdf asdf", question=QUESTION, assessment=Assessment(score=0.0)),
        HEARD.model_copy(update={"cut_short": True}),
        HEARD.model_copy(update={"assessment": None}),
    ):
        session = Talker("You asked Marta of the late shift.")
        interviewer = with_model(build(load_bank(), _no_finder), load_bank(), session)
        interviewer.ask(scene(), NEXT, heard=heard)
        assert session.prompts == []


def test_a_follow_up_that_concerns_the_answer_is_asked() -> None:
    said = "You read the log of 3 March twice. What did you look for in it?"
    assert probe(said)[0] == said


@pytest.mark.parametrize(
    "said",
    [
        "What did you do then?",
        "You read the log twice. Why? And what did Marta say?",
        "You read the log twice. Tell me more.",
        "You read the log twice. Was the inlet filter full of dirt before opening the pump?",
        "You read the log twice, as they do at Globex. What did you look for?",
        "Is that your best answer about the log, or do you have a better answer?",
        "Was hast du im Protokoll vom 3. März gesucht und was hat Marta gesagt?",
        "You read the log. You asked Marta. You went home. What then?",
        "You read the log of 3 March twice. What did you look",
    ],
)
def test_a_follow_up_that_may_not_be_asked_gives_way_to_the_built_in_one(said: str) -> None:
    asked, built_in = probe(said)
    assert asked == built_in


def test_a_follow_up_is_not_put_twice() -> None:
    said = "You read the log of 3 March twice. What did you look for in it?"
    asked, built_in = probe(said, said)
    assert asked == built_in != said


def test_neither_prompt_holds_what_is_looked_for() -> None:
    session = Talker("You asked Marta.")
    interviewer = with_model(build(load_bank(), _no_finder), load_bank(), session)
    interviewer.ask(scene(), NEXT, heard=HEARD)
    interviewer.probe(scene(), QUESTION, Gap(kind="key_point"), None, answer=ANSWER)
    assert len(session.prompts) == 2
    for prompt in session.prompts:
        assert "inlet filter" not in prompt.system + prompt.user


def test_a_sentence_ends_where_the_next_begins() -> None:
    assert sentences("I saw 3.5 bar. Then? “Yes.” And") == (
        ["I saw 3.5 bar.", "Then?", "“Yes.”"],
        " And",
    )


def test_a_point_is_given_away_by_its_words_and_not_by_those_of_the_answer() -> None:
    told = "So the inlet filter may hold dirt."
    assert gives_away(told, QUESTION, ANSWER)
    assert not gives_away(told, QUESTION, "I look at the inlet filter for dirt before opening it.")
    assert not gives_away("You looked at the log of the pump.", QUESTION, ANSWER)


def test_a_verdict_is_one_and_plain_speech_is_none() -> None:
    assert judges("That's a strong answer.")
    assert judges("You are right.")
    assert not judges("At one point you read the log.")
    assert takes_up("You asked Marta.", ANSWER, QUESTION.question)
    assert not takes_up("The pump on the night shift.", ANSWER, QUESTION.question)


def test_made_questions_take_at_most_half_the_places_of_their_kind_and_never_the_opening() -> None:
    kinds = ("company", "technical", "technical", "technical", "behavioral")
    plan = Plan(
        questions=tuple(
            PlannedQuestion(question_id=f"q{n}", kind=kind, why="") for n, kind in enumerate(kinds)
        ),
        minutes=30,
    )
    made = [
        Question(id=f"m{n}", kind="technical", question="?", category="c", derived_from="the ad")
        for n in range(4)
    ]
    opening = Question(id="m9", kind="company", question="?", category="c", derived_from="the ad")
    placed = place_made(plan, [*made, opening])
    ids = [question.question_id for question in placed.questions]
    assert ids == ["q0", "q1", "m0", "m1", "q4"]
    assert [question.id for question in placed.made] == ["m0", "m1"]
    assert "the ad" in placed.questions[2].why
