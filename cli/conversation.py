"""Holds the dialogue: shows events, takes replies, and stops without losing anything."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cli.guard import EXIT_INTERRUPTED
from cli.reply import COMMANDS, Reply, Source
from cli.screen import RichScreen, Screen
from cli.stopping import stoppable
from domain import BadInput

if TYPE_CHECKING:
    from api import Event
    from api.sessions import Sessions

_WAITING = ("question", "follow_up", "rate", "rest")


def unused_options(arguments: argparse.Namespace, *more: str) -> str:
    """The options that say how a session begins, where one goes on that has begun already."""
    names = ("style", "job", "cv", "title", "role", "company", "seniority", "industry", *more)
    given = (name for name in names if getattr(arguments, name, None))
    return ", ".join(f"--{name}" for name in given)


class Conversation:
    """One session in front of one person, file or pipe."""

    def __init__(self, sessions: Sessions, source: Source, screen: Screen) -> None:
        self._sessions = sessions
        self._source = source
        self._screen = screen
        self._id = ""
        self._hints = 0

    def hold(self, events: Iterator[Event]) -> int:
        """Runs until the report or a pause; returns the exit code."""
        try:
            event = self._show(events, taken_up=True)
            if self._source.attended:
                self._sessions.warm()
            while event["event"] in _WAITING:
                try:
                    following = self._step(event)
                except BadInput as error:
                    if not self._source.attended:
                        raise
                    self._screen.tell(str(error))
                    continue
                if following is None:
                    self._pause()
                    return 0
                event = following
        except EOFError:
            self._pause()
        except KeyboardInterrupt:
            if not self._id:
                raise
            self._pause()
            return EXIT_INTERRUPTED
        return 0

    def _step(self, event: Event) -> Event | None:
        """Takes one reply; the event that now stands, None when the person wants to pause."""
        reply = self._source.next(event)
        if reply is None:
            self._screen.tell("The answers have run out; it ends here.")
            return self._show(self._sessions.end(self._id))
        if reply.command in COMMANDS:
            return self._obey(reply, event)
        if reply.command and self._source.attended:
            self._screen.tell(f"There is no {reply.command}; /help lists the commands.")
            return event
        return self._answer(reply)

    def _answer(self, reply: Reply) -> Event:
        events = self._sessions.answer(
            self._id, reply.text, seconds=reply.seconds, hints=self._hints
        )
        event = self._show(events)
        self._taken()
        return event

    def _taken(self) -> int:
        """The hints taken for the question on the table; the next one begins without any."""
        taken, self._hints = self._hints, 0
        return taken

    def _obey(self, reply: Reply, event: Event) -> Event | None:
        """Carries a command out; the event that now stands, None for a pause."""
        command = reply.command
        if command == "/pause":
            return None
        if command == "/skip":
            return self._show(
                self._sessions.skip(self._id, seconds=reply.seconds, hints=self._taken())
            )
        if command == "/end":
            return self._show(self._sessions.end(self._id))
        if command == "/repeat":
            self._recall(event)
            self._screen.show(event)
        elif command == "/help" and isinstance(self._screen, RichScreen):
            self._screen.help()
        elif command == "/again":
            self._screen.tell("That is for practice, after the feedback on an answer.")
        elif command == "/hint":
            hint = self._sessions.hint(self._id, self._hints)
            self._hints += hint is not None
            self._screen.tell(hint or "There are no more hints for this question.")
        elif command == "/why":
            working = self._sessions.why(self._id)
            if working is None:
                self._screen.tell("No answer has been judged yet.")
            elif isinstance(self._screen, RichScreen):
                self._screen.working(working)
            else:
                self._screen.show(working)
        return event

    def _recall(self, event: Event) -> None:
        """Before a follow-up that comes out of context: the question it belongs to."""
        question = self._sessions.asked(self._id) if event["event"] == "follow_up" else None
        if question:
            self._screen.tell(f"Question {event['n']} was: {question}")

    def _show(self, events: Iterator[Event], *, taken_up: bool = False) -> Event:
        """Shows all events of a step; returns the last, which waits or ends. An interview
        `taken_up` again may stand at a follow-up."""
        last: Event = {}
        give_up = self._sessions.give_up_waiting
        with stoppable(give_up), self._screen.waiting("one moment") as waiting:
            self._sessions.watch_index(waiting.indexing)
            for event in events:
                self._id = event.get("interview_id", self._id)
                if event["event"] in _WAITING or event["event"] == "report":
                    last = event
                else:
                    self._screen.show(event)
        if taken_up:
            self._recall(last)
        if self._shown(last):
            self._screen.show(last)
        return last

    def _shown(self, event: Event) -> bool:
        """Whether what the session waits on is shown."""
        return True

    def _pause(self) -> None:
        self._screen.show(self._sessions.pause(self._id))
