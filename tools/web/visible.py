"""What of a page a person would see: nodes that are hidden from them are taken out."""

from __future__ import annotations

import re
from typing import Any

_NONE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|(?:font-size|opacity)\s*:\s*0*\.?0+(?:px|em|rem|pt|%)?\s*(?:!important\s*)?(?:;|$)"
    r"|(?<![-\w])color\s*:\s*transparent"
    r"|(?:text-indent|(?<![-\w])(?:left|top|right|margin-left))\s*:\s*-\d{3,}"
    r"|clip(?:-path)?\s*:\s*(?:rect\(\s*0|rect\(\s*1px|inset\(\s*(?:50|100)%|circle\(\s*0)"
    r"|transform\s*:\s*(?:scale\(\s*0|translate[xy]?\(\s*-\d{4})",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"(?<![-\w])(?:max-)?(width|height)\s*:\s*0*(?:\.0+|0|1)(?:px|em|rem|%)?\s*(?:!important\s*)?"
    r"(?:;|$)",
    re.IGNORECASE,
)
_CLIPPED = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
_CLASSES = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|hidden-visually|offscreen"
    r"|d-none|element-invisible)(?:\s|$)",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"\s*(?:[a-z][a-z0-9]*)?([.#])([\w-]+)\s*", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MOST_STYLE = 200_000
_NEVER = ("template", "noscript", "script", "style", "iframe", "object", "svg", "select")

# Zero-width and joining signs, tags, and marks that turn the direction of writing.
UNSEEN = dict.fromkeys(
    [
        0x00AD,
        0x034F,
        0x061C,
        0x180E,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xE0000, 0xE0080),
    ]
)


def strip_hidden(root: Any) -> None:
    """Takes out of an lxml tree what is not shown: by attribute, style, the page's own simple style
    rules, usual class names, zero size, place off the screen; comments and scripts as well."""
    from lxml import etree

    classes, ids = _hidden_by_rules(root)
    doomed = []
    for node in root.iter():
        if not isinstance(node.tag, str):
            if node.getparent() is not None and node.tag is not etree.Entity:
                doomed.append(node)
            continue
        if node.tag in _NEVER or _is_hidden(node, classes, ids):
            doomed.append(node)
    for node in doomed:
        parent = node.getparent()
        if parent is None:
            continue
        tail, before = node.tail, node.getprevious()
        if tail and before is not None:
            before.tail = (before.tail or "") + tail
        elif tail:
            parent.text = (parent.text or "") + tail
        parent.remove(node)


def _is_hidden(node: Any, classes: frozenset[str], ids: frozenset[str]) -> bool:
    given = node.attrib
    if not given:
        return False
    if "hidden" in given or (node.tag == "input" and given.get("type") == "hidden"):
        return True
    style = given.get("style", "")
    if style and _hides(style):
        return True
    named = given.get("class", "")
    if named and (_CLASSES.search(named) or not classes.isdisjoint(named.split())):
        return True
    return bool(ids) and given.get("id") in ids


def _hides(style: str) -> bool:
    if _NONE.search(style):
        return True
    sides = {found[1].lower() for found in _SIZE.finditer(style)}
    return bool(sides) and (len(sides) == 2 or _CLIPPED.search(style) is not None)


def _hidden_by_rules(root: Any) -> tuple[frozenset[str], frozenset[str]]:
    """The classes and ids that rules of the page itself hide: those with one simple selector,
    outside of conditions on the medium."""
    classes: set[str] = set()
    ids: set[str] = set()
    for sheet in root.iter("style"):
        rules = _COMMENT.sub("", (sheet.text or "")[:_MOST_STYLE])
        for selectors, body in _RULE.findall(_unconditional(rules)):
            if not _hides(body):
                continue
            for selector in selectors.split(","):
                found = _SIMPLE.fullmatch(selector)
                if found:
                    (classes if found[1] == "." else ids).add(found[2])
    return frozenset(classes), frozenset(ids)


def _unconditional(rules: str) -> str:
    """A style sheet without its `@…{…{}…}` blocks."""
    kept, depth, skipping, start = [], 0, False, 0
    for place, sign in enumerate(rules):
        if sign == "@" and not depth and not skipping:
            kept.append(rules[start:place])
            skipping = True
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(depth - 1, 0)
            if skipping and not depth:
                skipping, start = False, place + 1
        elif sign == ";" and skipping and not depth:
            skipping, start = False, place + 1
    if not skipping:
        kept.append(rules[start:])
    return "".join(kept)
