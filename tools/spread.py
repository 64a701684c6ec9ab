"""Questions to look through without a job: of every kind and category in turn."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain import Question
from knowledge.index import Filters
from tools.loosening import at_levels
from tools.questions import Found, why_asked


def spread(
    questions: Sequence[Question],
    filters: Filters,
    count: int,
    *,
    seen: Mapping[str, datetime],
    exclude: Collection[str] = (),
) -> list[Found]:
    """Up to `count` questions that pass the filters, the kind and then the category least given
    so far coming next; the same ones for the same arguments.

    Only the level gives way, to the nearest for which there is any. Questions in `seen` come
    last, those in `exclude` not at all.
    """
    left: list[Question] = []
    for looser in at_levels(filters):
        left = [q for q in questions if looser.match(q) and q.id not in exclude]
        if left:
            break
    held: Counter[str] = Counter()
    picked: list[Question] = []
    # In no order of the files, or every list would begin with their first categories.
    left.sort(key=lambda q: hashlib.sha256(q.id.encode()).digest())
    while left and len(picked) < count:
        best = min(
            left,
            key=lambda q: (
                q.id in seen,
                held[q.kind],
                filters.industry not in (None, *q.industries),
                held[f"{q.kind} {q.category}"],
            ),
        )
        left.remove(best)
        held.update((best.kind, f"{best.kind} {best.category}"))
        picked.append(best)
    return [Found(q, 0.0, why_asked(q, "", filters.role, filters.seniority)) for q in picked]
