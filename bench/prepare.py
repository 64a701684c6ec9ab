"""From an ad to its questions: built for the first time, warm, and as a command."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from statistics import median

from api import Backstage, InterviewPreparer
from bench.startup import AD, ROOT, environment
from bench.table import Row
from config import Settings
from domain import Job, Kind
from knowledge.bank import load_bank
from knowledge.embedder import load_embedder
from knowledge.index import open_index
from knowledge.roles import infer_roles

_RUNS = 9
_SETS: tuple[tuple[Kind, int], ...] = (
    ("behavioral", 10),
    ("technical", 10),
    ("situational", 5),
    ("company", 5),
)


def measure_prepare(home: Path) -> Iterator[Row]:
    """Medians, but for the index, which is built once. A warm set is chosen anew each time, from
    an ad of its own; a kept one is asked for again."""
    bank = load_bank()
    embedder = load_embedder()
    yield Row("questions in the bank", len(bank.questions), "")
    yield Row(
        "Chroma index built", _seconds(lambda: open_index(home / "index", bank, embedder)), "s", 8
    )
    infer_roles(AD)
    yield Row("roles of an ad", 1000 * _median(lambda: infer_roles(f"{AD}{next(_NEW)}")), "ms", 30)
    with InterviewPreparer(backstage=Backstage(Settings(home=home))) as preparer:
        _full_set(preparer, preparer.read_job(AD))
        jobs = iter([preparer.read_job(f"{AD} Ward {next(_NEW)}.") for _ in range(_RUNS)])
        warm = _median(lambda: _full_set(preparer, next(jobs)))
        yield Row("full set of questions, warm", 1000 * warm, "ms", 150)
        job = preparer.read_job(AD)
        yield Row("full set, kept", 1000 * _median(lambda: _full_set(preparer, job)), "ms")
    ad = home / "ad.txt"
    ads = [f"{AD} Ward {next(_NEW)}." for _ in range(_RUNS)]
    cold = median(_command(home, ad, text) for text in ads)
    yield Row("prep --job, cold command", cold, "s", 2.5)


_NEW = count()


def _full_set(preparer: InterviewPreparer, job: Job) -> None:
    for kind, number in _SETS:
        preparer.chosen(kind, job, number)


def _command(home: Path, ad: Path, text: str) -> float:
    ad.write_text(text, "utf-8")
    command = [sys.executable, "run.py", "prep", "--job", str(ad), "--json"]
    return _seconds(
        lambda: subprocess.run(
            command, cwd=ROOT, env=environment(home), check=True, capture_output=True
        )
    )


def _median(call: Callable[[], object]) -> float:
    return median(_seconds(call) for _ in range(_RUNS))


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
