"""A real interview over a store of its own, driven through its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from api import MockInterview
from domain import Job

AD = """Staff Nurse, Harbour Ward
Fjord Health runs three hospitals on the coast and looks for a staff nurse.
You will look after twelve patients together with two colleagues on each shift.
Salary: 34,000 a year, paid monthly. You may work from home one day a week for paperwork.
"""


class Held:
    """One interview: what was said so far, and the event on the table."""

    def __init__(self, mock: MockInterview, *, style: str, minutes: int, count: int) -> None:
        self.mock = mock
        job = Job(role="nurse", title="Staff Nurse", company="Fjord Health", text=AD)
        self.events: list[dict[str, Any]] = []
        self.hear(mock.begin(job, style, minutes=minutes, count=count))
        self.id: str = self.events[0]["interview_id"]

    @property
    def now(self) -> dict[str, Any]:
        """The last event: a question, a follow-up or the report."""
        return self.events[-1]

    @property
    def on_floor(self) -> bool:
        """Whether the candidate is asked for questions of their own."""
        return bool(self.now.get("kind") == "ask")

    def hear(self, events: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
        """Reads a step to its end and gives its events."""
        step = list(events)
        self.events += step
        return step

    def say(self, text: str, seconds: float | None = None) -> list[dict[str, Any]]:
        """Answers what is on the table."""
        return self.hear(self.mock.answer(self.id, text, seconds=seconds))

    def to_the_end(self, text: str, seconds: float | None = None) -> dict[str, Any]:
        """Gives the same answer to everything, has no questions, and returns the report."""
        while self.now["event"] != "report":
            self.say("No, thank you." if self.on_floor else text, seconds)
        return self.now

    def of(self, kind: str) -> list[dict[str, Any]]:
        """All events of one kind so far."""
        return [event for event in self.events if event["event"] == kind]


@pytest.fixture
def hold(mock: MockInterview) -> Callable[..., Held]:
    """Begins an interview for a nurse: `hold(style="neutral", minutes=30, count=3)`."""

    def begin(style: str = "neutral", minutes: int = 60, count: int = 3) -> Held:
        return Held(mock, style=style, minutes=minutes, count=count)

    return begin
