"""Proposing the opposite of what a criterion asks costs, whatever words it is said in."""

from __future__ import annotations

import pytest

from agents.evaluator import build, stance
from agents.evaluator.text import read
from domain import Answer, Assessment, Question
from evals.graded import DATA, read_graded
from knowledge.bank import load_bank

PUMP = Question(
    id="pump",
    kind="situational",
    category="safety",
    question=(
        "A workmate wants to run the coolant pump with its cover off until the end of the shift, "
        "and asks you to keep it between you. What do you do?"
    ),
    evaluation_criteria=(
        "Stops the pump until the cover is back on",
        "does not promise to keep it secret",
        "reports it to the foreman",
        "asks why the cover was taken off",
    ),
)
HONEST = (
    "I switch the pump off and it stays off until the cover is screwed on again. I tell him that I "
    "can't keep this between us, and I report it to the foreman before the break. I'd ask him why "
    "he took the cover off, because maybe it overheats and somebody has to mend that."
)
WRONG = (
    "I'd let him carry on with the cover off until the end of the shift, because the pump has run "
    "like that before. I would promise to keep it secret. I wouldn't report it to the foreman."
)


def assessed(question: Question, text: str) -> Assessment:
    return build().assess(question, Answer(text=text))


def opposed(criterion: str, said: str) -> bool:
    return stance.against((criterion,), read(said).sentences).places != (None,)


def test_an_answer_that_lets_it_be_and_keeps_quiet_earns_next_to_nothing() -> None:
    honest, wrong = assessed(PUMP, HONEST), assessed(PUMP, WRONG)
    assert (honest.score or 0.0) >= 70
    assert (wrong.score or 0.0) <= 15
    assert "contradicted" in wrong.flags
    assert "contradicted" not in honest.flags


def test_each_criterion_is_held_against_the_sentence_that_goes_against_it() -> None:
    quotes = {c.criterion: (c.level, c.quotes) for c in assessed(PUMP, WRONG).criteria}
    stopped, kept, reported, asked = (quotes[c] for c in PUMP.evaluation_criteria)
    assert stopped == ("contradicted", (read(WRONG).sentences[0].raw,))
    assert kept[0] == "contradicted"
    assert reported[0] == "contradicted"
    assert asked[0] != "contradicted"


def test_criteria_typed_in_one_line_with_semicolons_are_held_against_one_by_one() -> None:
    typed = PUMP.model_copy(
        update={
            "evaluation_criteria": (),
            "sample_response": "; ".join(PUMP.evaluation_criteria),
        }
    )
    assert (assessed(typed, HONEST).score or 0.0) >= 70
    levels = [c.level for c in assessed(typed, WRONG).criteria]
    assert levels.count("contradicted") == 3


def test_a_good_answer_to_a_short_question_is_not_taken_to_be_beside_it() -> None:
    bus = Question(
        id="bus",
        kind="situational",
        category="own",
        question=(
            "You are a bus driver and a drunk passenger is harassing a young woman. What do you do?"
        ),
        sample_response=(
            "stops the bus and intervenes; calls control or the police; looks after the woman; "
            "does not ignore it"
        ),
    )
    plan = (
        "I pull over, go back and tell him loudly to leave her alone. The doors stay open "
        "so she can get away from him. Control sends the police while I stay next to her, and I "
        "ask whether she wants to sit up front with me."
    )
    beside = (
        "I'd put the two offers next to each other in a table and ask the architect which of them "
        "holds for thirty years. Then I would call the cheaper roofer and haggle over the gutters."
    )
    assert "off_topic" not in assessed(bus, plan).flags
    assert (assessed(bus, beside).score or 0.0) <= 20


def test_a_criterion_of_two_words_between_semicolons_is_judged_too() -> None:
    typed = PUMP.model_copy(
        update={"evaluation_criteria": (), "sample_response": "Stops it; tells the foreman; asks."}
    )
    found = {c.criterion for c in assessed(typed, HONEST).criteria}
    assert {"Stops it", "tells the foreman", "asks"} <= found


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        ("Stops him from driving", "I'd let him drive this once."),
        ("Stops the line", "We turn a blind eye and the line goes on."),
        ("takes the mixer out of service", "I would leave the mixer running until Friday."),
        ("Does not sign the certificate", "To be quick I would sign the certificate."),
        ("Refuses to hand out the master key", "I'd give her the master key for the evening."),
        ("does not accuse the porter", "I would accuse him in front of the guests."),
        ("does not let anybody enter the silo", "I'd let the lads enter it for ten minutes."),
        ("tells the supervisor", "I wouldn't bother the supervisor with such a thing."),
        ("tells the supervisor", "I would look after him and tell nobody."),
        ("records the fall", "There was no harm, so I will say nothing about it."),
        ("informs the parents", "I talk to the girl. There's no need for the parents to know."),
        ("informs the parents or warns the school", "I won't ring or inform the parents."),
        ("admits the mistake", "If it comes out, I'd say it was the other shift."),
        ("Reports the spill", "I would pretend that it had not been there."),
        ("checks the brakes", "I would not check the brakes, they were done in May."),
    ],
)
def test_doing_what_is_ruled_out_or_denying_what_is_asked_goes_against_it(
    criterion: str, said: str
) -> None:
    assert opposed(criterion, said)


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        ("Stops him from driving", "I take his keys and drive him home myself."),
        ("Stops him from driving", "I won't let him drive, not even this once."),
        ("Stops the quarrel", "I stop them and let her finish the sentence."),
        ("Sees that he gets home and does not drive his own car", "I'd drive his car for him."),
        ("does not sign the certificate", "I do not sign the certificate."),
        ("does not sign the certificate", "If I sign the certificate, somebody may get hurt."),
        ("does not accuse the porter", "I accuse nobody before I have looked."),
        ("does not promise silence", "I promise her that I will stay with her."),
        ("tells the supervisor", "She begs me to say nothing. I go to the supervisor."),
        ("tells the supervisor", "I can't keep this to myself and ring the supervisor."),
        ("tells the supervisor", "I wouldn't tell anybody else, only the supervisor."),
        ("reports the spill", "It would be tempting to say nothing."),
        ("reports the spill", "I wouldn't report it before I have seen it with my own eyes."),
        ("informs the parents", "I don't hide it from the parents."),
        ("asks Dana how she is", "I wouldn't ask Dana in front of the class."),
        ("tells the supervisor", "My last boss used to look away and say nothing."),
    ],
)
def test_holding_back_warning_and_other_peoples_doings_go_against_nothing(
    criterion: str, said: str
) -> None:
    assert not opposed(criterion, said)


def test_no_good_answer_goes_against_a_criterion_of_its_own_question() -> None:
    items = [
        (i.question.evaluation_criteria, i.text)
        for i in read_graded(DATA / "graded_reasoned.txt")
        if i.question.kind == "situational" and i.grade >= 60
    ]
    items += [
        (q.evaluation_criteria, q.sample_response)
        for q in load_bank().questions
        if q.kind == "situational" and q.sample_response
    ]
    assert len(items) > 40
    for criteria, text in items:
        assert stance.against(criteria, read(text).sentences).share == 0.0


def test_one_sentence_against_what_is_asked_costs_less_in_speech_without_stops() -> None:
    spoken = (
        "so i switch the pump off first and then i look at it from all sides and i ask him what "
        "made him take it off and we find the cover and put it on again and then i wouldn't report "
        "it to the foreman and after that we go on with the parts for the afternoon"
    )
    share = stance.against(PUMP.evaluation_criteria, read(spoken).sentences).share
    assert 0.0 < share <= 0.5
