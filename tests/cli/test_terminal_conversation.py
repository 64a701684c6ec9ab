"""The conversation at a real terminal: typing, pasting, commands, interruption."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

ROOT = Path(__file__).parents[2]
# A prompt that waits with nothing typed: the sign is drawn, then the cursor set behind it.
PROMPT = "›\x08\x1b\\[2C"
ALT_ENTER = "\x1b\r"
_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[=>78]|\x1b\][^\x07]*\x07|\r")


class Terminal:
    """A process at a pseudo-terminal, and what a person would see of it."""

    def __init__(self, *arguments: str, **env: str) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            [str(ROOT / "run.py"), *arguments],
            env={**os.environ, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1", **env},
            encoding="utf-8",
            timeout=30,
            dimensions=(50, 100),
            echo=False,
        )
        self.seen = ""

    def until(self, pattern: str) -> str:
        """What was shown up to and with a pattern, without the terminal's sequences."""
        self.child.expect(pattern)
        shown = _SEQUENCE.sub("", self.child.before + self.child.after)
        self.seen += shown
        return shown

    def prompt(self) -> str:
        """What was shown until the next question waits."""
        return self.until(PROMPT)

    def say(self, text: str) -> str:
        """Types a text, sends it, and gives what is shown until the next prompt waits."""
        self.child.send(text + "\r")
        return self.prompt()

    def ended(self) -> int:
        """The exit code, after everything was shown."""
        self.child.expect(pexpect.EOF)
        self.seen += _SEQUENCE.sub("", self.child.before)
        self.child.close()
        code = self.child.exitstatus
        assert code is not None
        return int(code)


@pytest.fixture
def terminal(ready_home: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def open_one(*arguments: str, **env: str) -> Terminal:
        opened.append(Terminal(*arguments, **env))
        return opened[-1]

    yield open_one
    for one in opened:
        one.child.close(force=True)


def _turns(interview: int = 0) -> list[Any]:
    """The turns of the newest interview, read from the store itself."""
    from api import MockInterview

    with MockInterview() as mock:
        newest = mock.interviews()[interview]
        return mock._stage.scores.turns(newest.id)


def test_every_command_does_what_it_says(
    terminal: Callable[..., Terminal], strong_answer: str
) -> None:
    talk = terminal("mock", "--style", "friendly", "--role", "nurse", "--questions", "3")
    first = talk.prompt()
    assert "Hannah Merrow" in first
    assert "Question 1" in first
    assert "No answer has been judged yet" in talk.say("/why")
    helped = talk.say("/help")
    for name in ("/hint", "/repeat", "/skip", "/why", "/pause", "/end", "Alt-Enter"):
        assert name in helped
    assert talk.say("/hint").strip()
    assert "Question 1" in talk.say("/repeat")
    assert "There is no /dance" in talk.say("/dance")
    assert "Question" not in talk.say("")
    assert "Question 2" in talk.say("/skip")
    talk.say(strong_answer)
    assert re.search(r"\d+ of 100|Not scored", talk.say("/why"))
    talk.child.send("/end\r")
    assert talk.ended() == 0
    assert "Report" in talk.seen
    assert "Transcript" in talk.seen
    skipped, answered = _turns()
    assert (skipped.skipped, skipped.hints) == (True, 1)
    assert answered.answer == strong_answer
    assert answered.seconds >= 0


def test_a_paste_and_alt_enter_keep_their_lines(terminal: Callable[..., Terminal]) -> None:
    talk = terminal("mock", "--role", "nurse", "--questions", "2")
    talk.prompt()
    talk.say("\x1b[200~First line\nSecond line\n\nFourth line\x1b[201~")
    talk.say("One" + ALT_ENTER + "Two")
    talk.child.send("/end\r")
    assert talk.ended() == 0
    said = [turn.answer for turn in _turns()]
    assert said == ["First line\nSecond line\n\nFourth line", "One\nTwo"]


def test_an_answer_longer_than_a_terminals_line_is_kept_whole(
    terminal: Callable[..., Terminal],
) -> None:
    said = " ".join(f"patient {n} was fine" for n in range(300))
    assert len(said) > 5000
    talk = terminal("mock", "--role", "nurse")
    talk.prompt()
    talk.say(f"\x1b[200~{said}\x1b[201~")
    talk.child.send("/pause\r")
    assert talk.ended() == 0
    assert [turn.answer for turn in _turns()] == [said]


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0), ("/pause\r", 0)])
def test_stopping_loses_nothing_and_says_how_to_go_on(
    key: str, code: int, terminal: Callable[..., Terminal]
) -> None:
    talk = terminal("mock", "--role", "nurse")
    talk.prompt()
    standing = talk.say("I looked after the ward alone that night.")
    talk.child.send(key)
    assert talk.ended() == code
    found = re.search(r"run\.py mock --continue (\S+)", talk.seen)
    assert found is not None
    from api import MockInterview

    with MockInterview() as mock:
        (asked,) = mock.resume(found[1])
    assert f"Question {asked['n']}" in standing
    assert asked["text"][-30:] in " ".join(standing.split())
    assert [turn.answer for turn in _turns()] == ["I looked after the ward alone that night."]


