"""A CV line by line: what each line is about, what was achieved, and how many years it covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain import Resume, ResumeLine, ResumeSection
from knowledge.deeds import DOING, DONE, achievement
from knowledge.job_ad import names_job
from knowledge.markup import is_marked_heading, without_markup
from knowledge.periods import find_period, is_dated, months_of, without_dates
from knowledge.resume_sections import Heading, heading, is_post, is_study, looks_like

_CHARACTERS = 60_000
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪●○◦‣>✓➢]|\(?\d{1,2}[.)])\s+")
_CONTACT = re.compile(
    r"@|https?:|www\.|linkedin|github\.com|\b(?:tel|phone|mobile|email|e-mail|address|nationality"
    r"|date of birth|dob|marital status|driving licen[cs]e number)\b\s*:|(?:\+?\d[\s().-]?){9,}",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z][\w'’.-]+ ?){2,4}")
_NAME_FIRST = re.compile(r"^(?:[A-Z][\w'’.-]+ ){1,3}[A-Z][\w'’.-]+\s*[-–—|,]\s+(?=\S)")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z])")
_LONG = 16
"""Words from which a line is taken sentence by sentence."""

_PARAGRAPH = 1000
"""Characters from which broken lines are no longer put together: no paragraph of a CV is longer."""

_NAMES_WORDS = 12
"""Words up to which a line can be no more than a title, an employer and dates."""

_ENDS_OPEN = re.compile(r"(?:[,;&/-]|\b(?:and|or|of|the|a|an|to|for|with|in|on|by|at|from))$", re.I)
_POST_OF = re.compile(r"^(?:worked|employed|engaged|served|hired) (?:as|at|for|in|with)\b", re.I)
_IN_TRAINING = re.compile(r"\b(?:student|trainee|pupil|placement|practicum)\b", re.I)
_BARE_DATES = 3
"""Letters left of a line without its dates up to which it holds nothing but dates."""


@dataclass(frozen=True)
class _Raw:
    """A line as it stands: without bullet and markup, and how it stands."""

    said: str
    source: str
    is_bulleted: bool
    opens: Heading | None


@dataclass
class _Reading:
    """Where the reader is, and what was read."""

    today: date
    section: ResumeSection = ""
    job: str = ""
    is_employed: bool = True
    months: set[int] = field(default_factory=set)
    lines: list[ResumeLine] = field(default_factory=list)


def read_resume(text: str, today: date) -> Resume:
    """A CV's lines with their section and job, and the years its jobs cover by `today`.

    Sections are told by their headings, by a heading's noun where it is not a usual one, and
    without one by what a line looks like. Lines broken by the page are put together again;
    Markdown is taken off. Ways to reach the person and their references are left out: nothing of
    them is ever quoted.
    """
    read = _Reading(today)
    raws = list(_raws(text[:_CHARACTERS]))
    for place, raw in enumerate(raws):
        section = read.section
        if raw.opens is not None and not _is_line(read, raw.opens):
            _open(read, raw.opens, raws[place + 1 : place + 3])
            if not raw.opens.rest:
                continue
        _take(read, raw, raws[place - 1 : place] + raws[place : place + 3])
        # "Technologies: Java" within a job is about this one line.
        if section in ("experience", "projects") and raw.opens and raw.opens.is_of_a_line:
            read.section = section
    years = round(len(read.months) / 12, 1) if read.months else None
    return Resume(lines=tuple(read.lines), years=years)


def _is_line(read: _Reading, opened: Heading) -> bool:
    """Whether a heading of unknown words is but a line of its section: an employer or a project
    in capitals."""
    return opened.section == "" and read.section in ("experience", "projects", "")


def _open(read: _Reading, opened: Heading, below: Sequence[_Raw]) -> None:
    """Goes into a section. Under a heading of unknown words each line tells by its form what it
    is; the parts of a job stay in it, and a referee's name in capitals among the referees."""
    if opened.is_within and read.job:
        return
    if opened.section == "" and read.section == "other":
        dated = any(find_period(raw.said) and not is_study(raw.said) for raw in below)
        read.section = "" if dated else "other"
        return
    read.section, read.is_employed = opened.section, opened.is_employed
    if not opened.is_of_a_line:
        read.job = ""


