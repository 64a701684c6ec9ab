"""Pages read in processes of their own: one that takes too long, or takes the reader down, costs
that page only."""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import signal
import threading
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from domain import Page, WebUnavailable

SECONDS = 10.0
"""For a page; of the 21 development pages the slowest takes 0.4."""

_STARTING = 30.0
"""Seconds a reader may need to start, on a machine with much else to do."""

_MOST_MEMORY = 1_500_000_000
"""Bytes of address space a reader may have: a fuse, where the system knows such a limit."""

_TOO_LONG = "only its plain text was read: telling its main part took too long"


class _Reader:
    """A process and our end of its pipe."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=_serve, args=(theirs,), name="page-reader", daemon=True
        )
        self.process.start()
        theirs.close()

    def close(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


class Readers:
    """`count` readers, started at once so that they are ready when the first page is."""

    def __init__(self, count: int, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._free: queue.SimpleQueue[_Reader | None] = queue.SimpleQueue()
        self._all: set[_Reader] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(count):
            self._free.put(self._start())

    def read(self, url: str, text: str, content_type: str) -> Page:
        """The page, waiting for a free reader first. Raises WebUnavailable with the reason when it
        holds nothing, is no page, or cannot be read in time."""
        reader = self._free.get() or self._start()
        try:
            page = self._ask(reader, url, text, content_type)
        except (EOFError, OSError, TimeoutError) as error:
            self._drop(reader)
            self._free.put(None)
            slow = isinstance(error, TimeoutError)
            raise WebUnavailable(
                "reading it took too long" if slow else "it could not be read"
            ) from None
        except WebUnavailable:
            self._free.put(reader)
            raise
        if page.main or not page.evidence:
            self._free.put(reader)
        else:
            self._drop(reader)
            self._free.put(None)
            page = page.model_copy(
                update={"main": page.evidence, "warnings": (*page.warnings, _TOO_LONG)}
            )
        return page

    def close(self) -> None:
        """Ends all readers, also those at work."""
        with self._lock:
            self._closed = True
            readers, self._all = self._all, set()
        for reader in readers:
            reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(self, reader: _Reader, url: str, text: str, content_type: str) -> Page:
        """The page as the reader tells it: whole, or by its visible text alone where the rest does
        not come in time."""
        pipe = reader.pipe
        if not pipe.poll(_STARTING):
            raise TimeoutError
        assert pipe.recv() == "ready"
        pipe.send((url, text, content_type))
        page: Page | None = None
        while True:
            if not pipe.poll(self._seconds):
                if page is None:
                    raise TimeoutError
                return page
            told = pipe.recv()
            if isinstance(told, str):
                raise WebUnavailable(told)
            if told is None:
                assert page is not None
                return page
            page = Page.model_validate(told)

    def _start(self) -> _Reader:
        with self._lock:
            if self._closed:
                raise WebUnavailable("reading was broken off")
            reader = _Reader()
            self._all.add(reader)
            return reader

    def _drop(self, reader: _Reader) -> None:
        with self._lock:
            known = reader in self._all
            self._all.discard(reader)
        if known:
            reader.close()


def _serve(pipe: Connection) -> None:
    """Reads what comes over the pipe until nobody is at its other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    from tools.web.reading import read_page

    # What costs a quarter of a second to load is loaded while nobody waits.
    with contextlib.suppress(WebUnavailable):
        list(read_page("", "<html><body><p>Some words to read here and now.</p></body></html>"))
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send("ready")
            url, text, content_type = pipe.recv()
            try:
                for page in read_page(url, text, content_type):
                    pipe.send(page.model_dump())
                pipe.send(None)
            except WebUnavailable as error:
                pipe.send(str(error))
            except (RecursionError, MemoryError, ValueError, TypeError, LookupError):
                pipe.send("it could not be read")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
