"""The steps of a piece of research: each calls the researcher or the web."""

from __future__ import annotations

from typing import Any

from langgraph.config import get_stream_writer
from langgraph.runtime import Runtime

from agents.researcher import PageReading
from domain import Hit, Page, Source, Subject, WebUnavailable
from graphs.parallel import at_once
from graphs.research_state import (
    AT_A_TIME,
    MOST_PAGES,
    SECOND_ROUND,
    Desk,
    ResearchState,
    empty_slots,
)
from knowledge.slots import Query, load_slots

AD = "the job ad"
"""The address of the ad as a source."""

_NOTHING = "the searches found nothing"
_SEARCHES_AT_ONCE = 3
_HOME_PAGES = ("", "about", "about-us", "careers")


def plan(state: ResearchState, runtime: Runtime[Desk]) -> ResearchState:
    """What to search for, and the pages that are known already."""
    desk = runtime.context
    if desk.web.online or state.get("given"):
        # Readers take a second to start: they do while pages are looked for and fetched.
        desk.web.warm()
    queries: list[dict[str, str]] = []
    if desk.web.search is not None:
        asked = desk.researcher.queries(_subject(state))
        queries = [{"text": one.text, "topic": one.topic} for one in asked]
    return {
        "round": 1,
        "queries": queries,
        "hits": [],
        "searched": False,
        "queue": list(dict.fromkeys(state.get("given", []))),
        "done": [],
        "readings": _of_ad(state, desk),
        "candidates": [],
        "notes": [],
        "attributes": list(state.get("attributes", [])),
    }


def search(state: ResearchState, runtime: Runtime[Desk]) -> ResearchState:
    """Everything that was to be searched for; a query that fails is noted once for all."""
    desk = runtime.context
    write = get_stream_writer()
    hits, notes, worked = list(state["hits"]), list(state["notes"]), state["searched"]
    queries = [
        Query(one["text"], "news" if one["topic"] == "news" else "text") for one in state["queries"]
    ]

    def find(query: Query) -> list[Hit] | str:
        if desk.clock() > desk.deadline:
            return "there was no time left to search"
        try:
            return desk.web.find(query.text, query.topic)
        except WebUnavailable as error:
            return str(error)

    for query, found in at_once(queries, find, _SEARCHES_AT_ONCE, desk.over):
        if isinstance(found, str):
            note = f"searching failed: {found}"
            notes += [note] if note not in notes else []
            continue
        worked = True
        write({"event": "searched", "query": query.text, "hits": len(found)})
        hits += [hit.model_dump() for hit in found]
    if queries and worked and not hits and _NOTHING not in notes:
        notes.append(_NOTHING)
    return {"queries": [], "hits": hits, "notes": notes, "searched": worked}


def identify(state: ResearchState, runtime: Runtime[Desk]) -> ResearchState:
    """Which company it is: its own domain, told apart from namesakes; and what to read first."""
    desk = runtime.context
    hits = [Hit.model_validate(hit) for hit in state["hits"]]
    domain = state.get("domain")
    if domain is None and hits:
        chosen = desk.researcher.identify(state["company"], hits)
        if len(chosen) > 1:
            note = "several companies have that name; choose one with --domain"
            return {"candidates": list(chosen), "notes": [*state["notes"], note]}
        domain = chosen[0] if chosen else None
    urls = [] if domain is None else [f"https://{domain}/{page}" for page in _HOME_PAGES]
    ranked = desk.researcher.rank(hits, domain)
    if not desk.web.online:
        urls = []
    queue = dict.fromkeys((*state["queue"], *ranked[:2], *urls[:2], *ranked[2:], *urls[2:]))
    seen = {_bare(url) for url in state["done"]}
    left: dict[str, str] = {}
    for url in queue:
        if _bare(url) not in seen:
            left.setdefault(_bare(url), url)
    most = MOST_PAGES // state["round"] + len(state["queue"])
    return {"domain": domain, "queue": list(left.values())[:most]}


