"""Text as it reads, without the marks that Markdown makes it bold or a heading with."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+|\s+#+\s*$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s?){3,}\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+[\s:|-]*$")
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\s]{0,300}\)")
_CODE = re.compile(r"`+([^`\n]*)`+")
_STARS = re.compile(r"(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1")
_UNDERSCORES = re.compile(r"(?<!\w)(_{1,3})(?=\S)([^\n]+?)(?<=\S)\1(?!\w|\.\w)")
_LEFT_OPEN = re.compile(r"\*{2,}|`")
_BREAK = re.compile(r"<br\s*/?>|</?(?:b|i|u|em|strong|p|div|span)\s*>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|&<>~$%-])")


def is_marked_heading(line: str) -> bool:
    """Whether a line is a heading by its Markdown: after a #, or bold as a whole."""
    said = line.strip()
    if re.match(r"#{1,6}\s", said):
        return True
    return any(
        len(said) > 2 * len(mark)
        and said.rstrip(":").startswith(mark)
        and said.rstrip(":").endswith(mark)
        and said.count(mark) == 2
        for mark in ("**", "__")
    )


def without_markup(line: str) -> str:
    """A line's words without Markdown's emphasis, code, links, rules, tables and escapes; a
    bullet stays, and so do marks that stand for themselves ("5 * 3", "snake_case", "C#")."""
    if _RULE.match(line) or _TABLE_RULE.match(line):
        return ""
    plain = _HEADING.sub("", _BREAK.sub(" ", line))
    if plain.count("|") >= 2 and plain.lstrip().startswith("|"):
        plain = ", ".join(cell.strip() for cell in plain.strip().strip("|").split("|"))
    plain = _CODE.sub(r"\1", _LINK.sub(r"\1", plain))
    plain = _UNDERSCORES.sub(r"\2", _STARS.sub(r"\2", plain))
    return _ESCAPED.sub(r"\1", _LEFT_OPEN.sub("", plain))
