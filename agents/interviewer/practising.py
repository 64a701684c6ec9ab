"""How many questions of which kind a practice session holds, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from agents.interviewer.planning import MINUTES, ORDER, share_out
from domain import Kind, PracticeType

Item = TypeVar("Item")

# What each kind of session is made of, as shares. Mixed practice holds better than practice in
# blocks of a kind (Rohrer and Taylor 2007): behavioral and technical questions weigh most, as in
# interviews.
SHARES: Mapping[PracticeType, Mapping[Kind, float]] = {
    "behavioral": {"behavioral": 1.0},
    "technical": {"technical": 1.0},
    "situational": {"situational": 1.0},
    "company": {"company": 1.0},
    "mixed": {"behavioral": 0.4, "technical": 0.3, "situational": 0.2, "company": 0.1},
}
FEEDBACK_MINUTES = 1.0
"""What reading the feedback on an answer is reckoned at: some 200 words at a reader's pace."""


def practice_count(session_type: PracticeType, minutes: int) -> int:
    """How many questions of a session fit so many minutes, with the feedback read; at least 1."""
    shares = SHARES.get(session_type, SHARES["mixed"])
    mean = sum(share * MINUTES[kind] for kind, share in shares.items())
    return max(1, int(minutes / (mean + FEEDBACK_MINUTES)))


def practice_minutes(kinds: Sequence[Kind]) -> int:
    """The minutes that questions of these kinds take with the feedback on them."""
    return round(sum(MINUTES[kind] + FEEDBACK_MINUTES for kind in kinds))


def kind_counts(session_type: PracticeType, count: int) -> dict[Kind, int]:
    """How many questions of each kind a session of `count` holds; none for `due`, whose
    questions the schedule names."""
    shares = SHARES.get(session_type, {})
    return share_out(count, {kind: shares[kind] for kind in ORDER if kind in shares})


def interleaved(groups: Sequence[Sequence[Item]]) -> list[Item]:
    """The items of all groups spread evenly over each other, each group in its own order."""
    placed = [
        ((place + 0.5) / len(group), number, item)
        for number, group in enumerate(groups)
        for place, item in enumerate(group)
    ]
    return [item for _, _, item in sorted(placed, key=lambda one: one[:2])]
