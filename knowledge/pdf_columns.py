"""Two columns of a PDF page, told apart where the file mixes their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_FEWEST = 6
"""Lines either side of a gutter from which a page has two columns."""

_CLEAR = 0.85
"""Share of the lines that leave the gutter empty: a headline runs over it."""

_EDGE = 0.12
"""Share of the width at either edge where no gutter is looked for: it would be a margin."""

_MIXED = 0.3
"""Share of changes of side from piece to piece from which the columns are mixed: read column by
column a page changes sides once, line by line at nearly every piece."""

_WIDEST, _MOST_LINES = 400, 400
"""Characters and lines of a page that are looked at: no page has more."""

_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}/\d{2,4}\b|\b(?:today|present|now)\b", re.IGNORECASE
)
_TABLE = 0.4
"""Share of dated lines on the left from which its lines belong to those on the right: a table."""


def in_columns(text: str, layout: str) -> str:
    """The text of a page with its columns one after the other.

    `text` is the page in the order of its file, `layout` the same page drawn in characters. The
    text comes back as it is where it has no two columns, keeps them apart already, or where they
    are a table of dates and what was done then.
    """
    if layout.count("\n") > _MOST_LINES:
        return text
    lines = [line.rstrip()[:_WIDEST] for line in layout.splitlines() if line.strip()]
    gutter = _gutter(lines)
    if gutter is None:
        return text
    left = [line[:gutter].strip() for line in lines]
    right = [line[gutter:].strip() for line in lines]
    dated = sum(bool(_DATED.search(said)) for said in left if said)
    if dated >= _TABLE * sum(map(bool, left)) or not _is_mixed(text, left, right):
        return text
    return "\n".join(_columns(lines, gutter))


def _gutter(lines: Sequence[str]) -> int | None:
    """The first character of the right column; None when the page has one column."""
    width = max(map(len, lines), default=0)
    best: tuple[int, int] | None = None
    for at in range(round(width * _EDGE), round(width * (1 - _EDGE))):
        reaching = [line for line in lines if len(line) > at]
        right = [line for line in reaching if line[at] != " " and line[at - 2 : at] == "  "]
        left = sum(bool(line[: at - 1].strip()) for line in lines)
        clear = sum(line[at - 2 : at] == "  " for line in reaching)
        if len(right) < _FEWEST or left < _FEWEST or clear < _CLEAR * len(reaching):
            continue
        if best is None or len(right) > best[0]:
            best = (len(right), at)
    return best[1] if best else None


def _is_mixed(text: str, left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the text goes from side to side as it goes on."""
    plain = " ".join(text.split())
    pieces = [
        (" ".join(said.split()), side) for side, all_ in enumerate((left, right)) for said in all_
    ]
    found = sorted((plain.find(said), side) for said, side in pieces if said and said in plain)
    changes = sum(a[1] != b[1] for a, b in pairwise(found))
    return len(found) >= 2 * _FEWEST and changes >= _MIXED * len(found)


def _columns(lines: Sequence[str], gutter: int) -> list[str]:
    """The lines that run over the gutter at the top, then the left column, then the right."""
    top: list[str] = []
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        over = line[gutter - 2 : gutter].strip() != "" and len(line) > gutter
        if over and not right:
            top.append(" ".join(line.split()))
            continue
        for side, said in ((left, line[:gutter]), (right, line[gutter:])):
            if said.strip():
                side.append(" ".join(said.split()))
    return [*top, *left, "", *right]
