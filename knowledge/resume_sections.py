"""The sections of a CV: which lines open one, and what stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain import ResumeSection
from knowledge.deeds import DOING, DONE
from knowledge.job_ad import names_job
from knowledge.markup import is_marked_heading, without_markup
from knowledge.periods import find_period, is_dated

# Headings that are known as they stand, the more telling first.
_WHOLE: tuple[tuple[ResumeSection, str], ...] = (
    (
        "other",
        r"contact.*|personal (?:details?|information|data)|additional information"
        r"|(?:outside|away from|beyond)(?: of)? work|(?:spare|free) time|leisure",
    ),
    (
        "experience",
        r"(?:\w+ )?(?:experience|employment|career|work)(?: (?:history|experience|summary|record"
        r"|background))?|positions? held|jobs?",
    ),
    ("education", r"academic (?:background|history|record)|study|cpd"),
    ("skills", r"it|stack|key strengths?|what i (?:can do|know|use|bring)"),
    ("summary", r"about(?: me)?|bio|who i am|in brief|career objective|objective"),
)
_EXACT = tuple((name, re.compile(rf"^(?:{said})$", re.IGNORECASE)) for name, said in _WHOLE)

# A heading of any other words is what its noun is: "Clinical placements", "Posts held".
_NOUNS: dict[ResumeSection, str] = {
    "experience": "experience experiences employment career work placement placements internship "
    "internships post posts position positions appointment appointments role roles job jobs "
    "volunteering volunteer voluntary secondment secondments assignment assignments contract "
    "contracts engagement engagements residency residencies rotation rotations fellowship "
    "fellowships apprenticeship apprenticeships practicum practicums traineeship traineeships "
    "clerkship clerkships locum locums practice freelance consulting consultancy deployments "
    "commissions",
    "education": "education qualification qualifications training course courses coursework "
    "certification certifications certificate certificates accreditation accreditations license "
    "licenses licence licences registration registrations membership memberships degree degrees "
    "diplomas studies schooling credentials exams examinations modules ticket tickets cards "
    "academics",
    "skills": "skill skills competence competences competency competencies technology "
    "technologies tool tools expertise language languages strengths software stack proficiency "
    "proficiencies capabilities techniques equipment machinery specialisms specialities "
    "specialties",
    "summary": "summary profile statement introduction overview",
    "projects": "project projects portfolio publication publications research achievement "
    "achievements accomplishments award awards honours honors prizes patents exhibitions credits "
    "performances presentations talks grants productions campaigns highlights scholarships",
    "other": "hobbies interest interests activities pastimes reference references referee referees",
}
_NOUN_SECTION = {noun: name for name, nouns in _NOUNS.items() for noun in nouns.split()}
# What may stand after the noun: "Posts held", "Work undertaken".
_AFTER = frozenset(
    "held undertaken completed attended record history background details list timeline to date "
    "gained obtained used known so far summary and other".split()
)
# A participle that opens a heading rather than tells of a deed.
_CHOSEN = frozenset(
    "selected related published completed continued supervised advanced unpaid funded combined "
    "paid mixed supported applied licensed varied assessed registered specialised specialized "
    "accredited led".split()
)
_SMALL = frozenset("of in with at for as to on during within".split())
_MOST_WORDS = 6
_LONGEST = 48
_FORM = re.compile(r"[^\w\s&/'’-]")
_WITHIN = re.compile(
    r"^(?:(?:key|main|core|major|notable|selected|principal|day[- ]to[- ]day) )?(?:achievements?"
    r"|accomplishments?|responsibilit(?:y|ies)|duties|tasks|highlights|results|impact)"
    r"(?: (?:and|&) \w+)?$",
    re.IGNORECASE,
)
_LABELS = ("skills", "summary", "projects", "other")
_LABELLED = frozenset(
    "education qualifications employment experience certifications certificates training".split()
)
"""Headings that open their section though its lines begin beside them."""

_UNPAID = re.compile(
    r"\b(?:volunt\w+|(?<!industrial )placements?|practicums?|practica|clerkships?"
    r"|(?:teaching|school|student|nursing) practice)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:institut\w*|association|society|academy|council|federation|chamber|guild|order|board)\b",
    re.IGNORECASE,
)
_STUDY = re.compile(
    r"\b(?:bsc|ba|msc|ma|phd|mba|beng|meng|bed|pgce|gcses?|a[- ]levels?|nvq|btec|diploma|degree"
    r"|bachelor|master|university|college|school|certificate|certified|abitur|baccalaur)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪●○◦‣>✓➢]|\(?\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Heading:
    """A line that opens a section: its name ("" when its words do not tell), what else stands on
    the line ("Skills: Python, SQL"), whether it only parts the job it stands in, and whether years
    under it are years of employment, which those of a placement or of volunteering are not."""

    section: ResumeSection
    rest: str = ""
    is_within: bool = False
    is_employed: bool = True

    @property
    def is_of_a_line(self) -> bool:
        """Whether it may label its own line alone: "Technologies: Java" within a job."""
        return bool(self.rest) and self.section in ("skills", "summary", "projects")


def heading(line: str, *, after_blank: bool = False, below: str = "") -> Heading | None:
    """The heading a line is, None when it is none.

    Known words are enough where a heading stands as such: in capitals, marked up, before a colon,
    after a blank line, or over a line (`below`) that is bulleted or dated. Unknown words take
    capitals, markup or a colon, or a blank line above and a job's dates below.
    """
    if _BULLET.match(line):
        return None
    label, colon, rest = without_markup(line).partition(":")
    plain = _spelled(" ".join(_FORM.sub(" ", label).split()))
    words = plain.split()
    if not words or len(words) > _MOST_WORDS or len(plain) >= _LONGEST:
        return None
    if (plain[0].islower() and not rest) or is_dated(plain):
        return None
    rest = rest.strip() if colon else ""
    if _WITHIN.match(plain):
        return Heading("projects", rest, is_within=True)
    known = _exact(plain)
    if known is not None:
        return Heading(known, rest, is_employed=not _UNPAID.search(plain))
    bare = is_marked_heading(line) or (plain.isupper() and len(plain) > 3) or (colon and not rest)
    stands_out = bare or after_blank or (not colon and _is_listed(below))
    named = _by_noun(words)
    labels = bool(rest) and (named in _LABELS or plain.casefold() in _LABELLED)
    if named is not None and (stands_out or labels):
        return Heading(named, rest, is_employed=not _UNPAID.search(plain))
    over_job = after_blank and find_period(below) and not is_study(below) and len(words) <= 4
    return Heading("") if (bare or over_job) and not rest and _opens_unnamed(plain, line) else None


def is_study(said: str) -> bool:
    """Whether a line names a course, a degree or a place where one is taken."""
    return _STUDY.search(said) is not None


def is_post(said: str) -> bool:
    """Whether a line names a job rather than a course or a body that certifies."""
    return names_job(said, head=True) and not is_study(said) and not _BODY.search(said)


def looks_like(said: str) -> ResumeSection:
    """What a line outside of every known section is about, by its form."""
    if is_study(said) and not DONE.match(said):
        return "education"
    if DONE.match(said) or DOING.match(said):
        return "experience"
    if said.count(",") >= 3 and len(said.split()) <= 4 * (said.count(",") + 1):
        return "skills"
    return ""


def _spelled(plain: str) -> str:
    """A label with spaced capitals put together: "E X P E R I E N C E"."""
    return plain.replace(" ", "") if re.fullmatch(r"(?:\w ){3,}\w", plain) else plain


def _exact(plain: str) -> ResumeSection | None:
    return next((name for name, pattern in _EXACT if pattern.match(plain)), None)


def _by_noun(words: list[str]) -> ResumeSection | None:
    """The section a heading's noun names: that of its first part, before any "and" or "of"."""
    said = [word.casefold().strip("'’-") for word in words]
    if DONE.match(" ".join(said)) and said[0] not in _CHOSEN:
        return None
    for part in re.split(r"\s(?:and|&|/|or)\s|/", " ".join(said)):
        head: list[str] = []
        for word in part.split():
            if word in _SMALL:
                break
            head.append(word)
        while head and head[-1] in _AFTER and head[-1] not in _NOUN_SECTION:
            head.pop()
        if head and head[-1] in ("summary", "overview") and len(head) > 1:
            head = head[:-1] if head[-2] in _NOUN_SECTION else head
        if head and head[-1] in _NOUN_SECTION:
            return _NOUN_SECTION[head[-1]]
    return None


def _is_listed(below: str) -> bool:
    return bool(_BULLET.match(below)) or is_dated(below)


def _opens_unnamed(plain: str, line: str) -> bool:
    """Whether a line of unknown words may open a section: it names no job and no school, which
    belong to the section they stand in."""
    in_name = "," in line or " at " in plain.casefold()
    return not (in_name or names_job(plain, head=True) or is_study(plain))
