"""What an ad calls its job, and who is hiring: read from its first lines and its stock phrases."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from knowledge.taxonomy import load_taxonomy, words_of

_LABEL = re.compile(
    r"^\W*(?:job|position|role|vacancy|post|opening)?\s*(?:title|role|position|vacancy|job|post)"
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
_MARKUP = re.compile(r"^[\s#*_>•\-–—:|]+|[\s#*_|:]+$")
_TAIL = re.compile(r"\s+(?:\||@|at)\s+.*$")
# Lines that open a section rather than name a job.
_SECTION = re.compile(
    r"^(?:about|why|what|who|how|our|the|your|you|we|join|apply|location|salary|company|department|"
    r"key|main|job\s+(?:summary|description|purpose|type|overview|details)|person|essential|desirable|"
    r"responsibilit\w+|requirement\w*|qualification\w*|benefit\w*|skills?|overview|summary|reports?|"
    r"reporting|working|experience|education|duties|hours|contact|closing|posted|full[- ]time)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\s[-–—|]\s|[,(/|]|\s(?:of|for|in|to|with|at)\s")
_FIRST_LINES = 12
_MOST_TITLE_WORDS = 12

_NAME = (
    r"[A-Z0-9][\w&'’.+-]*"
    r"(?:[ ](?:(?:of|and|the|for|&)[ ])?[A-Z0-9][\w&'’+-]*(?:\.\w+)?){0,6}"
)
_COMPANY_LABEL = re.compile(
    r"^\W*(?:company|employer|organi[sz]ation|hiring company|company name|trust)\s*:\s*"
    r"(?P<name>[^\n,;|]{2,60}?)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
# Each pattern with its weight: how sure its find is the employer.
_COMPANY: tuple[tuple[re.Pattern[str], float], ...] = (
    (
        re.compile(
            rf"^\W*(?:About|Why(?: join| work (?:at|for))?|Life at)\s+(?P<name>{_NAME})\W*$", re.M
        ),
        2.0,
    ),
    (
        re.compile(
            rf"(?:^|[.!?]\s+|\n\s*)(?:Here\s+at\s+|At\s+)(?P<name>{_NAME}),?\s+(?:we|our|you)\b", re.M
        ),
        2.0,
    ),
    (
        re.compile(
            rf"(?:^|[.!?:]\s+)(?:The\s+)?(?P<name>{_NAME})(?:\s+\([^)]{{1,20}}\))?\s+"
            r"(?:is|are)\s+(?:(?:currently|now|actively|proudly)\s+)?"
            r"(?:hiring|looking|seeking|recruiting|searching|offering|excited|pleased|delighted)\b",
            re.M,
        ),
        2.0,
    ),
    (
        re.compile(
            rf"(?:^|[.!?:]\s+)(?:The\s+)?(?P<name>{_NAME})(?:\s+\([^)]{{1,20}}\))?\s+(?:is|are)\s+"
            r"(?:an?|the|one\s+of)\b",
            re.M,
        ),
        1.0,
    ),
    (
        re.compile(
            rf"\b(?:join|joining|work(?:ing)?\s+(?:at|for)|career\s+(?:at|with)|role\s+at|"
            rf"position\s+at|opportunity\s+at|team\s+at|employees?\s+at|life\s+at|part\s+of)\s+"
            rf"(?:the\s+)?(?P<name>{_NAME})"
        ),
        1.0,
    ),
    (re.compile(rf"^\W*(?:Join|About)\s+(?P<name>{_NAME})\b", re.M), 1.0),
)
_IN_TITLE = re.compile(rf"\s(?:at|@)\s+(?P<name>{_NAME})\s*$")
_NO_NAME = frozenset(
    [
        "the", "this", "that", "we", "you", "our", "your", "us", "it", "they", "he", "she", "i",
        "who", "there", "here", "what", "if", "as", "role", "job", "position", "team", "company",
        "client", "candidate", "applicant", "post", "opportunity", "department", "these", "a",
        "an", "all", "some", "work", "working", "full", "part", "trust", "each", "experience",
        "organisation", "organization", "successful", "please", "home", "day", "one", "new",
        "covid-19", "covid", "must", "ability", "knowledge", "responsibilities", "benefits",
    ]
)  # fmt: skip
_ENOUGH = 2.0


def find_title(text: str) -> str | None:
    """The job's title as the ad writes it; None when no line or phrase names a job.

    Looked for in a labelled line ("Job title: …"), then the first lines, then phrases such as
    "we are looking for a …".
    """
    for match in _LABEL.finditer(text[:4000]):
        title = _clean(match["title"])
        if _names_job(title):
            return title
    lines = [line for line in text[:6000].splitlines() if line.strip()][:_FIRST_LINES]
    for line in lines:
        title = _clean(line)
        if _is_title_line(title):
            return title
    found: Counter[str] = Counter()
    for match in _WANTED.finditer(text[:12_000]):
        title = _clean(match["title"])
        if len(title.split()) <= 8 and _names_job(title, head=True):
            found[title] += 1
    return found.most_common(1)[0][0] if found else None


def find_company(text: str, title: str | None = None) -> str | None:
    """The employer's name as the ad writes it; None rather than a name that is not sure.

    A labelled line or "… at NAME" in the title decides; else what two phrases agree on, or one
    strong one ("About NAME", "NAME is hiring").
    """
    label = _COMPANY_LABEL.search(text[:8000])
    if label and not _is_generic(label["name"]):
        return label["name"].strip(" *_.")
    in_title = _IN_TITLE.search(title or "")
    if in_title:
        return in_title["name"]
    votes: Counter[str] = Counter()
    for pattern, weight in _COMPANY:
        for name in {match["name"].rstrip(" .-–") for match in pattern.finditer(text[:20_000])}:
            if not _is_generic(name) and not _names_job(name, head=True):
                votes[name] += weight  # type: ignore[assignment]
    if not votes:
        return None
    best = max(votes, key=lambda name: (votes[name] + min(2, text.count(name) - 1) / 2, len(name)))
    return best if votes[best] + min(2, text.count(best) - 1) / 2 >= _ENOUGH else None


def _clean(line: str) -> str:
    """A line without markup, a trailing site name, or doubled blanks."""
    return " ".join(_TAIL.sub("", _MARKUP.sub("", line)).split())


def _is_title_line(line: str) -> bool:
    """Whether a line by itself is a job's title: short, no sentence, its noun is a job."""
    if not line or len(line.split()) > _MOST_TITLE_WORDS or line[-1] in ".!?,;":
        return False
    return not _SECTION.match(line) and line[0].isalnum() and _names_job(line, head=True)


def _names_job(phrase: str, *, head: bool = False) -> bool:
    """Whether words of the phrase are a known title, or end like one; with `head` its first part
    must end in it."""
    aliases, nouns = _title_words()
    part = _PART.split(phrase)[0] if head else phrase
    words = words_of(part)
    while head and words and not words[-1].isalpha():
        words = words[:-1]
    if not words:
        return False
    if head:
        return words[-1] in nouns or any(words[start:] in aliases for start in range(len(words)))
    return any(word in nouns for word in words)


def _is_generic(name: str) -> bool:
    """Whether a find is a pronoun, a heading or another word that is no employer's name."""
    first = name.split()[0].casefold() if name.split() else ""
    return len(name) < 2 or first.strip(".'’") in _NO_NAME or name.isdigit()


@lru_cache(maxsize=1)
def _title_words() -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """All aliases, and the nouns job titles end in (the last words of two aliases or more)."""
    aliases = [words_of(title) for role in load_taxonomy().roles.values() for title in role.titles]
    last = Counter(alias[-1] for alias in aliases if alias)
    return frozenset(aliases), frozenset(word for word, count in last.items() if count > 1)
