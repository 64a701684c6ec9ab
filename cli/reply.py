"""Where answers come from: a person at a terminal, a file, or a pipe."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from cli.guard import WrongUsage
from domain import BadInput, Value

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

    from api import Event

COMMANDS = {
    "/hint": "something to think of; hints are noted beside the score",
    "/repeat": "the question again",
    "/skip": "go on without answering; it counts as skipped, not as zero",
    "/why": "how your last answer was judged",
    "/again": "in practice, after the feedback: the same question once more",
    "/pause": "stop for now; nothing is lost",
    "/end": "end it here, with a report over what you answered",
    "/help": "these commands",
}


class Reply(Value):
    """What came back: an answer with its seconds (None when nobody was timed), or a command."""

    text: str
    seconds: float | None = None

    @property
    def command(self) -> str | None:
        """The command's name, when the reply is one."""
        word = self.text.strip().lower()
        return word if word.startswith("/") and word.count("\n") == 0 and " " not in word else None


class Source(Protocol):
    """Gives replies one at a time."""

    attended: bool

    def next(self, question: Event) -> Reply | None:
        """The reply to a question; None when no more will come. A KeyboardInterrupt or EOFError
        means that the person wants to stop for now."""
        ...


class Terminal:
    """A person typing: Enter sends, Alt-Enter starts a new line, a paste keeps its lines."""

    attended = True

    def __init__(self, *, beside: bool) -> None:
        self._session = _prompt_session(beside=beside)
        self._asked: tuple[int, int] | None = None
        self._began = 0.0

    def next(self, question: Event) -> Reply | None:
        """Asks until something was typed. The time runs from when the question was first put:
        a hint or a repeat does not stop the clock."""
        place = (question["n"], question["part"])
        if place != self._asked:
            self._asked, self._began = place, time.monotonic()
        while True:
            text = self._session.prompt("› ").strip()
            if text:
                return Reply(text=text, seconds=round(time.monotonic() - self._began, 1))

    def choose(self, prompt: str) -> str:
        """What is typed at a prompt that Enter alone answers too."""
        return self._session.prompt(prompt).strip()


class Script:
    """Answers laid down beforehand, one a block, a blank line between blocks."""

    attended = False

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._blocks = blocks(lines)

    def next(self, question: Event) -> Reply | None:
        """The next block, as soon as the blank line after it has arrived."""
        block = next(self._blocks, None)
        return Reply(text=block) if block is not None else None


def piped_in(arguments: argparse.Namespace) -> bool:
    """Whether the ad or the CV comes from the pipe, so that no answers can. Raises WrongUsage when
    both should, or nothing is piped in."""
    if arguments.job == "-" == arguments.cv:
        raise WrongUsage("--job - and --cv -: one pipe cannot hold both")
    piped = "-" in (arguments.job, arguments.cv)
    if piped and sys.stdin.isatty():
        raise WrongUsage("- reads from a pipe, but nothing is piped in")
    return piped


def choose_source(
    answers: str | None, *, stdin_taken: bool = False, as_json: bool = False
) -> Source:
    """The answers file when one is named, a person when standard input is a terminal, else the
    pipe. `as_json` keeps the prompt out of stdout. Raises BadInput when the file cannot be
    read."""
    if answers and answers != "-":
        try:
            return Script(Path(answers).read_bytes().splitlines(keepends=True))
        except OSError as error:
            raise BadInput(f"cannot read the answers in {answers}: {error.strerror}") from None
    if stdin_taken:
        return Script(())
    if sys.stdin is not None and sys.stdin.isatty():
        return Terminal(beside=as_json or not sys.stdout.isatty())
    return Script(_lines(sys.stdin.buffer) if sys.stdin is not None else ())


def blocks(lines: Iterable[bytes]) -> Iterator[str]:
    """Blocks of text between blank lines; bytes that are no UTF-8 become U+FFFD."""
    block: list[str] = []
    for raw in lines:
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if line.strip().lstrip("\ufeff"):
            block.append(line)
        elif block:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    # iter() with readline hands each line on as it arrives; iterating the stream reads ahead.
    yield from iter(stream.readline, b"")


def _prompt_session(*, beside: bool) -> PromptSession[str]:
    """`beside` writes the prompt to stderr, where it is seen when stdout goes to a file."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import InMemoryHistory
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.output import create_output

    keys = KeyBindings()

    @keys.add("enter")
    def send(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def new_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    # History stays in memory: what was said is written to the encrypted store and nowhere else.
    return PromptSession(
        output=create_output(stdout=sys.stderr if beside else sys.stdout),
        multiline=True,
        key_bindings=keys,
        history=InMemoryHistory(),
        completer=WordCompleter(list(COMMANDS), sentence=True),
        complete_while_typing=False,
        prompt_continuation="  ",
    )
