"""The web as agents may use it: look for pages, and read one."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from domain import BadInput, Hit, Page, WebUnavailable
from tools.web.addresses import Addresses
from tools.web.fetching import MOST_BYTES, SECONDS, Fetcher, decode
from tools.web.readers import Readers
from tools.web.searching import Search, Topic

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from memory.cache import Cache

_DAY = 24 * 3600.0
PAGES_KEPT = 30 * _DAY
"""Seconds a page stays in the store; one read within a day is not fetched again."""

_CUT = "only the first 1 MB of it was read"
_READERS = 2


class Web:
    """Searching and reading, kept in the store: a search for the day, a page for a month.

    `search` is None where nothing is looked for. Without `online` pages come from the store and
    from files alone. Of what is kept nothing from before `since` is used. May be used from several
    threads.
    """

    def __init__(
        self,
        cache: Cache | None,
        now: Callable[[], datetime],
        *,
        search: Search | None = None,
        online: bool = True,
        since: datetime | None = None,
        loopback: bool = False,
        addresses: Addresses | None = None,
    ) -> None:
        self._cache = cache
        self._now = now
        self.search = search
        self.online = online
        self._since = since
        self._fetcher = Fetcher(addresses or Addresses(loopback=loopback))
        self._readers: Readers | None = None
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Starts the processes that read pages, unless they run."""
        self._running()

    def find(self, query: str, topic: Topic = "text") -> list[Hit]:
        """What a search finds, best first. Raises WebUnavailable when nobody could be asked."""
        if self.search is None:
            raise WebUnavailable("no search is set")
        key = f"search:{_digest(self.search.name, topic, query, f'{self._now():%Y-%m-%d}')}"
        # A renewal that was broken off knows its own searches by when it was begun.
        mine = key if self._since is None else f"{key}:{self._since.isoformat()}"
        kept = self._kept(mine)
        if kept is not None:
            return [Hit.model_validate(hit) for hit in json.loads(kept)]
        hits = self.search.find(query, topic)
        for name in {key, mine}:
            self._keep(name, json.dumps([hit.model_dump() for hit in hits]), _DAY)
        return hits

    def read(self, url: str, seconds: float = SECONDS) -> Page:
        """A page of the web, fetched within `seconds` unless it was today. Raises WebUnavailable
        with the reason."""
        key = f"page:{_digest(url)}"
        kept = self._kept(key)
        page = Page.model_validate_json(kept) if kept is not None else None
        if page is not None and (not self.online or self._is_of_today(page)):
            return page
        if not self.online:
            raise WebUnavailable("there is no network, and no copy of it is kept")
        fetched = self._fetcher.get(url, seconds)
        page = self._read(fetched.url, fetched.text, fetched.content_type, fetched.truncated)
        self._keep(key, page.model_dump_json(), PAGES_KEPT)
        return page

    def read_file(self, path: str) -> Page:
        """A page saved as a file: HTML, or text for any other ending. Raises BadInput when there is
        no such file, WebUnavailable when it holds nothing to read."""
        file = Path(path).expanduser()
        try:
            with file.open("rb") as opened:
                body = opened.read(MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is no path"
            raise BadInput(f"cannot read {path}: {why}") from None
        if body.startswith(b"%PDF"):
            raise WebUnavailable("it is a PDF; save its text, or the page it is of, as a file")
        text = decode(body[:MOST_BYTES])
        is_html = file.suffix.lower() in (".html", ".htm", ".xhtml") or "<html" in text[:2000]
        kind = "text/html" if is_html else "text/plain"
        return self._read(str(path), text, kind, len(body) > MOST_BYTES)

    def close(self) -> None:
        """Ends the processes that read pages."""
        if self._readers is not None:
            self._readers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _read(self, url: str, text: str, kind: str, truncated: bool) -> Page:
        page = self._running().read(url, text, kind)
        warnings = (*page.warnings, _CUT) if truncated else page.warnings
        accessed = self._now().isoformat(timespec="seconds")
        return page.model_copy(update={"accessed": accessed, "warnings": warnings})

    def _running(self) -> Readers:
        # Several threads read; only one may start the readers.
        with self._lock:
            if self._readers is None:
                self._readers = Readers(_READERS)
            return self._readers

    def _is_of_today(self, page: Page) -> bool:
        read = datetime.fromisoformat(page.accessed)
        oldest = self._since or self._now() - timedelta(seconds=_DAY)
        return read >= oldest.replace(microsecond=0)

    def _kept(self, key: str) -> str | None:
        kept = self._cache.get(key, self._now()) if self._cache is not None else None
        return kept if isinstance(kept, str) else None

    def _keep(self, key: str, value: str, seconds: float) -> None:
        if self._cache is not None:
            self._cache.put(key, value, self._now(), seconds)


def web_tools(web: Web) -> list[BaseTool]:
    """Search and reading as LangChain tools for a model-backed agent."""
    from langchain_core.tools import StructuredTool

    def search_web(query: str) -> list[dict[str, object]]:
        """Looks for web pages on a query: their addresses, titles and snippets, best first."""
        return [hit.model_dump() for hit in web.find(query)]

    def read_web_page(url: str) -> dict[str, object]:
        """The visible text of a public web page, its title and its date."""
        return web.read(url).model_dump(include={"url", "title", "published", "main"})

    return [StructuredTool.from_function(search_web), StructuredTool.from_function(read_web_page)]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
