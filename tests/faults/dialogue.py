"""Holds an interview with a process, one answer at a time, and notes what was acknowledged."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.faults.processes import Process

Event = dict[str, Any]
Key = tuple[int, int]
WAITING = ("question", "follow_up")


@dataclass
class Dialogue:
    """What was heard and said: events in order, and the answers sent by question and part."""

    events: list[Event] = field(default_factory=list)
    sent: list[Key] = field(default_factory=list)
    acknowledged: list[Key] = field(default_factory=list)

    @property
    def asked(self) -> list[tuple[int, int, str, str]]:
        """The questions put: number, part, id, wording."""
        return [
            (event["n"], event["part"], event["question_id"], event["text"])
            for event in self.events
            if event["event"] in WAITING
        ]

    @property
    def greeted(self) -> bool:
        """Whether the interview was announced."""
        return any(event["event"] == "greeting" for event in self.events)

    @property
    def report(self) -> Event | None:
        """The report, when it came."""
        last = self.events[-1] if self.events else {}
        return last if last.get("event") == "report" else None


def hold(
    process: Process,
    answer: Callable[[Event], str | None],
    after_sending: Callable[[int], None] | None = None,
) -> Dialogue:
    """Answers until the process ends or `answer` gives None.

    An answer counts as acknowledged at the first event after it. `after_sending` is called with
    the number of answers sent so far.
    """
    dialogue = Dialogue()
    for line in iter(process.stdout.readline, b""):
        if not line.endswith(b"\n"):
            break
        event = json.loads(line)
        dialogue.events.append(event)
        dialogue.acknowledged = list(dialogue.sent)
        if event["event"] in WAITING:
            text = answer(event)
            if text is None:
                break
            if not process.say(text):
                break
            dialogue.sent.append((event["n"], event["part"]))
            if after_sending is not None:
                after_sending(len(dialogue.sent))
    return dialogue


def scripted(event: Event) -> str | None:
    """The answer a candidate always gives to this question and part; no two are alike."""
    n, part = event["n"], event["part"]
    if event["kind"] == "ask":
        return "What would my first month on the ward look like?" if part == 0 else "No, thank you."
    ward = ("surgical", "cardiac", "stroke", "renal", "burns", "palliative")[n % 6]
    opening = f"In winter {2010 + n} on the {ward} ward we had {10 * n + part + 3} falls a month."
    more = (
        "I felt that we should do something about it, and we talked a lot.",
        f"I decided to check every patient at handover and trained {n + 4} nurses in it myself.",
        f"As a result falls dropped by {20 + n} percent within {n + 2} weeks, which I measured.",
    )
    return " ".join([opening, *more[: part + 1]])
