"""Markdown as a page to read and to print."""

from __future__ import annotations

import os
from pathlib import Path

from cli.guard import WrongUsage
from cli.plain import plain
from domain import BadInput

_STYLE = """
body { font: 16px/1.5 Georgia, serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1, h2, h3 { font-family: system-ui, sans-serif; line-height: 1.2; }
h2 { border-bottom: 1px solid #888; margin-top: 2em; }
blockquote { margin: .3em 0 .8em 1em; padding-left: .8em; border-left: 3px solid #888; }
@media print { body { font-size: 11pt; margin: 0; max-width: none; } h2, h3 { break-after: avoid; }
li, blockquote { break-inside: avoid; } }
"""


def chosen_file(out: str | None) -> Path | None:
    """The file of `--out`; WrongUsage unless its ending is one that can be written. Raises BadInput
    where it could not be written, before there is anything to write."""
    if not out:
        return None
    file = Path(out)
    if file.suffix.lower() not in (".md", ".html"):
        raise WrongUsage("--out writes .md or .html")
    if file.is_dir():
        raise BadInput(f"cannot write {file}: it is a folder")
    if not file.parent.is_dir():
        raise BadInput(f"cannot write {file}: there is no folder {file.parent}")
    if not os.access(file if file.exists() else file.parent, os.W_OK):
        raise BadInput(f"cannot write {file}: there is no right to write there")
    return file


def write_page(file: Path, text: str, title: str) -> None:
    """Markdown written to a file as it is, or as HTML by the file's ending. Raises BadInput."""
    page = text if file.suffix.lower() == ".md" else as_html(text, title)
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"cannot write {file}: {error.strerror}") from None


def as_html(text: str, title: str) -> str:
    """Markdown as an HTML page that prints well; HTML within it stays text."""
    from html import escape

    from markdown_it import MarkdownIt

    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(plain(title))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{MarkdownIt('commonmark', {'html': False}).render(text)}</body>\n</html>\n"
    )
