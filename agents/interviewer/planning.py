"""How many questions of which kind and difficulty an interview holds, and in what order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar, cast

from domain import Difficulty, Kind, Persona, Seniority

Key = TypeVar("Key", bound=str)

# Minutes a question takes with its answer and follow-ups; a planned answer of about two
# minutes is what career services commonly advise, technical and company ones run shorter.
MINUTES: Mapping[Kind, float] = {
    "behavioral": 3.0,
    "technical": 2.5,
    "situational": 2.5,
    "company": 2.0,
    "ask": 1.0,
}
# Greeting, the candidate's own questions and the farewell.
FRAME_MINUTES = 3.0
ORDER: tuple[Kind, ...] = ("company", "behavioral", "technical", "situational")
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")
# What a set of questions to prepare with holds.
EVEN_MIX: Mapping[Difficulty, float] = {"easy": 0.3, "medium": 0.45, "hard": 0.25}
# How far a level moves a difficulty mix from easy towards hard (share of questions).
_SHIFT: Mapping[Seniority, float] = {
    "entry": -0.25,
    "mid": 0.0,
    "senior": 0.15,
    "lead": 0.2,
    "executive": 0.25,
}


def question_count(minutes: int, wanted: int, persona: Persona) -> int:
    """How many questions fit `minutes`, at least 1 and at most `wanted`."""
    mean = sum(persona.kind_mix.get(kind, 0.0) * MINUTES[kind] for kind in ORDER) or 2.5
    fits = int(max(minutes - FRAME_MINUTES, 0.0) / mean)
    return max(1, min(wanted, fits))


def share_out(total: int, shares: Mapping[Key, float]) -> dict[Key, int]:
    """`total` things divided by `shares` (largest remainder); the counts sum to `total`."""
    whole = sum(shares.values())
    if total <= 0 or whole <= 0:
        return dict.fromkeys(shares, 0)
    exact = {key: total * share / whole for key, share in shares.items()}
    counts = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(shares, key=lambda key: counts[key] - exact[key])
    for key in by_remainder[: total - sum(counts.values())]:
        counts[key] += 1
    return counts


def difficulty_shares(
    mix: Mapping[Difficulty, float], seniority: Seniority
) -> dict[Difficulty, float]:
    """A mix moved towards hard for senior roles and towards easy for entry ones."""
    easy, medium, hard = (mix.get(level, 0.0) for level in DIFFICULTIES)
    shift = _SHIFT[seniority]
    moved = min(shift, easy) if shift >= 0 else max(shift, -hard)
    return cast(
        dict[Difficulty, float], {"easy": easy - moved, "medium": medium, "hard": hard + moved}
    )


def interview_flow(persona: Persona, minutes: int, wanted: int) -> list[dict[str, str | int]]:
    """The stages of an interview to come: {stage, questions, minutes} each, in order."""
    total = question_count(minutes, wanted, persona)
    counts = share_out(total, {kind: persona.kind_mix.get(kind, 0.0) for kind in ORDER})
    asked: list[dict[str, str | int]] = [
        {"stage": kind, "questions": counts[kind], "minutes": round(counts[kind] * MINUTES[kind])}
        for kind in ORDER
        if counts[kind]
    ]
    return [
        {"stage": "greeting", "questions": 0, "minutes": 1},
        *asked,
        {"stage": "your questions", "questions": 0, "minutes": 2},
    ]
