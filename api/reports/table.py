"""A report as a table: one row for each scored question, for a spreadsheet."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator

from api.reports.document import Document, Session, SessionTurn, judged_turns
from api.reports.text import fit
from api.reports.writing import CSV_MARKER

COLUMNS = (
    CSV_MARKER,
    "started_at",
    "mode",
    "role",
    "company",
    "question_number",
    "question_id",
    "kind",
    "competency",
    "difficulty",
    "score",
    "score_again",
    "seconds",
    "words",
    "hints",
    "self_rating",
    "scored_by",
    "weakest_criterion",
    "question",
    "answer",
)

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Without it Excel reads UTF-8 as the code page of the machine; LibreOffice, pandas
(`utf-8-sig`) and Numbers take it in their stride."""

_BEGINS_A_FORMULA = "=+-@|%\t\r\n"
"""What spreadsheets take for the beginning of a formula or a command (OWASP, CSV injection)."""


def to_csv(document: Document) -> bytes:
    """The table as RFC 4180 wants it: CRLF, quotes where needed, UTF-8 with a byte order mark.

    A text that a spreadsheet would run begins with an apostrophe, which it shows as nothing or as
    itself. Numbers are plain: no text is ever in their columns. What was left out is empty.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for session in document.sessions:
        writer.writerows(_rows(session))
    return _BYTE_ORDER_MARK + stream.getvalue().encode()


def _rows(session: Session) -> Iterator[list[str]]:
    for turn in judged_turns(session):
        if turn.score is not None and not turn.skipped:
            yield _row(session, turn)


def _row(session: Session, turn: SessionTurn) -> list[str]:
    assert turn.assessment is not None
    parts = [one for one in session.turns if one.n == turn.n]
    levels = [one for one in turn.assessment.criteria if isinstance(one.level, int)]
    weakest = min(levels, key=lambda one: (one.level, -one.weight), default=None)
    # In an interview a follow-up's answer adds to the first; in practice it stands alone.
    said = [turn] if session.is_practice else [one for one in parts if one.part <= turn.part]
    again = [one.score for one in parts if one.part > turn.part and one.score is not None]
    return [
        _text(session.id),
        session.started_at.isoformat(timespec="seconds"),
        session.mode,
        _text(session.job.role),
        _text(session.job.company or ""),
        str(turn.n),
        _text(turn.question_id),
        turn.kind,
        _text(turn.category),
        turn.difficulty,
        _number(turn.score),
        _number(again[-1] if again and session.is_practice else None),
        _number(_sum([part.seconds for part in said])),
        str(sum(part.words for part in said)),
        str(sum(part.hints for part in said)),
        _number(turn.self_rating),
        _text(turn.assessment.scored_by),
        _text(weakest.criterion if weakest else ""),
        _text(parts[0].text),
        _text("\n\n".join(part.answer for part in said if part.answer.strip())),
    ]


def _text(text: str) -> str:
    """A text as a cell that no spreadsheet runs."""
    clean = fit(text)
    # Full-width signs count too, and so does what comes after blanks that are not shown.
    seen = unicodedata.normalize("NFKC", clean)
    first = next((c for c in seen if not _unseen(c)), "'")
    return f"'{clean}" if first in _BEGINS_A_FORMULA else clean


def _unseen(character: str) -> bool:
    return character == " " or unicodedata.category(character) in ("Zs", "Cf", "Zl", "Zp")


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.1f}"


def _sum(numbers: list[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
