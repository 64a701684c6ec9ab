"""Lays a company brief out: every fact with the number of its page, the pages at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from cli.markdown import escape

Shape = dict[str, Any]

_SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "The company",
        (
            ("name", "Full name"),
            ("founded", "Founded"),
            ("headquarters", "Headquarters"),
            ("size", "Size"),
            ("ownership", "Ownership"),
            ("products", "Products and services"),
            ("customers", "Customers and reach"),
            ("financials", "Financials"),
            ("leadership", "Leadership"),
        ),
    ),
    ("Recent news", (("news", "News"),)),
    (
        "Culture",
        (
            ("values", "Mission and values"),
            ("work_style", "Ways of working"),
            ("team", "Teams"),
            ("growth", "Growth and learning"),
            ("benefits", "Benefits"),
            ("hiring", "Hiring process"),
        ),
    ),
    (
        "The industry around it",
        (
            ("industry", "Industry"),
            ("position", "Market position"),
            ("competitors", "Competitors"),
            ("trends", "Trends"),
            ("prospects", "Prospects"),
        ),
    ),
    (
        "Red flags",
        (
            ("layoffs", "Job cuts"),
            ("litigation", "Legal trouble"),
            ("controversy", "Controversy"),
        ),
    ),
)
_ADDRESS = re.compile(r"https?://[!-;=?-~]+")
_IN_SHORT = ("name", "founded", "headquarters", "size")
"""Slots whose value is told first; the sentence follows where it says more."""

_MODES = {
    "full": "from pages read for it",
    "search-only": "from search engines' excerpts alone: no page was read, nothing is verified",
    "offline": "without a network: from what was given and kept",
}


def brief_text(brief: Shape, now: datetime) -> str:
    """The brief as a Markdown document."""
    return "\n".join(_lines(brief, now)) + "\n"


def brief_lines(brief: Shape) -> Iterator[str]:
    """The facts, the news and the red flags of a brief with their pages, as part of a document."""
    for title, slots in _SECTIONS:
        if title in ("The company", "Recent news", "Red flags"):
            yield from ("", f"### {title}", "")
            yield from _section(brief, slots)
    yield ""
    yield from (
        f"- \\[{source['id']}\\] {_text(source['url'])} (read {source['accessed'][:10]})"
        for source in brief["sources"]
    )


def _lines(brief: Shape, now: datetime) -> Iterator[str]:
    yield f"# {_text(brief['company'])}"
    made = datetime.fromisoformat(brief["made_at"])
    count = len(brief["sources"])
    yield ""
    yield _text(
        f"Made {_age(made, now)} {_MODES[brief['mode']]}; {count} source{'s' * (count != 1)}"
        + (f"; own site {brief['domain']}" if brief["domain"] else "")
        + "."
    )
    if brief["candidates"]:
        yield from ("", "Several companies have that name. Choose one with --domain:", "")
        yield from (f"- {_text(one)}" for one in brief["candidates"])
        return
    for title, slots in _SECTIONS:
        yield from ("", f"## {title}", "")
        yield from _section(brief, slots)
        yield from _conclusions(brief, title)
    for title, key, part in (
        ("What to prepare", "interview_tips", "tip"),
        ("What to ask them", "questions_to_ask", "question"),
    ):
        yield from ("", f"## {title}", "")
        yield from (
            f"- {_text(one[part])}{' (fits any company)' if one['generic'] else ''}"
            for one in brief[key]
        )
    yield from _sources(brief)


def _section(brief: Shape, slots: tuple[tuple[str, str], ...]) -> Iterator[str]:
    empty = []
    for slot, title in slots:
        told = [claim for claim in brief["claims"] if claim["slot"] == slot]
        if not told:
            empty.append(title.lower())
            continue
        if told[0]["conflicts_with"]:
            yield f"- **{title}**: the sources disagree"
            yield from (f"    - {_claim(claim, short=True)}" for claim in told)
        elif len(told) == 1:
            yield f"- **{title}**: {_claim(told[0], short=slot in _IN_SHORT)}"
        else:
            yield f"- **{title}**"
            yield from (f"    - {_claim(claim)}" for claim in told)
    if empty:
        yield f"- Not found: {', '.join(empty)}"


def _claim(claim: Shape, *, short: bool = False) -> str:
    said = " ".join(claim["text"].split()).lstrip("•·- ").removeprefix("Headquarters: ")
    value = claim["value"]
    if short and value and value != said:
        told = f"{value}. “{said}”" if value not in said[: len(value) + 16] else said
    else:
        told = said
    date = f" ({claim['published']})" if claim["published"] and claim["tier"] == "news" else ""
    unsure = ", unverified" if claim["support"] == "snippet" else ""
    return f"{_text(told)}{date} \\[{claim['source_id']}{unsure}\\]"


def _conclusions(brief: Shape, title: str) -> Iterator[str]:
    """What follows from claims, with the pages it rests on; and what is generic, marked so."""
    by_id = {claim["id"]: claim["source_id"] for claim in brief["claims"]}
    concluded = {
        "Culture": brief["culture_insights"]["culture_type"],
        "The industry around it": brief["industry_context"]["market_position"],
    }.get(title)
    if concluded:
        pages = ", ".join(str(n) for n in sorted({by_id[i] for i in concluded["claim_ids"]}))
        yield f"- **In short**: {_text(concluded['text'])} \\[{pages}\\]"
    if title == "The industry around it":
        for one in brief["industry_context"]["look_up"]:
            industry = brief["industry_context"]["industry_guess"].replace("_", " ")
            yield f"- Look up yourself (true of any company in {_text(industry)}): {_text(one)}"


def _sources(brief: Shape) -> Iterator[str]:
    if brief["sources"]:
        yield from ("", "## Sources", "")
    for source in brief["sources"]:
        dates = [f"of {source['published']}"] if source["published"] else []
        reader = f" with {source['read_by']}" if source["read_by"] else ""
        dates += [f"read {source['accessed'][:10]}{reader}"] if source["accessed"] else []
        about = ", ".join((_TIERS[source["tier"]], *dates))
        title = f"{_text(source['title'])}: " if source["title"] else ""
        yield f"{source['id']}. {title}{_linked(source['url'])} ({_text(about)})"
        yield from (f"    - Careful: {_text(warning)}" for warning in source["warnings"])
    if brief["namesakes"]:
        yield from ("", "Perhaps about others of that name, and not used:", "")
        yield from (f"- {_linked(one['url'])}" for one in brief["namesakes"])
    if brief["notes"]:
        yield from ("", "What went wrong:", "")
        yield from (f"- {_text(note)}" for note in brief["notes"])
    if brief["dropped"]:
        count = len(brief["dropped"])
        yield from ("", f"{count} more claim{'s' * (count != 1)} did not pass the checks (--json).")


_TIERS = {
    "own": "its own words",
    "filing": "a filing",
    "news": "the press",
    "reference": "a work of reference",
    "other": "others",
}


def _age(made: datetime, now: datetime) -> str:
    days = (now - made).days
    return "today" if days < 1 else "yesterday" if days == 1 else f"{days} days ago"


def _linked(url: str) -> str:
    """An address of the web as a link, a file's path as it is."""
    return f"<{url}>" if _ADDRESS.fullmatch(url) else _text(url)


def _text(text: str) -> str:
    return escape(" ".join(text.split()))
