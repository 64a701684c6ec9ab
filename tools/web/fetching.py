"""Fetches one page under rules that keep this machine and its network out of reach."""

from __future__ import annotations

import re
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from domain import WebUnavailable
from tools.web.addresses import Addresses
from tools.web.guarded import Backend, Transport

USER_AGENT = "Rehearse/0.1 (interview preparation; reads public pages for one person)"
MOST_BYTES = 1_000_000
"""Of a page after decompression: extraction takes time by the square of a page's width."""

SECONDS = 15.0
"""Wall clock for a page with all its redirects."""

_MOST_REDIRECTS = 5
_AT_A_TIME = 2
"""Pages fetched at once from one host."""

_ROBOTS_BYTES = 500_000
"""Of robots.txt, as RFC 9309 has it at least."""

_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BINARY = frozenset(range(32)) - {9, 10, 12, 13, 27}
_STATUS = {
    401: "it wants a login",
    403: "its server refuses (403)",
    404: "there is no such page (404)",
    410: "it is gone (410)",
    429: "its server is busy (429)",
    451: "it is blocked for legal reasons (451)",
}


@dataclass(frozen=True)
class Fetched:
    """A page as it came: where from after redirects, its type, its text, and whether it was cut."""

    url: str
    content_type: str
    text: str
    truncated: bool = False


class Fetcher:
    """Fetches pages from any thread, at most two at a time from a host.

    http and https on the web's ports, at addresses pinned once and public ones alone; each of at
    most five redirects is checked anew; TLS is verified; no cookies, no proxy. robots.txt is kept
    to. `clock` counts seconds.
    """

    def __init__(self, addresses: Addresses, clock: Callable[[], float] = time.monotonic) -> None:
        self._addresses = addresses
        self._clock = clock
        self._robots: dict[str, RobotFileParser | WebUnavailable] = {}
        self._lock = threading.Lock()
        self._asking: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._hosts: dict[str, threading.Semaphore] = defaultdict(
            lambda: threading.Semaphore(_AT_A_TIME)
        )

    def get(self, url: str, seconds: float = SECONDS) -> Fetched:
        """The page at an address within `seconds`, which waiting for a turn at its host is not
        counted in. Raises WebUnavailable with the reason."""
        left = min(seconds, SECONDS)
        for _ in range(_MOST_REDIRECTS + 1):
            self._addresses.check(url)
            # A redirect gives up its turn: it may lead to a host where others wait for theirs.
            with self._host(url):
                began = self._clock()
                found = self._hop(url, began + left)
                left -= self._clock() - began
            if isinstance(found, Fetched):
                return found
            url = found
        raise WebUnavailable("it redirects too often")

    def _hop(self, url: str, deadline: float) -> Fetched | str:
        """The page, or the address it redirects to."""
        if not self._allowed(url, deadline):
            raise WebUnavailable("its robots.txt asks programs to stay away")
        with self._response(url, deadline) as response:
            return _target(url, response) if response.is_redirect else _page(url, response)

    def _host(self, url: str) -> threading.Semaphore:
        with self._lock:
            return self._hosts[urlsplit(url).netloc.lower()]

    @contextmanager
    def _response(self, url: str, deadline: float) -> Iterator[httpx.Response]:
        """The answer to one request, its body not yet read."""
        backend = Backend(self._addresses, deadline, self._clock)
        headers = {
            "User-Agent": USER_AGENT,
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8",
            "Accept-Language": "en",
            "Accept-Encoding": "gzip",
        }
        try:
            with (
                httpx.Client(
                    transport=Transport(backend), trust_env=False, timeout=SECONDS
                ) as client,
                client.stream("GET", url, headers=headers) as response,
            ):
                yield response
        except (httpcore.TimeoutException, httpx.TimeoutException):
            raise WebUnavailable("it took too long") from None
        except (httpcore.ConnectError, httpx.ConnectError) as error:
            raise WebUnavailable(_connecting(error)) from None
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpx.HTTPError,
            httpx.InvalidURL,
            OSError,
            UnicodeError,
            zlib.error,
        ):
            raise WebUnavailable("its server broke off or sent nonsense") from None

    def _allowed(self, url: str, deadline: float) -> bool:
        """Whether robots.txt lets programs fetch it. As RFC 9309 has it: where there is none,
        yes; where its server fails, no."""
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            asking = self._asking[place]
        # Whoever comes second waits for what the first is told: two pages begun at once ask once.
        with asking:
            if place not in self._robots:
                try:
                    self._robots[place] = self._read_rules(f"{place}/robots.txt", deadline)
                except WebUnavailable as error:
                    self._robots[place] = error
            rules = self._robots[place]
        if isinstance(rules, WebUnavailable):
            # A place that cannot be reached is not waited for once more with every page of it.
            raise WebUnavailable(str(rules))
        return rules.can_fetch(USER_AGENT, url)

    def _read_rules(self, url: str, deadline: float) -> RobotFileParser:
        rules = RobotFileParser()
        for _ in range(_MOST_REDIRECTS + 1):
            self._addresses.check(url)
            with self._response(url, deadline) as response:
                if response.is_redirect:
                    url = _target(url, response)
                    continue
                if response.status_code >= 500:
                    rules.parse(["User-agent: *", "Disallow: /"])
                elif response.status_code >= 400:
                    rules.parse([])
                else:
                    body, _ = _body(response, _ROBOTS_BYTES)
                    rules.parse(body.decode("utf-8", "replace").splitlines())
                return rules
        rules.parse([])
        return rules


