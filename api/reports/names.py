"""Which names a report could give away, found where they can be, and taken out of its words.

What is known to be a name: what the person is called here, the companies of their sessions, the
names they give, and what their CV and their ads show by its place. Addresses, links, telephone
numbers, and who is called Mr, Dr or the like are known by their form. A name that stands in an
answer alone is not found: no list of names is complete, and one that took every capital letter
would take the tools and places an answer is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from knowledge.lexicon import load_lexicon
from knowledge.taxonomy import load_taxonomy, words_of

NAME, COMPANY, ADDRESS = "[name]", "[company]", "[address]"

Redact = Callable[[str], str]

_WORD = r"[A-Z][\w'’.-]*[\w]"
_FORMS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), ADDRESS),
    (re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+", re.IGNORECASE), ADDRESS),
    (re.compile(r"\b(?:linkedin|github|gitlab|twitter|x)\.com/[\w./-]+", re.IGNORECASE), ADDRESS),
    (re.compile(r"(?<![\w@])@[A-Za-z]\w{2,}"), ADDRESS),
    # Nine digits and more: dates and amounts have fewer, or are written another way.
    (re.compile(r"(?<![\w.,])\+?\(?\d(?:[ ().-]{0,2}\d){8,14}(?![\w%])"), ADDRESS),
    (
        re.compile(
            r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame)\.?"
            rf"(?:\s+{_WORD}){{1,2}}"
        ),
        NAME,
    ),
)
# Who an ad says one may speak to. Two words at least: one alone begins many a sentence.
_IN_AN_AD = re.compile(
    r"\b(?i:contact|call|email|ask for|speak (?:to|with)|reports? to|reporting to|apply to"
    r"|manager is)"
    rf"\s*:?\s+((?:{_WORD})(?:\s+{_WORD}){{1,2}})"
)
_SEGMENT = re.compile(r"\s*[,|;·•()\t]\s*|\s+[-–—]\s+|\s+\bat\b\s+|\s{2,}")
_PERSON = re.compile(r"(?:[A-Z][\w'’.-]+\s?){2,4}")
_BREAK = re.compile(r"[\s_-]+")
_SHORTEST_PART = 3
"""Letters: a shorter part of a name is a word of its own in too many sentences."""

# Parts of companies' and people's names that are no names on their own.
_COMMON = frozenset(
    "the and for group bank health care centre center hospital school university college council "
    "trust ltd limited inc llc plc gmbh corp corporation company co services service solutions "
    "systems technologies technology software consulting partners holdings international global "
    "national general city royal royale north south east west northern southern eastern western "
    "central united house home food foods energy water media data digital labs studio studios "
    "office clinic ward institute foundation society association department".split()
)


def names_in_resume(text: str) -> list[str]:
    """The name at the head of a CV, where one stands there."""
    head = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return [head] if _PERSON.fullmatch(head) and not _is_title(head) else []


def employers(jobs: Iterable[str]) -> list[str]:
    """The employers in lines such as "Staff Nurse, City General, 2019 - 2024": their parts that
    begin with a capital, hold no figure and are no job title."""
    parts = (part.strip() for job in dict.fromkeys(jobs) for part in _SEGMENT.split(job))
    return [
        part
        for part in dict.fromkeys(parts)
        if part[:1].isupper() and not re.search(r"\d", part) and not _is_title(part)
    ]


def names_in_ad(text: str) -> list[str]:
    """The people an ad says to speak to."""
    return [found[1] for found in _IN_AN_AD.finditer(text)]


def redactor(people: Iterable[str], companies: Iterable[str]) -> Redact:
    """Takes names out of a text: those of several words in any case and spacing, and each word of
    them that is no common one; companies' words only where they stand with a capital, since many
    are words of the language ("target")."""
    rules = [
        *_rules(companies, COMPANY, small=False),
        *_rules(people, NAME, small=True),
        *_FORMS,
    ]

    def redact(text: str) -> str:
        for pattern, instead in rules:
            text = pattern.sub(instead, text)
        return text

    return redact


def redacted(value: Any, redact: Redact, keep: frozenset[str]) -> Any:
    """A value of JSON with every text in it redacted, but for the fields called `keep`."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [redacted(item, redact, keep) for item in value]
    if isinstance(value, dict):
        return {
            name: item if name in keep else redacted(item, redact, keep)
            for name, item in value.items()
        }
    return value


def _rules(
    names: Iterable[str], instead: str, *, small: bool
) -> Iterator[tuple[re.Pattern[str], str]]:
    """`small` says that a name of one word is meant in small letters too."""
    whole = sorted({" ".join(name.split()) for name in names} - {""}, key=len, reverse=True)
    for name in whole:
        parts = [part for part in _BREAK.split(name) if part]
        if len(parts) > 1:
            said = r"[\s_-]*".join(map(re.escape, parts))
            yield re.compile(rf"(?<!\w){said}(?!\w)", re.IGNORECASE), instead
    words = {part for name in whole for part in _parts(name)}
    for word in sorted(words, key=len, reverse=True):
        forms = {word, word[0].upper() + word[1:], word.upper()}
        if small and word.casefold() not in load_lexicon().stop:
            forms.add(word.lower())
        said = "|".join(map(re.escape, sorted(forms)))
        yield re.compile(rf"(?<!\w)(?:{said})(?!\w)"), instead


def _parts(name: str) -> Iterator[str]:
    parts = [part.strip(".,'’()") for part in _BREAK.split(name)]
    for part in parts:
        alone = len(parts) == 1 and part.casefold() not in ("default", "user")
        telling = len(part) >= _SHORTEST_PART and part.casefold() not in _COMMON
        if part and part[0].isalpha() and (alone or telling):
            yield part


def _is_title(part: str) -> bool:
    words = words_of(part)
    return not words or bool(load_taxonomy().titles_in(part))
