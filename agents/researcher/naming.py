"""What a company is called: its name as people say it, and how a text may mention it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

_FORMS = re.compile(
    r"[,\s]+(?:(?:inc|incorporated|corp|corporation|co|company|ltd|limited|plc|llc|llp|lp|gmbh|ag"
    r"|se|s\.?a|s\.?a\.?s|s\.?p\.?a|b\.?v|n\.?v|a/?s|ab|oy|oyj|asa|kg|pty|holdings?|group)\b\.?)+$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_TOP = re.compile(r"\.(?:com|org|net|io|ai|co|dev|app|eu|de|fr|uk|us)$", re.IGNORECASE)
_SECOND_LEVEL = frozenset("co com org net gov ac edu gob go or ne".split())


@lru_cache(maxsize=256)
def spoken_name(name: str) -> str:
    """A company's name without its legal form: "Walmart" of "Walmart Inc."."""
    bare = name.strip()
    while (shorter := _FORMS.sub("", bare).strip(" ,")) and shorter != bare:
        bare = shorter
    return bare


@lru_cache(maxsize=256)
def mention(name: str) -> re.Pattern[str]:
    """Finds a company's name in a text: without article and legal form, whatever its case where
    it has more than one word; spaces and punctuation within it may differ."""
    bare = _ARTICLE.sub("", spoken_name(name))
    forms = {bare, _TOP.sub("", bare)} - {""}
    parts = sorted((_loose(form) for form in forms), key=len, reverse=True)
    # A name of one common word ("Apple", "Box") is a name only with its capital.
    one_word = len(bare.split()) == 1
    flags = 0 if one_word else re.IGNORECASE
    cased = [*parts, *(part.upper() for part in parts)] if one_word and bare.isalpha() else parts
    return re.compile(rf"(?<![\w.@-])(?:{'|'.join(dict.fromkeys(cased))})(?![\w@]|\.\w)", flags)


def _loose(name: str) -> str:
    return r"[\s\W]{1,3}".join(re.escape(word) for word in re.findall(r"[\w.]+", name))


def host(url: str) -> str:
    """The host of an address, without www; empty for a file and for what is no address."""
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def site(url: str) -> str:
    """The registered domain of an address: "acme.co.uk" of "jobs.acme.co.uk"; empty where it has
    no name but numbers."""
    parts = host(url).split(".")
    if parts[-1].isdigit() or ":" in host(url):
        return ""
    if len(parts) <= 2:
        return ".".join(parts)
    kept = 3 if parts[-2] in _SECOND_LEVEL and len(parts[-1]) == 2 else 2
    return ".".join(parts[-kept:])


def domain_fits(domain: str, name: str) -> bool:
    """Whether a domain reads like the company's name: all its letters, in order and no others but
    a legal form or an article; the first two words or more; or the first letters of three words or
    more."""
    label = re.sub(r"\W", "", site(f"//{domain}").split(".")[0]).lower()
    words = re.findall(r"[a-z0-9]+", _ARTICLE.sub("", spoken_name(name)).lower())
    if not words or not label:
        return False
    whole, full = "".join(words), "".join(re.findall(r"[a-z0-9]+", name.lower()))
    bare = "".join(re.findall(r"[a-z0-9]+", _TOP.sub("", spoken_name(name)).lower()))
    initials = "".join(word[0] for word in words)
    affixed = {f"{end}{whole}" for end in ("get", "the", "try", "join", "use")} | {
        f"{whole}{end}" for end in ("hq", "group", "inc", "app", "corp", "company", "careers")
    }
    begun = {"".join(words[:count]) for count in range(2, len(words))}
    return label in {whole, full, bare} | affixed | begun or (
        len(initials) >= 3 and label == initials
    )
