"""How much of a story an answer holds, whatever its length: deeds, figures, things one can see.

Long empty answers and short full ones differ less in what they touch than in how much of their
words is one's own doing, and how concrete these are. A line over nineteen such signals, none of
which counts against its sense, was fitted to the graded stories by `evals/train_substance.py`; it
stands in `substance_weights.json` beside this file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.evaluator import concrete, cues, endings
from agents.evaluator.evidence import Units
from agents.evaluator.numerals import PATTERN
from agents.evaluator.star import ROLES, Told, from_the_deed
from knowledge.lexicon import content, load_lexicon

_FILE = Path(__file__).with_name("substance_weights.json")
_NONE, _ACTION, _RESULT = (ROLES.index(r) for r in ("none", "action", "result"))

FIGURE = re.compile(
    rf"\b(?:\d[\d.,:]*|{PATTERN}|half|third|quarter|dozen|"
    r"twice|fortnight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|"
    r"march|april|june|july|august|september|october|november|december|easter|christmas)\b"
)
"""A number, or a day or month by name."""

EMPTY = -0.4
"""Concreteness given to a role no sentence of which was told."""

_LONG = (90, 130)
"""Words from which the ceiling of an answer with little of the teller's own begins to hold, and
holds in full."""

_OWN = (0.50, 0.74)
"""Share of words in sentences with deeds of "I", plus share in actions, plus a tenth for each deed
up to six: below the lowest of the bank's example answers (.75 of 70); of the 13 weak development
answers over 130 words six have less than .5."""

_LITTLE_OWN = 27.0
"""The mean grade of those weak ones, rounded up."""

_SHORT = 60.0
"""Words as which a shorter answer counts for its rate of figures: one "two" in a story of thirty
words moved it by eleven points, and by six so; files left out are ranked the same (rho .89)."""

_BRIEF = 30.0
"""Words as which a shorter answer counts for the shares of it that are deeds, endings and past: all
of one short sentence is. "I argued with Tom about the rota and we settled it on Friday" is worth 43
so and was 55; files left out are ranked the same (rho .90)."""

_EXTENT = 0.6
"""What "nobody", "all" or "still" where a story ends is worth beside a figure."""

SIGNALS = (
    "own_deeds",
    "own_share",
    "act_substance",
    "act_share",
    "result_chance",
    "result_share",
    "past_share",
    "to_the_deed",
    "little_talk",
    "figures",
    "figure_rate",
    "measured_result",
    "concreteness",
    "no_abstractions",
    "concrete_acts",
    "concrete_results",
    "choices",
    "no_hedges",
    "no_fillers",
)


@dataclass(frozen=True)
class _Line:
    middle: NDArray[np.float64]
    slope: NDArray[np.float64]
    offset: float


@lru_cache(maxsize=1)
def _line() -> _Line:
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    return _Line(
        np.asarray(stored["middle"], np.float64),
        np.asarray(stored["slope"], np.float64),
        float(stored["offset"]),
    )


@dataclass(frozen=True)
class Substance:
    """What graders would expect of a story (0-100), what moved that from the middle of the graded
    stories (`start`), most first, in points by name of signal, and the ceiling (100 for none)."""

    grade: float
    start: float
    moved: tuple[tuple[str, float], ...]
    ceiling: float


def expected(told: Sequence[Told], units: Units) -> Substance:
    """The grade that people would expect of a story with these signals."""
    line = _line()
    if not told:
        return Substance(0.0, line.offset, (), 0.0)
    found = signals(told, units)
    moves = (found - line.middle) * line.slope
    words = sum(len(t.sentence.words) for t in told)
    own = sum(
        found[SIGNALS.index(name)] * worth
        for name, worth in (("own_share", 1), ("act_share", 1), ("own_deeds", 0.1))
    )
    ceiling = _ceiling(words, float(own))
    graded = float(np.clip(line.offset + moves.sum(), 0, 100))
    named = sorted(zip(SIGNALS, moves.tolist(), strict=True), key=lambda m: -abs(m[1]))
    return Substance(min(graded, ceiling), line.offset, tuple(named), ceiling)


def _ceiling(words: int, own: float) -> float:
    """The most a long answer can be worth in which little is the teller's own doing: figures,
    names and scenes then belong to others. Short answers have no such ceiling."""
    long = float(np.interp(words, _LONG, (0, 1)))
    return 100 - long * (100 - float(np.interp(own, _OWN, (_LITTLE_OWN, 100))))


def signals(told: Sequence[Told], units: Units) -> NDArray[np.float64]:
    """One number per name in `SIGNALS`, more of each being better; counts end where more of the
    same says no more (six deeds, five figures, six figures per 100 words of at least 60 in all);
    shares are of 30 words at least."""
    texts = [t.sentence.clean for t in told]
    size = np.array([len(t.sentence.words) for t in told], np.float64)
    chances = np.array([t.chances for t in told])
    count = max(float(size.sum()), 1.0)
    told_of = max(count, _BRIEF)
    whole = " . ".join(texts)
    lexicon = load_lexicon()
    deeds = [cues.doing(x) for x in texts]
    figures = np.array([len(FIGURE.findall(x)) for x in texts])
    acts = [t for t, p in zip(told, chances, strict=True) if p[_ACTION] > 0.4]
    beside = sum(
        n
        for n, found, t, p in zip(size, deeds, told, chances, strict=True)
        if not found and t.ending < 0.4 and p[_NONE] < 0.5
    )
    all_of_it = concrete.measure(tuple(t.sentence for t in told), units)
    return np.array(
        [
            min(len({d for found in deeds for d in found}), 6),
            sum(size[i] for i, found in enumerate(deeds) if found) / told_of,
            np.log1p(len({s for t in acts for s in content(t.sentence.words)})),
            size @ chances[:, _ACTION] / told_of,
            max(t.ending for t in told),
            size @ chances[:, _RESULT] / told_of,
            sum(size[i] for i, t in enumerate(told) if t.past) / told_of,
            -(beside + told_of - count) / told_of,
            -min(size @ chances[:, _NONE], 100.0),
            min(figures @ (1 - chances[:, _NONE]), 5.0),
            min(100 * figures.sum() / max(count, _SHORT), 6.0),
            max(map(_measured, told)),
            all_of_it.mean,
            -all_of_it.abstract,
            _concreteness(told, "action", units),
            _concreteness(told, "result", units),
            float(bool(cues.ALTERNATIVE.search(whole))),
            -min(100 * len(lexicon.hedges.findall(whole)) / count, 5.0),
            -min(100 * len(lexicon.fillers.findall(whole)) / count, 6.0),
        ]
    )


def _measured(t: Told) -> float:
    """How far an ending is measured, 0-1: a figure counts in full, an extent in words in part."""
    if t.ending <= 0.4:
        return 0.0
    ended = from_the_deed(t.sentence.clean)
    return 1.0 if FIGURE.search(ended) else _EXTENT * endings.is_extent(ended)


def _concreteness(told: Sequence[Told], role: str, units: Units) -> float:
    found = tuple(t.sentence for t in told if t.role == role)
    return concrete.measure(found, units).mean if found else EMPTY
