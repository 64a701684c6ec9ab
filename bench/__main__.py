"""Prints every bound with what was measured; exit code 1 when one is missed."""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench.evaluator import measure_evaluator
from bench.interview import measure_interview
from bench.model import measure_model
from bench.prepare import measure_prepare
from bench.progress import measure_progress
from bench.research import measure_research
from bench.startup import measure_startup
from bench.table import Row, show

_MEASURES = (
    measure_startup,
    measure_prepare,
    measure_research,
    measure_evaluator,
    measure_interview,
    measure_progress,
    measure_model,
)


def rows(folder: Path) -> Iterator[Row]:
    """Each group from a process of its own, so that none counts the memory of another."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, fresh, max_tasks_per_child=1) as alone:
        for n, measure in enumerate(_MEASURES):
            yield from alone.submit(_measured, measure, folder / str(n)).result()


def _measured(measure: Callable[[Path], Iterator[Row]], folder: Path) -> list[Row]:
    return list(measure(folder))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        missed = show(rows(Path(folder)))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