def _take(read: _Reading, raw: _Raw, around: Sequence[_Raw]) -> None:
    """Reads one line into the lines, with the job it belongs to."""
    said = raw.said
    if not read.lines and not read.section:
        said = _NAME_FIRST.sub("", said) if names_job(_NAME_FIRST.sub("", said)) else said
    if len(said) < 3 or _CONTACT.search(said):
        return
    kind = read.section or looks_like(said) or ("experience" if read.job else "")
    dated = bool(find_period(said)) and not is_study(said)
    if kind == "education" and dated and is_post(without_dates(said)):
        # A post under what was studied: what is done in it is told as of any job.
        read.section, read.is_employed = "", not _IN_TRAINING.search(said)
        kind = _enter_job(read, said) if read.is_employed else kind
        read.job = read.job if read.is_employed else said
    elif dated and kind in ("experience", ""):
        kind = _enter_job(read, said)
    elif kind == "education":
        read.job = ""
    if kind == "other" or (not read.lines and not read.section and _NAME.fullmatch(said)):
        return
    is_title = kind == "experience" and not _tells_deed(said) and _only_names(raw, dated, around)
    for part in _SENTENCE.split(said) if len(said.split()) > _LONG else (said,):
        counts = kind not in ("skills", "education") and not is_title
        read.lines.append(
            ResumeLine(
                text=part,
                section=kind,
                job=read.job if read.job != said else "",
                achievement=achievement(part) if counts else 0.0,
                is_title=is_title,
            )
        )


def _enter_job(read: _Reading, said: str) -> ResumeSection:
    """Goes into the job whose dates a line holds; a deed with dates is one of the job it is in."""
    if not read.job or not _tells_deed(said) or _POST_OF.match(said):
        period = find_period(said)
        if period and read.is_employed:
            read.months |= months_of(period, read.today)
        read.job = _named_job(said, read.lines)
    return "experience"


def _tells_deed(said: str) -> bool:
    """Whether some part of a line tells of something done rather than names a post."""
    parts = re.split(r":\s+|[;.]\s+|\s[–—-]\s", said)
    return any(
        bool(DONE.match(part)) or (bool(DOING.match(part)) and len(part.split()) > 3)
        for part in parts
        if not names_job(part, head=True)
    )


def _named_job(dated: str, lines: Sequence[ResumeLine]) -> str:
    """The line that names the job a period is for: the one it stands in, or the one above."""
    if len(without_dates(dated)) > _BARE_DATES or not lines or not lines[-1].is_title:
        return dated
    above = [line.text for line in lines[-2:] if line.is_title]
    return next((text for text in above if names_job(text, head=True)), above[-1])


def _only_names(raw: _Raw, dated: bool, around: Sequence[_Raw]) -> bool:
    """Whether a line of a job is but its title, employer, place or dates: it holds the dates, or
    stands beside the line that does and is written like a name."""
    said = raw.said
    if raw.is_bulleted and not dated:
        return False
    if len(without_dates(said).split()) > _NAMES_WORDS:
        return False
    if dated or is_dated(said):
        return True
    near = any(find_period(one.said) and not one.is_bulleted for one in around if one is not raw)
    return near and _is_name(said)


def _is_name(said: str) -> bool:
    """Whether a line is written as names are: short, its longer words in capitals, no sentence."""
    words = [word for word in re.findall(r"[^\W\d_]+", said) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return said[-1] not in ".!" and len(said.split()) <= 9 and capitals >= 0.6 * len(words)


def _raws(text: str) -> Iterator[_Raw]:
    """The lines of a text, one broken by the page's width put together again."""
    held: _Raw | None = None
    lines = text.splitlines()
    after_blank = True
    for place, source in enumerate(lines):
        plain = without_markup(source).strip()
        if not plain:
            if held:
                yield held
            held, after_blank = None, True
            continue
        below = lines[place + 1].strip() if place + 1 < len(lines) else ""
        opens = heading(source.strip(), after_blank=after_blank, below=below)
        after_blank = False
        bulleted = bool(_BULLET.match(plain)) and not is_marked_heading(source)
        said = _said(opens.rest if opens and opens.rest else plain)
        if held and opens is None and not bulleted and _goes_on(held, plain):
            joined = held.said[:-1] if re.search(r"[a-z]-$", held.said) else f"{held.said} "
            held = _Raw(joined + said, held.source, held.is_bulleted, held.opens)
            continue
        if held:
            yield held
        held = _Raw(said, source, bulleted, opens)
    if held:
        yield held


def _said(plain: str) -> str:
    return _BULLET.sub("", plain).strip(" \t|•*·–—-" if not plain.endswith("-") else " \t|•*·–—")


def _goes_on(held: _Raw, line: str) -> bool:
    """Whether a line is the rest of the one before."""
    if held.opens is not None and not held.opens.rest:
        return False
    said = held.said
    return bool(
        0 < len(said) < _PARAGRAPH
        and not find_period(line)
        and (
            (line[0].islower() and said[-1] not in ".!?:")
            or (_ENDS_OPEN.search(said) and len(said) > 30)
        )
    )
