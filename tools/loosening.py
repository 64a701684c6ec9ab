"""How what is wanted of a question gives way where too few questions pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from domain import Seniority
from knowledge.index import Filters

_LEVELS: tuple[Seniority, ...] = get_args(Seniority)


def loosened(filters: Filters) -> Iterator[Filters]:
    """The filters, then looser and looser ones, each only once."""
    for level in at_levels(filters):
        yield level
        if filters.difficulty is not None:
            yield replace(level, difficulty=None)
    if filters.industry is not None:
        yield replace(filters, difficulty=None, seniority=None, industry=None)


def at_levels(filters: Filters) -> Iterator[Filters]:
    """The filters, then those for every other level, the nearest first."""
    yield filters
    if filters.seniority:
        for level in nearest_levels(filters.seniority):
            yield replace(filters, seniority=level)


def nearest_levels(seniority: Seniority) -> list[Seniority]:
    """The other levels, the nearest first, of two as near the lower one."""
    place = _LEVELS.index(seniority)
    others = [level for level in _LEVELS if level != seniority]
    return sorted(others, key=lambda level: abs(_LEVELS.index(level) - place))
