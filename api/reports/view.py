"""A report as it is shown, whatever it is laid out as: every figure in words, every list in
order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.reports.charts import ScoreChart, score_chart
from api.reports.document import Document
from api.reports.session_view import SessionView, session_view
from knowledge.naming import spoken

_VERDICTS = {"weak": "weak", "fair": "fair", "strong": "strong", "too_few": "too few"}
_TASKS = {"mock": "A mock interview", "review": "A light review"}
_FITS = {"short": "short", "fits": "fits", "long": "long", "too_few": "too few"}


@dataclass(frozen=True)
class Area:
    """A mean score (0-100) with its 90% interval, where one can be told."""

    name: str
    kind: str
    score: float
    low: float | None
    high: float | None
    answers: int
    verdict: str


@dataclass(frozen=True)
class Rated:
    """What the candidate gave themselves beside what was scored, both 0-100."""

    name: str
    rated: float
    scored: float
    answers: int
    text: str


@dataclass(frozen=True)
class Timed:
    """How long answers of a kind take, beside what is aimed at; seconds."""

    name: str
    median: float
    target_low: float
    target_high: float
    answers: int
    verdict: str


@dataclass(frozen=True)
class PlanDay:
    """A day of the practice plan: what to do and why."""

    date: str
    minutes: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class View:
    """The whole report. Lists are empty, and texts too, where nothing can be said."""

    title: str
    made: str
    facts: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    focus: tuple[str, ...]
    notes: tuple[str, ...]
    chart: ScoreChart | None
    months: tuple[tuple[str, float, int], ...]
    areas: tuple[Area, ...]
    kinds: tuple[Area, ...]
    weaknesses: tuple[str, ...]
    calibration: str
    rated: tuple[Rated, ...]
    time: str
    timed: tuple[Timed, ...]
    plan: tuple[PlanDay, ...]
    sessions: tuple[SessionView, ...]


def view_of(document: Document) -> View:
    """The view of a document, whose analytics are those of `get_performance_analytics`."""
    found = document.analytics
    trend = _at(found, "score_progression", "trend")
    areas = _at(found, "category_performance")
    ratings = _at(areas, "self_rating")
    times = _at(found, "time_analysis")
    clear = trend.get("verdict") in ("rising", "falling")
    points = list(_points(document))
    return View(
        title=f"Interview practice: progress{f' of {document.user}' if _named(document) else ''}",
        made=_day(document.made_at),
        facts=tuple(_facts(document)),
        told=tuple(_told(document)),
        focus=tuple(map(str, document.summary.get("recommended_focus", ()))),
        notes=tuple(_notes(document)),
        chart=score_chart(points, trend.get("slope") if clear else None),
        months=tuple(
            (row["month"], row["score"], row["answers"])
            for row in _at(found, "score_progression").get("months", ())
        ),
        areas=tuple(map(_area, _at(found, "category_performance").get("categories", ()))),
        kinds=tuple(map(_area, _at(found, "category_performance").get("kinds", ()))),
        weaknesses=tuple(
            row["text"]
            for row in _at(found, "category_performance").get("recurring_weaknesses", ())
        ),
        calibration=ratings.get("text") or "",
        rated=tuple(
            Rated(
                row["kind"].capitalize(),
                row["rated"],
                row["scored"],
                row["answers"],
                row.get("text") or "",
            )
            for row in ratings.get("kinds", ())
            if row.get("rated") is not None and row.get("scored") is not None
        ),
        time=times.get("text") or "",
        timed=tuple(
            Timed(
                row["kind"].capitalize(),
                row["median"],
                row["target_low"],
                row["target_high"],
                row["answers"],
                _FITS.get(row["verdict"], ""),
            )
            for row in times.get("kinds", ())
            if row.get("median") is not None
        ),
        plan=tuple(_plan(document.plan)),
        sessions=tuple(
            session_view(session, number)
            for number, session in reversed(list(enumerate(document.sessions, 1)))
        ),
    )


def _at(found: dict[str, Any], *names: str) -> dict[str, Any]:
    """What stands under these names, empty where there is nothing."""
    for name in names:
        found = found.get(name) or {}
    return found


def _named(document: Document) -> bool:
    return document.user not in (None, "default")


def _points(document: Document) -> Iterator[tuple[datetime, float]]:
    """When each session was held and what its counted answers came to: what the trend is of."""
    rows = _at(document.analytics, "score_progression").get("sessions", ())
    counted = {row["id"]: row["score"] for row in rows}
    for session in document.sessions:
        score = counted.get(session.id, session.report.final_score if session.report else None)
        if session.mode != "retake" and score is not None:
            yield session.started_at, score


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    held = [session for session in document.sessions if session.mode != "retake"]
    if _named(document):
        yield "Who", str(document.user)
    if document.sessions:
        first, last = _day(document.sessions[0].started_at), _day(document.sessions[-1].started_at)
        yield "When", first if first == last else f"{first} to {last}"
    mocks = sum(session.mode == "mock" for session in held)
    counts = [(mocks, "mock interview"), (len(held) - mocks, "practice session")]
    told = " and ".join(f"{n} {what}{'' if n == 1 else 's'}" for n, what in counts if n)
    yield "Sessions", told or "none in detail, earlier ones as monthly sums"
    scored = sum(session.report.scored for session in held if session.report)
    unscored = sum(session.report.unscored for session in held if session.report)
    rest = f", {unscored} could not be scored" if unscored else ""
    yield "Answers", f"{scored} scored{rest}"
    average = document.summary.get("average_score")
    yield "Average", "no score yet" if average is None else f"{average:.0f} of 100"
    level = _at(document.analytics, "score_progression", "level")
    if level.get("score") is not None:
        bounds = _interval(level.get("low"), level.get("high"))
        yield "Level", f"{level['score']:.0f} of 100 on a question of medium difficulty{bounds}"


def _told(document: Document) -> Iterator[str]:
    """What can be said of the whole, a sentence or two each."""
    found = document.analytics
    trend = _at(found, "score_progression", "trend").get("text")
    yield str(trend or document.summary.get("improvement_trend") or "")
    for names in (
        ("score_progression", "level"),
        ("improvement_velocity",),
        ("predictions", "next_session"),
    ):
        text = _at(found, *names).get("text")
        if text:
            yield str(text)


def _notes(document: Document) -> Iterator[str]:
    if "transcripts" in document.left_out:
        yield "What was said is left out, and whatever quotes it."
    if "names" in document.left_out:
        yield (
            "Names are left out as far as they can be found; one that only an answer tells may "
            "have stayed."
        )
    if document.unfinished:
        several = document.unfinished != 1
        yield (
            f"{document.unfinished} unfinished session{'s are' if several else ' is'} not in this "
            "report."
        )


def _area(row: dict[str, Any]) -> Area:
    return Area(
        name=_capital(spoken(row["name"])),
        kind=row.get("kind") or "",
        score=row["score"],
        low=row.get("low"),
        high=row.get("high"),
        answers=row["answers"],
        verdict=_VERDICTS.get(row.get("verdict") or "", ""),
    )


def _plan(plan: dict[str, Any] | None) -> Iterator[PlanDay]:
    """The days of `plan --json`."""
    for day in (plan or {}).get("days", ()):
        items = [(_task(item), _capital(item.get("why") or "")) for item in day.get("items", ())]
        yield PlanDay(
            date=_day(datetime.fromisoformat(day["date"])),
            minutes=f"{day['minutes']:g} minutes" if day.get("minutes") else "",
            items=tuple(items or [(day.get("note") or "Rest", "")]),
        )


def _task(item: dict[str, Any]) -> str:
    what = item.get("question") or _TASKS.get(item["kind"], item["kind"])
    return f"{what} (done)" if item.get("done") else str(what)


def _interval(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f" (90% interval {low:.0f} to {high:.0f})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local.day} {local:%B %Y}"
