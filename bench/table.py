"""One measured figure beside its bound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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
