"""Who leads the company, as its pages and the press name them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.researcher.sentences import Reading, Sentence
from domain import Found

_OFFICE = (
    r"(?:chief (?:executive|operating|financial|technology|people|product|marketing|information"
    r"|medical)(?:\s+officer)?|CEO|CFO|COO|CTO|(?:vice )?president|managing director"
    r"|(?:executive )?chair(?:man|woman|person)?|founder|co-?founder|director general)"
)
_TITLE = (
    rf"(?:(?:former|interim|acting|new|global|group)\s+)?{_OFFICE}"
    rf"(?:(?:\s+and|\s+&|,)\s+(?:former\s+)?{_OFFICE})*"
)
_PERSON = (
    r"(?P<person>[A-Z][a-zà-ÿ’'-]+(?:\s[A-Z]\.)?(?:\s(?:van|von|de|der|la|al|bin))*"
    r"\s[A-Z][\w’'-]+(?:\s[A-Z][a-zà-ÿ’'-]+)?)"
)
_PERSON_FIRST = re.compile(
    rf"\b{_PERSON}\s*,\s*(?:(?:who is|is|the|our"
    rf"|its)\s+)*(?P<title>(?i:{_TITLE}))\b(?P<of>[^.;]{{0,60}})"
)
_TITLE_FIRST = re.compile(rf"\b(?P<title>(?i:{_TITLE}))\s*,?\s+{_PERSON}(?P<of>)")
_NO_PERSON = re.compile(
    r"\b(?:Officer|President|Chair\w*|Executive|Committee|Director|Board|Company|Inc|Group"
    r"|University"
    r"|North|South|East|West|America|Europe|Asia|Operations|Sales|Marketing|Human|Resources"
    r"|Read|More"
    r"|View|Partners?|Capital|Associates|The|Our|Products?|Consulting|Services?|Today|Credit|Getty"
    r"|Images|Institute|Office|Fees|Report|Award|Summit|Monday|Tuesday|Wednesday|Thursday|Friday)\b"
)


def read_leaders(reading: Reading) -> Iterator[Found]:
    """Persons named with an office at the company, each once; of other employers none."""
    seen: set[str] = set()
    for sentence in reading.sentences:
        text = sentence.text
        for found in (*_PERSON_FIRST.finditer(text), *_TITLE_FIRST.finditer(text)):
            person = re.sub(r"[’']s$", "", found["person"].strip())
            if person in seen or _NO_PERSON.search(person) or reading.named.search(person):
                continue
            of = found["of"] or text[found.end() : found.end() + 40]
            before = text[max(found.start() - 40, 0) : found.start()]
            if not _holds_office_here(reading, sentence, before, of):
                continue
            seen.add(person)
            weight = 0.6 if "former" in found["title"].lower() else 0.9
            yield Found(slot="leadership", text=text, value=person, quote=text, weight=weight)


def _holds_office_here(reading: Reading, sentence: Sentence, before: str, of: str) -> bool:
    """Whether the office is one at the company: named next to it, or, where the company speaks
    itself and on pages about it, no other employer is."""
    if reading.named.search(before[-30:]) or reading.named.search(of[:40]):
        return True
    if re.match(r"\s*(?:of|at|for|@|,)\s+(?:the\s+)?[A-Z]", of):
        return False
    if re.search(r"[A-Z][\w&.]+(?:[’']s)?\s*$", before):
        return False
    return reading.is_of_it and sentence.words >= 4
