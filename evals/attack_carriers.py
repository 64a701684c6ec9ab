"""Questions with an honest answer to each, of all kinds: what the attacks are made from."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from domain import Kind, Question
from evals.graded import DATA, Graded, files, read_graded
from knowledge.bank import load_bank

EXCELLENT = 82.0
"""Grade (0-100) from which a graded answer serves as an honest one."""

_ANSWER: dict[Kind, str] = {
    "behavioral": "example_answer",
    "technical": "expected_approach",
    "situational": "sample_response",
}


@dataclass(frozen=True)
class Carrier:
    """A question and a good answer to it; `id` is the same in every run."""

    id: str
    question: Question
    good: str

    @property
    def kind(self) -> Kind:
        """The question's kind."""
        return self.question.kind

    @property
    def asked(self) -> str:
        """The question as it is put, its scenario first."""
        return f"{self.question.scenario or ''} {self.question.question}".strip()

    @property
    def targets(self) -> tuple[str, ...]:
        """What the answer is checked against, where the question says so."""
        return self.question.key_points or self.question.evaluation_criteria


@cache
def texts() -> dict[str, Any]:
    """The texts of `data/attack_texts.toml`."""
    return tomllib.loads((DATA / "attack_texts.toml").read_text(encoding="utf-8"))


@cache
def own() -> tuple[Carrier, ...]:
    """Those written for the attacks, two or more of each kind."""
    found = ((Question(**a["question"]), str(a["good"])) for a in texts()["answers"])
    return tuple(Carrier(q.id, q, good) for q, good in found)


@cache
def banked(kind: Kind) -> tuple[Carrier, ...]:
    """The bank's questions of one kind with their model answers; none for company questions,
    whose model answers are patterns with gaps."""
    name = _ANSWER.get(kind)
    held = (q for q in load_bank().questions if q.kind == kind)
    return tuple(Carrier(q.id, q, str(getattr(q, name))) for q in held) if name else ()


@cache
def graded() -> tuple[tuple[str, Graded], ...]:
    """Every graded answer in `data/` with a name of its own, file by file."""
    return tuple(
        (f"{path.stem}-{n}", item) for path in files() for n, item in enumerate(read_graded(path))
    )


def _between(low: float, high: float) -> tuple[Carrier, ...]:
    """Those of a range of grades; none from the files that are to set nothing."""
    found = ((name, g) for name, g in graded() if low <= g.grade <= high)
    return tuple(Carrier(name, g.question, g.text) for name, g in found if "_unseen-" not in name)


@cache
def excellent() -> tuple[Carrier, ...]:
    """The graded answers from `EXCELLENT` on, spoken ones and ones of non-native speakers too."""
    return _between(EXCELLENT, 100.0)


@cache
def weak() -> tuple[Carrier, ...]:
    """Graded answers that are weak but answers: what gaming would have to lift. The first two of
    each kind in each file, so that a longer file leaves them as they are."""
    return tuple(_first(_between(20.0, 45.0), 2))


@cache
def core() -> tuple[Carrier, ...]:
    """Some two dozen over all kinds, each role but once at most: what the tests attack."""
    return (
        *own(),
        *_one_of_each(banked("technical"), lambda c: c.question.roles[0], every=3),
        *_one_of_each(banked("situational"), lambda c: c.question.category, every=3),
        *_one_of_each(banked("behavioral"), lambda c: c.question.category, every=5),
        *_first(excellent(), 1),
    )


@cache
def wide() -> tuple[Carrier, ...]:
    """All there are."""
    kinds: tuple[Kind, ...] = ("technical", "situational", "behavioral")
    return (*own(), *(c for kind in kinds for c in banked(kind)), *excellent())


def _first(found: Sequence[Carrier], count: int) -> Iterator[Carrier]:
    """The first so many of each kind in each file."""
    seen: Counter[tuple[str, Kind]] = Counter()
    for c in found:
        place = (c.id.rsplit("-", 1)[0], c.kind)
        seen[place] += 1
        if seen[place] <= count:
            yield c


def _one_of_each(
    found: tuple[Carrier, ...], group: Callable[[Carrier], str], every: int
) -> Iterator[Carrier]:
    """From every so many-th group one carrier, further down the group each time."""
    groups: dict[str, list[Carrier]] = {}
    for c in found:
        groups.setdefault(group(c), []).append(c)
    for n, held in enumerate(list(groups.values())[::every]):
        yield held[(3 * n + 1) % len(held)]
