"""A page's text as sentences, and whether they speak of the company that is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from agents.researcher.naming import mention
from domain import Page, Subject, Tier

_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|No|St|Mr|Mrs|Ms|Dr|Prof|vs|approx|est|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?"
    r"|Oct|Nov|Dec|Bros|Sr|Jr|Gen|Rev|Fig|Ave|Blvd|Rd|Mt|Ft|e\.g|i\.e|U\.S|U\.K|D\.C)|\b[A-Z])\.$"
)
_FIRST_PERSON = re.compile(r"\b(?:we|our|ours|us|we[’']re|we[’']ve)\b", re.IGNORECASE)
_THE_COMPANY = re.compile(
    r"\b(?:the|this) (?:[\w-]+ ){0,3}(?:company|firm|group|business|retailer|startup|start-up"
    r"|organi[sz]ation|maker"
    r"|manufacturer|chain|bank|charity|school|trust|registrant|corporation|studio|agency)\b",
    re.IGNORECASE,
)
_OUR_COMPANY = re.compile(r"\b(?:the|our) (?:company|firm|group|charity|trust|school)\b", re.I)
_QUOTED = re.compile(r"[“\"][^”\"]{0,400}[”\"]|^[“\"].*|[“\"][^”\"]*$")
_LONGEST = 600
_MOST = 6000


@dataclass(frozen=True)
class Sentence:
    """A sentence or a line of a page as it stands there. `line` is the line it is of, `before` and
    `after` the lines next to that; `headed` the last short line above that reads like a heading."""

    text: str
    line: str
    before: str = ""
    after: str = ""
    headed: str = ""
    main: bool = True

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def is_prose(self) -> bool:
        """Whether it is a whole sentence rather than a label, a menu or a heading."""
        return self.words >= 6 and self.text[-1] in '.!?”"’)'


@dataclass(frozen=True)
class Reading:
    """A page beside the company that is asked about."""

    page: Page
    subject: Subject
    tier: Tier
    first_person: bool = False

    @property
    def voice(self) -> Tier:
        """Who speaks: the company itself also where others publish its words."""
        return "own" if self.first_person else self.tier

    @property
    def speaks_itself(self) -> bool:
        """Whether "we" on this page is the company."""
        return self.voice in ("own", "filing")

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of its visible text, in order."""
        return tuple(_split(self.page))

    @cached_property
    def named(self) -> re.Pattern[str]:
        """Finds the company's name."""
        return mention(self.subject.name)

    @cached_property
    def mentions(self) -> int:
        """How often the page names the company."""
        return len(self.named.findall(self.page.evidence))

    @cached_property
    def is_of_it(self) -> bool:
        """Whether the page as a whole is about the company: its own, or named in its title."""
        return self.speaks_itself or bool(self.named.search(self.page.title))

    def concerns(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of the company: by name, as "we" on a page of its own outside
        of what others are quoted with, or as "the company" on a page about it."""
        if self.named.search(sentence.text):
            return True
        if self.speaks_itself:
            return bool(
                _FIRST_PERSON.search(without_quotes(sentence.text))
                or _OUR_COMPANY.search(sentence.text)
            )
        return self.is_of_it and bool(_THE_COMPANY.search(sentence.text))


def without_quotes(text: str) -> str:
    """A text without what stands in quotation marks: others speak there."""
    return _QUOTED.sub(" ", text)


def split(line: str) -> list[str]:
    """The sentences of a line; an abbreviation ends none."""
    pieces: list[str] = []
    start = 0
    for end in _END.finditer(line):
        if _ABBREVIATED.search(line[start : end.start()]):
            continue
        pieces.append(line[start : end.start()] + line[end.start() : end.end()].rstrip())
        start = end.end()
    pieces.append(line[start:])
    return [piece.strip() for piece in pieces if piece.strip()]


def _split(page: Page) -> Iterator[Sentence]:
    lines = page.evidence.split("\n")
    main = " ".join(page.main.split())
    headed, count = "", 0
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else ""
        after = lines[place + 1] if place + 1 < len(lines) else ""
        for text in split(line):
            if len(text) > _LONGEST:
                continue
            count += 1
            if count > _MOST:
                return
            yield Sentence(text, line, before, after, headed, text in main)
        if 0 < len(line.split()) <= 8 and line[-1] not in ".!?,;":
            headed = line
