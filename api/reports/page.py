"""A report as a page: one file, nothing fetched, for the screen and for paper."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.reports.text import fit
from api.reports.view import View
from api.reports.writing import MARKER

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).with_name("templates")


def to_html(view: View) -> str:
    """The report as an HTML page that holds all it needs: style, charts, no script."""
    return _page().render(view=view, marker=MARKER)


def _shown(value: Any) -> Any:
    """What goes into the page: texts made fit, markup of the template's own as it is."""
    return fit(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@cache
def _page() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    return environment.get_template("report.html")
