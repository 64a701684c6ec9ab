"""A language model at the command line: `doctor` tries it out, `--offline` leaves it out, and an
interview shows what it says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.model.interview_brain import interviews
from tests.model.model_replies import Brain, Fail, Reply, Say, json_of, script
from tests.model.serving import ModelServer

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]
Answers = Callable[..., str]
SECRET = "sk-nobody-may-see-this"
FORMS: dict[str, Any] = {
    "MadeQuestions": json_of({"questions": []}),
    "Review": json_of({"sentences": []}),
    "StrongerAnswers": json_of({"answers": []}),
    "Pointed": json_of({"found": False, "quote": ""}),
    "WordCount": json_of({"words": 4}),
}
STORY = (
    "In March two pumps failed on our night shift. I checked the four patients first, moved the "
    "worst one to the spare pump and wrote every dose by hand. No dose was missed."
)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., ModelServer]]:
    opened: list[ModelServer] = []

    def start(brain: Brain | Reply, **options: Any) -> ModelServer:
        server = ModelServer(brain if callable(brain) else script(brain), **options)
        opened.append(server)
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_MODEL", "fake-model")
        monkeypatch.setenv("OPENAI_API_KEY", SECRET)
        monkeypatch.setenv("OPENAI_TIMEOUT", "5")
        return server

    yield start
    for server in opened:
        server.stop()


def model_check(ran: Ran) -> dict[str, Any]:
    checks = json.loads(ran.out)["checks"]
    found: dict[str, Any] = next(check for check in checks if check["part"] == "model")
    return found


def test_doctor_says_that_a_model_talks_streams_and_keeps_to_a_form(
    rehearse: Rehearse, serve: Callable[..., ModelServer]
) -> None:
    serve(lambda r: Say("A nurse cares for people.") if not r.schema_name else FORMS["WordCount"])
    check = model_check(rehearse("doctor", "--json"))
    assert check["ok"]
    assert "fake-model talks" in check["found"]
    assert "streamed" in check["found"]
    assert "JSON schema" in check["found"]


def test_doctor_says_which_form_a_server_takes(
    rehearse: Rehearse, serve: Callable[..., ModelServer]
) -> None:
    serve(
        lambda r: Say("A nurse cares.") if not r.schema_name else FORMS["WordCount"],
        takes_schema=False,
    )
    check = model_check(rehearse("doctor", "--json"))
    assert check["ok"]
    assert "schema in the prompt" in check["found"]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Fail(401), "OPENAI_API_KEY"),
        (Fail(404), "OPENAI_MODEL"),
        (Fail(429), "busy"),
    ],
)
def test_doctor_names_the_setting_and_what_is_used_instead(
    rehearse: Rehearse, serve: Callable[..., ModelServer], reply: Reply, words: str
) -> None:
    serve(reply)
    ran = rehearse("doctor", "--json")
    check = model_check(ran)
    assert ran.code == 1
    assert not check["ok"]
    assert words in check["found"]
    assert "built-in agents" in check["found"]
    assert SECRET not in ran.out + ran.err


def test_doctor_says_that_a_model_only_talks(
    rehearse: Rehearse, serve: Callable[..., ModelServer]
) -> None:
    serve(Say("A nurse cares for people."))
    check = model_check(rehearse("doctor", "--json"))
    assert not check["ok"]
    assert "structured replies fail" in check["found"]
    assert "only talks" in check["found"]


def test_a_wrong_setting_of_the_model_hides_no_other_check(
    rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "nonsense")
    monkeypatch.setenv("OPENAI_MODEL", "m")
    checks = json.loads(rehearse("doctor", "--json").out)["checks"]
    assert [check["part"] for check in checks if not check["ok"]] == ["model"]


@pytest.mark.parametrize(
    "command",
    [
        ("doctor",),
        ("mock", "--role", "nurse", "--questions", "1"),
        ("questions", "--role", "nurse", "--count", "2"),
        ("evaluate", "--question", "Tell me about a conflict.", "--answer", STORY),
    ],
    ids=lambda command: command[0],
)
def test_offline_asks_no_model(
    rehearse: Rehearse,
    serve: Callable[..., ModelServer],
    answers: Answers,
    command: tuple[str, ...],
) -> None:
    server = serve(interviews(FORMS))
    more = ("--answers", answers(STORY)) if command[0] == "mock" else ()
    assert rehearse(*command, *more, "--offline", "--json").code == 0
    assert server.calls == 0


def test_an_interview_shows_what_is_said_once_and_accounts_for_it(
    rehearse: Rehearse, serve: Callable[..., ModelServer], answers: Answers, ad: str
) -> None:
    server = serve(interviews(FORMS))
    file = answers(STORY, STORY + " It was in May.", STORY + " The next one was in June.")
    options = ("mock", "--style", "friendly", "--job", ad, "--questions", "3", "--answers", file)
    shown = rehearse(*options)
    assert shown.code == 0
    assert f"Model fake-model: {server.calls} calls" in " ".join(shown.out.split())
    events = rehearse(*options, "--json").events
    spoken = [event["text"] for event in events if event["event"] == "speaking"]
    assert spoken
    assert SECRET not in shown.out + shown.err
    head, _, _ = shown.out.partition("Transcript")
    for line in {" ".join(text.split()) for text in spoken}:
        assert " ".join(head.split()).count(line) <= 1


def test_evaluate_has_the_model_read_the_answer(
    rehearse: Rehearse, serve: Callable[..., ModelServer]
) -> None:
    server = serve(interviews(FORMS))
    command = ("evaluate", "--question", "Tell me about a conflict.", "--answer", STORY)
    result = json.loads(rehearse(*command, "--json").out)
    assert server.calls >= 1
    assert [reading["by"] for reading in result["readings"]][:2] == ["built-in", "fake-model"]
    assert "Who read it" in rehearse(*command).out


def test_a_model_without_a_name_is_a_clear_error(
    rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    ran = rehearse("mock", "--role", "nurse", "--json")
    assert ran.code == 1
    assert "OPENAI_MODEL" in ran.err
    assert "Traceback" not in ran.err
