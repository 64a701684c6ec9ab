"""Text from anywhere, fit to stand in a document."""

from __future__ import annotations

import unicodedata

_TURNING = frozenset({*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F})
"""Marks that turn the direction of writing."""


def fit(text: str) -> str:
    """A text without control characters (but tab and line feed), halves of characters, and marks
    that turn the direction of writing."""
    return "".join(
        c
        for c in text
        if c in "\n\t" or not (unicodedata.category(c) in ("Cc", "Cs") or ord(c) in _TURNING)
    )
