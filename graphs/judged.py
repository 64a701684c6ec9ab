"""What both kinds of session tell of a judged answer."""

from __future__ import annotations

from typing import Any

from agents.crew import Crew
from domain import Assessment, Turn


def assessment_event(turn: Turn, assessment: Assessment) -> dict[str, Any]:
    """The event that tells how an answer was judged; sent after its turn is stored."""
    return {
        "event": "assessment",
        "n": turn.n,
        "part": turn.part,
        **assessment.model_dump(mode="json", exclude={"gaps", "working"}),
        "seconds": turn.seconds,
        "hints": turn.hints,
    }


def model_account(crew: Crew) -> dict[str, Any] | None:
    """What the model was asked so far, for the checkpoint; None without one."""
    return None if crew.session is None else crew.session.use.model_dump(mode="json")
