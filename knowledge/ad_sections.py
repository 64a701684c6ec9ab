"""The sections of a job ad: what the lines under each heading are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.ad_boilerplate import is_boilerplate, is_check

Section = Literal["must", "nice", "duty", "about", "other", ""]

# What the headings of ads are called, the more telling first: "desirable skills" is a wish.
_HEADINGS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (
        "about",
        re.compile(
            r"\b(?:about (?:us|the (?:company|team|trust|school))|who we are|our (?:values|culture"
            r"|story|mission|commitment|company)|company description)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "other",
        re.compile(
            r"\b(?:benefits?|perks|(?:we|what we|we can) offer|what['’]?s in it|why (?:join|work"
            r"|us)|what you(?:['’]ll| will)? (?:get|receive|enjoy)|you(?:['’]ll| will)? (?:get"
            r"|receive|enjoy)|in return|how to apply|to apply|apply now|salary|pay|compensation"
            r"|location|hours|equal|diversity|contact|closing date|interview|further (?:details"
            r"|information)|additional information|next steps|package|rewards?|privacy"
            r"|pre-employment|background checks?|safeguarding|disclosure)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "nice",
        re.compile(
            r"\b(?:desirable|desired|preferred|nice[- ]to[- ]have|bonus(?: points)?|a plus|pluses"
            r"|advantageous|good to have|would be great)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "must",
        re.compile(
            r"\b(?:requirements?|required|qualifications?|essential|person spec(?:ification)?"
            r"|must[- ]?have"
            r"|what you(?:['’]ll| will)? (?:bring|need|have)|you(?:['’]ll| will)? (?:bring|need"
            r"|have)"
            r"|who you are|about you|your (?:profile|skills|background|experience)|you are"
            r"|looking for|ideal candidate|the candidate|we expect)\b"
            r"|^(?:\w+ ){0,2}(?:skills?|experience|competenc(?:y|ies)|knowledge|attributes"
            r"|education"
            r"|criteria)(?: (?:and|&|/) \w+)?\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        "duty",
        re.compile(
            r"\b(?:responsibilit(?:y|ies)|duties|what you(?:['’]ll| will)? (?:do|be doing)"
            r"|you(?:['’]ll"
            r"| will) (?:do|be doing)|the (?:role|job|position|work)|your (?:role|job|day|tasks"
            r"|mission"
            r"|impact)|day[- ]to[- ]day|key tasks|in this role|job (?:summary|description|purpose)"
            r"|main tasks|accountabilities|role (?:summary|overview|purpose)|overview|scope)\b",
            re.IGNORECASE,
        ),
    ),
)
_HEADING_WORDS = 8
_LEAD = re.compile(r"^[\s\-–—•*·▪●○◦‣>#]*(?:\(?\d{1,2}[.)]\s+)?")
_BULLETED = re.compile(r"^\s*(?:[-–—•*·▪●○◦‣>]|\(?\d{1,2}[.)])\s*\S")
_MARK_ALONE = re.compile(r"^\s*[-–—•*·▪●○◦‣]\s*$")
"""Pages pasted as text leave a bullet on a line of its own, above what it stands before."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9•-])")

_LABEL = re.compile(r"^(?P<label>[A-Z][\w '’&/-]{2,40}):\s+(?P<rest>\S.*)$")
_TELLING: tuple[Section, ...] = ("nice", "must", "duty", "other", "about")
"""The order in which the words of a long line tell: "pay" and "hours" may stand in any."""

_LEADING_IN: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (
        "must",
        re.compile(
            r"\b(?:(?:will|must|should|need to) (?:have|hold|possess|demonstrate|be able to)"
            r"|(?:experience|knowledge|understanding|skills) (?:of|in|with|across)|able to)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "duty",
        re.compile(
            r"\b(?:responsible for|involves?|will be (?:doing|expected to))\b", re.IGNORECASE
        ),
    ),
)
_FOLLOWING = re.compile(
    r"^\W*(?:you|we|candidates?|applicants?|the (?:successful|ideal|post|candidate|applicant))\b"
    r".*\b(?:following|include|includes|including)\b",
    re.IGNORECASE,
)
"""In a line before a colon: it is a sentence and no heading, and so ends with its list."""

_LEAD_IN_WORDS = 25
"""Words up to which a line before a colon leads in the list below it."""


@dataclass(frozen=True)
class Said:
    """A sentence or item of an ad, the section it stands in, and whether it is an item."""

    text: str
    section: Section
    is_bulleted: bool


def sentences(text: str) -> Iterator[Said]:
    """What an ad says, heading lines aside. A line that leads in a list opens a section for it and
    asks for nothing itself; a label before a sentence ("Essential: a degree") tells what it is."""
    section: Section = ""
    listed: Section | None = None
    marked = False
    for line in text.splitlines():
        if not line.strip():
            continue
        if _MARK_ALONE.match(line):
            marked = True
            continue
        bulleted, marked = marked or bool(_BULLETED.match(line)), False
        if line.rstrip(" *_").endswith(":"):
            named = None if _FOLLOWING.search(line) else _section(line)
            section, listed = (section, _led_in(line)) if named is None else (named, None)
            continue
        said = _LEAD.sub("", line, count=1).strip()
        labelled = None if bulleted else _labelled(said)
        if labelled:
            label, said = labelled
            section = label if label in ("must", "nice", "duty") else section
        elif (named := _section(line)) is not None:
            section, listed = named, None
            continue
        if not bulleted and said.endswith((".", "!", "?")):
            # What a sentence led in is over where sentences begin again.
            listed = None
        here = labelled[0] if labelled else section if listed is None else listed
        for part in _SENTENCE.split(said):
            bare = part.strip(" •*·▪●-–—;")
            if bare:
                yield Said(bare, here, bulleted or bool(labelled))


def _led_in(line: str) -> Section | None:
    """What the list is that a sentence before a colon leads in; None when it does not say."""
    said = line.strip(" :*_")
    if is_boilerplate(said) or is_check(said):
        return "other"
    if said.endswith(" by") or len(said.split()) > _LEAD_IN_WORDS:
        return None
    named = {name for name, pattern in (*_HEADINGS, *_LEADING_IN) if pattern.search(said)}
    return next((name for name in _TELLING if name in named), None)


def _labelled(said: str) -> tuple[Section, str] | None:
    """The section a label on a line names, and what it says."""
    found = _LABEL.match(said)
    named = _section(found["label"] + ":") if found else None
    return (named, found["rest"]) if found and named else None


def _section(line: str) -> Section | None:
    """What the lines under a heading are about; None when the line is no heading."""
    plain = re.sub(r"[^\w\s'’:?&/-]", " ", line).strip(" -–—*#")
    count = len(plain.split())
    if not count or count > _HEADING_WORDS or line.rstrip()[-1:] in ".;,":
        return None
    if _BULLETED.match(line) and not plain.endswith(":"):
        return None
    ends = plain.endswith((":", "?"))
    words = [w for w in re.findall(r"[A-Za-z]+", plain) if len(w) > 3]
    titled = bool(words) and sum(w[0].isupper() for w in words) >= 0.5 * len(words)
    for name, pattern in _HEADINGS:
        if pattern.search(plain) and (ends or titled or count <= 3):
            return name
    return "" if ends and count <= 4 else None
