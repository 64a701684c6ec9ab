"""A report as a page: one file, nothing fetched, for the screen and for paper."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.reports.view import View
from api.reports.writing import MARKER

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).with_name("templates")
_TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F}
"""Marks that turn the direction of writing."""


def to_html(view: View) -> str:
    """The report as an HTML page that holds all it needs: style, charts, no script."""
    return _page().render(view=view, marker=MARKER)


def shown(value: Any) -> Any:
    """A text without characters that no document may hold."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return "".join(
        c
        for c in value
        if c in "\n\t" or not (unicodedata.category(c) in ("Cc", "Cs") or ord(c) in _TURNING)
    )


@cache
def _page() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    return environment.get_template("report.html")
