"""A report as data: what an export in JSON holds, and what the other formats are laid out from.

The format is described in `docs/export.md`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from api.reports.writing import VERSION
from domain import Criterion, Difficulty, Interview, Kind, Turn, Value, standing_turns

LeftOut = Literal["transcripts", "names"]

_LONGEST_ID = 200
_WHOLE = 2**31
"""Whole numbers stay under it: no count of ours comes near, and every store takes it."""


class SessionTurn(Turn):
    """A turn, and how many words its answer had: that stays where the answer is left out."""

    words: int = Field(ge=0, lt=_WHOLE)


class Session(Interview):
    """A finished session with its turns in the order they were put."""

    turns: tuple[SessionTurn, ...] = ()


class Month(Value):
    """Scored answers of a month, summed: see the table `months` of the store."""

    month: str = Field(pattern=r"^\d{4}-\d{2}$")
    mode: Literal["mock", "practice", "retake"]
    kind: Kind
    category: str
    difficulty: Difficulty
    sessions: int = Field(ge=0, lt=_WHOLE)
    answers: int = Field(ge=1, lt=_WHOLE)
    score_sum: float = Field(ge=0, allow_inf_nan=False)
    score_squares: float = Field(ge=0, allow_inf_nan=False)
    seconds: float = Field(ge=0, allow_inf_nan=False)


class Document(Value):
    """A whole report. `user` is None and names are replaced where `left_out` says so.

    `summary` and `analytics` are those of `InterviewTracker` when the report was made, `plan` the
    practice plan as `plan --json` gives it. They are there to be read, and are made anew where
    the report is taken in.
    """

    format: Literal["rehearse-export"] = "rehearse-export"
    version: Literal[1] = VERSION
    made_at: datetime
    user: str | None
    left_out: tuple[LeftOut, ...] = ()
    unfinished: int = Field(default=0, ge=0)
    summary: dict[str, Any] = Field(default_factory=dict)
    analytics: dict[str, Any] = Field(default_factory=dict)
    plan: dict[str, Any] | None = None
    sessions: tuple[Session, ...] = ()
    months: tuple[Month, ...] = ()


def judged_turns(session: Session) -> list[SessionTurn]:
    """Per question the turn whose score counts: in practice the first answer that has one, in an
    interview the best part (`domain.standing_turns`)."""
    turns = {turn.id: turn for turn in session.turns}
    if not session.is_practice:
        return [turns[turn.id] for turn in standing_turns(session.turns)]
    first: dict[int, SessionTurn] = {}
    for turn in sorted(session.turns, key=lambda turn: (turn.n, turn.part)):
        if turn.kind != "ask" and (turn.n not in first or first[turn.n].score is None):
            first[turn.n] = turn
    return list(first.values())


def to_json(document: Document) -> bytes:
    """The document as JSON, the format's name first."""
    return document.model_dump_json(indent=2).encode() + b"\n"


def check(document: Document) -> None:
    """What the store and the reports count on beyond the types; ValueError says what is wrong.

    Only what is taken in is checked: what is stored already is exported as it is.
    """
    _once_each("session", [session.id for session in document.sessions])
    keys = [(m.month, m.mode, m.kind, m.category, m.difficulty) for m in document.months]
    _once_each("row of monthly sums", [" ".join(key) for key in keys])
    for session in document.sessions:
        _check_session(session)
    if "\x00" in (document.user or ""):
        raise ValueError("the user's name holds a character that no name has")


def _once_each(what: str, keys: list[str]) -> None:
    if len(set(keys)) != len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the {what} {twice[:80]!r} stands twice")


def _check_session(session: Session) -> None:
    if not 0 < len(session.id) <= _LONGEST_ID:
        raise ValueError("the id of a session is empty or too long")
    at = f"session {session.id}"
    if session.status != "finished" or session.report is None or session.finished_at is None:
        raise ValueError(f"{at} is not finished or has no report")
    numbers = (session.minutes, session.count, *(session.source or ())[1:])
    if any(not 0 <= int(number) < _WHOLE for number in numbers):
        raise ValueError(f"{at} has a number out of bounds")
    _aware(at, session.started_at, session.finished_at, session.outcome_at)
    _once_each(f"turn of {at},", [f"{turn.n}, part {turn.part}" for turn in session.turns])
    for turn in session.turns:
        if turn.interview_id != session.id:
            raise ValueError(f"{at} holds a turn of {turn.interview_id[:80]!r}")
        _check_turn(turn, f"turn {turn.n}, part {turn.part} of {at}")


def _check_turn(turn: SessionTurn, at: str) -> None:
    _aware(at, turn.answered_at)
    if any(not 0 <= number < _WHOLE for number in (turn.n, turn.part, turn.hints)):
        raise ValueError(f"{at} has a number out of bounds")
    if not _share(turn.self_rating) or not _share(turn.score):
        raise ValueError(f"{at} has a score or a self-rating that is not between 0 and 100")
    if turn.seconds is not None and not 0 <= turn.seconds < _WHOLE:
        raise ValueError(f"{at} has a time that cannot be")
    if turn.assessment and not all(map(_on_scale, turn.assessment.criteria)):
        raise ValueError(f"{at} has a level that is not between 0 and 4")


def _on_scale(criterion: Criterion) -> bool:
    return not isinstance(criterion.level, int) or 0 <= criterion.level <= 4


def _share(score: float | None) -> bool:
    return score is None or 0 <= score <= 100


def _aware(at: str, *moments: datetime | None) -> None:
    if any(moment is not None and moment.tzinfo is None for moment in moments):
        raise ValueError(f"{at} has a moment without a timezone")
