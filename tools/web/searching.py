"""Searches the web: one engine after another, seldom enough not to be turned away, and within a
time that does not grow."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol

from domain import BadInput, Hit, WebUnavailable

if TYPE_CHECKING:
    from config import Settings

ENGINES = ("duckduckgo", "brave", "mojeek")
"""Of ddgs, in the order they are asked: the next only when the one before it fails. Its own choice
(`auto`) would send each query to seven companies."""

SECONDS = 8.0
"""For one query to one engine."""

DEADLINE = 40.0
"""For all queries of one piece of research."""

_BURST, _A_SECOND = 3, 1.0
"""The token bucket of each engine: so many queries at once, and so many more each second."""

_OWN_A_SECOND = 5.0
"""Of one's own SearXNG, which paces the engines it asks by itself."""

_RETRIES = 2
_PAUSE = 1.5
"""Seconds before the first repetition, drawn from half to one and a half of that; then doubled."""

_BREAKS_AT = 2
"""Queries that may fail at an engine before it is not asked any more."""

Topic = Literal["text", "news"]


class Unreachable(WebUnavailable):
    """No connection to an engine: asking again at once would not help."""


class Search(Protocol):
    """Where pages are looked for."""

    @property
    def name(self) -> str:
        """What the user calls it."""
        ...

    def find(self, query: str, topic: Topic = "text", count: int = 8) -> list[Hit]:
        """What there is on a query, best first; none is a result, too. Raises WebUnavailable when
        nobody could be asked."""
        ...


@dataclass(frozen=True)
class Pace:
    """The clock (seconds), a way to wait, and draws of 0-1."""

    clock: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep
    draw: Callable[[], float] = random.random


class Engine(Protocol):
    """One search engine."""

    name: str

    def ask(self, query: str, topic: Topic, count: int, seconds: float) -> list[Hit]:
        """One query. Raises WebUnavailable when it fails."""
        ...


@dataclass
class _Bucket:
    tokens: float = _BURST
    at: float | None = None
    failures: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Engines:
    """Several engines as one search: each at its own pace, with two repetitions, left alone once
    it has failed twice or cannot be reached at all; `DEADLINE` seconds in all from the first query
    on."""

    def __init__(
        self,
        engines: Sequence[Engine],
        pace: Pace | None = None,
        deadline: float = DEADLINE,
        a_second: float = _A_SECOND,
    ) -> None:
        self._engines = tuple(engines)
        self._pace = pace or Pace()
        self._deadline = deadline
        self._a_second = a_second
        self._trouble = "no engine is left to ask"
        self._began: float | None = None
        self._buckets = {engine.name: _Bucket() for engine in self._engines}

    @property
    def name(self) -> str:
        """The engines, in the order they are asked."""
        return ", then ".join(engine.name for engine in self._engines)

    def find(self, query: str, topic: Topic = "text", count: int = 8) -> list[Hit]:
        """What the first engine that works finds. Raises WebUnavailable with the last trouble there
        was."""
        if self._began is None:
            self._began = self._pace.clock()
        for engine in self._engines:
            bucket = self._buckets[engine.name]
            if bucket.failures >= _BREAKS_AT:
                continue
            try:
                found = self._ask(engine, bucket, query, topic, count)
            except WebUnavailable as error:
                self._trouble = f"{engine.name}: {error}"
                bucket.failures += _BREAKS_AT if isinstance(error, Unreachable) else 1
                continue
            bucket.failures = 0
            return _distinct(found)[:count]
        raise WebUnavailable(self._trouble)

    def _ask(
        self, engine: Engine, bucket: _Bucket, query: str, topic: Topic, count: int
    ) -> list[Hit]:
        for attempt in range(_RETRIES + 1):
            self._take(bucket)
            try:
                return engine.ask(query, topic, count, min(SECONDS, self._left()))
            except Unreachable:
                raise
            except WebUnavailable:
                pause = _PAUSE * 2**attempt * (0.5 + self._pace.draw())
                if attempt == _RETRIES or pause >= self._left():
                    raise
                self._pace.wait(pause)
        raise AssertionError("unreachable")

    def _take(self, bucket: _Bucket) -> None:
        """Waits for the engine's next turn."""
        with bucket.lock:
            now = self._pace.clock()
            passed = now - bucket.at if bucket.at is not None else 0.0
            bucket.tokens = min(_BURST, bucket.tokens + passed * self._a_second)
            bucket.at = now
            if bucket.tokens < 1:
                short = (1 - bucket.tokens) / self._a_second
                if short >= self._left():
                    raise WebUnavailable("searching took too long")
                self._pace.wait(short)
                bucket.at = self._pace.clock()
                bucket.tokens = 1.0
            bucket.tokens -= 1

    def _left(self) -> float:
        assert self._began is not None
        left = self._deadline - (self._pace.clock() - self._began)
        if left <= 0:
            raise WebUnavailable("searching took too long")
        return left


