"""Reads a page twice: as a person would, and as the text every quote is checked against."""

from __future__ import annotations

import itertools
import json
import logging
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from domain import Organisation, Page, WebUnavailable
from tools.web.visible import UNSEEN, strip_hidden

_BREAK = "␞"
"""Ends a block until the text is put together: printable, or the extraction drops it."""

_BLOCKS = (
    "p div li ul ol dl dt dd tr td th table h1 h2 h3 h4 h5 h6 section article main header footer "
    "aside nav br hr pre blockquote figure figcaption address form fieldset details summary "
    "button option label".split()
)
_MOST_TEXT = 400_000
_MOST_LD = 300_000
_MOST_TAGS = 60_000
"""Tags of a page that are read; of the 21 development pages the fullest has 5,900. A third of a
million of them took 410 MB of memory."""

_CUT = "it is very long; only its first part was read"
_FEW_WORDS = 160
"""Words up to which a page may be nothing but an error or a question about cookies."""

_MISSING = re.compile(
    r"\b(?:404|page (?:was |could )?not (?:be )?found|page (?:you|that you)[^.]{0,60}"
    r"(?:not|n[’']t|no longer) (?:exist|be found|available|here)|(?:does|do) not exist"
    r"|(?:doesn|isn|couldn|can)[’']t (?:exist|be found|find (?:the|that|this) page)"
    r"|no longer (?:available|exists)|nothing (?:was )?found here|not found)\b",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"before you continue|we (?:value|care about) your privacy|accept (?:all )?(?:the )?cookies"
    r"|consent to (?:the )?(?:use|processing)|enable (?:java ?script|cookies)|verify (?:that )?you "
    r"are (?:a )?human|checking (?:your|the) browser|just a moment|are you a robot|unusual traffic"
    r"|access (?:to this page )?(?:has been |is )?denied|captcha|log ?in to continue"
    r"|subscribe to (?:continue|read)|you have been blocked",
    re.IGNORECASE,
)
_ORGANISATIONS = re.compile(
    r"Organization$|Corporation$|Business$|^NGO$|^Airline$|^Brand$|University$|^Hospital$"
)
_DATED = ("article:published_time", "datepublished", "date", "dc.date", "pubdate")
_WORD = re.compile(r"\w+")


def read_page(url: str, html: str, content_type: str = "text/html") -> Iterator[Page]:
    """The page by its visible text first, then with the text people read it for as well.

    Raises WebUnavailable when it is empty, says that there is no such page, or is a wall of consent
    or login.
    """
    if content_type == "text/plain":
        text = _tidy(html)
        _check(text, "")
        yield Page(url=url, title=text.split("\n", 1)[0][:120], evidence=text, main=text)
        return
    import lxml.html
    from lxml import etree

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    html, is_cut = _bounded(html)
    try:
        # A declared encoding inside a decoded page makes lxml refuse it.
        root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", html))
    except (etree.LxmlError, ValueError, TypeError, AssertionError):
        raise WebUnavailable("it holds nothing to read") from None
    organisations = tuple(_organisations(root))
    site_name, title = _site_name(root), _title(root)
    language = (root.get("lang") or "").strip().lower()[:5] or None
    published = _published(root, html)
    canonical, article = _canonical(root), _is_article(root)
    strip_hidden(root)
    headline = next((_said(node) for node in root.iter("h1") if _said(node)), "")
    shown = etree.tostring(root, encoding="unicode", method="html")
    evidence = _evidence(root)
    _check(evidence, title)
    page = Page(
        url=url,
        canonical=canonical,
        title=_tidy(title)[:300],
        headline=_tidy(headline)[:300],
        article=article,
        site_name=_tidy(site_name)[:120],
        published=published,
        language=language,
        evidence=evidence,
        organisations=organisations,
        warnings=(_CUT,) if is_cut else (),
    )
    yield page
    yield page.model_copy(update={"main": _main(shown, evidence)})


def _bounded(html: str) -> tuple[str, bool]:
    """A page up to its last tag that is read, and whether there were more."""
    if html.count("<") <= _MOST_TAGS:
        return html, False
    tags = re.finditer("<", html)
    return html[: next(itertools.islice(tags, _MOST_TAGS, None)).start()], True


def _evidence(root: Any) -> str:
    """All visible text, a line to each block."""
    from trafilatura import html2txt

    for node in root.iter(*_BLOCKS):
        node.text = f" {_BREAK} {node.text or ''}"
        node.tail = f" {_BREAK} {node.tail or ''}"
    text = html2txt(root, clean=False)
    lines = (" ".join(line.split()) for line in text.split(_BREAK))
    return _tidy("\n".join(line for line in lines if line))


def _main(html: str, evidence: str) -> str:
    """The text people read the page for; all of it where that cannot be told."""
    from trafilatura import extract

    found = extract(html, include_comments=False, include_tables=True, include_formatting=False)
    return _tidy(found or "") or evidence


