"""Text from outside, made safe to put on a terminal."""

from __future__ import annotations

import re
import shlex
import unicodedata

# CSI, OSC and other escape sequences (ECMA-48), whole, so that no parameters are left behind.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"
    r"|\x1b[]PX^_][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)?|\x1b.?",
    re.DOTALL,
)
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])


def plain(text: str) -> str:
    """`text` without escape sequences, control characters (but tab and line feed) and marks
    that turn the direction of writing."""
    text = _SEQUENCE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_BIDI)
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


_COMMAND = re.compile(
    r"\brun\.py (?:mock|practice|retake|interviews|prep|questions|research|stories|progress|outcome"
    r"|plan|export|import|privacy)\b(?![^\n]*--user)"
)
_people: list[str] = []


def speak_to(user: str | None) -> None:
    """Has the commands that are told from now on name the person they are for; None for whoever
    uses this machine alone."""
    _people[:] = [user] if user else []


def addressed(text: str) -> str:
    """A text of ours with the person in the commands it tells, so that they run as they stand."""
    if not _people:
        return text
    return _COMMAND.sub(lambda told: f"{told[0]} --user {shlex.quote(_people[0])}", text)
