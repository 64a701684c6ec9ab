"""Who is hiring, by what an ad says of itself: its labels, its heading, its stock phrases."""

from __future__ import annotations

import re
from collections import defaultdict

from knowledge.job_ad import EMPTY, MARKUP, SECTION, names_job

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
            r"charity|firm|start-?up|scale-?up|fintech|organi[sz]ation|retailer|bank|agency|manufacturer|business))?",
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
            r"County[ ]Council|Public[ ]Schools|Ltd|Limited|Inc|LLC|LLP|PLC|plc|GmbH))\b"
        ),
        1.2,
    ),
)
_IN_TITLE = re.compile(rf"\s+(?:at|@)\s+(?P<name>{_NAME})\s*$")
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
# What employers' names end in; a place is never called so.
_KIND = re.compile(
    r"\b(?:Trust|Hospitals?|University|College|Schools?|Council|Ltd|Limited|Inc|LLC|LLP|PLC|plc|GmbH|AG|SE"
    r"|Co|(?:Care|Nursing|Residential)\s+Home|House|Brothers|Bros|Sons|Stores?"
    r"|Group|Bank|Labs?|Technologies|Systems|Solutions|Foundation|Services|Health|Healthcare|Partners"
    r"|Company|Corp|Corporation|Agency|Academy|Clinic|Surgery|Practice|Studios?|Energy|Logistics|Foods"
    r"|Hotels?|Software|Insurance|Institute|Laborator(?:y|ies)|Association|Housing)\.?$"
    # Two names joined are a firm's: "Linden & Moss".
    r"|^[A-Z][\w’'-]+\s+&\s+[A-Z]"
)
_TERMS = re.compile(
    r"\b(?:full|part)[- ]time|permanent|temporary|contract|hybrid|remote|on[- ]?site|posted|salary"
    r"|band|per (?:annum|hour)|days? ago|shift|hours",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s+[·•|–—-]\s+|,\s")
_ENOUGH = 2.0


def find_company(text: str, title: str | None = None) -> str | None:
    """The employer's name as the ad writes it; None rather than a name that is not sure.

    A labelled line or "… at NAME" in the title decides; else what two phrases agree on, or one
    strong one ("About NAME", "NAME is hiring"). A name on the line under the title counts as a
    phrase, as two when it ends like an employer's.
    """
    plain = EMPTY.sub("\n", re.sub(r"[*_]{1,3}", "", text[:20_000]))
    label = _COMPANY_LABEL.search(plain[:8000])
    if label and not _is_generic(label["name"]):
        return label["name"].strip(" *_.")
    in_title = _IN_TITLE.search(title or "") or _after_title(plain, title)
    if in_title:
        return in_title["name"]
    votes: defaultdict[str, float] = defaultdict(float)
    for pattern, weight in _COMPANY:
        finds = {
            match["name"].rstrip(" .-–"): bool(match.groupdict().get("kind"))
            for match in pattern.finditer(plain)
        }
        for name, says_what_it_is in finds.items():
            if not _is_generic(name) and not names_job(name, head=True):
                votes[name] += weight + says_what_it_is
    under = _under_title(plain, title)
    if under:
        votes[under] += 1.0 + bool(_KIND.search(under))
    if not votes:
        return None
    sure = {name: votes[name] + 0.45 * min(2, text.count(name) - 1) for name in votes}
    best = max(sure, key=lambda name: (sure[name], len(name)))
    return best if sure[best] >= _ENOUGH else None


def _after_title(text: str, title: str | None) -> re.Match[str] | None:
    """What stands after "at" on the title's own line."""
    for line in text[:1500].splitlines():
        bare = MARKUP.sub("", line).strip()
        if title and bare.startswith(title):
            return _IN_TITLE.match(bare, len(title))
    return None


def _under_title(text: str, title: str | None) -> str | None:
    """What stands like a name on the line under the title's: an employer, or a place."""
    lines = [MARKUP.sub("", line).strip() for line in text[:1500].splitlines() if line.strip()]
    if not title or len(lines) < 2 or title not in lines[0]:
        return None
    name = _BESIDE.split(lines[1], maxsplit=1)[0].strip()
    if not 1 <= len(name.split()) <= 7 or not name[0].isupper() or name[-1] in ":;!?":
        return None
    if SECTION.match(name) or _TERMS.search(name) or _is_generic(name):
        return None
    return None if names_job(name, head=True) else name


def _is_generic(name: str) -> bool:
    """Whether a find is a pronoun, a heading or another word that is no employer's name."""
    words = [word.strip(".'’").casefold() for word in name.split()]
    if not words or words[0] in _NO_NAME or len(name) < 2 or name.isdigit():
        return True
    return any(word in ("our", "us", "your", "unit", "summarythe", "platform") for word in words)
