"""What an ad calls its job: read from its first lines and its stock phrases."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from knowledge.taxonomy import load_taxonomy, words_of

_LABEL = re.compile(
    r"^[^\w\n]{0,12}(?:job|position|role|vacancy|post|opening)?\s*(?:title|role|position|vacancy|job|post)"
    r"\s*[:\-–—]\s*(?P<title>[^\n]{2,90})$",
    re.IGNORECASE | re.MULTILINE,
)
_WANTED = re.compile(
    r"(?:(?:looking|searching|look)\s+(?:for|to\s+(?:hire|appoint|recruit))|seek(?:s|ing)?|hiring|"
    r"recruit(?:s|ing)?(?:\s+for)?|appoint|role\s+of|position\s+of|post\s+of|vacancy\s+for|"
    r"opportunity\s+for|opening\s+for|vacancies\s+for|work\s+as|join\s+\w+(?:\s\w+)?\s+as|^as)\s+"
    r"(?:(?:an?|the|our|another|\d+|several|experienced|passionate|talented|enthusiastic|motivated|"
    r"skilled|dedicated|dynamic|highly|new|friendly|full[- ]time|part[- ]time|,)\s+){0,4}"
    r"(?P<title>[^.,;:!?()\n–—]{3,70}?)"
    r"(?=\s+(?:to|who|with|that|at|in|for|on|and|you|based|within|joining|we|is|are)\b"
    r"|[.,;:!?()\n–—]|$)",
    re.IGNORECASE | re.MULTILINE,
)
MARKUP = re.compile(r"^[\s#*_>•\-–—:|]+|[\s#*_|:]+$")
_TAIL = re.compile(r"\s+(?:\||@|at)\s+.*$")
# Lines that open a section rather than name a job.
SECTION = re.compile(
    r"^(?:about|why|what|who|how|our|the|your|you|we|join|apply|location|salary|company|department|"
    r"key|main|job\s+(?:summary|description|purpose|type|overview|details)|person|essential|desirable|"
    r"responsibilit\w+|requirement\w*|qualification\w*|benefit\w*|skills?|overview|summary|reports?|"
    r"reporting|working|experience|education|duties|hours|contact|closing|posted|full[- ]time)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\s[-–—|]\s|[,(/|]|\s(?:of|for|in|to|with|at)\s")
# Words titles may end in that also end headings and ordinary lines.
_NO_JOB = re.compile(
    r"(?:tion|ment|ing|ics|ogy|ity|ance|ence|ship|apy|service|support|care|safety|estate|people|"
    r"success|school|team|health|payroll|sale|person|individual|professional|candidate|"
    r"colleague|member|part|office|desk|house|pool|relation|partnership|transport|restaurant)$"
)
# "Head of Finance" names a job whatever it is the head of.
_HEAD_OF = re.compile(
    r"(?:(?:deputy|assistant|interim|acting|global|group)\s+)?head\s+of\s+\w", re.I
)
_GRADE = frozenset("i ii iii iv v".split())
_NOT_IN_TITLE = re.compile(r"[:@\[\]{}<>!?]|\b(?:e-?mail|phone|tel)\b", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[-–•*·]\s")
_FILE_END = re.compile(r"\.(?:txt|md|markdown|html?|xhtml|pdf|docx)$", re.IGNORECASE)
_FILE_WORDS = re.compile(
    r"\b(?:job|ad|advert|description|jd|posting|vacancy|final|copy|v?\d+)\b", re.IGNORECASE
)
# Runs of blanks make the patterns below slow and say nothing.
EMPTY = re.compile(r"\s{2,}(?=\n)|\n\s+")
_FIRST_LINES = 12
_MOST_TITLE_WORDS = 12


def find_title(text: str) -> str | None:
    """The job's title as the ad writes it; None when no line or phrase names a job.

    Looked for in a labelled line ("Job title: …"), then the first lines, then phrases such as
    "we are looking for a …".
    """
    text = EMPTY.sub("\n", text[:20_000])
    for match in _LABEL.finditer(text[:4000]):
        title = _clean(match["title"])
        if names_job(title):
            return title
    lines = [line for line in text[:6000].splitlines() if line.strip()][:_FIRST_LINES]
    for line in lines:
        title = _clean(line)
        if not _BULLET.match(line) and _is_title_line(title):
            return title
    found: Counter[str] = Counter()
    for match in _WANTED.finditer(text[:12_000]):
        wanted = _as_title(_clean(match["title"]))
        if wanted and len(wanted.split()) <= 8:
            found[wanted] += 1
    return found.most_common(1)[0][0] if found else None


def title_in(name: str | None) -> str | None:
    """The job's title in a page's heading or a file's name ("staff-nurse_2.pdf" gives "Staff
    nurse"); None when it names no job."""
    if not name:
        return None
    stem = _FILE_END.sub("", name)
    plain = re.sub(r"[-_]+|\d+$", " ", stem) if stem != name else stem
    words = _clean(_FILE_WORDS.sub(" ", plain) if stem != name else plain)
    if not words or len(words.split()) > _MOST_TITLE_WORDS or not names_job(words, head=True):
        return None
    return words[:1].upper() + words[1:]


