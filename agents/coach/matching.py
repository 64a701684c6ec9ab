"""The requirements of an ad beside a CV: which of its lines speaks for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.coach.asking import CREDENTIAL
from agents.coach.words import Words, covered, is_form_of, telling, tokens
from domain import Match, Requirement, Resume, ResumeLine, Shown
from knowledge.ad_terms import find_skills
from knowledge.embedder import Embedder
from knowledge.synonyms import Synonyms, load_synonyms

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
_POST = re.compile(
    r"\b(?:experienced?|background|career|track record|worked|employed|post[- ]qualification|PQE)\b"
    r"|^(?:an? )?(?:fully )?(?:qualified|registered|chartered|licensed|certified|trained)\b",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"\bexperienced? (?:of |in |with |at )?(?!working\b|being\b)\w+ing\s+(?!and\b|or\b|in\b|at\b"
    r"|as\b|within\b|environments?\b|roles?\b|settings?\b|industry\b|sector\b|positions?\b"
    r"|experience\b)\w",
    re.IGNORECASE,
)
"""Experience of doing something: "experience in teaching" is time, "in leading reviews" a deed."""

_EITHER = re.compile(r"\bor\b|/", re.IGNORECASE)


@dataclass(frozen=True)
class _Read:
    """A line of the CV as it is held against a requirement."""

    line: ResumeLine
    words: Words
    skills: frozenset[str]


def match(
    requirements: Sequence[Requirement], resume: Resume, roles: Sequence[str], embedder: Embedder
) -> tuple[Match, ...]:
    """For each requirement the line of the CV that shows it best, or none.

    `shown` needs most of what is asked in one line, or its named skills in the CV when it asks
    for little else; `partly` some of it. A number of years is held against those the CV's jobs
    cover. A line that only names a job speaks for time in a role, never for what was done in it,
    and a deed alone is never the whole of a certificate that is asked for.
    """
    synonyms = load_synonyms(roles)
    read = [
        _Read(
            line,
            telling(line.text, embedder, synonyms=synonyms),
            frozenset(find_skills(line.text, roles)),
        )
        for line in resume.lines
    ]
    matcher = _Matcher(read, resume.years, embedder, synonyms)
    return tuple(matcher.matched(one) for one in requirements)


@dataclass(frozen=True)
class _Matcher:
    """A CV, read for the roles its candidate is preparing for."""

    read: Sequence[_Read]
    years: float | None
    embedder: Embedder
    synonyms: Synonyms

    def matched(self, wanted: Requirement) -> Match:
        """The requirement beside the line that shows it best."""
        in_post = _asks_for_a_post(wanted)
        read = [one for one in self.read if in_post or not one.line.is_title]
        if not read:
            return Match(requirement=wanted, shown="none")
        asked = self._telling(wanted.text, wanted.skills)
        shares = [covered(asked, one.words) for one in read]
        by_words = np.array([share.mean() if len(share) else 0.0 for share in shares])
        by_words = np.maximum(by_words, _ONE_OF * self._either(wanted.text, read))
        support = self._support(wanted, read, by_words)
        best = int(support.argmax())
        held = {s for s in wanted.skills if any(self._has(one, s) for one in read)}
        shown = _level(wanted, asked, held, shares, support, by_words, best)
        certified = any(CREDENTIAL.search(s) for s in held) or _certifies(read[best])
        if shown == "shown" and CREDENTIAL.search(wanted.text) and not certified:
            shown = "partly"
        note = ""
        years = _years(wanted.text)
        if years and self.years is not None and self.years < years:
            shown = "partly" if shown == "shown" else shown
            note = f"the jobs in the CV cover {self.years:g} years; the ad asks for {years}"
        if shown == "none":
            return Match(requirement=wanted, shown=shown, note=note)
        missing = tuple(
            s for s in wanted.skills if s not in held and not _says(read[best].words, s)
        )
        return Match(
            requirement=wanted,
            shown=shown,
            quote=read[best].line.text,
            missing=missing,
            note=note,
        )

    def _telling(self, text: str, names: Sequence[str] = ()) -> Words:
        return telling(_YEARS.sub(" ", text), self.embedder, names, self.synonyms)

    def _either(self, text: str, read: Sequence[_Read]) -> NDArray[np.float64]:
        """Where a requirement leaves a choice: how far each line says one side of it, else 0."""
        sides = _EITHER.split(text)
        shares = np.zeros((len(sides), len(read)))
        for row, side in enumerate(sides if len(sides) > 1 else ()):
            asked = self._telling(side)
            if asked.words:
                shares[row] = [covered(asked, one.words).mean() for one in read]
        return np.asarray(shares.max(axis=0), np.float64)

    def _support(
        self, wanted: Requirement, read: Sequence[_Read], by_words: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """How far each line shows the requirement, about 0-1: by its words, or half by skills."""
        named = np.zeros(len(by_words))
        if wanted.skills:
            named = np.array([sum(self._has(one, s) for s in wanted.skills) for one in read])
            named = named / len(wanted.skills)
        worth = np.array(
            [
                1 + _STORY * one.line.achievement - _CLAIM * (one.line.section == "summary")
                for one in read
            ]
        )
        return np.asarray(np.maximum(by_words, 0.5 * by_words + 0.5 * named) * worth, np.float64)

    def _has(self, one: _Read, skill: str) -> bool:
        """Whether a line names a skill, or what means the same or is an instance of it."""
        if any(_tells(skill, named) for named in one.skills):
            return True
        meant = self.synonyms.named_in(skill)
        return any(n.thing in one.words.shows and len(n.said) + 1 >= len(skill) for n in meant)


def _asks_for_a_post(wanted: Requirement) -> bool:
    """Whether time in a role, a trade or a place is asked for rather than a deed."""
    if wanted.need == "duty" or _DEED.search(wanted.text):
        return False
    return bool(_POST.search(wanted.text) or _years(wanted.text))


def _certifies(one: _Read) -> bool:
    """Whether a line can name a certificate: it says so, or lists what is held."""
    return one.line.section in ("education", "skills") or bool(CREDENTIAL.search(one.line.text))


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
    """Whether who names `named` has named `skill`: "clinical risk assessment" tells of "risk
    assessment"."""
    return skill == named or (len(skill) > 2 and named.lower().endswith(f" {skill.lower()}"))


def _years(text: str) -> int | None:
    """The years of experience a requirement asks for."""
    found = _YEARS.search(_IN_WORDS.sub(lambda m: str(_NUMBERS[m[1].lower()]), text))
    return int(found[1]) if found else None
