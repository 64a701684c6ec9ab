"""How senior a job is, from its title, else from its pay band, the years asked for, its phrases."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

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
_SPELLED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_YEARS = re.compile(
    rf"(?:\b(?P<least>\d\d?|{'|'.join(_SPELLED)})"
    r"\s*(?:\+|-|–|to|or more)?\s*(?:\d{1,2}\s*)?\+?\s*(?:years|yrs)['’]?)"
    r"(?=[^.\n]{0,60}?(?:experience|exp\b|background|practice|working|developing|development|"
    r"of \w+ing\b|in\b))",
    re.IGNORECASE,
)
_OUR_AGE = re.compile(
    r"(?:\b(?:over|for|past|last|next|founded|established|celebrat\w+|our|history)\W+)$",
    re.IGNORECASE,
)
# Beginners an ad invites; who is asked for years of experience none the less is no beginner.
_BEGINNERS = re.compile(
    r"\b(?:NQ[TN]|ECT)s?\b|(?i:\bnewly[- ](?:qualified|registered)|\bearly[- ]career teachers?"
    r"|\b(?:new|recent|fresh) graduates?|\bgraduates?(?= (?:are )?(?:welcome|encouraged)))",
)
_INVITED = re.compile(
    r"\bwelcom|\bencourag|\binvit|\bapply\b|\bapplications\b|\bconsider", re.IGNORECASE
)
_REFUSED = re.compile(r"\bnot\b|\bunable\b|\bcannot\b|\bunfortunately\b", re.IGNORECASE)
# Which level a title with cues of several has: "Trainee Manager" is a beginner, "Senior Manager"
# leads.
_PRECEDENCE: tuple[Seniority, ...] = ("executive", "entry", "lead", "senior", "mid")
# A phrase of the body counts when it stands out: leading a team is asked of many who lead none.
_PHRASES_NEEDED: dict[Seniority, int] = {"executive": 3, "lead": 2, "senior": 2, "entry": 1}


def find_seniority(text: str, *titles: str | None) -> Seniority:
    """The level of a job; `mid` when nothing tells.

    The first title that says anything decides, save that an ad which invites beginners and asks
    for no years is for them unless the title is a senior's; then a pay band; then the years of
    experience asked for (never above senior: years alone do not make a lead); then phrases of the
    ad; then what the job's noun suggests ("clerk").
    """
    given = [title for title in titles if title]
    from_titles = next((level for title in given if (level := _from_title(title))), None)
    for_beginners = {from_titles, _from_band(text)} <= {None, "mid", "entry"}
    if for_beginners and _from_years(text) is None and _invites_beginners(text):
        return "entry"
    return (
        from_titles
        or _from_band(text)
        or _from_years(text)
        or _from_phrases(text)
        or _from_noun(words_of(" ".join(given)))
        or "mid"
    )


def _from_title(title: str) -> Seniority | None:
    """The highest in precedence of the title's cues; a longer cue hides those inside it."""
    # What follows "to" is someone else: "Assistant to the Director".
    words = words_of(re.split(r"\s(?:to|reporting)\s", title, maxsplit=1)[0])
    found: set[Seniority] = {_BANDS[band.lower()] for band in _BAND.findall(title)[-1:]}
    free = set(range(len(words)))
    for size, phrase, level, followed in _title_cues():
        for start in range(len(words) - size + 1):
            span = set(range(start, start + size))
            if words[start : start + size] == phrase and span <= free:
                if followed and start + size == len(words):
                    continue
                found.add(level)
                free -= span
    return next((level for level in _PRECEDENCE if level in found), None)


@lru_cache(maxsize=1)
def _title_cues() -> list[tuple[int, tuple[str, ...], Seniority, bool]]:
    """Every title cue with its length in words, longest first."""
    cues = [
        (len(phrase), phrase, level, cue.endswith(_ELLIPSIS))
        for level, known in load_taxonomy().seniority.items()
        for cue in known.title
        for phrase in [words_of(cue)]
    ]
    return sorted(cues, key=lambda cue: -cue[0])


def _invites_beginners(text: str) -> bool:
    """Whether a sentence invites those who have just qualified."""
    return any(
        _BEGINNERS.search(sentence) and _INVITED.search(sentence) and not _REFUSED.search(sentence)
        for sentence in re.split(r"[.;\n]", text)
    )


def _from_band(text: str) -> Seniority | None:
    """The level of the band named most, the first of them on a tie."""
    bands = Counter(_BANDS[band.lower()] for band in _BAND.findall(text))
    return bands.most_common(1)[0][0] if bands else None


def _from_years(text: str) -> Seniority | None:
    """The level of the most years of experience asked for."""
    asked = [
        _count(match["least"])
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


def _count(said: str) -> int:
    return int(said) if said.isdigit() else _SPELLED.index(said.casefold()) + 2


def _from_phrases(text: str) -> Seniority | None:
    """The highest level whose phrases the ad uses often enough."""
    low = text.casefold()
    for level, needed in _PHRASES_NEEDED.items():
        phrases = load_taxonomy().seniority[level].body
        if sum(1 for phrase in phrases if phrase in low) >= needed:
            return level
    return None


def _from_noun(words: tuple[str, ...]) -> Seniority | None:
    """The level of a noun in the title that names beginners' jobs."""
    for level, cues in load_taxonomy().seniority.items():
        if any(words_of(noun)[-1] in words for noun in cues.nouns):
            return level
    return None
