"""The text inside HTML, PDF and DOCX files, and what they call themselves.

The parsers are loaded when a file of their kind is met, and what they log is silenced: a damaged
file is reported once, by its reader.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from domain import BadInput
from knowledge.pdf_columns import in_columns

_MOST_PAGES = 100
_MOST_UNPACKED = 100_000_000
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "iframe",
        "svg",
        "button",
        "select",
        "head",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "section",
        "article",
        "main",
        "header",
        "dd",
        "dt",
        "dl",
        "pre",
        "hr",
        "form",
    ]
)
# What the parsers raise on damaged files besides their own errors.
_DAMAGE = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OSError,
    AssertionError,
    ArithmeticError,
    MemoryError,
    EOFError,
    RuntimeError,
    SyntaxError,
    zlib.error,
    struct.error,
    zipfile.BadZipFile,
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CELL = f"{_WORD}tc"
_BOX = f"{_WORD}txbxContent"
_ROW_LINES = 3
"""Lines up to which a cell belongs to a table's row rather than being a column of the page."""
_SIGNS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n"}


def read_html(page: str) -> tuple[str, str | None]:
    """What a page shows, without navigation, scripts and hidden parts; its h1, else its title."""
    import lxml.etree
    import lxml.html

    # A declared encoding inside a decoded page makes lxml refuse it.
    page = re.sub(r"^\s*<\?xml[^>]*>", "", page)
    try:
        root = lxml.html.document_fromstring(page)
    except (lxml.etree.LxmlError, *_DAMAGE):
        return _without_tags(page), None
    if not "".join(root.itertext()).strip():
        # The parser gives up on a page nested some hundred levels deep.
        return _without_tags(page), None
    h1, title = (
        next((line for node in root.iter(tag) if (line := _one_line(node))), None)
        for tag in ("h1", "title")
    )
    pieces: list[str] = []
    _walk(root, pieces)
    return "".join(pieces), h1 or title


def _without_tags(page: str) -> str:
    return re.sub(r"<[^<>]{0,2000}>", " ", page)


def _walk(root: Any, pieces: list[str]) -> None:
    """Appends the shown text of a tree in order; with a stack, as pages nest deeper than Python."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        block = node.tag in _BLOCKS
        if leaving:
            pieces.append("\n" if block else "")
            pieces.append(_collapse(node.tail))
            continue
        stack.append((node, True))
        if not isinstance(node.tag, str) or _is_hidden(node):
            continue
        if block:
            pieces.append("\n- " if node.tag == "li" else "\n")
        elif node.tag in ("td", "th"):
            pieces.append(" ")
        pieces.append(_collapse(node.text))
        stack += [(child, False) for child in reversed(node)]


def _is_hidden(node: Any) -> bool:
    return (
        node.tag in _DROPPED
        or "hidden" in node.attrib
        or node.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(node.get("style", "")))
    )


def _one_line(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def _collapse(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def read_pdf(data: bytes, name: str, most: int) -> tuple[str, str | None]:
    """The text of the first 100 pages, up to `most` characters, and the title in its metadata.

    Raises BadInput for a password, damage, or pages that hold pictures only.
    """
    with _quiet():
        import pypdf
        from pypdf.errors import DependencyError, PyPdfError

        try:
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise BadInput(f"{name} is protected by a password; save it without one")
            text = ""
            for page in reader.pages[:_MOST_PAGES]:
                text += _page_text(page) + "\n\n"
                if len(text) > most:
                    break
            title = reader.metadata.title if reader.metadata else None
        except DependencyError:
            raise BadInput(f"{name} is protected by a password; save it without one") from None
        except (PyPdfError, *_DAMAGE):
            raise BadInput(f"{name} is a damaged PDF; save it again or give it as text") from None
    if not text.strip():
        raise BadInput(f"{name} is a scan without text; give a PDF with text, or the text itself")
    return text, str(title) if title else None


def _page_text(page: Any) -> str:
    """A page's text, its columns one after the other."""
    text: str = page.extract_text()
    try:
        layout: str = page.extract_text(extraction_mode="layout")
    except _DAMAGE:
        return text
    return in_columns(text, layout)


def read_docx(data: bytes, name: str) -> tuple[str, str | None]:
    """The paragraphs, tables and text boxes of a Word file in order, and its title.

    Raises BadInput for another kind of archive, damage, or one that unpacks beyond 100 MB.
    """
    damaged = BadInput(f"{name} is a damaged Word file; save it again or give it as text")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except _DAMAGE:
        raise damaged from None
    if not any(part.filename == "word/document.xml" for part in parts):
        raise BadInput(f"{name} is an archive, not a Word file; give a DOCX, PDF or text file")
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise BadInput(f"{name} unpacks to more than 100 MB; give the text alone")
    with _quiet():
        import docx
        import lxml.etree
        from docx.opc.exceptions import OpcError

        try:
            document = docx.Document(io.BytesIO(data))
            text = "\n".join(_docx_lines(document.element.body))
            title = document.core_properties.title
        except (OpcError, lxml.etree.LxmlError, *_DAMAGE):
            raise damaged from None
    return text, title or None


def _docx_lines(element: Any) -> Iterator[str]:
    """The lines under an element: one per paragraph, one per table row, ` | ` between its cells;
    a row with a long cell is a layout in columns, read cell by cell."""
    for child in element:
        if child.tag == f"{_WORD}p":
            yield _docx_paragraph(child)
            for box in child.iter(_BOX):
                # Each box is there twice: as drawn, and as a fallback for old programs.
                if not any("Fallback" in str(above.tag) for above in box.iterancestors()):
                    yield from _docx_lines(box)
        elif child.tag == f"{_WORD}tr":
            cells = [
                [line for line in _docx_lines(cell) if line.strip()]
                for cell in child
                if cell.tag == _CELL
            ]
            if max(map(len, cells), default=0) > _ROW_LINES:
                for cell in cells:
                    yield from (*cell, "")
            else:
                yield " | ".join(" ".join(cell).strip() for cell in cells if cell)
        elif isinstance(child.tag, str):
            yield from _docx_lines(child)


def _docx_paragraph(paragraph: Any) -> str:
    """The text of one paragraph without its text boxes; a list item begins with a dash."""
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    listed = style is not None and style.get(f"{_WORD}val", "").startswith("List")
    listed = listed or paragraph.find(f"{_WORD}pPr/{_WORD}numPr") is not None
    pieces = ["- "] if listed else []
    for node in paragraph.iter():
        if node.tag == f"{_WORD}t":
            text = node.text or ""
        elif node.tag in _SIGNS and node.getparent().tag == f"{_WORD}r":
            text = _SIGNS[node.tag]
        else:
            continue
        if not any(above.tag == _BOX for above in _between(node, paragraph)):
            pieces.append(text)
    return "".join(pieces)


def _between(node: Any, top: Any) -> Iterator[Any]:
    """The elements above a node, up to `top`."""
    for above in node.iterancestors():
        if above is top:
            return
        yield above


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps warnings and log lines of the parsers off the terminal."""
    disabled = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)
