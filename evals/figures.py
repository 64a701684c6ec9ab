"""Figures of agreement, with numpy alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def pearson(a: ArrayLike, b: ArrayLike) -> float:
    """Pearson's r; 0 when one side does not vary."""
    x, y = np.asarray(a, float), np.asarray(b, float)
    if x.std() == 0 or y.std() == 0:
        return 0.0
    return float(np.corrcoef(x, y)[0, 1])


def ranks(a: ArrayLike) -> NDArray[np.float64]:
    """Ranks from 0, ties sharing their mean."""
    x = np.asarray(a, float)
    order = np.argsort(x, kind="stable")
    plain = np.empty(len(x))
    plain[order] = np.arange(len(x))
    _, inverse, counts = np.unique(x, return_inverse=True, return_counts=True)
    sums = np.zeros(len(counts))
    np.add.at(sums, inverse, plain)
    return np.asarray((sums / counts)[inverse])


def spearman(a: ArrayLike, b: ArrayLike) -> float:
    """Spearman's rank correlation."""
    return pearson(ranks(a), ranks(b))


def weighted_f1(truth: ArrayLike, said: ArrayLike) -> float:
    """F1 of both classes (0 and 1) weighted by how often each is true."""
    y, p = np.asarray(truth, int), np.asarray(said, int)
    total = 0.0
    for c in (0, 1):
        hits = int(((p == c) & (y == c)).sum())
        all_ = int((p == c).sum() + (y == c).sum())
        total += (2 * hits / all_ if all_ else 0.0) * float((y == c).mean())
    return total


def folds(groups: ArrayLike, count: int = 10) -> list[tuple[NDArray[np.int_], NDArray[np.int_]]]:
    """(train, test) indices that keep each group whole; groups go round the folds by size."""
    g = np.asarray(groups)
    names, sizes = np.unique(g, return_counts=True)
    load = np.zeros(min(count, len(names)))
    place = {}
    for i in np.argsort(-sizes, kind="stable"):
        k = int(load.argmin())
        place[names[i]] = k
        load[k] += sizes[i]
    of = np.array([place[x] for x in g])
    return [(np.flatnonzero(of != k), np.flatnonzero(of == k)) for k in range(len(load))]
