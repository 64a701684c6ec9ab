"""Holds a practice session: feedback after each answer, a rating before it, again or on after."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from typing_extensions import override

from cli.conversation import Conversation
from cli.reply import Reply, Source, Terminal
from cli.report import render_feedback
from cli.screen import RichScreen, Screen

if TYPE_CHECKING:
    from api import Event, InterviewPractice

# What may be asked for while the feedback is read.
_AT_REST = ("/why", "/help", "/hint", "/repeat")


class PracticeScreen(RichScreen):
    """A person's screen in practice: the feedback is shown as it comes."""

    @override
    def show(self, event: Event) -> None:
        kind = event["event"]
        if kind == "assessment":
            self.console.print(render_feedback(event))
        elif kind == "question":
            again = ", again" if event["part"] else f" of {event['of']}"
            self.say(event["text"], f"Question {event['n']}{again}")
        elif kind in ("rate", "rest"):
            self.console.print()
            self.tell(event["text"])
        else:
            super().show(event)


class Practising(Conversation):
    """One practice session in front of one person, file or pipe. A pipe rates nothing, answers each
    question once and reads no feedback."""

    def __init__(self, practice: InterviewPractice, source: Source, screen: Screen) -> None:
        super().__init__(practice, source, screen)
        self._practice = practice

    @override
    def _step(self, event: Event) -> Event | None:
        if event["event"] == "rate":
            return self._rated()
        if event["event"] == "rest":
            return self._rested(event)
        return super()._step(event)

    @override
    def _answer(self, reply: Reply) -> Event:
        events = self._practice.answer(
            self._id,
            reply.text,
            seconds=reply.seconds,
            hints=self._hints,
            rated=not isinstance(self._source, Terminal),
        )
        event = self._show(events)
        self._taken()
        return event

    @override
    def _shown(self, event: Event) -> bool:
        """A program and a pipe are not told that somebody may read now."""
        return event["event"] not in ("rate", "rest") or isinstance(self._source, Terminal)

    def _rated(self) -> Event | None:
        """Asks for the self-rating until it is a number from 0 to 100, or nothing."""
        rating: float | None = None
        if isinstance(self._source, Terminal):
            while True:
                said = self._source.choose("rating › ").rstrip("%").strip()
                if said == "/pause":
                    return None
                try:
                    rating = float(said) if said else None
                except ValueError:
                    rating = -1.0
                if rating is None or 0 <= rating <= 100:
                    break
                self._screen.tell("A number from 0 to 100, or Enter for no rating.")
        return self._show(self._practice.rate(self._id, rating))

    def _rested(self, event: Event) -> Event | None:
        """Reads the feedback, then goes again, on, or ends."""
        if not isinstance(self._source, Terminal):
            return self._show(self._practice.go_on(self._id))
        began = time.monotonic()
        while True:
            said = self._source.choose("next › ").lower()
            seconds = round(time.monotonic() - began, 1)
            if said == "/again":
                return self._show(self._practice.again(self._id, seconds=seconds))
            if said == "/end":
                return self._show(self._practice.end(self._id))
            if said == "/pause":
                return None
            if said in ("", "/skip"):
                return self._show(self._practice.go_on(self._id, seconds=seconds))
            if said in _AT_REST:
                self._obey(Reply(text=said), event)
            else:
                self._screen.tell(event["text"])
