"""One long interview in this process: what a turn costs, and what it leaves on the disk."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

from bench.table import Row

_TURNS = 40
ANSWER = (
    "In March last year, on the night shift of our ward, two pumps failed within an hour and I was "
    "responsible for the four patients in that bay. I checked each patient first, moved the most "
    "urgent one to the spare pump, and asked a colleague to call the engineer while I wrote down "
    "every dose by hand. We had argued about the spares before, so I proposed a list beside the "
    "door and I trained the new staff on it during the following two weeks. In the end no dose was "
    "missed, the list cut the search for spares from ten minutes to two, and the manager took it "
    "to three other wards. I learned to test the spare equipment at the start of each shift. "
)


def measure_interview(home: Path) -> Iterator[Row]:
    """Turn times of the built-in agents, from the answer to the next question."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    from api import Backstage, MockInterview
    from config import load_settings
    from domain import Job

    stage = Backstage(load_settings(home=home))
    times: list[float] = []
    sizes: list[int] = []
    with MockInterview(backstage=stage) as mock:
        events = list(mock.begin(Job(role="nurse"), "bar_raiser", minutes=240, count=60))
        interview_id = next(e["interview_id"] for e in events if "interview_id" in e)
        mock.warm()
        stage.finder()
        for turn in range(_TURNS):
            text = f"Case {turn}. {ANSWER}"[:1000]
            began = time.perf_counter()
            events = list(mock.answer(interview_id, text, seconds=5))
            times.append(time.perf_counter() - began)
            sizes.append(_size(home))
            if events[-1]["event"] == "report":
                raise RuntimeError(f"the interview ended after {turn + 1} turns")
    grown = [late - early for early, late in pairwise(sizes)]
    # The first turn plans the interview; what recurs begins with the second.
    recurring = times[1:]
    yield Row("turn overhead, median", 1000 * median(recurring), "ms", 60)
    yield Row("turn overhead, 95th percentile", 1000 * quantiles(recurring, n=20)[-1], "ms", 120)
    early, late = median(times[1:6]), median(times[-5:])
    yield Row("turns 36-40 over turns 2-6", late / early, "x", 1.3)
    yield Row("store after 40 turns of 1 kB", (sizes[-1] - sizes[0]) / 1000, "kB", 400)
    first, second = sum(grown[: len(grown) // 2]), sum(grown[len(grown) // 2 :])
    yield Row("growth of turns 21-40 over turns 1-20", second / max(first, 1), "x", 1.3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield Row("peak memory", peak / (1000 if sys.platform != "darwin" else 1e6), "MB", 350)


def _size(home: Path) -> int:
    """Bytes of the store with its write-ahead log folded in."""
    from config import load_settings
    from memory.database import open_store

    with open_store(load_settings(home=home)) as store, store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
        return int(pages) * int(size)