def test_interrupted_before_the_first_question_it_still_says_how_to_go_on(
    terminal: Callable[..., Terminal],
) -> None:
    talk = terminal("mock", "--role", "nurse")
    talk.until("one moment")
    talk.child.sendintr()
    assert talk.ended() == 130
    assert "Traceback" not in talk.seen


def test_a_follow_up_repeated_or_come_back_to_shows_its_question(
    terminal: Callable[..., Terminal],
) -> None:
    talk = terminal("mock", "--role", "nurse", "--style", "neutral")
    talk.prompt()
    assert "follow-up" in talk.say("I looked after the ward alone that night and it went well.")
    assert "Question 1 was: " in talk.say("/repeat")
    talk.child.send("/pause\r")
    assert talk.ended() == 0
    again = terminal("mock", "--continue")
    assert "Question 1 was: " in again.prompt()


def test_without_a_job_the_role_is_asked_for(terminal: Callable[..., Terminal]) -> None:
    talk = terminal("mock", "--style", "neutral")
    talk.until("Which job are you preparing for")
    talk.child.send("account wizard\r")
    talk.until("there is no|no role")
    talk.until("Which job are you preparing for")
    talk.child.send("staff nurse\r")
    assert "nurse" in talk.prompt().lower()
    talk.child.send("\x04")
    assert talk.ended() == 0


def test_time_spent_on_commands_counts_to_the_answer(
    terminal: Callable[..., Terminal],
) -> None:
    talk = terminal("mock", "--role", "nurse")
    talk.prompt()
    began = time.monotonic()
    for _ in range(3):
        talk.say("/hint")
    spent = time.monotonic() - began
    talk.say("I looked after the ward alone that night.")
    talk.child.send("/pause\r")
    assert talk.ended() == 0
    (turn,) = _turns()
    assert turn.seconds >= round(spent, 1) - 0.1
    assert 2 <= turn.hints <= 3


def test_json_stays_json_when_only_the_input_is_a_terminal(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    written = tmp_path / "events.jsonl"
    child = pexpect.spawn(
        "sh",
        ["-c", f'"{sys.executable}" "{ROOT}/run.py" mock --json --role nurse > "{written}"'],
        env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
        timeout=10,
        encoding="utf-8",
    )
    try:
        child.expect(PROMPT)
        child.send("I looked after the ward.\r")
        child.expect(PROMPT)
        child.send("/end\r")
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
    events = [json.loads(line)["event"] for line in written.read_text().splitlines()]
    assert (events[0], events[-1]) == ("greeting", "report")


def test_no_color_is_respected_at_a_terminal(terminal: Callable[..., Terminal]) -> None:
    talk = terminal("mock", "--role", "nurse", NO_COLOR="1")
    talk.child.expect("Question 1")
    shown = talk.child.before
    talk.prompt()
    talk.child.send("/end\r")
    talk.child.expect(pexpect.EOF)
    colored = re.compile(r"\x1b\[(?:[\d;]*;)?(?:3[0-8]|9[0-7])[\d;]*m")
    assert not colored.search(shown)
    assert not colored.search(talk.child.before.split("Transcript")[-1])


@pytest.mark.parametrize("leave", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_a_story_left_half_told_is_kept_as_far_as_it_was_told(
    terminal: Callable[..., Terminal], leave: str
) -> None:
    telling = terminal("stories", "add")
    telling.child.expect("What was going on")
    telling.child.send("Two skippers wanted one berth.\r")
    telling.child.expect("What was yours to do")
    telling.child.send(leave)
    telling.until("Still lacks: action, result, lesson")
    listing = terminal("stories", "list")
    listing.until("Two skippers wanted one")
