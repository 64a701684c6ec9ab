"""Figures with what they count: which of a point's figures an answer gives wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from agents.evaluator.evidence import Unit
from agents.evaluator.numerals import VALUES
from knowledge.lexicon import content, load_lexicon

TOLERANCE = 0.05
"""Relative difference up to which two figures are the same one rounded."""

_UNITS = {
    "ms millisecond milliseconds": ("time", 0.001),
    "s sec secs second seconds": ("time", 1.0),
    "min mins minute minutes": ("time", 60.0),
    "h hr hrs hour hours": ("time", 3600.0),
    "day days": ("time", 86_400.0),
    "week weeks": ("time", 604_800.0),
    "mm millimeter millimeters millimetre millimetres": ("length", 0.001),
    "cm centimeter centimeters centimetre centimetres": ("length", 0.01),
    "m meter meters metre metres": ("length", 1.0),
    "km kilometer kilometers kilometre kilometres": ("length", 1000.0),
    "mg milligram milligrams": ("mass", 0.001),
    "g gram grams": ("mass", 1.0),
    "kg kilo kilos kilogram kilograms": ("mass", 1000.0),
    "ml milliliter milliliters millilitre millilitres": ("volume", 0.001),
    "l liter liters litre litres": ("volume", 1.0),
    "ma milliamp milliamps milliampere milliamperes": ("current", 0.001),
    "a amp amps ampere amperes": ("current", 1.0),
    "bit bits": ("memory", 0.125),
    "b byte bytes": ("memory", 1.0),
    "kb kilobyte kilobytes": ("memory", 1e3),
    "mb megabyte megabytes": ("memory", 1e6),
    "gb gigabyte gigabytes": ("memory", 1e9),
    "percent": ("share", 1.0),
}
_UNIT = {name: unit for names, unit in _UNITS.items() for name in names.split()}
_NO_UNIT_AS_WORD = frozenset("a s m l b".split())
"""Units that are words of their own behind a numeral in letters ("one a day")."""

_NOT_COUNTING = frozenset("one once double triple twice half zero".split())
"""Numerals said of other things as well ("one of them", "once it is there")."""

_CALCULATION = 5
"""Figures in a text above which it works something out."""

_DIGITS = re.compile(r"(\d+(?:[.,]\d+)*)(%|[a-z]{1,2})?")


@dataclass(frozen=True)
class Figure:
    """A value with the thing it counts: a kind of unit, or the stem of the word beside it."""

    value: float
    thing: str

    def agrees(self, other: Figure) -> bool:
        """Whether both give the same value, one of them perhaps rounded."""
        return math.isclose(self.value, other.value, rel_tol=TOLERANCE, abs_tol=1e-9)


def figures(unit: Unit) -> tuple[Figure, ...]:
    """Each figure of a text, units of one kind made comparable."""
    return _known(tuple(unit.words))


def wrong(point: Unit, near: Unit, everywhere: Sequence[Figure]) -> bool:
    """Whether a figure of the point is given wrong in what was said `near` it: the same thing has
    another value there, and the right one is given nowhere. Calculations are not compared."""
    told, wanted = figures(near), figures(point)
    if max(len(told), len(wanted)) > _CALCULATION:
        return False
    for w in wanted:
        same = [t for t in told if t.thing == w.thing]
        is_given = any(w.agrees(t) for t in everywhere)
        others = any(t.agrees(o) for t in same for o in wanted if o.thing == w.thing)
        if same and not is_given and not others:
            return True
    return False


@lru_cache(maxsize=256)
def _known(words: tuple[str, ...]) -> tuple[Figure, ...]:
    """Kept, since every point of a question looks at the same sentences."""
    return tuple(_figures(words))


def _figures(words: Sequence[str]) -> Iterator[Figure]:
    at = 0
    while at < len(words):
        value, size, unit = _value(words, at)
        if value is None:
            at += 1
            continue
        yield from _counted(words, at, size, value, unit)
        at += size


def _counted(words: Sequence[str], at: int, size: int, value: float, unit: str) -> Iterator[Figure]:
    """The figure with what stands behind it, or, at the end of a text, before it."""
    after = words[at + size] if at + size < len(words) else ""
    named = unit or after
    if named in _UNIT and not (named in _NO_UNIT_AS_WORD and words[at].isalpha()):
        kind, factor = _UNIT[named]
        yield Figure(value * factor, kind)
        return
    if words[at] in _NOT_COUNTING:
        return
    behind = content(tuple(w for w in words[at + size : at + size + 2] if _is_word(w)))
    before = content(tuple(w for w in words[max(at - 1, 0) : at] if _is_word(w)))
    if behind:
        yield Figure(value, behind[0])
    elif before:
        yield Figure(value, before[0])


def _value(words: Sequence[str], at: int) -> tuple[float | None, int, str]:
    """The value that begins at a word, how many words it takes, and a unit written on to it."""
    digits = _DIGITS.fullmatch(words[at])
    if digits:
        value, unit = _number(digits[1]), digits[2] or ""
        if unit == "k":
            value, unit = value * 1000, ""
        elif unit == "%":
            unit = "percent"
        elif unit and unit not in _UNIT:
            return None, 0, ""
        total, size = value, 1
    else:
        total, size, unit = 0.0, 0, ""
        for word in words[at : at + 3]:
            one = VALUES.get(word) or load_lexicon().numbers.get(word)
            if one is None or float(one) >= 100 or (size and (total % 10 or float(one) >= 10)):
                break
            total, size = total + float(one), size + 1
    for word in words[at + size : at + size + 2]:
        factor = {"hundred": 100, "thousand": 1000, "million": 1e6}.get(word)
        if factor is None:
            break
        total, size = (total or 1.0) * factor, size + 1
    return (total, size, unit) if size else (None, 0, "")


def _number(digits: str) -> float:
    """A written number; a comma or stop before three digits divides thousands."""
    plain = re.sub(r"[.,](?=\d{3}(?!\d))", "", digits) if "," in digits else digits
    parts = plain.replace(",", ".").split(".")
    return float(parts[0] + "." + "".join(parts[1:]) if len(parts) > 1 else parts[0])


def _is_word(word: str) -> bool:
    return not word[0].isdigit() and word not in load_lexicon().numbers and word not in VALUES