class DdgsEngine:
    """An engine as the library ddgs asks it. Asked one by one and not through the library's own
    search, which reports an engine that fails as one that finds nothing."""

    def __init__(self, name: str) -> None:
        self.name = name

    def ask(self, query: str, topic: Topic, count: int, seconds: float) -> list[Hit]:
        """One query."""
        from ddgs.engines import ENGINES as KNOWN
        from ddgs.exceptions import DDGSException

        logging.getLogger("ddgs").setLevel(logging.CRITICAL)
        kind = KNOWN[topic].get(self.name) or KNOWN["text"].get(self.name)
        if kind is None:
            raise WebUnavailable("this version of ddgs does not know it")
        try:
            found = kind(timeout=max(1, round(seconds))).search(query)
        except DDGSException as error:
            slow = "timed out" in str(error).lower() or "timeout" in str(error).lower()
            if slow:
                raise WebUnavailable("took too long") from None
            raise Unreachable("cannot be reached") from None
        except Exception as error:  # noqa: BLE001 - whatever the page did to the library's parser
            raise WebUnavailable(f"gave nothing readable ({type(error).__name__})") from None
        if found is None:
            raise WebUnavailable("refused the query")
        return [
            Hit(
                url=one.href if hasattr(one, "href") else one.url,
                title=one.title,
                snippet=one.body,
                published=_day(getattr(one, "date", "")),
            )
            for one in found[:count]
        ]


class SearxEngine:
    """One's own SearXNG, through langchain-community."""

    def __init__(self, url: str) -> None:
        self.name = "SearXNG"
        place = url.rstrip("/")
        self._url = place if place.endswith("/search") else f"{place}/search"

    def ask(self, query: str, topic: Topic, count: int, seconds: float) -> list[Hit]:
        """One query. SearXNG itself has no time limit of ours, so it is asked in a thread."""
        found: list[dict[str, Any]] = []
        wrong: list[Exception] = []

        def ask() -> None:
            try:
                category = "news" if topic == "news" else "general"
                found.extend(_searx(self._url).results(query, count, categories=category))
            except Exception as error:  # noqa: BLE001 - whatever the server sent
                wrong.append(error)

        asking = threading.Thread(target=ask, name="searx", daemon=True)
        asking.start()
        asking.join(seconds)
        if asking.is_alive():
            raise WebUnavailable("took too long")
        if wrong:
            raise Unreachable("cannot be reached, or does not speak JSON (its `formats` setting)")
        return [
            Hit(url=one["link"], title=one.get("title", ""), snippet=one.get("snippet", ""))
            for one in found
            if one.get("link")
        ]


def _day(told: object) -> str | None:
    """A day in ISO 8601; None of what tells it in another way, such as "3 days ago"."""
    try:
        return date.fromisoformat(str(told)[:10]).isoformat()
    except ValueError:
        return None


def _searx(url: str) -> Any:
    import warnings

    with warnings.catch_warnings():
        # The package says of itself that it is no longer developed.
        warnings.simplefilter("ignore")
        try:
            from langchain_community.utilities import SearxSearchWrapper
        except ImportError:
            raise BadInput(
                "REHEARSE_SEARCH=searx needs the extra: pip install 'rehearse[searx]'"
            ) from None
        return SearxSearchWrapper(searx_host=url, unsecure=url.startswith("http://"))


def build_search(settings: Settings, pace: Pace | None = None) -> Search | None:
    """The search of the settings; None for `none`. Raises BadInput where a setting is missing."""
    if settings.search == "none":
        return None
    if settings.search == "searx":
        if not settings.searx_url:
            raise BadInput("the setting SEARX_URL is missing: where your SearXNG is")
        _searx(settings.searx_url)
        return Engines([SearxEngine(settings.searx_url)], pace, a_second=_OWN_A_SECOND)
    return Engines([DdgsEngine(name) for name in ENGINES], pace)


def _distinct(hits: list[Hit]) -> list[Hit]:
    """Each address once."""
    found: dict[str, Hit] = {}
    for hit in hits:
        found.setdefault(hit.url.split("#")[0].rstrip("/"), hit)
    return [hit for hit in found.values() if hit.url.startswith(("http://", "https://"))]
