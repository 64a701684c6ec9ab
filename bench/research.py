"""A company brief of ten pages over loopback, and of pages made to be hard: time and memory."""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.startup import ROOT, environment
from bench.table import Row

if TYPE_CHECKING:
    from tests.web.site import Served

_RUNS = 5
_PAGES = 10
_LOOK = 0.02
"""Seconds between two looks at the memory of the processes."""

_MB = 1_000_000
_FACTS = (
    "Acme Anvils was founded in 1911 in a shed behind the railway station.",
    "Acme Anvils is headquartered in Dayton, Ohio, and we make anvils for smiths everywhere.",
    "We employ 420 people in three workshops, and like all of them very much.",
    "Our mission is to make the last anvil that a smith will ever have to buy.",
    "We offer health insurance, a pension plan and a free anvil to all our employees.",
)
_FILLING = (
    "The day begins with the fire, and the fire begins with somebody who came early. What is then "
    "made is looked at twice, by the one who made it and by one who did not, before it leaves."
)


@dataclass(frozen=True)
class Run:
    """A command: seconds from the first page served to the first line that tells of one, from there
    on to its end, and in all; and the most memory in MB of itself and of its largest reader."""

    first_lines: float
    reading: float
    whole: float
    main: float = 0.0
    reader: float = 0.0


def measure_research(home: Path) -> Iterator[Row]:
    """Medians of whole commands, after one that makes the store."""
    _run(home, _good(1))
    runs = [_run(home, _good(_PAGES)) for _ in range(_RUNS)]
    yield Row("research: first page to first lines", median(r.first_lines for r in runs), "s", 2)
    yield Row("research: ten pages to the brief", median(r.reading for r in runs), "s", 5)
    yield Row("research: ten pages, cold command", median(r.whole for r in runs), "s")
    hard = _run(home, _hard())
    yield Row("research: hard pages to the brief", hard.reading, "s")
    yield Row("research: hard pages, memory", hard.main, "MB", 300)
    yield Row("research: hard pages, memory of a reader", hard.reader, "MB", 300)


def _good(count: int) -> dict[str, Served | str]:
    from tests.web.site import page

    filled = [f"{_FILLING} So it goes in shop {n}." for n in range(60)]
    return {
        f"/{n}": page(*filled[:30], _FACTS[n % 5], *filled[30:], title=f"Acme Anvils {n}")
        for n in range(count)
    }


def _hard() -> dict[str, Served | str]:
    """200 MB, a bomb of gzip, 6 MB of nothing but paragraphs, a deep nest; and one good page."""
    from tests.web.site import Served

    def endless() -> Iterator[bytes]:
        for _ in range(200):
            yield b"<p>Acme makes anvils.</p>" * (_MB // 25)

    def deep() -> Iterator[bytes]:
        yield b"<div>" * (_MB // 5)

    bomb = gzip.compress(b"<p>Acme makes anvils.</p>" * (200 * _MB // 25))
    return {
        "/endless": Served(endless),
        "/bomb": Served(bomb, headers={"Content-Encoding": "gzip"}),
        "/wide": Served(b"<p>" * (6 * _MB // 3)),
        "/deep": Served(deep),
        **_good(1),
    }


def _run(home: Path, pages: Mapping[str, Served | str]) -> Run:
    """One command over these pages, fetched anew."""
    from tests.web.site import Served, Site

    served: list[float] = []

    def noted(what: Served | str) -> Served:
        kept = Served(what) if isinstance(what, str) else what
        return Served(_telling(kept.body, served), kept.status, kept.kind, kept.headers)

    with Site({path: noted(what) for path, what in pages.items()}) as site:
        given = [part for path in pages for part in ("--from", site.url(path))]
        began = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "run.py", "research", "Acme Anvils", "--refresh", *given],
            cwd=ROOT,
            env=environment(home)
            | {"REHEARSE_SEARCH": "none", "REHEARSE_TEST_ALLOW_LOOPBACK": "1"},
            stdout=subprocess.PIPE,
        ) as process:
            memory = _Memory(process.pid)
            assert process.stdout is not None
            first = 0.0
            for line in process.stdout:
                first = first or (time.perf_counter() if line.startswith(b"Read ") else 0.0)
            process.wait()
        ended = time.perf_counter()
    main, reader = memory.most()
    return Run(first - served[0], ended - served[0], ended - began, main, reader)


def _telling(
    body: str | bytes | Callable[[], Iterator[bytes]], served: list[float]
) -> Callable[[], Iterator[bytes]]:
    """The body, entering when it was begun to be sent."""

    def pieces() -> Iterator[bytes]:
        served.append(time.perf_counter())
        if isinstance(body, str | bytes):
            yield body.encode() if isinstance(body, str) else body
        else:
            yield from body()

    return pieces


class _Memory:
    """Looks at the memory of a process and its children until it ends; Linux only."""

    def __init__(self, pid: int) -> None:
        from threading import Thread

        self._pid = pid
        self._peaks: dict[int, float] = {}
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def most(self) -> tuple[float, float]:
        """The most the process held, and the most any of its children did, in MB."""
        self._thread.join()
        children = [peak for pid, peak in self._peaks.items() if pid != self._pid]
        return self._peaks.get(self._pid, 0.0), max(children, default=0.0)

    def _look(self) -> None:
        while peak := _peak(self._pid):
            self._peaks[self._pid] = peak
            listed = Path(f"/proc/{self._pid}/task/{self._pid}/children")
            try:
                children = [int(pid) for pid in listed.read_text().split()]
            except OSError:
                return
            for child in children:
                self._peaks[child] = max(_peak(child), self._peaks.get(child, 0.0))
            time.sleep(_LOOK)


def _peak(pid: int) -> float:
    """The most memory a process has held, in MB; 0 when it is gone."""
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    peaks = [line.split()[1] for line in told.splitlines() if line.startswith("VmHWM")]
    return int(peaks[0]) * 1024 / _MB if peaks else 0.0
