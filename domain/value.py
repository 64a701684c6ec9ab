"""The base of all nouns, and the words they share."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["behavioral", "technical", "situational", "company", "ask"]
Difficulty = Literal["easy", "medium", "hard"]
Seniority = Literal["entry", "mid", "senior", "lead", "executive"]


class Value(BaseModel):
    """Base of all nouns: immutable, and strict about unknown fields."""

    # Validators are built when a noun is first made: most commands use a few of them.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
