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
from bench.table import Row, show


def rows(folder: Path) -> Iterator[Row]:
    yield from measure_startup(folder / "startup")
    yield from measure_prepare(folder / "prepare")
    yield from measure_research(folder / "research")
    yield from measure_evaluator(folder / "evaluator")
    yield from measure_interview(folder / "interview")
    yield from measure_progress(folder / "progress")
    yield from measure_model(folder / "model")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        missed = show(rows(Path(folder)))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
