"""A whole interview: greeting, questions, probes, the candidate's own questions, report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from api import Backstage, MockInterview
from domain import BadInput, Busy, NotFound, StoreUnavailable
from prompts import find_persona, load_personas

if TYPE_CHECKING:
    from tests.graphs.conftest import Held

Hold = Callable[..., "Held"]
SHORT_WEAK = "We did the rounds as usual on that ward and it went well enough in the end."


def test_an_interview_greets_asks_assesses_hands_over_and_reports(
    hold: Hold, strong_answer: str
) -> None:
    held = hold(count=3)
    assert [event["event"] for event in held.events] == ["greeting", "question"]
    held.to_the_end(strong_answer)
    kinds = [event["event"] for event in held.events]
    assert kinds[-2:] == ["notice", "report"]
    questions = [event for event in held.of("question") if event["kind"] != "ask"]
    assert [event["n"] for event in questions] == [1, 2, 3]
    assert len({event["question_id"] for event in questions}) == 3
    assert len(held.of("assessment")) == len(questions) + len(held.of("follow_up"))


MORE = (
    "",
    " Everybody was there until late in the evening and we had some coffee then.",
    " There were many papers on the table and we went through one after the other.",
)


@pytest.mark.parametrize("style", [persona.style for persona in load_personas()])
def test_a_weak_answer_is_probed_just_as_often_as_the_persona_does(
    style: str, hold: Hold, weak_answer: str
) -> None:
    held = hold(style=style, count=4)
    while not held.on_floor:
        part = held.now["part"]
        held.say(weak_answer if part == 0 else MORE[part])
    follow_ups = Counter(event["n"] for event in held.of("follow_up"))
    assert max(follow_ups.values()) == find_persona(style).max_probes


def test_a_hard_persona_probes_where_a_gentle_one_moves_on(hold: Hold) -> None:
    answer = (
        "Last year on the ward a patient fell at night. I checked him, called the doctor and wrote "
        "the report, and I asked for a lower bed. He was well again after two days."
    )
    gentle, hard = hold(style="friendly", count=3), hold(style="bar_raiser", count=3)
    gentle.to_the_end(answer)
    hard.to_the_end(answer)
    assert len(gentle.of("follow_up")) < len(hard.of("follow_up"))


def test_a_follow_up_asks_for_what_the_assessment_found_missing(
    hold: Hold, weak_answer: str, stage: Backstage
) -> None:
    held = hold(style="bar_raiser", count=2)
    held.say(weak_answer)
    assert held.now["event"] == "follow_up"
    judged = stage.scores.turns(held.id)[-1].assessment
    assert judged is not None
    lines = find_persona("bar_raiser").lines
    gap = judged.gaps[0].kind
    asking = [*lines.get(f"probe_{gap}", ()), *lines.get(f"probe_{gap}_plain", ())]
    asking += stage.crew.bank.get(held.now["question_id"]).follow_up_questions
    pieces = [max(line.split("“{quote}”"), key=len) for line in asking]
    assert any(piece in held.now["text"] for piece in pieces)


def test_a_follow_up_answer_is_judged_together_with_the_first(
    hold: Hold, mock: MockInterview, strong_answer: str
) -> None:
    held = hold(style="bar_raiser", count=3)
    held.hear(mock.skip(held.id))
    assert held.now["kind"] == "behavioral"
    middle = len(strong_answer) // 2
    (first,) = [e for e in held.say(strong_answer[:middle]) if e["event"] == "assessment"]
    assert held.now["event"] == "follow_up"
    (second,) = [e for e in held.say(strong_answer[middle:]) if e["event"] == "assessment"]
    assert (first["n"], first["part"]) == (2, 0)
    assert (second["n"], second["part"]) == (2, 1)
    words = len(strong_answer[:middle].split()) + len(strong_answer[middle:].split())
    assert second["delivery"]["words"] == words > first["delivery"]["words"]
    assert second["delivery"]["words"] == len(strong_answer.split())


def test_the_interviewer_quotes_nothing_but_the_candidates_own_words(
    hold: Hold, strong_answer: str
) -> None:
    held = hold(style="friendly", count=5)
    held.to_the_end(strong_answer)
    texts = [event["text"] for event in held.of("question")[1:]]
    quotes = [text.split("“")[1].split("”")[0] for text in texts if "“" in text]
    quotes = [quote for quote in quotes if quote != "No questions"]
    assert quotes
    assert [quote for quote in quotes if quote not in strong_answer] == []


def test_no_question_or_follow_up_is_worded_twice(hold: Hold, weak_answer: str) -> None:
    held = hold(style="bar_raiser", count=8)
    held.to_the_end(weak_answer)
    said = [event["text"] for event in held.events if "text" in event]
    assert len(said) == len(set(said))
    assert len(said) > 20


def test_two_interviews_of_one_person_do_not_ask_the_same(hold: Hold, strong_answer: str) -> None:
    def asked(held: Held) -> set[str]:
        held.to_the_end(strong_answer)
        return {event["question_id"] for event in held.of("question")} - {"floor"}

    assert not asked(hold(count=5)) & asked(hold(count=5))


def test_a_category_scored_low_before_is_asked_about_again(
    hold: Hold, stage: Backstage, mock: MockInterview
) -> None:
    known = sorted(stage.crew.bank.categories("behavioral"))[0]
    stage.crew.bank.get(hold(count=2).now["question_id"])
    from api import InterviewTracker

    turns = [{"question": "?", "category": known, "answer": "I did.", "score": 12}]
    InterviewTracker(backstage=stage).track_mock_interview({"turns": turns})
    held = hold(count=12)
    held.say(SHORT_WEAK)
    plan = stage.interviews.get(held.id).plan
    assert plan is not None
    again = [item for item in plan.questions if "scored low" in item.why]
    assert {stage.crew.bank.get(item.question_id).category for item in again} == {known}


def test_a_skipped_question_is_no_zero(hold: Hold, mock: MockInterview, strong_answer: str) -> None:
    held = hold(count=2)
    step = held.hear(mock.skip(held.id))
    assert not [event for event in step if event["event"] == "assessment"]
    report = held.to_the_end(strong_answer)
    assert (report["skipped"], report["scored"]) == (1, 1)
    assert report["final_score"] == held.of("assessment")[-1]["score"]
    assert [turn["skipped"] for turn in report["turns"] if turn["n"] == 1] == [True]


def test_ending_early_reports_over_what_was_answered(
    hold: Hold, mock: MockInterview, strong_answer: str
) -> None:
    held = hold(count=5)
    held.say(strong_answer)
    held.hear(mock.end(held.id))
    assert held.now["event"] == "report"
    assert {turn["n"] for turn in held.now["turns"]} == {1}
    said = held.of("notice")[-1]["text"]
    assert said in find_persona("neutral").lines["close_early"]


def test_ending_before_any_answer_gives_a_report_without_a_score(
    hold: Hold, mock: MockInterview
) -> None:
    held = hold()
    held.hear(mock.end(held.id))
    assert held.now["final_score"] is None
    assert held.now["turns"] == []


def _to_the_floor(held: Held, answer: str) -> None:
    while not held.on_floor:
        held.say(answer)


def test_the_candidates_question_is_answered_from_the_ad(hold: Hold, strong_answer: str) -> None:
    held = hold(count=1)
    _to_the_floor(held, strong_answer)
    held.say("May I work from home?")
    assert "“You may work from home one day a week for paperwork.”" in held.now["text"]
    assert held.on_floor
    held.say("Which programming language does the ward use?")
    assert "“" not in held.now["text"]
    held.say("No, thanks.")
    assert held.now["event"] == "report"
    asked = [turn for turn in held.now["turns"] if turn["kind"] == "ask"]
    assert [turn["score"] for turn in asked] == [None, None, None]


def test_the_floor_closes_after_five_questions(hold: Hold, strong_answer: str) -> None:
    held = hold(count=1)
    _to_the_floor(held, strong_answer)
    for _ in range(5):
        assert held.on_floor
        held.say("What is the salary?")
    assert held.now["event"] == "report"


def test_the_report_holds_the_transcript_and_the_mean_of_the_last_scores(
    hold: Hold, weak_answer: str
) -> None:
    held = hold(style="challenging", count=3)
    report = held.to_the_end(weak_answer)
    last = {event["n"]: event["score"] for event in held.of("assessment")}
    assert report["final_score"] == pytest.approx(sum(last.values()) / len(last), abs=0.06)
    spoken = [event["text"] for event in held.events if event["event"] in ("question", "follow_up")]
    assert [turn["question"] for turn in report["turns"]] == spoken
    answers = [turn["answer"] for turn in report["turns"] if turn["kind"] != "ask"]
    assert set(answers) == {weak_answer}


def test_an_answer_to_a_finished_interview_is_refused_with_where_to_look(
    hold: Hold, mock: MockInterview
) -> None:
    held = hold()
    held.hear(mock.end(held.id))
    with pytest.raises(BadInput, match=f"interviews show {held.id}"):
        list(mock.answer(held.id, "One more thing."))


def test_an_interview_goes_on_in_another_process_at_the_same_question(
    hold: Hold, stage: Backstage, strong_answer: str
) -> None:
    held = hold(style="challenging", count=4)
    held.say(strong_answer)
    standing = held.now
    stage.close()
    later = Backstage(stage.settings)
    again = list(MockInterview(backstage=later).resume())
    later.close()
    assert again == [standing]


def test_a_second_process_is_told_who_holds_the_interview(hold: Hold, stage: Backstage) -> None:
    import os

    held = hold()
    other = Backstage(stage.settings)
    with pytest.raises(Busy, match=str(os.getpid())):
        list(MockInterview(backstage=other).resume(held.id))
    held.mock.pause(held.id)
    assert list(MockInterview(backstage=other).resume(held.id)) == [held.now]
    other.close()


def test_going_on_with_a_finished_interview_shows_its_report_again(
    hold: Hold, mock: MockInterview, strong_answer: str
) -> None:
    held = hold(count=1)
    report = held.to_the_end(strong_answer)
    assert list(mock.resume(held.id)) == [report]
    assert mock.show(held.id) == report


class _PulledPlug(Exception):
    """The process dying, as far as the graph can tell."""


@pytest.mark.parametrize("step", ["evaluator.assess", "scores.record", "interviewer.plan"])
def test_an_answer_whose_step_broke_off_is_worked_on_when_going_on(
    step: str, hold: Hold, stage: Backstage, monkeypatch: pytest.MonkeyPatch, strong_answer: str
) -> None:
    held = hold(count=2)
    room, name = step.split(".")

    def pulled(*args: Any, **kwargs: Any) -> Any:
        raise _PulledPlug

    with monkeypatch.context() as patch:
        patch.setattr(type(getattr(stage.crew, room)), name, pulled)
        with pytest.raises(_PulledPlug):
            held.say(strong_answer)
    stage.close()
    later = Backstage(stage.settings)
    going_on = list(MockInterview(backstage=later).resume(held.id))
    turns = later.scores.turns(held.id)
    later.close()
    assert [turn.answer for turn in turns] == [strong_answer]
    assert going_on[-1]["event"] in ("question", "follow_up")
    assert (going_on[-1]["n"], going_on[-1]["part"]) != (1, 0)


def test_after_a_step_broke_off_an_answer_is_not_refused_as_over(
    hold: Hold, stage: Backstage, monkeypatch: pytest.MonkeyPatch, strong_answer: str
) -> None:
    held = hold(count=2)

    def pulled(*args: Any, **kwargs: Any) -> Any:
        raise _PulledPlug

    with monkeypatch.context() as patch:
        patch.setattr(type(stage.crew.evaluator), "assess", pulled)
        with pytest.raises(_PulledPlug):
            held.say(strong_answer)
    with pytest.raises(BadInput) as raised:
        held.say("And another thing I did.")
    assert "is over" not in str(raised.value)
    assert f"--continue {held.id}" in str(raised.value)


@pytest.mark.parametrize("bad", [{"minutes": 0}, {"minutes": 241}, {"count": 0}, {"count": 61}])
def test_an_impossible_length_is_refused(bad: dict[str, int], hold: Hold) -> None:
    with pytest.raises(BadInput):
        hold(**bad)


def test_unknown_ids_list_the_known_ones(hold: Hold, mock: MockInterview) -> None:
    held = hold()
    with pytest.raises(NotFound, match=held.id):
        list(mock.resume("nothing-like-it"))


def test_with_nothing_unfinished_going_on_says_how_to_start(mock: MockInterview) -> None:
    with pytest.raises(NotFound, match=r"run\.py mock"):
        list(mock.resume())


def test_a_read_only_store_is_a_clear_error_and_loses_nothing(
    hold: Hold, stage: Backstage, strong_answer: str
) -> None:
    import os

    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    held = hold()
    stage.store.file.chmod(0o400)
    with pytest.raises(StoreUnavailable):
        list(MockInterview(backstage=Backstage(stage.settings)).resume(held.id))


def test_an_answer_in_german_is_asked_for_in_english_and_then_judged_alone(
    hold: Hold, strong_answer: str, stage: Backstage
) -> None:
    held = hold(style="neutral")
    held.say(
        "Ich habe im letzten Winter den Dienstplan für unsere Station neu geschrieben, weil "
        "nachts immer zu wenige Leute da waren, und danach gab es deutlich weniger Stürze."
    )
    assert held.now["event"] == "follow_up"
    assert "English" in held.now["text"]
    held.say(strong_answer)
    german, english = stage.scores.turns(held.id, 1)
    assert german.score is None
    assert english.assessment is not None
    assert "other_language" not in english.assessment.flags
    assert (english.score or 0) > 0


def test_a_question_put_again_is_no_turn_and_keeps_the_follow_up_on_the_table(
    hold: Hold, stage: Backstage
) -> None:
    held = hold(style="neutral")
    first = held.now["text"]
    held.say("Sorry, could you repeat the question?", 20.0)
    assert held.now["event"] == "question"
    assert held.now["n"] == 1
    assert held.now["text"] != first
    assert stage.scores.turns(held.id) == []
    held.say(SHORT_WEAK)
    probe = held.now
    assert probe["event"] == "follow_up"
    held.say("What do you mean by that?")
    assert held.now["event"] == "follow_up"
    assert held.now["text"].endswith(probe["text"])
    assert [turn.answer for turn in stage.scores.turns(held.id)] == [SHORT_WEAK]
