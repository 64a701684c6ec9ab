"""The numbers of a text by their value, however they are written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["", "%", "$", "£", "€", "¥", "many"]

_SMALL = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: float(value)
    for value, word in zip(
        range(20, 100, 10),
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        strict=True,
    )
}
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0}
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}
_TIMES = {
    **dict.fromkeys("twice double doubled doubles doubling twofold".split(), 2.0),
    **dict.fromkeys("thrice triple tripled triples tripling threefold".split(), 3.0),
    **dict.fromkeys("quadruple quadrupled quadrupling fourfold".split(), 4.0),
    **dict.fromkeys("tenfold decade".split(), 10.0),
}
_SHARES = {
    **dict.fromkeys("half halved halves halving".split(), 50.0),
    "thirds": 100 / 3,
    "quarters": 25.0,
    "fifths": 20.0,
    "tenths": 10.0,
}
_SHARES_OF = {"third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
"""Shares only between "a" or "one" and "of": the third time and the last quarter are none."""

_MANY = {"dozens": 10.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
_LOOSE = {
    **{
        word: float(value)
        for value, word in enumerate(
            "first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1
        )
    },
    **dict.fromkeys("once single".split(), 1.0),
    **dict.fromkeys("couple pair both".split(), 2.0),
}
"""Words that name a number beside what they mostly mean: they bear out a figure and claim none."""

_TOKEN = re.compile(
    r"(?<![a-z\d.])(?P<sign>[$£€¥]\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<unit>[a-z]{1,3}\b)?|(?P<word>[a-z]+)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:%|per ?cents?\b|percentage points?\b|pct\b)", re.IGNORECASE)
_MONEY = re.compile(r"\s*(?:([$£€¥])|(dollar|usd|pound|gbp|euro?|yen|jpy)s?\b)", re.IGNORECASE)
_CURRENCIES: dict[str, Kind] = {
    **dict.fromkeys(("$", "dollar", "usd"), "$"),
    **dict.fromkeys(("£", "pound", "gbp"), "£"),
    **dict.fromkeys(("€", "euro", "eur"), "€"),
    **dict.fromkeys(("¥", "yen", "jpy"), "¥"),
}
_BETWEEN = re.compile(r"\s*(?:-|–|—|to|and)\s*", re.IGNORECASE)
_JOINED = re.compile(r"[\s-]+")
_AND = re.compile(r"[\s-]+and[\s-]+", re.IGNORECASE)
_AND_A_HALF = re.compile(r"[\s-]+and[\s-]+a[\s-]+half\b", re.IGNORECASE)


@dataclass(frozen=True)
class Quantity:
    """A number as it stands in a text from `start` to `end`; shares are in percent.

    `sure` where the word can mean nothing else; `either` is another value it may have ("5m").
    """

    text: str
    start: int
    end: int
    value: float
    kind: Kind = ""
    sure: bool = True
    either: float | None = None

    def borne_out_by(self, other: Quantity) -> bool:
        """Whether the other, of a source, says as much: the same value of the same kind. A sum of
        money also bears out the bare number, "half" 50% and 0.5, and 300 "hundreds"."""
        if self.kind == "many":
            return other.kind in ("", "many") and self.value <= other.value < 10 * self.value
        if {self.kind, other.kind} == {"", "%"}:
            share, plain = (self, other) if self.kind else (other, self)
            return plain.value < 1 and _same(share.value, 100 * plain.value)
        if self.kind != other.kind and (self.kind or other.kind == "many"):
            return False
        return any(_same(a, b) for a in self._values for b in other._values)

    @property
    def _values(self) -> tuple[float, ...]:
        return (self.value,) if self.either is None else (self.value, self.either)


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text in order: digits, number words, shares, multiples."""
    found = list(_read(text))
    for place in range(len(found) - 2, -1, -1):
        one, following = found[place], found[place + 1]
        # In "30 to 40%" and "$3-4" the sign stands for both.
        kind = one.kind or following.kind
        differ = kind != "many" and {one.kind, following.kind} == {"", kind}
        if differ and _BETWEEN.fullmatch(text, one.end, following.start):
            found[place] = replace(one, kind=kind)
            found[place + 1] = replace(following, kind=kind)
    return tuple(found)