def _clean(line: str) -> str:
    """A line without markup, a trailing site name, or doubled blanks."""
    return " ".join(_TAIL.sub("", MARKUP.sub("", line[:300])).split())


def _is_title_line(line: str) -> bool:
    """Whether a line by itself is a job's title: short, no sentence, its noun is a job."""
    if not line or len(line.split()) > _MOST_TITLE_WORDS or line[-1] in ".,;":
        return False
    if SECTION.match(line) or _NOT_IN_TITLE.search(line):
        return False
    return (line[0].isupper() or line[0].isdigit()) and names_job(line, head=True)


def _as_title(phrase: str) -> str | None:
    """The title inside a phrase of a sentence, in the singular; None when there is none.

    "two ambitious Social Workers" gives "Social Worker", "registered nurses" "Registered nurse".
    """
    if _NOT_IN_TITLE.search(phrase) or not names_job(phrase, head=True):
        return None
    words = phrase.split()
    first = next((place for place, word in enumerate(words) if word[0].isupper()), None)
    if first is None:
        aliases = _title_words()[0]
        tails = (words_of(" ".join(words[place:])) for place in range(len(words)))
        first = next((place for place, tail in enumerate(tails) if tail in aliases), None)
        if first is None:
            return None
    elif words[first].casefold() in ("in", "a", "an", "the"):
        first += 2 if first + 2 < len(words) else 1
    title = " ".join(words[first:])
    if title.endswith("s") and words_of(title)[-1:] != (title.split()[-1].casefold(),):
        title = title[:-1]
    return title[:1].upper() + title[1:] or None


def names_job(phrase: str, *, head: bool = False) -> bool:
    """Whether words of the phrase are a known title, or end like one; with `head` its first part
    must end in it."""
    if _HEAD_OF.match(phrase):
        return True
    aliases, nouns = _title_words()
    part = _PART.split(phrase)[0] if head else phrase
    words = words_of(part)
    while head and words and (not words[-1].isalpha() or words[-1] in _GRADE):
        words = words[:-1]
    if not words:
        return False
    if head:
        known = words[-1] in nouns or words in aliases or words[-1:] in aliases
        return known and not _NO_JOB.search(words[-1])
    return any(word in nouns for word in words)


@lru_cache(maxsize=1)
def _title_words() -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """All aliases, and the nouns job titles end in (last words of two aliases or more)."""
    aliases = [words_of(title) for role in load_taxonomy().roles.values() for title in role.titles]
    last = Counter(alias[-1] for alias in aliases if alias)
    nouns = {word for word, count in last.items() if count > 1 and not _NO_JOB.search(word)}
    return frozenset(aliases), frozenset(nouns)