def read(state: ResearchState, runtime: Runtime[Desk]) -> ResearchState:
    """The next few pages, at once: fetched, read, their claims checked; each told of as it is
    done. A page that fails costs itself alone."""
    desk = runtime.context
    write = get_stream_writer()
    batch, rest = state["queue"][:AT_A_TIME], state["queue"][AT_A_TIME:]
    readings, notes = list(state["readings"]), list(state["notes"])
    subject, given = _subject(state), set(state.get("given", []))

    def take(url: str) -> tuple[Page, PageReading] | str:
        if desk.clock() > desk.deadline:
            return "there was no time left for it"
        try:
            page = desk.web.read(url) if _is_address(url) else desk.web.read_file(url)
        except WebUnavailable as error:
            return str(error)
        return page, desk.researcher.read(page, subject, given=url in given)

    got: dict[str, dict[str, Any]] = {}
    shown = {one["source"]["url"] for one in readings}
    for url, taken in at_once(batch, take, AT_A_TIME, desk.over):
        if isinstance(taken, str):
            # The home pages of a domain are guesses: that one is missing is no news.
            if url in given or not url.rstrip("/").endswith(_HOME_PAGES[1:]):
                notes.append(f"{url}: {taken}")
            continue
        page, reading = taken
        got[url] = _entry(url, page, reading)
        address = got[url]["source"]["url"]
        if address not in shown:
            shown.add(address)
            write({"event": "page", **got[url]})
    # In the order they were to be read, not the one they came in: the same pages make the same
    # brief.
    known = {one["source"]["url"] for one in readings}
    for entry in (got[url] for url in batch if url in got):
        if entry["source"]["url"] not in known:
            known.add(entry["source"]["url"])
            readings.append(entry)
    return {
        "queue": rest,
        "done": [*state["done"], *batch],
        "readings": readings,
        "notes": notes,
        "attributes": _attributes(state, readings),
    }


def again(state: ResearchState, runtime: Runtime[Desk]) -> ResearchState:
    """What to search for a second time: the slots nothing was found for."""
    desk = runtime.context
    left = SECOND_ROUND if desk.clock() < desk.deadline else 0
    more = load_slots().more(state["company"], empty_slots(state), left)
    return {"round": 2, "queries": [{"text": one.text, "topic": one.topic} for one in more]}


def compose(state: ResearchState, runtime: Runtime[Desk]) -> ResearchState:
    """The brief of all that was found."""
    desk = runtime.context
    readings = state["readings"]
    hits = [Hit.model_validate(hit) for hit in state["hits"]]
    brief = desk.researcher.brief(
        _subject(state),
        readings=[(Source.model_validate(one["source"]), _reading(one)) for one in readings],
        snippets=[] if any(one["found"] for one in readings) else hits,
        now=desk.now(),
    )
    searched = bool(state.get("searched"))
    fetched = any(_is_address(one["source"]["url"]) for one in readings)
    mode = "full" if fetched and desk.web.online else "search-only" if searched else "offline"
    made = brief.model_copy(
        update={
            "mode": mode,
            "candidates": tuple(state.get("candidates", [])),
            "notes": (*state["notes"], *brief.notes),
        }
    )
    return {"brief": made.model_dump(mode="json")}


def _subject(state: ResearchState) -> Subject:
    return Subject(
        name=state["company"],
        domain=state.get("domain"),
        role=state.get("role"),
        attributes=tuple(state.get("attributes", [])),
    )


def _of_ad(state: ResearchState, desk: Desk) -> list[dict[str, Any]]:
    text = state.get("ad", "")
    if not text.strip():
        return []
    page = Page(url=AD, title=AD, evidence=text, main=text, accessed=f"{desk.now():%Y-%m-%d}")
    return [_entry(AD, page, desk.researcher.read(page, _subject(state), given=True, ad=True))]


def _entry(url: str, page: Page, reading: PageReading) -> dict[str, Any]:
    """A page and what it gave, for the state."""
    source = Source(
        id=0,
        url=page.url if _is_address(url) else url,
        title=reading.title,
        published=page.published,
        accessed=page.accessed,
        tier=reading.tier,
        standing=reading.standing,
        language=page.language,
        warnings=(*page.warnings, *reading.warnings),
        read_by=reading.read_by,
    )
    return {
        "source": source.model_dump(),
        "found": [one.model_dump() for one in reading.found],
        "dropped": [one.model_dump() for one in reading.dropped],
    }


def _reading(entry: dict[str, Any]) -> PageReading:
    return PageReading.of(Source.model_validate(entry["source"]), entry["found"], entry["dropped"])


def _attributes(state: ResearchState, readings: list[dict[str, Any]]) -> list[str]:
    """What the company's own pages tell that a page about a namesake would not hold: its places,
    its leaders."""
    known = dict.fromkeys(state.get("attributes", []))
    for one in readings:
        if one["source"]["standing"] in ("own", "given"):
            for found in one["found"]:
                if found["slot"] in ("headquarters", "leadership") and found["value"]:
                    last = found["value"].split(",")[-2 if found["value"].count(",") > 1 else 0]
                    known.setdefault(last.strip())
    return [word for word in known if len(word) > 3][:12]


def _is_address(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _bare(url: str) -> str:
    return url.split("#")[0].split("//")[-1].removeprefix("www.").rstrip("/")
