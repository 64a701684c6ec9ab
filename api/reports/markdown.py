"""A report in Markdown: the same as the page, in words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from api.reports.session_view import QuestionView, SessionView
from api.reports.text import fit
from api.reports.view import Area, View
from api.reports.writing import MARKER

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
# What begins a list, a rule, a heading or a table of its own at the head of a line.
_OPENING = re.compile(r"^(\s*)(?:([-+=>:])|(\d+)([.)]))")
_BAR = 20


def to_markdown(view: View) -> str:
    """The report as a CommonMark document with tables; whatever was typed is escaped."""
    return "\n".join(_lines(view)) + "\n"


def _lines(view: View) -> Iterator[str]:
    yield from (f"<!-- {MARKER} -->", "", f"# {_line(view.title)}", "")
    yield _line(" ".join((f"Made on {view.made} with Rehearse.", *view.notes)))
    yield from ("", "## Summary", "")
    yield from (f"- {_line(name)}: **{_line(told)}**" for name, told in view.facts)
    for text in view.told:
        yield from ("", _line(text))
    yield from _list("What to practise next", view.focus)
    yield from _figures(view)
    if view.plan:
        yield from ("", "## Practice plan")
    for day in view.plan:
        yield from ("", f"### {_line(', '.join(filter(None, (day.date, day.minutes))))}", "")
        yield from (f"- {_line(_sentences(*item))}" for item in day.items)
    for session in view.sessions:
        yield from _session(session)


def _figures(view: View) -> Iterator[str]:
    if view.chart:
        yield from ("", "## Score over time", "", _line(view.chart.described))
    if view.sessions:
        yield from _table(
            ("When", "What", "Job", "Score"),
            ((one.date, one.what, one.job, _score(one.score)) for one in view.sessions),
        )
    if view.months:
        yield from ("", "Earlier months, kept as sums:")
        yield from _table(
            ("Month", "Mean score", "Answers"),
            ((month, _score(mean), str(answers)) for month, mean, answers in view.months),
        )
    if view.areas:
        yield from ("", "## By competency and subject", "", "Lowest first, with 90% intervals.")
        yield from _areas("Competency", view.areas)
        yield from _areas("Kind", view.kinds)
    yield from _list("## What keeps coming up", view.weaknesses)
    if view.calibration or view.rated:
        yield from ("", "## How well you judge yourself", "", _line(view.calibration))
        rows = (
            (row.name, _score(row.rated), _score(row.scored), str(row.answers))
            for row in view.rated
        )
        yield from _table(("Kind", "You", "Score", "Answers"), rows)
    if view.time or view.timed:
        yield from ("", "## Time per question", "", _line(view.time))
        times = (
            (
                row.name,
                _score(row.median),
                f"{row.target_low:.0f} to {row.target_high:.0f}",
                str(row.answers),
                row.verdict,
            )
            for row in view.timed
        )
        yield from _table(("Kind", "Median (s)", "Aim (s)", "Answers", "Verdict"), times)


def _areas(head: str, areas: Iterable[Area]) -> Iterator[str]:
    rows = (
        (
            area.name,
            _score(area.score),
            "█" * round(area.score / 100 * _BAR),
            "none"
            if area.low is None or area.high is None
            else f"{area.low:.0f} to {area.high:.0f}",
            str(area.answers),
            area.verdict,
        )
        for area in areas
    )
    return _table((head, "Score", "", "90% interval", "Answers", "Verdict"), rows)


def _session(session: SessionView) -> Iterator[str]:
    of = "" if session.score is None else " of 100"
    yield from ("", f"## {_line(session.what)}: {_line(session.job)}", "")
    outcome = f". The real interview brought: {session.outcome}" if session.outcome else ""
    about = f"{session.when}, {session.counts} ({session.id}){outcome}"
    yield f"**{_score(session.score)}{of}.** {_line(about)}"
    if session.feedback:
        yield from ("", _line(session.feedback))
    for title, items in session.advice:
        yield from _list(title, items)
    for question in session.questions:
        yield from _question(question)


def _question(question: QuestionView) -> Iterator[str]:
    yield from ("", f"### {question.n}. {_line(question.about)}: {_score(question.score)}")
    for said in question.said:
        if said.label:
            yield from ("", f"{said.label}:")
        if said.question:
            yield from ("", f"**{_line(said.question)}**")
        yield from _quoted(said.answer)
    yield from ("", _line(question.remark))
    if question.criteria:
        yield ""
    for criterion in question.criteria:
        quotes = "".join(f" “{_line(quote)}”" for quote in criterion.quotes)
        yield f"- **{_line(criterion.name)}**, {_line(criterion.level)}.{quotes}"
    yield from _list("What held up", question.strengths)
    yield from _list("What to change", question.improvements)
    if question.stronger:
        yield from ("", "A stronger version:")
        yield from _quoted(question.stronger)


def _list(title: str, items: Iterable[str]) -> Iterator[str]:
    """A list under its title, nothing when it is empty."""
    lines = [f"- {_line(item)}" for item in items]
    if lines:
        yield from ("", title if title.startswith("#") else f"{title}:", "", *lines)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    cells = [f"| {' | '.join(map(_line, row))} |" for row in rows]
    if cells:
        names = list(head)
        yield from ("", f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}", *cells)


def _quoted(paragraphs: Iterable[str]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        yield ">" if number else ""
        lines = [line for line in paragraph.splitlines() if line.strip()]
        yield from (f"> {_line(line)}" for line in lines)


def _line(text: str) -> str:
    """A text in one line, with the characters that Markdown reads as its own taken literally."""
    flat = " ".join(fit(text).split())
    escaped = _SPECIAL.sub(r"\\\1", flat)
    return _OPENING.sub(_literal, escaped)


def _literal(found: re.Match[str]) -> str:
    blank, sign, number, dot = found.groups()
    return f"{blank}\\{sign}" if sign else f"{blank}{number}\\{dot}"


def _sentences(first: str, second: str) -> str:
    end = "" if first.endswith((".", "?", "!")) or not second else "."
    return f"{first}{end} {second}"


def _score(score: float | None) -> str:
    return "no score" if score is None else f"{score:.0f}"
