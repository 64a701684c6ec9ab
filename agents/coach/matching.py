"""The requirements of an ad beside a CV: which of its lines speaks for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agents.coach.words import Words, covered, is_form_of, telling, tokens
from domain import Match, Requirement, Resume, Shown
from knowledge.ad_terms import find_skills
from knowledge.embedder import Embedder
from knowledge.synonyms import with_synonyms

SHOWN = 0.6
PARTLY = 0.4
"""Share of a requirement's telling words that one line of the CV must say. Set by reading the
matches of three CVs against eight ads; below .4 most quotes were beside the point."""

_APART = 0.1
"""What two lines together must say more than one alone."""

_STORY, _CLAIM = 0.12, 0.08
"""What an achievement counts more, and a line of the summary less: showing beats saying."""

_ONE_OF = 0.5
"""What all of one side of an "or" is worth: to be quoted, not to show the whole."""

_WHOLE = 0.9
_YEARS = re.compile(
    r"\b(\d{1,2})\s*(?:\+|-|–|to|or more)?\s*(?:\d{1,2}\s*)?\+?\s*(?:years|yrs)\b", re.IGNORECASE
)
_NUMBERS = dict(
    zip("two three four five six seven eight nine ten".split(), range(2, 11), strict=True)
)
_IN_WORDS = re.compile(
    rf"\b({'|'.join(_NUMBERS)})\b(?=(?: \(\d+\))?(?: or more)? years)", re.IGNORECASE
)
_OF_STANDING = re.compile(
    r"\b(?:years?|experience (?:as|of being|in an?)|worked as|background|level|qualified|registered"
    r"|degree|senior|setting|environment|sector|industry)\b",
    re.IGNORECASE,
)
"""What the heading of a job can show: how long and where somebody worked, as what."""

_EITHER = re.compile(r"\bor\b|/", re.IGNORECASE)


def match(
    requirements: Sequence[Requirement], resume: Resume, roles: Sequence[str], embedder: Embedder
) -> tuple[Match, ...]:
    """For each requirement the line of the CV that shows it best, or none.

    `shown` needs most of what is asked in one line, or its named skills in the CV when it asks
    for little else; `partly` some of it. A number of years is held against those the CV's jobs
    cover.
    """
    texts = [with_synonyms(line.text) for line in resume.lines]
    said = [telling(text, embedder) for text in texts]
    skills = [frozenset(find_skills(text, roles)) for text in texts]
    return tuple(_matched(one, resume, said, skills, embedder) for one in requirements)


def _matched(
    wanted: Requirement,
    resume: Resume,
    said: Sequence[Words],
    skills: Sequence[frozenset[str]],
    embedder: Embedder,
) -> Match:
    if not resume.lines:
        return Match(requirement=wanted, shown="none")
    asked = telling(_YEARS.sub(" ", wanted.text), embedder, wanted.skills)
    # A title, an employer and dates tell of no deed.
    deeds_alone = not _OF_STANDING.search(wanted.text)
    shares = [
        np.zeros(len(asked.words)) if deeds_alone and line.heading else covered(asked, words)
        for line, words in zip(resume.lines, said, strict=True)
    ]
    by_words = np.array([share.mean() if len(share) else 0.0 for share in shares])
    by_words = np.maximum(by_words, _ONE_OF * _either(wanted.text, said, embedder))
    support = _support(wanted, resume, by_words, skills)
    if deeds_alone:
        support = np.where([line.heading for line in resume.lines], 0.0, support)
    best = int(support.argmax())
    held = {s for s in wanted.skills if any(_tells(s, t) for line in skills for t in line)}
    shown = _level(wanted, asked, held, shares, support, by_words, best)
    note = ""
    years = _years(wanted.text)
    if years and resume.years is not None and resume.years < years:
        shown = "partly" if shown == "shown" else shown
        note = f"the jobs in the CV cover {resume.years:g} years; the ad asks for {years}"
    if shown == "none":
        return Match(requirement=wanted, shown=shown, note=note)
    missing = tuple(s for s in wanted.skills if s not in held and not _says(said[best], s))
    return Match(
        requirement=wanted,
        shown=shown,
        quote=resume.lines[best].text,
        missing=missing,
        note=note,
    )


def _either(text: str, said: Sequence[Words], embedder: Embedder) -> NDArray[np.float64]:
    """Where a requirement leaves a choice: how far each line says one side of it, else 0."""
    sides = _EITHER.split(text)
    shares = np.zeros((len(sides), len(said)))
    for row, side in enumerate(sides if len(sides) > 1 else ()):
        asked = telling(_YEARS.sub(" ", side), embedder)
        if asked.words:
            shares[row] = [covered(asked, line).mean() for line in said]
    return np.asarray(shares.max(axis=0), np.float64)


def _support(
    wanted: Requirement,
    resume: Resume,
    by_words: NDArray[np.float64],
    skills: Sequence[frozenset[str]],
) -> NDArray[np.float64]:
    """How far each line shows the requirement, about 0-1: by its words, or half by the skills."""
    named = np.zeros(len(by_words))
    if wanted.skills:
        named = np.array(
            [sum(any(_tells(s, t) for t in line) for s in wanted.skills) for line in skills]
        ) / len(wanted.skills)
    worth = np.array(
        [1 + _STORY * line.achievement - _CLAIM * (line.section == "summary")
         for line in resume.lines]
    )  # fmt: skip
    return np.asarray(np.maximum(by_words, 0.5 * by_words + 0.5 * named) * worth, np.float64)


def _level(
    wanted: Requirement,
    asked: Words,
    held: set[str],
    shares: Sequence[NDArray[np.float64]],
    support: NDArray[np.float64],
    by_words: NDArray[np.float64],
    best: int,
) -> Shown:
    top = float(support[best])
    share = len(held) / len(wanted.skills) if wanted.skills else 1.0
    if held and _EITHER.search(wanted.text):
        share = 1.0
    if wanted.skills and not held and top < SHOWN and asked.is_mostly_names:
        return "none"
    if held and share == 1.0 and asked.is_mostly_names:
        return "shown"
    if top >= SHOWN:
        is_whole = share >= 0.5 or top >= _WHOLE
        in_words = not wanted.skills or by_words[best] >= PARTLY
        return "shown" if is_whole and in_words else "partly"
    together = max((float(np.maximum(shares[best], s).mean()) for s in shares if len(s)), default=0)
    return "partly" if held or max(top, together - _APART) >= PARTLY else "none"


def _says(line: Words, skill: str) -> bool:
    """Whether a line has some form of each of a skill's words: "mentored" has "mentorship"."""
    return all(any(is_form_of(part, w) for w in line.words) for part in tokens(skill))


def _tells(skill: str, named: str) -> bool:
    """Whether who names `named` has named `skill`: "PostgreSQL" tells of "SQL"."""
    return skill == named or (len(skill) > 2 and named.lower().endswith(skill.lower()))


def _years(text: str) -> int | None:
    """The years of experience a requirement asks for."""
    found = _YEARS.search(_IN_WORDS.sub(lambda m: str(_NUMBERS[m[1].lower()]), text))
    return int(found[1]) if found else None