def _tidy(text: str) -> str:
    """Without signs nobody sees, compatibility forms evened out, at most `_MOST_TEXT` long."""
    seen = unicodedata.normalize("NFKC", text.translate(UNSEEN))
    lines = (" ".join(line.split()) for line in seen.splitlines())
    return "\n".join(line for line in lines if line)[:_MOST_TEXT]


def _check(text: str, title: str) -> None:
    """Raises WebUnavailable for a page that holds nothing of what its address promised."""
    words = _WORD.findall(text[: 20 * _FEW_WORDS])
    if len(words) < 5 and sum(not c.isascii() for c in text) < 20:
        raise WebUnavailable("it holds nothing to read")
    if len(words) > _FEW_WORDS:
        return
    head = f"{title}\n{text[:300]}"
    if _MISSING.search(head):
        raise WebUnavailable("it says that there is no such page")
    if _WALL.search(f"{title}\n{text[:1500]}"):
        raise WebUnavailable("it asks for consent, a login or a human before it shows anything")


def _published(root: Any, html: str) -> str | None:
    """The date the page itself gives for its text; none that is only guessed from numbers."""
    for found in _ld(root):
        for key in ("datePublished", "dateCreated"):
            if day := _date(found.get(key)):
                return day
    for node in root.iter("meta", "time"):
        if (day := _marked_day(node)) is not None:
            return day
    from htmldate import find_date

    try:
        found_date = find_date(html, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, IndexError):
        return None
    return _date(found_date)


def _marked_day(node: Any) -> str | None:
    """The day a node gives as that of publication."""
    if node.tag == "meta":
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        return _date(node.get("content")) if name in _DATED else None
    told = node.get("pubdate") is not None or "publish" in (node.get("class") or "").lower()
    return _date(node.get("datetime")) if told else None


def _date(value: Any) -> str | None:
    """A day there is, in ISO 8601, of what begins with one."""
    found = re.match(r"(?:19|20)\d\d-\d\d-\d\d", str(value or "").strip())
    try:
        return date.fromisoformat(found[0]).isoformat() if found else None
    except ValueError:
        return None


def _site_name(root: Any) -> str:
    for node in root.iter("meta"):
        if (node.get("property") or "").lower() == "og:site_name":
            return node.get("content") or ""
    return ""


def _title(root: Any) -> str:
    for tag in ("title", "h1"):
        for node in root.iter(tag):
            if said := _said(node):
                return said
    return ""


def _said(node: Any) -> str:
    return " ".join(node.text_content().split())


def _canonical(root: Any) -> str | None:
    for node in root.iter("link"):
        address = (node.get("href") or "").strip()
        if (node.get("rel") or "").lower() == "canonical" and address.startswith("http"):
            return address[:500]
    return None


def _is_article(root: Any) -> bool:
    """Whether the page is a piece of news by its own data; "article" alone is said of any page."""
    kinds = (str(found.get("@type")) for found in _ld(root))
    return any("NewsArticle" in kind or "ReportageNewsArticle" in kind for kind in kinds)


def _organisations(root: Any) -> Iterator[Organisation]:
    """What the page says of organisations in its schema.org data."""
    for found in _ld(root):
        kinds = found.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        if not any(isinstance(kind, str) and _ORGANISATIONS.search(kind) for kind in named):
            continue
        name = _text(found.get("name"))
        if not name:
            continue
        leaders = [_text(one) for key in ("founder", "founders") for one in _each(found.get(key))]
        yield Organisation(
            name=name,
            legal_name=_text(found.get("legalName")) or None,
            founded=_text(found.get("foundingDate")) or None,
            place=_place(found.get("address")) or None,
            employees=_employees(found.get("numberOfEmployees")) or None,
            description=_text(found.get("description")) or None,
            url=_text(found.get("url")) or None,
            leaders=tuple(leader for leader in leaders if leader),
        )


def _ld(root: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, at most some levels deep."""
    size = 0
    for node in root.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower() or not node.text:
            continue
        size += len(node.text)
        if size > _MOST_LD:
            return
        try:
            held = json.loads(node.text.strip().removeprefix("<!--").removesuffix("-->"))
        except (ValueError, RecursionError):
            continue
        yield from _objects(held, 6)


def _objects(held: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth <= 0:
        return
    if isinstance(held, dict):
        yield held
        for value in held.values():
            yield from _objects(value, depth - 1)
    elif isinstance(held, list):
        for value in held:
            yield from _objects(value, depth - 1)


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return _tidy(str(value))[:300] if isinstance(value, str | int | float) else ""


def _place(value: Any) -> str:
    for one in _each(value):
        if isinstance(one, dict):
            parts = (_text(one.get(key)) for key in ("addressLocality", "addressRegion"))
            said = ", ".join(part for part in parts if part)
            if said:
                return said
    return ""


def _employees(value: Any) -> str:
    if isinstance(value, dict):
        return _text(value.get("value")) or _text(value.get("minValue"))
    return _text(value)
