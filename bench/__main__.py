"""Prints every bound with what was measured; exit code 1 when one is missed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.evaluator import measure_evaluator
from bench.interview import measure_interview
from bench.model import measure_model
from bench.prepare import measure_prepare
from bench.progress import measure_progress
from bench.research import measure_research
from bench.startup import measure_startup
from bench.table import Row, alone, show

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
    """The rows of every group."""
    for n, measure in enumerate(_MEASURES):
        yield from alone(measure, folder / str(n))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        missed = show(rows(Path(folder)))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
