"""Searching and reading as agents use them: from several threads, and kept in the store."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from domain import Page
from tests.web.site import Served, Site, page
from tools.web import Web

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HELLO = page("Acme makes anvils in Ohio and has done so for a long time.")


def test_pages_read_by_several_threads_are_read_by_two_processes() -> None:
    threads = 8
    together = threading.Barrier(threads)
    pages: dict[str, Served | str] = {f"/{n}": HELLO for n in range(threads)}
    with Site(pages) as site, Web(None, lambda: NOW, loopback=True) as web:

        def read(path: str) -> Page:
            together.wait(30)
            return web.read(site.url(path))

        with ThreadPoolExecutor(threads) as pool:
            assert all("anvils" in one.evidence for one in pool.map(read, pages))
        readers = [c for c in multiprocessing.active_children() if c.name == "page-reader"]
        assert len(readers) == 2
