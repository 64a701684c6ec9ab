"""Shows an interview's events: to a person with rich, to a program as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from cli.plain import addressed, plain
from cli.reply import COMMANDS
from cli.report import render_comparison, render_report, render_working

if TYPE_CHECKING:
    from rich.status import Status

    from api import Event

# Prose wider than this is hard to read, whatever the window.
_PROSE_WIDTH = 92
_BAR_WIDTH = 24


def _closing(event: Event, width: int) -> RenderableType:
    """A retake's report is the comparison; with nothing to compare there is only the transcript."""
    before, now = event.get("before"), event.get("now")
    if before and now:
        return render_comparison(before[-1], now[-1])
    return render_report(event, width)


class Waiting:
    """Something takes a moment; nobody is shown it."""

    def indexing(self, done: int, count: int) -> None:
        """The question index has `done` of `count` questions."""


class _Spinning(Waiting):
    def __init__(self, status: Status) -> None:
        self._status = status
        self._what = status.status

    def indexing(self, done: int, count: int) -> None:
        """A bar beside the spinner until all are there."""
        if done == count:
            self._status.update(self._what)
            return
        shown = Table.grid(padding=(0, 1))
        shown.add_row(
            Text("setting up the question index, once", style="dim"),
            ProgressBar(total=count, completed=done, width=_BAR_WIDTH),
            Text(f"{done}/{count}", style="dim"),
        )
        self._status.update(shown)


class Screen(Protocol):
    """Shows events, and what only a person needs beside them."""

    def show(self, event: Event) -> None:
        """One event of the interview."""
        ...

    def tell(self, text: str) -> None:
        """A remark beside the interview."""
        ...

    def waiting(self, what: str) -> AbstractContextManager[Waiting]:
        """Shows that something takes a moment, and how far it has come where that is told."""
        ...


class JsonScreen:
    """One JSON object a line on stdout, remarks on stderr."""

    def show(self, event: Event) -> None:
        """Written and flushed at once, so that a program sees it before the next step."""
        print(json.dumps(event, ensure_ascii=True), flush=True)

    def tell(self, text: str) -> None:
        """On stderr."""
        print(f"rehearse: {plain(addressed(text))}", file=sys.stderr, flush=True)

    def waiting(self, what: str) -> AbstractContextManager[Waiting]:
        """Nothing is shown."""
        return nullcontext(Waiting())


class RichScreen:
    """A person's screen; plain lines when it is a pipe. `command` is the one that goes on with a
    paused session."""

    def __init__(self, console: Console | None = None, command: str = "mock") -> None:
        self.command = command
        self.console = console or Console(highlight=False)
        self._spoken = ""

    def show(self, event: Event) -> None:
        """One event, laid out for reading."""
        kind = event["event"]
        if kind == "greeting":
            self.say(event["text"])
        elif kind == "speaking":
            self.say(event["text"], first=not self._spoken)
            self._spoken = f"{self._spoken} {event['text']}".lstrip()
        elif kind == "question":
            heading = f"Question {event['n']}" if event["kind"] != "ask" else "Your questions"
            if event["part"] and event["kind"] == "ask":
                heading = ""
            self.say(self._unspoken(event["text"]), heading)
        elif kind == "follow_up":
            self.say(event["text"], f"Question {event['n']}, follow-up")
        elif kind == "notice":
            self.say(event["text"])
        elif kind == "report":
            self.console.print()
            self.console.print(_closing(event, self.console.width))
        elif kind == "paused":
            self.tell(
                "Paused; nothing is lost. Go on with: "
                f"python run.py {self.command} --continue {event['interview_id']}"
            )

    def tell(self, text: str) -> None:
        """In the margin's voice: dim."""
        self.console.print(Text(plain(addressed(text)), style="dim"))

    @contextmanager
    def waiting(self, what: str) -> Iterator[Waiting]:
        """A spinner on a terminal, nothing in a pipe."""
        if not self.console.is_terminal:
            yield Waiting()
            return
        with self.console.status(Text(what, style="dim")) as status:
            yield _Spinning(status)

    def working(self, event: Event) -> None:
        """How an answer was judged, criterion by criterion."""
        self.console.print(render_working(event))

    def help(self) -> None:
        """The commands of an interview."""
        for name, meaning in COMMANDS.items():
            self.console.print(Text.assemble((f"  {name:<9}", "bold"), (meaning, "dim")))
        self.tell("  Enter sends your answer, Alt-Enter starts a new line; Ctrl-C or Ctrl-D pause.")

    def _unspoken(self, text: str) -> str:
        """What of a line has not been shown while it was being found."""
        spoken, self._spoken = self._spoken, ""
        return text.removeprefix(spoken).lstrip()

    def say(self, text: str, heading: str = "", *, first: bool = True) -> None:
        """Words in full voice, under a heading where they begin something."""
        if first:
            self.console.print()
        if heading:
            self.console.print(Text(heading, style="bold cyan"))
        width = min(self.console.width, _PROSE_WIDTH)
        self.console.print(Padding(Text(plain(text)), (0, 0, 0, 0)), width=width)
