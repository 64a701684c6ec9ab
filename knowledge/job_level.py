"""How senior a job is, from its title, else from its pay band, the years asked for, its phrases."""

from __future__ import annotations

import re
from collections import Counter

from domain import Seniority
from knowledge.taxonomy import load_taxonomy, words_of

_ELLIPSIS = "…"
# NHS Agenda for Change: 5 is a newly registered professional, 7 a specialist, 8b up leads.
_BANDS: dict[str, Seniority] = {
    "1": "entry", "2": "entry", "3": "entry", "4": "mid", "5": "mid", "6": "mid", "7": "senior",
    "8": "senior", "8a": "senior", "8b": "lead", "8c": "lead", "8d": "executive",
    "9": "executive",
}  # fmt: skip
_BAND = re.compile(r"\bband[\s:]*(8[a-d]|[1-9])\b", re.IGNORECASE)
_YEARS = re.compile(
    r"(?:(?P<least>\d{1,2})\s*(?:\+|-|–|to|or more)?\s*(?:\d{1,2}\s*)?\+?\s*(?:years|yrs)['’]?)"
    r"(?=[^.\n]{0,60}?(?:experience|exp\b|background|practice|working|developing|development|in\b))",
    re.IGNORECASE,
)
_OUR_AGE = re.compile(
    r"(?:\b(?:over|for|past|last|next|founded|established|celebrat\w+|our|history)\W+)$",
    re.IGNORECASE,
)
# When a title holds cues of several levels and none is longer: "Graduate Engineering Manager" is
# a beginner, "Senior Manager" leads.
_PRECEDENCE: tuple[Seniority, ...] = ("executive", "entry", "lead", "senior", "mid")
# A phrase of the body counts when it stands out: leading a team is asked of many who lead none.
_PHRASES_NEEDED = {"entry": 1, "senior": 2, "lead": 2, "executive": 3}


def find_seniority(text: str, title: str | None = None) -> Seniority:
    """The level of a job; `mid` when nothing tells.

    The title decides where it says anything; then a pay band; then the years of experience asked
    for (never above senior: years alone do not make a lead); then phrases of the ad.
    """
    return (
        _from_title(title or "") or _from_band(text) or _from_years(text) or _from_phrases(text)
    )


def _from_title(title: str) -> Seniority | None:
    """The level of the longest cue in the title, or of a band in it."""
    bands = _BAND.findall(title)
    found: list[tuple[int, int, Seniority]] = []
    # What follows "to" is someone else: "Assistant to the Director".
    words = words_of(re.split(r"\s(?:to|reporting)\s", title, maxsplit=1)[0])
    for level, cues in load_taxonomy().seniority.items():
        for cue in cues.title:
            phrase = words_of(cue.strip(_ELLIPSIS))
            for start in range(len(words) - len(phrase) + 1):
                end = start + len(phrase)
                if words[start:end] != phrase:
                    continue
                if cue.endswith(_ELLIPSIS) and end == len(words):
                    continue
                found.append((len(phrase), -_PRECEDENCE.index(level), level))
    if found:
        return max(found)[2]
    return _BANDS[bands[-1].lower()] if bands else None


def _from_band(text: str) -> Seniority | None:
    """The level of the band named most, the first of them on a tie."""
    bands = Counter(_BANDS[band.lower()] for band in _BAND.findall(text))
    return bands.most_common(1)[0][0] if bands else None


def _from_years(text: str) -> Seniority | None:
    """The level of the most years of experience asked for."""
    asked = [
        int(match["least"])
        for match in _YEARS.finditer(text)
        if not _OUR_AGE.search(text[max(0, match.start() - 24) : match.start()])
    ]
    asked = [years for years in asked if years <= 15]
    if not asked:
        return None
    cues = load_taxonomy().seniority
    if max(asked) >= cues["senior"].years[0]:
        return "senior"
    return "mid" if max(asked) >= cues["mid"].years[0] else "entry"


def _from_phrases(text: str) -> Seniority:
    """The highest level whose phrases the ad uses often enough."""
    low = text.casefold()
    for level in ("executive", "lead", "senior", "entry"):
        phrases = load_taxonomy().seniority[level].body
        used = sum(1 for phrase in phrases if re.search(rf"\b{re.escape(phrase)}", low))
        if used >= _PHRASES_NEEDED[level]:
            return level
    return "mid"
