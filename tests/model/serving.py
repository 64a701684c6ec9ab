"""A fake server of a language model: speaks OpenAI's protocol over real HTTP on loopback, and
replies, fails, stalls or breaks off as a test wants it to."""

from __future__ import annotations

import contextlib
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Sequence
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.model.model_replies import Brain, Request
from tests.model.self_signed import self_signed
from tests.model.speaking import Speaker

_POLL = 0.01
"""Seconds within which the accepting thread sees that it should end."""
_ENOUGH = 30.0
"""Seconds a test waits for something that takes milliseconds."""


class ModelServer:
    """An endpoint at `base_url`, from now until `stop`; also a context manager.

    Every reply is `delay` seconds late. `usage` counts tokens (1.3 to a word), with `streams_usage`
    also at the end of a stream that asks for it. Without `takes_schema` a `json_schema` is refused
    with status 400, with `key` every other key with 401. With `tls` the address is https and its
    certificate one that no client trusts (where none can be made, it speaks no TLS at all).

    What it was made with, save TLS, may be changed at any time; `left` counts the clients that went
    before their reply was over.

    A request that is refused before the brain sees it is among `requests` too. What the brain
    raises is the reply of that request, with status 500, and is raised again by `stop`.
    """

    def __init__(
        self,
        brain: Brain,
        *,
        delay: float = 0.0,
        tls: bool = False,
        models: Sequence[str] = ("fake-model",),
        usage: bool = True,
        streams_usage: bool = True,
        takes_schema: bool = True,
        key: str | None = None,
    ) -> None:
        self.brain = brain
        self.delay = delay
        self.models = tuple(models)
        self.usage = usage
        self.streams_usage = streams_usage
        self.takes_schema = takes_schema
        self.key = key
        self.requests: list[Request] = []
        self.left = 0
        self._tls = self_signed() if tls else None
        self._changed = threading.Condition()
        self._wrong: list[BaseException] = []
        self._switch = threading.Lock()
        self._placeholder: socket.socket | None = None
        self._listener: _Listener | None = _Listener(self, 0, self._tls)
        self.port: int = self._listener.server_address[1]
        self.base_url = f"http{'s' * tls}://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def calls(self) -> int:
        """How many chat completions were asked for, with those that were refused."""
        return len(self.requests)

    @property
    def dead(self) -> bool:
        """Whether it refuses connections. Set to True it also drops those it has; set to False it
        listens again at the same port."""
        return self._listener is None

    @dead.setter
    def dead(self, dead: bool) -> None:
        if dead:
            self._end(keep_port=True)
            return
        with self._switch:
            if self._listener is None:
                self._free()
                self._listener = _Listener(self, self.port, self._tls)

    def stop(self) -> None:
        """Ends it with all that hangs or waits, joins its threads, and raises what its brain
        raised."""
        self._end(keep_port=False)
        wrong, self._wrong = self._wrong, []
        if wrong:
            raise wrong[0]

    def wait(self, met: Callable[[Self], bool], seconds: float = _ENOUGH) -> None:
        """Blocks until `met` holds, looked at when a request arrives and when a client has left:
        `server.wait(lambda s: s.calls == 2)`. Raises TimeoutError after `seconds`."""
        with self._changed:
            if not self._changed.wait_for(lambda: met(self), seconds):
                raise TimeoutError(f"{self.calls} requests came, {self.left} clients left")

    def note_request(self, request: Request) -> None:
        """Enters a request."""
        with self._changed:
            self.requests.append(request)
            self._changed.notify_all()

    def note_left(self) -> None:
        """Counts a client that left before its reply was over."""
        with self._changed:
            self.left += 1
            self._changed.notify_all()

    def note_wrong(self, error: BaseException) -> None:
        """Keeps an error of the test's own for `stop`."""
        self._wrong.append(error)

    def _end(self, *, keep_port: bool) -> None:
        with self._switch:
            listener, self._listener = self._listener, None
            if listener is not None:
                listener.close()
            self._free()
            if keep_port:
                # Bound without listening: connections are refused, and no one else gets the port.
                self._placeholder = socket.socket()
                self._placeholder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                self._placeholder.bind(("127.0.0.1", self.port))
        # Not under the lock, which a brain in one of these threads may be waiting for.
        if listener is not None:
            listener.join()

    def _free(self) -> None:
        if self._placeholder is not None:
            self._placeholder.close()
            self._placeholder = None


class _Listener(ThreadingHTTPServer):
    """Accepts connections at a port, from its making to `close`."""

    request_queue_size = 64

    def __init__(self, server: ModelServer, port: int, tls: ssl.SSLContext | None) -> None:
        self.over = threading.Event()
        self._server = server
        self._tls = tls
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", port), self._speaker)
        # Daemons, so that a test that forgets to stop its server does not keep the run from ending.
        self._running = [threading.Thread(target=self.serve_forever, args=(_POLL,), daemon=True)]
        self._running[0].start()

    def close(self) -> None:
        """Refuses connections, and drops those there are."""
        self.over.set()
        self.shutdown()
        with self._lock:
            for connection in self._open:
                # Under TLS as well: the plain socket wakes whoever reads, and leaves TLS alone.
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)
        self.server_close()

    def join(self) -> None:
        """Waits for every thread but the caller's: a brain may end the server it speaks for."""
        for thread in self._running:
            if thread is not threading.current_thread():
                thread.join()

    def server_bind(self) -> None:
        """As a plain server: the name of this machine, which may take seconds, is not needed."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        if self._tls is not None:
            # The handshake waits for the client: it belongs to the connection's own thread.
            connection = self._tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        with self._lock:
            self._open.add(connection)
        return connection, address

    def process_request(self, request: Any, client_address: Any) -> None:
        connection = (request, client_address)
        thread = threading.Thread(target=self.process_request_thread, args=connection, daemon=True)
        self._running.append(thread)
        thread.start()

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients come and go as they like; anything else is an error of the test."""
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self._server.note_wrong(error)

    def _speaker(self, *connection: Any) -> Speaker:
        return Speaker(self._server, self.over, *connection)
