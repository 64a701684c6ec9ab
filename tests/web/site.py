"""A web site on loopback that serves what a test wants, well and badly."""

from __future__ import annotations

import contextlib
import ssl
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Served:
    """What an address gives: pieces are sent one by one, as long as somebody takes them."""

    body: str | bytes | Callable[[], Iterator[bytes]] = b""
    status: int = 200
    kind: str | None = HTML
    headers: Mapping[str, str] = field(default_factory=dict)


def page(*paragraphs: str, title: str = "", head: str = "", lang: str = "en") -> str:
    """A page of HTML with these paragraphs."""
    told = "\n".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head>'
        f"<body><main>{told}</main></body></html>"
    )


class _Listener(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients go when they like, also in the middle of a handshake."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class Site:
    """A site at `base`, from now until it is left; `asked` holds the paths asked for, in order, and
    `agents` how those who asked named themselves. With `tls` it speaks https."""

    def __init__(
        self, pages: Mapping[str, Served | str], tls: ssl.SSLContext | None = None
    ) -> None:
        self.pages = dict(pages)
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.cookies: list[str] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._server = _Listener(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        if tls is not None:
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()
        self.port: int = self._server.server_address[1]
        self.base = f"http{'s' * (tls is not None)}://127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"{self.base}/{path.lstrip('/')}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_GET(self) -> None:
                path = self.path.split("?")[0]
                with site._lock:
                    site.asked.append(path)
                    site.agents.add(self.headers.get("User-Agent", ""))
                    site.cookies.append(self.headers.get("Cookie", ""))
                    site._at_once += 1
                    site.most_at_once = max(site.most_at_once, site._at_once)
                try:
                    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                        self._give(site.pages.get(path, Served(page("Nothing."), status=404)))
                finally:
                    with site._lock:
                        site._at_once -= 1

            def _give(self, what: Served | str) -> None:
                served = Served(what) if isinstance(what, str) else what
                self.send_response(served.status)
                if served.kind is not None:
                    self.send_header("Content-Type", served.kind)
                for name, value in served.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                body = served.body
                if isinstance(body, str):
                    self.wfile.write(body.encode())
                elif isinstance(body, bytes):
                    self.wfile.write(body)
                else:
                    for piece in body():
                        self.wfile.write(piece)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        return Handler
