"""Number words, for everything that looks for how many or how much."""

from __future__ import annotations

VALUES: dict[str, int] = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        start=2,
    )
} | {
    word: number
    for number, word in zip(
        range(30, 100, 10),
        "thirty forty fifty sixty seventy eighty ninety".split(),
        strict=True,
    )
}
"""Words that can only be numbers, with what they stand for; "one" may be anybody."""

PATTERN = "|".join([*VALUES, "hundred", "thousand"])
"""The same and the powers of ten as alternatives of a regular expression."""
