"""One measured figure beside its bound."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """`value` and `bound` in `unit`; a row without a bound is told for comparison."""

    name: str
    value: float
    unit: str
    bound: float | None = None

    @property
    def missed(self) -> bool:
        return self.bound is not None and self.value > self.bound


def alone(measure: Callable[[Path], Iterator[Row]], folder: Path) -> list[Row]:
    """A group's rows, measured in a process of its own: none counts the memory of another."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as one:
        return one.submit(_measured, measure, folder).result()


def _measured(measure: Callable[[Path], Iterator[Row]], folder: Path) -> list[Row]:
    return list(measure(folder))


def show(rows: Iterable[Row]) -> int:
    """Prints the rows as they come; gives the number of bounds missed."""
    missed = 0
    print(f"{'figure':<52}{'measured':>12}{'bound':>12}")
    for row in rows:
        missed += row.missed
        bound = "" if row.bound is None else f"{row.bound:.4g} {row.unit}"
        mark = "  MISSED" if row.missed else ""
        print(f"{row.name:<52}{f'{row.value:.4g} {row.unit}':>12}{bound:>12}{mark}", flush=True)
    return missed
