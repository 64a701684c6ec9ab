"""Reads a job ad, a CV or a page from a file or a pipe into plain text.

The kind of a file is told by its first bytes, and by its name only where they do not tell.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from domain import BadInput

MOST_BYTES = 20_000_000
# A long ad has 8,000 characters and a long CV 20,000; what lies beyond this is not read.
MOST_CHARACTERS = 200_000
# Tags and blanks make a page several times longer than what it says.
_MOST_RAW = 5 * MOST_CHARACTERS
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\n]{0,500}(?:\x07|\x1b\\)?"
    r"|\x1b[@-Z\\-_]?"
)
# Python calls these printable, yet they show nothing and may hide text: joiners, fillers and
# variation selectors. Controls, zero-width and bidirectional marks are not printable at all.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# Bullets of Word's symbol fonts, in the private area.
_SYMBOL_BULLETS = re.compile("[\uf0a7\uf0b7\uf0d8\uf0fc]")
_BLANKS = re.compile(r"[^\S\n]+")
_CONTROL_BYTES = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\b\x1b")))
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HTML_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|div|p|h1|article|section|main)\b", re.IGNORECASE
)
_HTML_NAMES = frozenset([".html", ".htm", ".xhtml"])
# Markdown may begin with a tag or two.
_MARKDOWN_NAMES = frozenset([".md", ".markdown"])


@dataclass(frozen=True)
class Document:
    """A text that was read.

    `title` is what the page or the file calls itself, if it does; `name` the file's name, or
    "standard input"; `truncated` says that only the first part of the text was kept.
    """

    text: str
    title: str | None
    name: str
    truncated: bool = False


def read_document(path: str, stdin: BinaryIO | TextIO | None = None) -> Document:
    """The text of a file: plain text, Markdown, HTML, PDF or DOCX; `-` reads standard input.

    At most 200,000 characters are kept (`truncated` says so); control characters, terminal
    escapes, zero-width and bidirectional marks are taken out. Raises BadInput, in one sentence,
    for what is missing, empty, larger than 20 MB, damaged, encrypted, or holds no text.
    """
    if path == "-":
        name, data = "standard input", _read_stdin(stdin)
    else:
        name, data = _clean(Path(path).name)[:100] or "the file", _read_file(path)
    if not data.strip():
        raise BadInput(f"{name} is empty; give the text of the job ad or CV")
    text, title = _extract(data, name)
    clean = _clean(text[:_MOST_RAW])
    if not any(character.isalnum() for character in clean):
        raise BadInput(f"{name} holds no words to read; give the text of the job ad or CV")
    truncated = len(clean) > MOST_CHARACTERS or len(text) > _MOST_RAW
    shown = _clean(title or "").replace("\n", " ")[:200]
    return Document(clean[:MOST_CHARACTERS].rstrip(), shown or None, name, truncated)


def _read_stdin(stdin: BinaryIO | TextIO | None) -> bytes:
    """The bytes of standard input, or of the stream given in its place."""
    stream = stdin if stdin is not None else sys.stdin
    if stream is None:
        raise BadInput("there is no standard input; name a file instead")
    stream = getattr(stream, "buffer", stream)
    try:
        data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise BadInput(f"standard input cannot be read ({error}); name a file instead") from None
    encoded = data.encode("utf-8", "replace") if isinstance(data, str) else data
    if len(encoded) > MOST_BYTES:
        raise BadInput("standard input is larger than 20 MB; give the ad's text alone")
    return encoded


def _read_file(path: str) -> bytes:
    """The bytes of a regular file."""
    shown = _clean(path)[:200]
    try:
        file = Path(path).expanduser()
        if file.is_dir():
            raise BadInput(f"{shown} is a folder; name the file in it")
        if not file.exists():
            raise BadInput(f"there is no file {shown}; check the name and the folder")
        if not file.is_file():
            raise BadInput(f"{shown} is not a file; name a text, PDF, DOCX or HTML file")
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "no file can have this name"
        raise BadInput(f"{shown} cannot be read ({reason}); check its name and rights") from None
    if len(data) > MOST_BYTES:
        raise BadInput(f"{shown} is larger than 20 MB; give the ad's or CV's text alone")
    return data


def _extract(data: bytes, name: str) -> tuple[str, str | None]:
    """The text and the title of a file's bytes, by what they are."""
    from knowledge import file_formats

    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF-"):
        return file_formats.read_pdf(data, name, MOST_CHARACTERS)
    if start.startswith(b"PK\x03\x04"):
        return file_formats.read_docx(data, name)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(f"{name} is an old Word file; save it as DOCX, PDF or text")
    if start.startswith(b"{\\rtf"):
        raise BadInput(f"{name} is an RTF file; save it as DOCX, PDF or text")
    text = _decode(data, name)
    suffix = Path(name).suffix.lower()
    if suffix in _HTML_NAMES or (suffix not in _MARKDOWN_NAMES and _HTML_START.match(start)):
        return file_formats.read_html(_shown(text[:_MOST_RAW]))
    return text, None


def _decode(data: bytes, name: str) -> str:
    """Text of unknown encoding: a byte-order mark decides, then UTF-8, then Windows-1252.

    A few broken bytes in a UTF-8 file (a cut character, a stray byte) are replaced.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    sample = data[:65536]
    zeros = (sample[::2].count(0), sample[1::2].count(0))
    if max(zeros) > len(sample) / 5 and min(zeros) * 10 <= max(zeros):
        return data.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", "replace")
    control = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if sample.count(0) or control > max(8, len(sample) / 20):
        raise BadInput(f"{name} is not text; give a text, Markdown, HTML, PDF or DOCX file")
    text = data.decode("utf-8-sig", "replace")
    broken = text.count("\ufffd")
    # Letters of another encoding seldom make valid UTF-8 by chance.
    if broken * 2 <= sum(character > "\x7f" for character in text) - broken or not broken:
        return text
    if sum(byte > 127 for byte in sample) > len(sample) * 0.4:
        raise BadInput(f"{name} is not text in a known encoding; save it as UTF-8")
    return data.decode("cp1252", "replace")


def _shown(text: str) -> str:
    """The characters of a text that can be shown, runs of blanks as one, line ends as newlines."""
    plain = _ESCAPES.sub("", _NEWLINES.sub("\n", text))
    plain = _SYMBOL_BULLETS.sub("•", _INVISIBLE.sub("", _BLANKS.sub(" ", plain)))
    return "".join(character for character in plain if character.isprintable() or character == "\n")


def _clean(text: str) -> str:
    """A text fit to show and to search: at most one empty line, no blanks at the ends of lines."""
    lines = (line.strip() for line in re.sub(" {2,}", " ", _shown(text)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
