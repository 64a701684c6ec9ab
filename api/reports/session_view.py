"""One session as a report shows it: its head, its advice, its questions with their answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from api.reports.document import Session, SessionTurn, judged_turns
from domain import Criterion
from knowledge.naming import spoken

_LEVELS = ("not shown", "weak", "fair", "good", "excellent")
_MODES = {"mock": "Mock interview", "practice": "Practice", "retake": "Retake"}
_OUTCOMES = {
    "advanced": "you were asked on to the next round",
    "offer": "an offer",
    "rejected": "a rejection",
    "withdrawn": "you withdrew",
}


@dataclass(frozen=True)
class Shown:
    """A criterion with its level in words and the sentences it rests on."""

    name: str
    level: str
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """A question or follow-up as it was put, and the answer in paragraphs."""

    label: str
    question: str
    answer: tuple[str, ...]


@dataclass(frozen=True)
class QuestionView:
    """A question of a session: what was said to it, and how that was judged."""

    n: int
    about: str
    score: float | None
    remark: str
    said: tuple[Said, ...]
    criteria: tuple[Shown, ...]
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    stronger: tuple[str, ...]


@dataclass(frozen=True)
class SessionView:
    """A session; `anchor` names it within the document, `score` is None without one."""

    anchor: str
    id: str
    when: str
    date: str
    what: str
    job: str
    score: float | None
    counts: str
    outcome: str
    feedback: str
    advice: tuple[tuple[str, tuple[str, ...]], ...]
    questions: tuple[QuestionView, ...]


def session_view(session: Session, number: int) -> SessionView:
    """The session, the `number`-th of the report."""
    report = session.report
    assert report is not None
    local = session.started_at.astimezone()
    company = f" at {session.job.company}" if session.job.company else ""
    what = _MODES[session.mode]
    if session.source:
        what = f"Retake of question {session.source[1]} of {session.source[0]}"
    told = (
        ("What held up", report.strengths),
        ("What to work on", report.improvement_areas),
        ("What to do next", report.recommendations),
    )
    return SessionView(
        anchor=f"session-{number}",
        id=session.id,
        when=f"{local.day} {local:%B %Y, %H:%M}",
        date=f"{local:%Y-%m-%d}",
        what=what,
        job=f"{session.job.title or spoken(session.job.role)}{company}",
        score=report.final_score,
        counts=_counts(session),
        outcome=_OUTCOMES.get(session.outcome or "", ""),
        feedback=report.detailed_feedback,
        advice=tuple((title, items) for title, items in told if items),
        questions=tuple(_questions(session)),
    )


def level_in_words(level: int | str) -> str:
    """ "3 of 4, good", or how far a key point is covered."""
    return f"{level} of 4, {_LEVELS[level]}" if isinstance(level, int) else level


def _counts(session: Session) -> str:
    assert session.report is not None
    counts = (
        (session.report.scored, "scored"),
        (session.report.unscored, "not scored"),
        (session.report.skipped, "skipped"),
    )
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def _questions(session: Session) -> Iterator[QuestionView]:
    assert session.report is not None
    standing = {turn.n: turn.id for turn in judged_turns(session)}
    stronger = {one.n: one.text for one in session.report.stronger}
    turns = sorted(session.turns, key=lambda turn: (turn.n, turn.part))
    for n, grouped in groupby(turns, key=lambda turn: turn.n):
        parts = list(grouped)
        judged = next((part for part in parts if part.id == standing.get(n)), parts[-1])
        yield _question(session, parts, judged, stronger.get(n, ""))


def _question(
    session: Session, parts: list[SessionTurn], judged: SessionTurn, stronger: str
) -> QuestionView:
    assessment = judged.assessment
    about = "Your questions" if judged.kind == "ask" else spoken(judged.category)
    if judged.kind != "ask":
        about = f"{about[:1].upper()}{about[1:]} ({judged.kind}, {judged.difficulty})"
    better = stronger or (assessment.suggested_answer if assessment else "")
    return QuestionView(
        n=judged.n,
        about=about,
        score=judged.score,
        remark=_remark(parts, judged),
        said=tuple(_said(session, part) for part in parts),
        criteria=tuple(map(_shown, assessment.criteria)) if assessment else (),
        strengths=assessment.strengths if assessment else (),
        improvements=assessment.improvements if assessment else (),
        stronger=_paragraphs(better),
    )


def _said(session: Session, part: SessionTurn) -> Said:
    label = ""
    if part.part and session.is_practice:
        label = "Again" if part.score is None else f"Again, and then {part.score:.0f}"
    elif part.part:
        label = "Follow-up"
    return Said(label, part.text, ("(skipped)",) if part.skipped else _paragraphs(part.answer))


def _remark(parts: list[SessionTurn], judged: SessionTurn) -> str:
    """What else there is to know of the answer: why it has no score, time, hints, self-rating."""
    seconds = [part.seconds for part in parts if part.seconds is not None]
    hints = sum(part.hints for part in parts)
    reason = judged.assessment.unscored_reason if judged.assessment else None
    said = [
        f"not scored: {reason}" if reason else "",
        _spent(sum(seconds)) if seconds else "",
        f"{sum(part.words for part in parts)} words",
        f"{hints} hint{'' if hints == 1 else 's'} used" if hints else "",
        f"you gave yourself {judged.self_rating:.0f}" if judged.self_rating is not None else "",
    ]
    return ", ".join(filter(None, said))


def _spent(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def _shown(criterion: Criterion) -> Shown:
    name = spoken(criterion.criterion)
    return Shown(name[:1].upper() + name[1:], level_in_words(criterion.level), criterion.quotes)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())
