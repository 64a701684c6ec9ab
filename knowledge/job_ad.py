"""What an ad calls its job, and who is hiring: read from its first lines and its stock phrases."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
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
# Words titles may end in that also end headings and ordinary lines.
_NO_JOB = re.compile(
    r"(?:tion|ment|ing|ics|ogy|ity|ance|ence|ship|apy|service|support|care|safety|estate|people|"
    r"success|school|team|health|payroll|sale|person|individual|professional|candidate|"
    r"colleague|member|part|office|desk|house|pool|relation|partnership|transport|restaurant)$"
)
_NOT_IN_TITLE = re.compile(r"[:@\[\]{}<>!?]|\b(?:e-?mail|phone|tel)\b", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[-–•*·]\s")
_FILE_END = re.compile(r"\.(?:txt|md|markdown|html?|xhtml|pdf|docx)$", re.IGNORECASE)
_FILE_WORDS = re.compile(
    r"\b(?:job|ad|advert|description|jd|posting|vacancy|final|copy|v?\d+)\b", re.IGNORECASE
)
# Runs of blanks make the patterns below slow and say nothing.
_EMPTY = re.compile(r"\s{2,}(?=\n)|\n\s+")
_FIRST_LINES = 12
_MOST_TITLE_WORDS = 12

_NAME = (
    r"[A-Z0-9][\w&'’.+-]*"
    r"(?:[ ](?:(?:of|and|the|for|&)[ ])?[A-Z0-9][\w&'’+-]*(?:\.\w+)?){0,6}"
)
_COMPANY_LABEL = re.compile(
    r"^[^\w\n]{0,12}(?:company|employer|organi[sz]ation|hiring company|company name|trust)\s*:\s*"
    r"(?P<name>[^\n,;|]{2,60}?)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
# Each pattern with its weight: how sure its find is the employer.
_COMPANY: tuple[tuple[re.Pattern[str], float], ...] = (
    (
        re.compile(
            rf"^[^\w\n]{{0,12}}(?:About|Why(?: join| work (?:at|for))?|Life at)\s+"
            rf"(?P<name>{_NAME})[^\w\n]{{0,12}}$",
            re.M,
        ),
        2.0,
    ),
    (
        re.compile(
            rf"(?:^|[.!?]\s+)\s*(?:Here\s+at|At)\s+(?P<name>{_NAME}),?\s+(?:we|our|you)\b", re.M
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
            r"(?:an?|the|one\s+of)\b(?P<kind>[^.\n]{0,80}\b(?:company|leader|leading|provider|maker|"
            r"charity|firm|start-?up|organi[sz]ation|retailer|bank|agency|manufacturer|business))?",
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
    (re.compile(rf"^[^\w\n]{{0,12}}(?:Join|About)\s+(?P<name>{_NAME})\b", re.M), 1.0),
    (
        re.compile(
            rf"\b(?P<name>{_NAME}[ ](?:NHS[ ](?:Foundation[ ])?Trust|NHS[ ]FT|University|College|"
            r"County[ ]Council|Public[ ]Schools|Ltd|Limited|Inc|LLC|PLC|plc|GmbH))\b"
        ),
        1.2,
    ),
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
    text = _EMPTY.sub("\n", text[:20_000])
    for match in _LABEL.finditer(text[:4000]):
        title = _clean(match["title"])
        if _names_job(title):
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
    if not words or len(words.split()) > _MOST_TITLE_WORDS or not _names_job(words, head=True):
        return None
    return words[:1].upper() + words[1:]


def find_company(text: str, title: str | None = None) -> str | None:
    """The employer's name as the ad writes it; None rather than a name that is not sure.

    A labelled line or "… at NAME" in the title decides; else what two phrases agree on, or one
    strong one ("About NAME", "NAME is hiring").
    """
    plain = _EMPTY.sub("\n", re.sub(r"[*_]{1,3}", "", text[:20_000]))
    label = _COMPANY_LABEL.search(plain[:8000])
    if label and not _is_generic(label["name"]):
        return label["name"].strip(" *_.")
    in_title = _IN_TITLE.search(title or "")
    if in_title:
        return in_title["name"]
    votes: defaultdict[str, float] = defaultdict(float)
    for pattern, weight in _COMPANY:
        finds = {
            match["name"].rstrip(" .-–"): bool(match.groupdict().get("kind"))
            for match in pattern.finditer(plain)
        }
        for name, says_what_it_is in finds.items():
            if not _is_generic(name) and not _names_job(name, head=True):
                votes[name] += weight + says_what_it_is
    if not votes:
        return None
    sure = {name: votes[name] + 0.45 * min(2, text.count(name) - 1) for name in votes}
    best = max(sure, key=lambda name: (sure[name], len(name)))
    return best if sure[best] >= _ENOUGH else None


def _clean(line: str) -> str:
    """A line without markup, a trailing site name, or doubled blanks."""
    return " ".join(_TAIL.sub("", _MARKUP.sub("", line[:300])).split())


def _is_title_line(line: str) -> bool:
    """Whether a line by itself is a job's title: short, no sentence, its noun is a job."""
    if not line or len(line.split()) > _MOST_TITLE_WORDS or line[-1] in ".,;":
        return False
    if _SECTION.match(line) or _NOT_IN_TITLE.search(line):
        return False
    return (line[0].isupper() or line[0].isdigit()) and _names_job(line, head=True)


def _as_title(phrase: str) -> str | None:
    """The title inside a phrase of a sentence, in the singular; None when there is none.

    "two ambitious Social Workers" gives "Social Worker", "registered nurses" "Registered nurse".
    """
    if _NOT_IN_TITLE.search(phrase) or not _names_job(phrase, head=True):
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
        known = words[-1] in nouns or words in aliases or words[-1:] in aliases
        return known and not _NO_JOB.search(words[-1])
    return any(word in nouns for word in words)


def _is_generic(name: str) -> bool:
    """Whether a find is a pronoun, a heading or another word that is no employer's name."""
    words = [word.strip(".'’").casefold() for word in name.split()]
    if not words or words[0] in _NO_NAME or len(name) < 2 or name.isdigit():
        return True
    return any(word in ("our", "us", "your", "unit", "summarythe", "platform") for word in words)


@lru_cache(maxsize=1)
def _title_words() -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """All aliases, and the nouns job titles end in (last words of two aliases or more)."""
    aliases = [words_of(title) for role in load_taxonomy().roles.values() for title in role.titles]
    last = Counter(alias[-1] for alias in aliases if alias)
    nouns = {word for word, count in last.items() if count > 1 and not _NO_JOB.search(word)}
    return frozenset(aliases), frozenset(nouns)
