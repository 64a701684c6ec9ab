"""Sentences that tell something of a company, chosen by what they are about and quoted as they
stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.researcher.cues import CUES, Cue, compiled
from agents.researcher.leaders import read_leaders
from agents.researcher.naming import spoken_name
from agents.researcher.sentences import Reading, Sentence, without_quotes
from domain import Found

_LEAST_WORDS = 6
_MOST_WORDS_BARE = 20
_MOST_WORDS_HEADLINE = 16
_LEAST_HEADLINE = 8
"""Letters of a headline that tells what is offered: "Consulting"."""

_SUPPOSES = re.compile(
    r"\b(?:may|might|could|would|should|if|whether|unless|cannot assure|no assurance|from time"
    r" to time"
    r"|subject to risks)\b",
    re.IGNORECASE,
)
_SMALL_PRINT = re.compile(
    r"\b(?:forward-looking|by reference|pursuant to|check mark|registrant[’']s|item \d+[a-z]?"
    r"|exhibits?"
    r"|note \d+|table of contents|cookies?|privacy policy|terms of (?:use|service)|all rights"
    r" reserved"
    r"|click here|sign up|log in|subscribe|newsletter|aggregate market value|not part of this)\b",
    re.IGNORECASE,
)
_SUBJECT = r"^(?:{us}|our)\b|^(?:The )?(?-i:[A-Z][\w.]*(?: [A-Z0-9]\w*){{0,2}}) is an?\b"
"""A sentence begun with the company, or with a thing of its that is said what it is."""

_LISTS_RIVALS = re.compile(r"\b(?:our|its) (?:\w+ )?competitors include:?$", re.IGNORECASE)
_NEWSROOM = re.compile(r"/(?:news|press|newsroom|media|press-releases?)(?:/|$)", re.IGNORECASE)
_NO_OFFER = re.compile(
    r"about|career|jobs?\b|team|people|news|blog|press|contact|support|help|faq|login|privacy|legal"
    r"|invest|event",
    re.IGNORECASE,
)
_NO_HEADLINE = re.compile(
    r"^(?:welcome|home|about|join|meet|contact|our (?:story|team|mission|values)|why|how|what"
    r"|who|news"
    r"|careers?|blog|get|sign|log)\b|[?]$",
    re.IGNORECASE,
)


def read_tellings(reading: Reading) -> Iterator[Found]:
    """Sentences of a page for each slot that has cues, the surest of each."""
    us = _us(reading)
    told = [one for one in reading.sentences if _is_told(one)]
    bare = [one for one in reading.sentences if one.words <= _MOST_WORDS_BARE]
    offers = 0
    for cue in CUES:
        if reading.voice not in cue.by:
            continue
        fit = [one for one in told if _fits(cue, one, reading, us)]
        if reading.tier == "own":
            fit += [one for one in bare if one not in fit and _is_bare(cue, one)]
        weighed = sorted(((_weight(cue, one, us), one) for one in fit), key=lambda pair: -pair[0])
        for weight, one in weighed[: cue.most]:
            offers += cue.slot == "products"
            yield Found(slot=cue.slot, text=one.text, quote=one.text, weight=weight)
    yield from _listed_rivals(reading)
    yield from read_leaders(reading)
    yield from _news(reading)
    if offers < 2:
        yield from _headline(reading)


def _us(reading: Reading) -> str:
    """How a sentence may name the company as its subject."""
    own = "|we|the company" if reading.speaks_itself else "|the company" if reading.is_of_it else ""
    return f"(?:{reading.named.pattern}{own})"


def _is_told(sentence: Sentence) -> bool:
    """Whether a sentence is one a page tells, rather than a menu, a form or small print."""
    text = sentence.text
    return (
        sentence.words >= _LEAST_WORDS
        and text[0] not in "“\"'‘"
        and text[-1] in '.!;”"'
        and not _SMALL_PRINT.search(text)
    )


def _fits(cue: Cue, sentence: Sentence, reading: Reading, us: str) -> bool:
    said = without_quotes(sentence.text)
    if not compiled(cue.says, us).search(said) or compiled(cue.unless).search(said):
        return False
    if _SUPPOSES.search(said):
        return False
    if cue.concerns:
        return reading.concerns(sentence)
    return reading.is_of_it


def _is_bare(cue: Cue, sentence: Sentence) -> bool:
    return compiled(cue.bare).search(sentence.text) is not None and sentence.text[0] not in '“"'


def _weight(cue: Cue, sentence: Sentence, us: str) -> float:
    """How sure a sentence is: told in the page's main part, at its beginning of the company itself,
    in the slot's own words, neither cut short nor run on."""
    weight = 0.3 + 0.15 * sentence.main + 0.15 * (10 <= sentence.words <= 35)
    weight += 0.2 * (compiled(cue.strong).search(sentence.text) is not None)
    subject = compiled(_SUBJECT, us)
    return weight + 0.2 * (subject.match(sentence.text) is not None)


def _listed_rivals(reading: Reading) -> Iterator[Found]:
    """Competitors a filing lists line by line under "our competitors include"."""
    if not reading.speaks_itself:
        return
    lines = reading.page.evidence.split("\n")
    for place, line in enumerate(lines):
        if not _LISTS_RIVALS.search(line):
            continue
        for listed in lines[place + 1 : place + 5]:
            if listed[0] not in "•·-–*" or len(listed) > 600:
                return
            yield Found(slot="competitors", text=listed, quote=listed, weight=0.9)


def _news(reading: Reading) -> Iterator[Found]:
    """Of a dated page by the press, or of the company's newsroom, the sentence that tells what
    happened: the first of its main text that names the company."""
    page = reading.page
    if not page.published or not (reading.tier == "news" or _NEWSROOM.search(page.url)):
        return
    if not reading.named.search(page.title) and reading.mentions < 3:
        return
    for sentence in reading.sentences:
        if sentence.main and sentence.is_prose and reading.concerns(sentence):
            yield Found(slot="news", text=sentence.text, quote=sentence.text, weight=0.9)
            return


def _headline(reading: Reading) -> Iterator[Found]:
    """Of a page of the company's own that offers something, its headline: what it offers."""
    page = reading.page
    said = page.headline or page.main.split("\n", 1)[0]
    name = spoken_name(reading.subject.name).casefold()
    if (
        reading.tier == "own"
        and not page.article
        and len(said.split()) <= _MOST_WORDS_HEADLINE
        and len(said) >= _LEAST_HEADLINE
        and said[-1] not in ".,;:"
        and not _NO_HEADLINE.search(said)
        and not _NO_OFFER.search((page.canonical or page.url).split("//")[-1].partition("/")[2])
        and name not in said.casefold()
    ):
        yield Found(slot="products", text=said, quote=said, weight=0.4)
