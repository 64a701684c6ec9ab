"""Text from outside, made safe to put on a terminal."""

from __future__ import annotations

import re
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
