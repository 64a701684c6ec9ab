"""Pages fetched at the same time: two of a host and no more, its rules asked for once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from domain import WebUnavailable
from tests.web.site import Served, Site, page
from tools.web.addresses import Addresses
from tools.web.fetching import Fetched, Fetcher

HELLO = page("Acme makes anvils in Ohio and has done so for a long time.")


def fetcher() -> Fetcher:
    return Fetcher(Addresses(loopback=True))


def test_the_rules_of_a_site_are_fetched_once() -> None:
    with Site({"/a": HELLO, "/b": HELLO}) as site:
        one = fetcher()
        one.get(site.url("/a"))
        one.get(site.url("/b"))
        assert site.asked.count("/robots.txt") == 1


def test_two_pages_of_a_site_begun_at_once_ask_for_its_rules_once() -> None:
    both = threading.Barrier(2)

    def rules() -> Iterator[bytes]:
        yield b"User-agent: *\nDisallow: /private\n"

    with Site({"/a": HELLO, "/b": HELLO, "/robots.txt": Served(rules)}) as site:
        one = fetcher()

        def get(path: str) -> Fetched:
            both.wait(30)
            return one.get(site.url(path))

        with ThreadPoolExecutor(2) as pool:
            assert all("anvils" in page.text for page in pool.map(get, ("/a", "/b")))
        assert site.asked.count("/robots.txt") == 1


def test_a_place_that_cannot_be_reached_is_not_tried_with_every_page() -> None:
    def breaks() -> Iterator[bytes]:
        yield b""

    broken = Served(breaks, headers={"Content-Encoding": "br"})
    with Site({"/a": HELLO, "/b": HELLO, "/robots.txt": broken}) as site:
        one = fetcher()
        for path in ("/a", "/b"):
            with pytest.raises(WebUnavailable, match="compressed"):
                one.get(site.url(path))
        assert site.asked == ["/robots.txt"]


def test_a_host_is_asked_for_two_pages_at_a_time_and_no_more() -> None:
    pairs = threading.Barrier(2)

    def paired() -> Iterator[bytes]:
        # Each waits for another that is asked for beside it: one at a time would not end.
        pairs.wait(30)
        yield HELLO.encode()

    paths = [f"/{n}" for n in range(12)]
    with Site({path: Served(paired) for path in paths}) as site:
        one = fetcher()
        with ThreadPoolExecutor(len(paths)) as pool:
            assert len(list(pool.map(one.get, map(site.url, paths)))) == len(paths)
        assert site.most_at_once == 2


def test_a_page_that_redirects_takes_its_turn_at_the_host_it_leads_to() -> None:
    pairs = threading.Barrier(2)

    def paired() -> Iterator[bytes]:
        pairs.wait(30)
        yield HELLO.encode()

    paths = [f"/{n}" for n in range(8)]
    with Site({path: Served(paired) for path in paths}) as there, ExitStack() as stack:
        one = fetcher()
        moved = {path: Served(status=302, headers={"Location": there.url(path)}) for path in paths}
        sites = [stack.enter_context(Site(moved)) for _ in range(4)]
        urls = [sites[n % 4].url(path) for n, path in enumerate(paths)]
        with ThreadPoolExecutor(len(urls)) as pool:
            assert len(list(pool.map(one.get, urls))) == len(urls)
        assert there.most_at_once == 2
