"""What agents may do with the briefs that were made of companies: look one up."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from domain import Brief
from memory.cache import Cache

if TYPE_CHECKING:
    from memory.database import Store

_KEPT_SECONDS = 180 * 24 * 3600.0
"""How long a brief stays in the store; its age is told with it."""


class BriefShelf:
    """The kept briefs as a tool, one a company and person."""

    def __init__(self, store: Store) -> None:
        self._cache = Cache(store)

    def of(self, company: str | None, user: str, now: datetime) -> Brief | None:
        """The brief made of this company before; None when there is none."""
        found = self._cache.get(_key(company, user), now) if company else None
        return Brief.model_validate_json(found) if isinstance(found, str) else None

    def keep(self, company: str, user: str, brief: Brief, now: datetime) -> None:
        """Keeps a brief in place of an earlier one."""
        self._cache.put(_key(company, user), brief.model_dump_json(), now, _KEPT_SECONDS)


def _key(company: str, user: str) -> str:
    return f"brief:{user}:{' '.join(company.split()).casefold()}"
