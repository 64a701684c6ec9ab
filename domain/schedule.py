"""When something practised is due again."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from domain.value import Value

CardKind = Literal["question", "criterion"]


class Card(Value):
    """The memory of one item: a question by its id, or a criterion by its name. `state` is the
    scheduler's own account of it, as JSON."""

    kind: CardKind
    item: str
    due: datetime
    reviewed_at: datetime
    state: str
