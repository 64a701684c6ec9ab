"""The periods a CV gives its jobs, and the months they cover."""

from __future__ import annotations

import re
from datetime import date

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_POINT = rf"(?:(?:{_MONTH}|\d{{1,2}}[/.])\s*,?\s*)?(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"(?P<since>{_POINT})\s*(?:-|–|—|to|until|till)\s*(?P<until>{_POINT}|present|now|today|current"
    rf"|date|ongoing|(?<=[-–—])\d\d\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"\b(?:since|from)\s+(?P<since>{_POINT})", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_POINTS = re.compile(_POINT, re.IGNORECASE)
_AROUND = re.compile(r"[()\[\]]|\s[|–—-]\s*$")
_MONTHS = {
    name: n
    for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}


def find_period(said: str) -> re.Match[str] | None:
    """Where a line says from when until when, or since when."""
    return _PERIOD.search(said) or _SINCE.search(said)


def is_dated(said: str) -> bool:
    """Whether a line names a year."""
    return _YEAR.search(said) is not None


def without_dates(said: str) -> str:
    """A line without its period, years and the marks around them."""
    bare = _SINCE.sub(" ", _PERIOD.sub(" ", said))
    return " ".join(_AROUND.sub(" ", _POINTS.sub(" ", bare)).split()).strip(" ,;|–—-")


def months_of(period: re.Match[str], today: date) -> set[int]:
    """The months a period of `find_period` covers by `today`, counted from year 0; none when it
    ends before it begins or lasts 60 years."""
    since = _month(period["since"], today, first=True)
    until_said = period.groupdict().get("until") or "present"
    until = _month(until_said, today, first=False)
    if re.fullmatch(r"\d\d", until_said):
        until = since - since % 12 + 12 * (int(until_said) - (since // 12) % 100) + 11
    last = min(until, today.year * 12 + today.month - 1)
    return set(range(since, last + 1)) if since <= last and last - since < 12 * 60 else set()


def _month(said: str, today: date, *, first: bool) -> int:
    """A point in time as a month counted from year 0; a year alone is its middle."""
    year = re.search(r"(?:19|20)\d\d", said)
    if not year:
        return today.year * 12 + today.month - 1
    name = _MONTHS.get(said.strip()[:3].lower())
    number = re.match(r"\s*(\d{1,2})[/.]", said)
    if number and 1 <= int(number[1]) <= 12:
        name = int(number[1])
    middle = 7 if first else 6
    return int(year[0]) * 12 + (name or middle) - 1