def unborne(text: str, sources: Iterable[str]) -> tuple[str, ...]:
    """The numbers of a text that stand in none of the sources, as they are written."""
    claimed = [one for one in quantities(text) if one.sure]
    given = [one for source in sources for one in quantities(source)] if claimed else []
    return tuple(one.text for one in claimed if not any(one.borne_out_by(g) for g in given))


def _same(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-3)


def _read(text: str) -> Iterator[Quantity]:
    at = 0
    while token := _TOKEN.search(text, at):
        one = _in_digits(text, token) if token["digits"] else _in_words(text, token)
        if one is not None:
            yield one
        at = one.end if one is not None else token.end()


def _in_digits(text: str, token: re.Match[str]) -> Quantity:
    value, end = float(token["digits"].replace(",", "")), token.end()
    either = None
    unit = (token["unit"] or "").lower()
    if unit in _SUFFIXES:
        # "5m" may be metres, and "2k" a distance.
        value, either = value * _SUFFIXES[unit], value
    factor, end = _scaled(text, end)
    sign = (token["sign"] or "").strip()
    return _with_sign(text, token.start(), end, value * factor, either, sign)


def _in_words(text: str, token: re.Match[str]) -> Quantity | None:
    word, start, end = token["word"].lower(), token.start(), token.end()
    here = text[start:end]
    if word in _TIMES:
        return Quantity(here, start, end, _TIMES[word])
    if word in _MANY:
        return Quantity(here, start, end, _MANY[word], "many")
    if word in _SHARES or (word in _SHARES_OF and _is_share(text, start, end)):
        share = _SHARES.get(word) or _SHARES_OF[word]
        return Quantity(here, start, end, share, "%")
    if word in _LOOSE:
        return Quantity(here, start, end, _LOOSE[word], sure=False)
    value, end = _spelled(text, start)
    if end == start:
        return None
    counted = _with_sign(text, start, end, value, None, "")
    return replace(counted, sure=word != "one" or " " in counted.text or "-" in counted.text)


def _spelled(text: str, start: int) -> tuple[float, int]:
    """The number that is written out from `start` on, and where it ends: `start` for none."""
    total = current = 0.0
    end, last = start, math.inf
    while token := _TOKEN.match(text, end if end == start else _next(text, end, last)):
        word = (token["word"] or "").lower()
        if word in _SCALES:
            scale = _SCALES[word]
            current = (current or 1.0) * scale
            if scale > 100:
                total, current = total + current, 0.0
            last = math.inf if scale > 100 else 100.0
        elif word in _TENS and last >= 100:
            current, last = current + _TENS[word], 10.0
        elif word in _SMALL and (last >= 100 or (last == 10 and 0 < _SMALL[word] < 10)):
            current, last = current + _SMALL[word], 1.0
        else:
            break
        end = token.end()
        if half := _AND_A_HALF.match(text, end):
            current, end, last = current + 0.5, half.end(), 1.0
    return total + current, end


def _next(text: str, end: int, last: float) -> int:
    """Where the next word of a number may begin: "and" stands only after hundreds."""
    joined = (_AND.match(text, end) if last >= 100 else None) or _JOINED.match(text, end)
    return joined.end() if joined else len(text)


def _scaled(text: str, end: int) -> tuple[float, int]:
    """The factor of a word such as "million" behind a figure, and where it ends."""
    gap = _JOINED.match(text, end)
    word = _TOKEN.match(text, gap.end()) if gap else None
    if word and (factor := _SCALES.get((word["word"] or "").lower())):
        return factor, word.end()
    return 1.0, end


def _with_sign(
    text: str, start: int, end: int, value: float, either: float | None, sign: str
) -> Quantity:
    kind: Kind = _CURRENCIES[sign] if sign else ""
    if after := _PERCENT.match(text, end):
        kind, end = "%", after.end()
    elif after := _MONEY.match(text, end):
        kind, end = _CURRENCIES[(after[1] or after[2]).lower()], after.end()
    return Quantity(text[start:end].strip(), start, end, value, kind, either=either)


def _is_share(text: str, start: int, end: int) -> bool:
    before = text[:start].rstrip(" -").rsplit(None, 1)
    after = text[end:].split(None, 1)
    return bool(before and after) and before[-1].lower() in ("a", "one") and after[0] == "of"
