"""Counts, commands and intervals as they are said."""

from __future__ import annotations

import shlex

from agents.coach.statistics.belief import Told


def count(number: int, noun: str) -> str:
    """ "1 answer", "2 answers", "1,200 answers"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def signed(number: float) -> str:
    """ "+3.1", "-0.4", "0.0"."""
    rounded = round(number, 1) or 0.0
    return f"{rounded:+.1f}" if rounded else "0.0"


def tenth(number: float) -> float:
    """To one decimal, without a negative zero."""
    return round(number, 1) or 0.0


def bounds(told: Told) -> dict[str, float]:
    """`low` and `high` to one decimal."""
    return {"low": tenth(told.low), "high": tenth(told.high)}


def command(words: str, user: str | None) -> str:
    """The command to type, for a person of another name with that name."""
    named = f" --user {shlex.quote(user)}" if user else ""
    return f"python run.py {words}{named}"
