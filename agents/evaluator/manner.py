"""How feedback is worded: whose voice it is in, and which wording's turn it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Manner:
    """`style` is the persona's (see `prompts/personas.json`; an unknown one is worded as neutral),
    `turn` counts the answers judged before in the interview, from 0. Neither touches the score."""

    style: str = "neutral"
    turn: int = 0


PLAIN = Manner()
"""Outside an interview."""


def rotated(turn: int, *choices: Sequence[str], shift: int = 0) -> list[str]:
    """One of each row of choices; the last row moves on with every turn, and begins at `shift`.

    No combination comes back before all were used, provided that the length of the last row has
    no divisor in common with one more than the product of the other lengths.
    """
    *rows, last = choices
    picked: list[str] = []
    rest, ahead = turn, 0
    for row in rows:
        at = (rest + ahead) % len(row)
        picked.append(row[at])
        rest, ahead = rest // len(row), ahead + at
    return [*picked, last[(turn + turn // math.prod(map(len, rows)) + shift) % len(last)]]