def _target(url: str, response: httpx.Response) -> str:
    try:
        return str(urljoin(url, response.headers.get("location", ""))).split("#")[0]
    except ValueError:
        raise WebUnavailable("it redirects to no address") from None


def _connecting(error: Exception) -> str:
    wrong = "CERTIFICATE" in str(error).upper() or "SSL" in str(error).upper()
    return "its certificate is not valid" if wrong else "its server cannot be reached"


def _page(url: str, response: httpx.Response) -> Fetched:
    status = response.status_code
    if status != 200:
        raise WebUnavailable(_STATUS.get(status, f"its server failed ({status})"))
    kind, _, rest = response.headers.get("content-type", "").lower().partition(";")
    if kind.strip() not in _TYPES:
        raise WebUnavailable(f"it is no web page but {kind.strip() or 'of no type'}"[:80])
    body, truncated = _body(response, MOST_BYTES)
    charset = rest.partition("charset=")[2].strip().strip("\"'")
    return Fetched(url, kind.strip(), decode(body, charset), truncated)


def _body(response: httpx.Response, most: int) -> tuple[bytes, bool]:
    """At most `most` bytes after decompression, and whether there were more. Decompressed a piece
    at a time: 64 kB can hold 64 MB."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("gzip", "x-gzip", "identity", ""):
        raise WebUnavailable("it is compressed in a way that was not asked for")
    unpacking = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    body = bytearray()
    for piece in response.iter_raw():
        if unpacking is None:
            body += piece
        else:
            body += unpacking.decompress(piece, most + 1 - len(body))
        if len(body) > most:
            return bytes(body[:most]), True
    return bytes(body), False


def decode(body: bytes, charset: str = "") -> str:
    """The text of a page by its byte order mark, UTF-8 where it is that, else what its server or
    the page itself says, else as Western European. Raises WebUnavailable when it is no text."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    sample = body[:4096]
    if sum(byte in _BINARY for byte in sample) > len(sample) // 100:
        raise WebUnavailable("it says it is a web page but is no text")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(body) >= MOST_BYTES and error.start > len(body) - 4:
            return body.decode("utf-8", "ignore")
    named = _META_CHARSET.search(sample)
    for name in (charset, named[1].decode("ascii") if named else "", "cp1252"):
        try:
            return body.decode(name or "ascii", "replace" if name == "cp1252" else "strict")
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", "replace")
