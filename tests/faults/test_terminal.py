"""At a real terminal: Ctrl-C, Ctrl-D and hang-ups pause; nothing said reaches it raw."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.processes import Nursery
from tests.faults.window import Window
from tests.model.model_replies import Hang, script
from tests.model.serving import ModelServer

pytestmark = pytest.mark.faults

MOCK = ("mock", "--role", "nurse", "--style", "neutral", "--questions", "1")
CONTINUE = ("mock", "--continue", "0101-test")
PROMPT = "›"
RAW = ("\x1b]", "\x1b[2J", "\x1b[6n", "\x1b[31mclear", "\x07", "\x08", "\x9b", "\u202e")
HINT = r"python run.py mock --continue\s+0101-test"
ANSWER = "Last winter I checked every patient at handover and falls dropped by 20 percent."
_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[=>]|\x1b\][^\x07]*\x07")


def _words(shown: str) -> str:
    return " ".join(_SEQUENCE.sub("", shown).split())


@pytest.mark.parametrize(
    ("key", "code"),
    [("\x03", 130), ("\x04", 0), ("/pause\r", 0)],
    ids=["ctrl-c", "ctrl-d", "pause"],
)
def test_a_person_may_stop_at_any_question_and_is_asked_it_again(
    nursery: Nursery,
    open_window: Callable[..., Window],
    fresh_copy: Callable[[str], Path],
    key: str,
    code: int,
) -> None:
    home = fresh_copy("home")
    window = open_window(home, *MOCK)
    window.until("Question 1")
    question = _words(window.until(PROMPT)).removesuffix(PROMPT.strip()).strip()
    assert question.endswith("?")
    window.screen.send(key)
    window.until(HINT)
    window.close()
    assert window.process.wait() == code
    again = open_window(home, *CONTINUE)
    again.until("Question 1")
    assert question in _words(again.until(PROMPT))
    again.screen.send("\x04")
    again.close()
    assert again.process.wait() == 0


def test_ctrl_c_ends_the_waiting_for_a_model_that_says_nothing(
    nursery: Nursery,
    open_window: Callable[..., Window],
    fresh_copy: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = fresh_copy("home")
    with ModelServer(script(Hang())) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_MODEL", "fake-model")
        monkeypatch.setenv("OPENAI_API_KEY", "none")
        monkeypatch.setenv("OPENAI_TIMEOUT", "3600")
        window = open_window(home, *MOCK)
        window.until(PROMPT)
        window.screen.send(ANSWER + "\r")
        server.wait(lambda server: server.calls > 0)
        window.screen.send("\x03")
        window.until(HINT)
        window.close()
        assert window.process.wait() == 130
    rest = nursery.run(home, *CONTINUE, "--json")
    assert rest.code == 0, rest.errors
    assert ANSWER in rest.output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["sigterm", "sighup"])
def test_a_process_that_is_told_to_end_leaves_an_interview_that_goes_on(
    nursery: Nursery,
    open_window: Callable[..., Window],
    fresh_copy: Callable[[str], Path],
    number: signal.Signals,
) -> None:
    home = fresh_copy("home")
    window = open_window(home, *MOCK)
    window.until(PROMPT)
    window.screen.send(ANSWER + "\r")
    window.until("Question 1, follow-up|Your questions")
    window.until(PROMPT)
    window.process.kill(number)
    window.close()
    assert window.process.wait() != 0
    rest = nursery.run(home, "mock", "--continue", "0101-test", "--json")
    assert rest.code == 0, rest.errors
    report = json.loads(rest.output.splitlines()[-1])
    assert [turn["answer"] for turn in report["turns"]] == [ANSWER]


def test_what_a_candidate_says_reaches_no_terminal_raw(
    nursery: Nursery, open_window: Callable[..., Window], fresh_copy: Callable[[str], Path]
) -> None:
    home = fresh_copy("home")
    evil = (
        "I \x1b]0;owned\x07 decided to \x1b[2J\x1b[31mclear\x1b[0m the ward\x07\x08\x08, \x9b31m"
        "checked \u202everything\u202c myself and falls dropped by 20 percent \x1b[6n in a month."
    )
    answers = home / "answers.txt"
    answers.write_text(evil + "\n\n" + evil + " Again.\n\n", "utf-8")
    window = open_window(home, *MOCK, "--answers", str(answers))
    window.close()
    shown = open_window(home, "interviews", "show", "0101-test")
    shown.close()
    for end in (window, shown):
        assert end.process.wait() == 0
        text = "".join(end.seen)
        assert "falls dropped" in text
        for raw in RAW:
            assert raw not in text
    markdown = nursery.run(home, "interviews", "show", "0101-test", "--markdown")
    assert not set(markdown.output) & set("\x1b\x07\x08\x9b\u202e")


def test_practice_at_a_terminal_rates_shows_feedback_and_asks_again(
    nursery: Nursery, open_window: Callable[..., Window], fresh_copy: Callable[[str], Path]
) -> None:
    home = fresh_copy("home")
    command = ("practice", "--role", "nurse", "--type", "behavioral", "--count", "2")
    window = open_window(home, *command)
    window.until("Question 1 of 2")
    window.until(PROMPT)
    window.screen.send("/hint\r")
    window.until(PROMPT)
    window.screen.send(ANSWER + "\r")
    window.until("rating ›")
    window.screen.send("a lot\r")
    window.until("A number from 0 to 100")
    window.until("rating ›")
    window.screen.send("90\r")
    shown = window.until("next ›")
    assert "of 100" in shown
    assert "With 1 hint" in shown
    assert "You gave yourself 90" in shown
    window.screen.send("/again\r")
    window.until("Question 1, again")
    window.until(PROMPT)
    window.screen.send(ANSWER + " I learned to measure first.\r")
    window.until("rating ›")
    window.screen.send("\r")
    assert "Before and now" in window.until("next ›")
    window.screen.send("\r")
    window.until("Question 2 of 2")
    window.until(PROMPT)
    window.screen.send("\x03")
    window.until(r"run.py practice --continue\s+0101-test")
    window.close()
    assert window.process.wait() == 130
    rest = nursery.run(home, "practice", "--continue", "0101-test", "--json", answers=ANSWER)
    assert rest.code == 0, rest.errors
    report = json.loads(rest.output.splitlines()[-1])
    assert [(turn["n"], turn["part"]) for turn in report["turns"]] == [(1, 0), (1, 1), (2, 0)]
    assert report["turns"][0]["self_rating"] == 90
    assert report["self_rating"]["answers"] == 1
