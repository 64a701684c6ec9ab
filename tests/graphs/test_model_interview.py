"""Whole interviews over a server of a language model, good or bad: each has a true report."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api import Backstage, MockInterview
from config import load_settings
from domain import Turn, standing_turns
from knowledge.naming import fill_names
from tests.model.interview_brain import interviews, talk
from tests.model.model_replies import (
    Big,
    Brain,
    Cut,
    Empty,
    Fail,
    Hang,
    HangAfter,
    Raw,
    Refuse,
    Reply,
    Request,
    Say,
    json_of,
    script,
)
from tests.model.serving import ModelServer

AD = """Staff Nurse, Northern Care, Leeds.
We look for a staff nurse for our acute medical ward with 28 beds.
You plan and document care in SystmOne, give intravenous medication, and mentor student nurses.
You hold a valid registration. Shifts rotate; the salary is 34,000 a year. Parking is free.
"""
ANSWERS = (
    "I have nursed for six years on a respiratory ward in Bradford, and your ad speaks of "
    "mentoring students. I mentored four students last year and wrote their plans with them, so I "
    "want to do more of that with you.",
    "In March two infusion pumps failed within an hour on our night shift. I was responsible for "
    "the four patients in that bay. I checked each patient first, moved the most urgent one to the "
    "spare pump and wrote down every dose by hand. No dose was missed, and since then a list "
    "beside the door has cut the search for spares from ten minutes to two.",
    "First I would look at the patient and measure the pressure myself, because a number on a "
    "chart can be wrong. Then I would call the doctor on duty and stay with the patient until she "
    "is there, and afterward I write down what I saw and when.",
    "I asked the colleague for a talk after the shift and told him what I had seen in the drug "
    "cupboard. We agreed that whoever opens it signs for it, and I showed him the log. After three "
    "weeks no line was empty any more.",
    "We did it together as a team and it went fine in the end, I think.",
)
SECRET = "sk-the-key-of-this-test"


class Interview:
    """One interview held with a server, answer by answer."""

    def __init__(self, server: ModelServer, home: Path, **options: Any) -> None:
        self.server = server
        settings = load_settings(
            home=home,
            openai_api_key=SECRET,
            openai_base_url=options.pop("base_url", server.base_url),
            openai_model=options.pop("model", "fake-model"),
            openai_timeout=options.pop("timeout", 30),
            **options,
        )
        self.stage = Backstage(settings)
        self.mock = MockInterview(backstage=self.stage)
        self.events: list[dict[str, Any]] = []
        self.id = ""

    def begin(self, minutes: int = 12, count: int = 4) -> None:
        job = self.mock.read_job(AD)
        begun = self.take(self.mock.begin(job, "neutral", minutes=minutes, count=count))
        self.id = begun[0]["interview_id"]

    def take(self, events: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
        taken = list(events)
        self.events += taken
        return taken

    def say(self, text: str, seconds: float = 20) -> list[dict[str, Any]]:
        return self.take(self.mock.answer(self.id, text, seconds=seconds))

    def hold(self, most: int = 14) -> dict[str, Any]:
        """To the end; the report."""
        self.begin()
        turn = 0
        while self.events[-1]["event"] != "report" and turn < most:
            asking = self.events[-1]["kind"] == "ask"
            self.say("No, thank you." if asking else ANSWERS[turn % len(ANSWERS)])
            turn += 1
        if self.events[-1]["event"] != "report":
            self.take(self.mock.end(self.id))
        return self.events[-1]

    def turns(self) -> list[Turn]:
        return self.stage.scores.turns(self.id)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["event"] == kind]


Hold = Callable[..., Interview]


@pytest.fixture
def held(ready_home: Path) -> Iterator[Hold]:
    opened: list[Interview] = []
    servers: list[ModelServer] = []

    def start(brain: Brain | Reply, **options: Any) -> Interview:
        serving = {k: options.pop(k) for k in ("delay", "tls", "takes_schema") if k in options}
        server = ModelServer(brain if callable(brain) else script(brain), **serving)
        servers.append(server)
        interview = Interview(server, ready_home, **options)
        opened.append(interview)
        return interview

    yield start
    for interview in opened:
        interview.mock.close()
    for server in servers:
        server.stop()


def good(request: Request) -> Reply:
    """A model of high quality; it makes no questions of its own."""
    return interviews({"MadeQuestions": json_of({"questions": []}), **_COACH})(request)


_COACH: dict[str, Any] = {
    "Review": json_of({"sentences": []}),
    "StrongerAnswers": json_of({"answers": []}),
    "Pointed": json_of({"found": False, "quote": ""}),
}


def assert_true(interview: Interview, report: dict[str, Any]) -> None:
    """The report is of what was said and how it was judged, and nothing leaked."""
    turns = interview.turns()
    assert report["event"] == "report"
    assert [turn["answer"] for turn in report["turns"]] == [turn.answer for turn in turns]
    scores = [turn.score for turn in standing_turns(turns) if turn.score is not None]
    assert report["scored"] == len(scores)
    assert report["final_score"] == pytest.approx(sum(scores) / len(scores), abs=0.06)
    assert all(0 <= score <= 100 for score in scores)
    for turn in turns:
        for criterion in turn.assessment.criteria if turn.assessment else ():
            assert all(
                quote in " ".join(_answered(turns, turn).split()) or quote in _answered(turns, turn)
                for quote in criterion.quotes
            )
    said = json.dumps(interview.events)
    assert SECRET not in said
    assert "Traceback" not in said


def _answered(turns: list[Turn], turn: Turn) -> str:
    return "\n\n".join(t.answer for t in turns if t.n == turn.n and t.part <= turn.part)


def assert_discreet(interview: Interview) -> None:
    """Nothing the interviewer said gives a key point away or tells a score."""
    stored = interview.stage.crew.scores.finished(interview.id)
    for event in interview.of("question") + interview.of("follow_up") + interview.of("speaking"):
        if event.get("kind") == "ask" or "question_id" not in event:
            continue
        question = interview.stage.crew.question(stored, event["question_id"])
        named = fill_names(question, stored.job)
        for point in (*named.key_points, *named.evaluation_criteria):
            assert point.lower().rstrip(".") not in event["text"].lower()


def test_a_good_model_speaks_and_reads_and_the_report_accounts_for_it(held: Hold) -> None:
    interview = held(good)
    report = interview.hold()
    assert_true(interview, report)
    assert_discreet(interview)
    assert interview.of("speaking")
    assert not interview.of("notice") or all(
        "model" not in e["text"] for e in interview.of("notice")
    )
    judged = [turn.assessment for turn in interview.turns() if turn.assessment]
    assert {one.scored_by for one in judged} & {"fake-model"}
    assert all(len(one.readings) >= 2 for one in judged if one.score and one.criteria)
    forms = {request.schema_name for request in interview.server.requests}
    assert forms == {"", "AnswerReading", "MadeQuestions", "Review", "StrongerAnswers"}
    use = report["model"]
    assert use["calls"] == interview.server.calls
    assert use["failed"] == 0
    assert use["trouble"] == []
    assert use["tokens_sent"] > 0


MADE = [
    {
        "kind": "technical",
        "question": "You give intravenous medication here at night: how do you make sure the right "
        "dose reaches the right patient?",
        "from_ad": "give intravenous medication",
        "key_points": [
            "Checks the patient's identity against chart and wristband",
            "Has a second nurse check dose and pump setting",
            "Watches the patient after the dose for a reaction",
        ],
        "follow_ups": ["What do you do when nobody is free?", "When would you stop the infusion?"],
        "difficulty": "medium",
    },
    {
        "kind": "behavioral",
        "question": "Tell me about a time you mentored student nurses who struggled with their "
        "documentation.",
        "from_ad": "mentor student nurses",
        "key_points": [
            "Says what the student could not do at first",
            "Shows how they taught it step by step",
            "Tells what the student could do afterward",
        ],
        "follow_ups": ["What did the student say to that?", "How long did it take?"],
        "difficulty": "medium",
    },
]


def test_questions_made_from_the_ad_are_asked_scored_hinted_and_retaken(held: Hold) -> None:
    def making(request: Request) -> Reply:
        made = json_of({"questions": MADE})
        return made if request.schema_name == "MadeQuestions" else good(request)

    interview = held(making)
    interview.begin(minutes=30, count=8)
    asked: dict[str, Any] = {}
    for turn in range(24):
        last = interview.events[-1]
        if last["event"] == "report" or last.get("kind") == "ask":
            break
        if last["question_id"].startswith("made-"):
            asked.setdefault(last["question_id"], last)
            assert interview.mock.hint(interview.id, 0)
            assert interview.mock.asked(interview.id) is None or last["event"] == "follow_up"
        interview.say(ANSWERS[turn % len(ANSWERS)])
    report = interview.take(interview.mock.end(interview.id))[-1]
    assert_true(interview, report)
    assert len(asked) == 2
    told = {one["question"] for one in MADE}
    assert all(any(event["text"].endswith(text) for text in told) for event in asked.values())
    assert sum(request.schema_name == "MadeQuestions" for request in interview.server.requests) == 1
    assert not any("--category named_in_the_ad" in step for step in report["recommendations"])
    n = next(iter(asked.values()))["n"]
    first = interview.id
    interview.begin(minutes=30, count=8)
    interview.say(ANSWERS[0])
    interview.say(ANSWERS[1])
    later = interview.stage.interviews.get(interview.id)
    assert later.plan is not None
    assert later.plan.made == ()
    interview.take(interview.mock.end(interview.id))
    interview.id = first
    again = interview.take(interview.mock.retake(interview.id, n))
    retaken = again[0]["interview_id"]
    assert any(again[-1]["text"].endswith(text) for text in told)
    done = interview.take(interview.mock.answer(retaken, ANSWERS[1], seconds=20))
    if done[-1]["event"] != "report":
        done = interview.take(interview.mock.end(retaken))
    assert done[-1]["now"]


def test_a_question_is_put_in_its_own_words_after_what_the_model_said(held: Hold) -> None:
    interview = held(good)
    interview.hold()
    spoken = {event["text"] for event in interview.of("speaking")}
    after = [e for e in interview.of("question") if any(e["text"].startswith(s) for s in spoken)]
    assert after
    stored = interview.stage.crew.scores.finished(interview.id)
    for event in after:
        if event["kind"] == "ask":
            continue
        question = interview.stage.crew.question(stored, event["question_id"])
        assert event["text"].endswith(fill_names(question, stored.job).question)


def test_the_candidates_question_is_answered_with_the_ads_own_words_the_model_found(
    held: Hold,
) -> None:
    def finding(request: Request) -> Reply:
        found = json_of({"found": True, "quote": "the salary is 34,000 a year"})
        return found if request.schema_name == "Pointed" else good(request)

    interview = held(finding)
    interview.begin()
    for turn in range(12):
        if interview.events[-1].get("kind") == "ask":
            break
        interview.say(ANSWERS[turn % len(ANSWERS)])
    last = interview.say("What would I earn in this job?")[-1]
    assert "34,000" in last["text"]


def test_the_review_and_stronger_answers_are_the_models_where_they_bear_checking(
    held: Hold,
) -> None:
    def reviewing(request: Request) -> Reply:
        if request.schema_name == "Review":
            return json_of(
                {
                    "sentences": [
                        {"text": "The result of your answer is missing.", "turns": [1]},
                        {"text": "You cured 4,000 patients at Globex.", "turns": [1]},
                        {"text": "Say in your answer how it ended.", "turns": [1]},
                        {"text": "Your answer could name the situation.", "turns": [99]},
                    ]
                }
            )
        if request.schema_name == "StrongerAnswers":
            said = ["We did it together as a team.", "We won 12 prizes.", "[What did you do?]"]
            return json_of({"answers": [{"n": 1, "sentences": said}]})
        return good(request)

    interview = held(reviewing)
    interview.begin()
    interview.say(ANSWERS[4])
    report = interview.take(interview.mock.end(interview.id))[-1]
    assert_true(interview, report)
    told = json.dumps(report)
    assert "Globex" not in told
    assert "12 prizes" not in told
    assert all("We did it together as a team." in one["text"] for one in report["stronger"])


def test_at_most_two_calls_are_made_for_a_turn(held: Hold) -> None:
    interview = held(good)
    interview.begin()
    for text in ANSWERS[:4]:
        before = len(interview.server.requests)
        last = interview.say(text)[-1]
        interview.stage.conductor._seated[interview.id].readings.wait()
        asked = [request.schema_name for request in interview.server.requests[before:]]
        # Once an interview, beside its turns, questions are made from the ad.
        assert len([name for name in asked if name != "MadeQuestions"]) <= 2
        if last["event"] == "report" or last.get("kind") == "ask":
            break


def _talks(reply: Reply) -> Brain:
    """Good in every form, and this in talk."""
    return lambda request: reply if not request.schema_name else good(request)


def _forms(reply: Reply) -> Brain:
    """Good in talk, and this where a form is asked for."""
    return lambda request: reply if request.schema_name else good(request)


BAD: dict[str, Brain] = {
    "401": script(Fail(401)),
    "403": script(Fail(403)),
    "404": script(Fail(404)),
    "429": script(Fail(429)),
    "429 with a wait": script(Fail(429, retry_after=60)),
    "429 with a date": script(Fail(429, retry_after="Wed, 21 Oct 2099 07:28:00 GMT")),
    "500s in a row": script(Fail(500)),
    "503 and HTML": script(Fail(503, "<html>busy</html>")),
    "hang before": script(Hang()),
    "hang in the stream": script(HangAfter("You said ")),
    "cut": script(Cut("You said th")),
    "empty": script(Empty()),
    "no JSON at all": script(Raw(b"\x00\x01 not HTTP sense")),
    "empty object": script(Raw(b"{}")),
    "refusal": script(Refuse("I cannot help with that.")),
    "prose for forms": _forms(Say("The answer is quite good, I would say 7/10.")),
    "wrong types": _forms(Say('{"points": "many"}')),
    "a score of 690": _forms(
        Say('{"points": [{"point": 690, "quote": "x", "reason": "", "level": "made"}]}')
    ),
    "a score of -3": _forms(
        Say('{"points": [{"point": -3, "quote": "x", "reason": "", "level": "made"}]}')
    ),
    "1 MB": script(Big(1)),
    "another language": _talks(Say("Das ist sehr interessant. Was haben Sie dann gemacht?")),
    "praise and a score": _talks(Say("Excellent answer, I give you 9/10. What else?")),
    "markup": _talks(Say("**Great!** <b>Next</b> http://evil.example/?q=1")),
    "out of role": _talks(Say("As an AI language model I cannot hold interviews.")),
    "an invented fact": _talks(Say("At Globex you cured 4000 patients. What else?")),
}


@pytest.mark.parametrize("name", BAD)
def test_an_interview_with_a_bad_server_ends_with_a_true_report(held: Hold, name: str) -> None:
    interview = held(BAD[name], timeout=1)
    report = interview.hold()
    assert_true(interview, report)
    assert_discreet(interview)
    told = " ".join(e["text"] for e in interview.events if "text" in e)
    for never in ("Globex", "9/10", "7/10", "AI language model", "evil.example", "interessant"):
        assert never not in told
    if name in ("401", "403", "404", "500s in a row", "hang before", "429", "empty"):
        assert {t.assessment.scored_by for t in interview.turns() if t.assessment} == {"built-in"}
        assert report["model"]["trouble"]
        assert any("built-in agents" in e["text"] for e in interview.of("notice"))


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"base_url": "http://127.0.0.1:1/v1"}, "cannot be reached"),
        ({"base_url": "http://no-such-host.invalid/v1"}, "no host of that name"),
        ({"tls": True}, "certificate"),
    ],
    ids=["refused", "DNS", "TLS"],
)
def test_an_endpoint_that_is_not_there_costs_the_interview_nothing(
    held: Hold, options: dict[str, Any], word: str
) -> None:
    interview = held(good, **options)
    report = interview.hold()
    assert_true(interview, report)
    assert any(word in trouble for trouble in report["model"]["trouble"])
    # Two askers may have been under way when it was found dead, each with its attempts.
    assert report["model"]["calls"] <= 6


def test_fenced_thoughtful_and_double_replies_are_read(held: Hold) -> None:
    def wrapped(request: Request) -> Reply:
        reply = good(request)
        if not isinstance(reply, Say) or not request.schema_name:
            return Say(f"<think>I must be neutral.</think>{getattr(reply, 'text', '')}")
        return Say(f'<think>{{"a": 1}}</think>\n{{"points": []}}\n```json\n{reply.text}\n```')

    interview = held(wrapped)
    report = interview.hold()
    assert_true(interview, report)
    assert report["model"]["failed"] == 0
    assert not any("neutral" in e.get("text", "") for e in interview.of("speaking"))


def test_quotes_that_are_not_in_the_answer_earn_nothing(held: Hold) -> None:
    def invented(request: Request) -> Reply:
        if request.schema_name != "AnswerReading":
            return good(request)
        return json_of(
            {
                "points": [
                    {"point": n, "quote": f"I saved {n} lives", "reason": "yes", "level": "made"}
                    for n in range(9)
                ]
            }
        )

    interview = held(invented)
    report = interview.hold()
    assert_true(interview, report)
    assert {t.assessment.scored_by for t in interview.turns() if t.assessment} == {"built-in"}
    assert any("not in the answer" in trouble for trouble in report["model"]["trouble"])


def test_a_leak_of_the_expected_answer_is_not_said(held: Hold) -> None:
    leaked: list[str] = []
    interview: Interview = held(lambda request: _leak(request, leaked, interview))
    interview.hold()
    assert leaked
    assert_discreet(interview)
    said = [event["text"] for event in interview.events if "text" in event]
    assert not any(leak in text for leak in leaked for text in said)


def _leak(request: Request, leaked: list[str], interview: Interview) -> Reply:
    if request.schema_name:
        return good(request)
    stored = interview.stage.crew.scores.finished(interview.id)
    waiting = [e for e in interview.events if "question_id" in e and e.get("kind") != "ask"]
    question = interview.stage.crew.question(stored, waiting[-1]["question_id"])
    points = (*question.key_points, *question.evaluation_criteria)
    written = (*points, question.example_answer or "", question.suggested_answer or "")
    secret = max(". ".join(written).split(". "), key=len).rstrip(".")
    leaked.append(secret)
    return Say(f"You could have said this: {secret}. {secret}?")


def test_an_endpoint_that_dies_and_comes_back_is_used_again(held: Hold) -> None:
    interview = held(good)
    interview.begin()
    interview.say(ANSWERS[0])
    interview.server.dead = True
    interview.say(ANSWERS[1])
    interview.say(ANSWERS[2])
    assert any("cannot be reached" in e["text"] for e in interview.of("notice"))
    interview.server.dead = False
    model = interview.stage.crew.model
    assert model is not None
    model.breaker._until = 0.0
    before = interview.server.calls
    interview.say(ANSWERS[3])
    interview.server.wait(lambda server: server.calls > before)
    while model.breaker.trouble is not None:
        threading.Event().wait(0.01)
    report = interview.take(interview.mock.end(interview.id))[-1]
    assert_true(interview, report)
    assert any(len(t.assessment.readings) > 1 for t in interview.turns() if t.assessment)


def test_what_was_asked_is_remembered_when_the_interview_goes_on_in_another_process(
    held: Hold,
) -> None:
    interview = held(good)
    interview.begin()
    interview.say(ANSWERS[0])
    interview.say(ANSWERS[1])
    interview.mock.pause(interview.id)
    interview.stage.close()
    again = Interview(interview.server, interview.stage.settings.home)
    again.id = interview.id
    again.take(again.mock.resume(interview.id))
    report = again.take(again.mock.end(again.id))[-1]
    again.mock.close()
    assert report["model"]["calls"] >= 2
    assert all(len(t.assessment.readings) > 1 for t in again.turns() if t.assessment)


def test_no_prompt_holds_the_key_or_what_is_expected_of_the_answer(held: Hold) -> None:
    interview = held(good)
    interview.hold()
    stored = interview.stage.crew.scores.finished(interview.id)
    asked = [e["question_id"] for e in interview.of("question") if e["kind"] != "ask"]
    secrets = [
        point
        for name in asked
        for question in [interview.stage.crew.question(stored, name)]
        for point in (question.example_answer, question.sample_response, question.expected_approach)
        if point
    ]
    for request in interview.server.requests:
        assert SECRET not in request.told
        if not request.schema_name:
            assert not any(secret[:60] in request.told for secret in secrets)


def test_the_cost_of_a_turn_does_not_grow(held: Hold) -> None:
    interview = held(good, openai_token_budget=10_000_000)
    interview.begin(minutes=240, count=60)
    spent: list[int] = []
    for turn in range(42):
        before = len(interview.server.requests)
        last = interview.say(ANSWERS[turn % len(ANSWERS)], seconds=5)[-1]
        if last["event"] == "report" or last.get("kind") == "ask":
            break
        spent.append(sum(len(r.told) for r in interview.server.requests[before:]))
    assert len(spent) >= 40
    early, late = sum(spent[3:8]) / 5, sum(spent[37:42]) / len(spent[37:42])
    assert late <= 1.2 * early


def test_talk_is_only_that_of_the_model_where_it_may_be_said(held: Hold) -> None:
    interview = held(lambda request: talk(request) if not request.schema_name else Fail(400))
    report = interview.hold()
    assert_true(interview, report)
    assert interview.of("speaking")
    assert {t.assessment.scored_by for t in interview.turns() if t.assessment} == {"built-in"}
