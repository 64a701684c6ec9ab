"""What a piece of research carries from step to step, and who does its steps.

State is plain JSON: every step writes it to the checkpoint. Pages stay in the store's cache.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from agents.researcher import Researcher
    from tools.web import Web

MOST_PAGES = 12
"""Pages read in a round."""

AT_A_TIME = 4
"""Pages read between two checkpoints, at once."""

SECONDS = 75.0
"""After which no further page or search is begun, counted from the start of this process's part."""

SECOND_ROUND = 4
"""Searches of the second round, for slots that are empty."""


@dataclass(frozen=True)
class Desk:
    """Who does the steps, and the time: `clock` in seconds, `now` the moment (UTC). Once `over` is
    set no step waits for what it has begun."""

    researcher: Researcher
    web: Web
    clock: Callable[[], float]
    now: Callable[[], datetime]
    deadline: float
    over: threading.Event


class ResearchState(TypedDict, total=False):
    """The channels of a piece of research."""

    company: str
    """What is asked about, as it was typed."""
    role: str | None
    """The role the candidate goes for."""
    domain: str | None
    """The company's own domain: given, or found."""
    attributes: list[str]
    """Words a page about this company and no namesake would hold."""
    given: list[str]
    """Addresses and files the candidate named."""
    began_at: str
    """When it was begun, in ISO 8601; a later process may go on with it."""
    ad: str
    """The job ad's text, which speaks of the company as well."""
    round: int
    """1, or 2 when searching again for what is missing."""
    queries: list[dict[str, str]]
    """What is still to be searched for: text and topic."""
    hits: list[dict[str, Any]]
    """What was found, as of `domain.Hit`."""
    searched: bool
    """Whether any search worked."""
    queue: list[str]
    """Addresses still to read, the most useful first."""
    done: list[str]
    """Addresses that were read, or could not be."""
    readings: list[dict[str, Any]]
    """For each page read its source, its claims and what was dropped."""
    candidates: list[str]
    """Several companies of that name, when none was chosen."""
    notes: list[str]
    """What went wrong on the way."""
    brief: dict[str, Any]
    """The brief, as of `domain.Brief`; the end."""


def empty_slots(state: ResearchState) -> tuple[str, ...]:
    """The slots nothing has been found for yet."""
    from knowledge.slots import load_slots

    filled = {one["slot"] for reading in state["readings"] for one in reading["found"]}
    return tuple(slot for slot in load_slots().ids if slot not in filled)


def after_identity(state: ResearchState) -> str:
    """Read what was found; with several companies of that name and none chosen, nothing."""
    return "compose" if state.get("candidates") else "read"


def after_reading(state: ResearchState) -> str:
    """Read on, search once more for what is missing, or make the brief."""
    if state["queue"]:
        return "read"
    if state["round"] == 1 and state.get("searched"):
        return "again"
    return "compose"
