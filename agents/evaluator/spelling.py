"""Slips of the keyboard set right on the copy that is analysed; quotes stay as they were typed.

A word is mended only when it is in no list, is no form of a listed word and no name, and one slip
of the kind fingers make (two letters swapped, one doubled, left out, or hit beside its key) leads
to a listed word; in words of nine letters and more, two slips. What a writer spells the same way
twice is taken for a term and left alone. Where slips are many, all words are weighed as `likely`
has it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from agents.evaluator import slips
from agents.evaluator.likely import LEAST_RATE, TAILS, WORD, Weigher
from agents.evaluator.vocabulary import (
    FIRST_WORD,
    LISTED_RANK,
    NEVER,
    TWICE_FROM,
    is_known,
    known_words,
    mask,
    masked,
    rank,
)

FREQUENT = 150
"""Rank up to which a word is so frequent that three letters are mended to it."""

FAMILIAR = 7000
"""Rank a word must have for a capitalized word that opens a sentence to be mended to it: what is
nearer to a rarer word is more often a name."""

RARE = 20_000
"""Rank beyond which a word is not mended to: it is as unlikely as the slip."""

PLAIN_FROM = 9
"""Letters from which a capitalized word that opens a sentence is mended to rarer words too."""

STRANGE_SHARE = 0.4
"""Share of unlisted words from which a text is not mended: it is no English with slips in it."""

SLIPPED_SHARE = 0.65
MENDABLE_SHARE = 0.5
"""The same share when this share of the unlisted words is one slip away from a listed one. Of
short texts in five other languages .07 to .36 of the unlisted words are."""

MOST_STRANGE = 400
"""Different unlisted words up to which a text is mended; bounds the time."""

MANY = 2
MANY_SHARE = 0.015
"""Different words mended, and their share of all words, from which slips are many: every thirteenth
word holds one where 2% of letters are hit wrongly, and two in three are mended at sight."""

_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december christmas easter".split()
)
"""What a capital does not make a name."""


def mend(texts: Sequence[str], opens: Sequence[bool], beside: str = "") -> list[str]:
    """Folded texts in their own case, each with its slips set right. `opens` says which of them
    begin a sentence, where a capital letter is no sign of a name; the words of the text `beside`
    are taken for right."""
    found = [w for t in texts for w in WORD.findall(t)]
    has_case = 2 * sum(w.isupper() for w in found) < len(found)
    counts = Counter(w.lower().partition("'")[0] for w in found)
    expected = frozenset(w.lower().partition("'")[0] for w in WORD.findall(beside))
    plain = {w.lower().partition("'")[0] for w in found if w.islower() or not has_case}
    strange = [w for w in counts if w in plain and len(w) > 3 and w not in known_words().ranks]
    if _is_strange(strange, len(plain)):
        return list(texts)
    right = expected | {w for w in strange if counts[w] > 1 or (not nearest(w) and is_known(w))}
    mender = _Mender(right, has_case)
    doubtful = (w for w in dict.fromkeys(found) if w not in known_words().ranks or len(w) == 3)
    table = {w: m for w in doubtful if (m := mender.mended(w)) != w}
    mended = [_replaced(t, table, opens[i]) for i, t in enumerate(texts)] if table else list(texts)
    sure = sum(len(w) > 3 for w in table)
    if sure < max(MANY, MANY_SHARE * len(found)):
        return mended
    terms = (w for w in (*counts, *expected) if w in expected or counts[w] > 1)
    own = frozenset(w for w in terms if len(w) > 4 and w not in known_words().ranks)
    rate = max(sure / sum(map(len, found)), LEAST_RATE)
    weigher = Weigher(counts, expected, own, rate)
    return [weigher.weighed(*t) for t in zip(texts, mended, opens, strict=True)]


def _is_strange(strange: Sequence[str], of: int) -> bool:
    """Whether so many of a text's words are in no list that it is not mended."""
    if len(strange) <= max(STRANGE_SHARE * of, 4):
        return len(strange) > MOST_STRANGE
    if len(strange) > min(SLIPPED_SHARE * of, MOST_STRANGE):
        return True
    return sum(bool(nearest(w)) for w in strange) < MENDABLE_SHARE * len(strange)


def _replaced(text: str, table: dict[str, str], opens: bool) -> str:
    start = len(text) - len(text.lstrip(" \"'(*-"))

    def other(found: re.Match[str]) -> str:
        said = found.group()
        mended = table.get(said, said)
        if mended == said or said[0].islower() or said.isupper():
            return mended
        is_first = opens and found.start() == start
        is_plain = len(said) >= PLAIN_FROM or rank(mended) < FAMILIAR
        return mended if (is_first and is_plain) or mended in _CALENDAR else said

    return WORD.sub(other, text)


@dataclass(frozen=True)
class _Mender:
    """What is right in one answer beside the listed words, and whether capitals tell names."""

    right: frozenset[str]
    has_case: bool

    def mended(self, word: str) -> str:
        """The word set right, or as it is."""
        if self.has_case and len(word) > 1 and not word[1:].islower():
            return _case_slip(word)
        head, mark, tail = word.lower().partition("'")
        if head in self.right or (mark and tail not in TAILS):
            return word
        mended = nearest(head)
        if not mended and len(head) > 4 and not is_known(head):
            mended = min((w for w in self.right if slips.count(head, w) <= 1), default="")
        return f"{mended}{mark}{tail}" if mended else word


def _case_slip(word: str) -> str:
    """A capital struck one letter late or twice ("hTe", "THe")."""
    lower = word.lower()
    if len(word) < 3 or not word[2:].islower():
        return word
    if word[0].islower():
        swapped = lower[1] + lower[0] + lower[2:]
        return swapped if swapped in known_words().ranks else word
    return next((w for w in (lower, lower[1:]) if w in known_words().ranks), word)


@lru_cache(maxsize=20_000)
def nearest(word: str) -> str:
    """The listed word that `word`, lower case, is a slip of; empty when it is right or unclear."""
    ranks = known_words().ranks
    if len(word) < 3 or len(word) > 24:
        return ""
    if len(word) == 3:
        if ranks.get(word, NEVER) <= LISTED_RANK:
            return ""
        frequent = [*slips.swapped(word), *slips.undoubled(word)]
        frequent += [] if word in ranks else [*slips.struck(word), *slips.filled(word)]
        found = [w for w in frequent if ranks.get(w, NEVER) < FIRST_WORD + FREQUENT]
        return min(found, key=rank, default="")
    if word in ranks:
        return ""
    if any(w in ranks for w in slips.undoubled(word)):
        return min(
            (w for w in (*slips.undoubled(word), *slips.swapped(word)) if w in ranks), key=rank
        )
    if is_known(word):
        return ""
    best = min(_once(word), default=None)
    if best is None and len(word) >= TWICE_FROM:
        best = min(_twice(word), default=None)
    if best is None:
        best = min(_inflected(word), default=None)
    return best[1] if best else ""


def _inflected(word: str) -> Iterator[tuple[float, str]]:
    """Forms that are not listed themselves, of listed words one slip away."""
    for ending in ("s", "ing"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 4:
            yield from (
                (against, w + ending)
                for against, w in _once(base)
                if w[-1] not in "esn" and rank(w) < FAMILIAR
            )


def _once(word: str) -> Iterator[tuple[float, str]]:
    """Listed words one slip away with what speaks against each: rarity and an unlikely slip."""
    ranks = known_words().ranks
    most = LISTED_RANK if len(word) > 4 else FAMILIAR // 2
    for against, made in (
        (1.0, slips.swapped(word)),
        (1.5, slips.filled(word)),
        (2.5, slips.struck(word)),
        (4.0, slips.unbrushed(word)),
        (2.5, slips.voweled(word)),
    ):
        for w in made:
            place = ranks.get(w)
            if place is not None and place < (RARE if w[0] == word[0] else most):
                yield against * (place + 300), w


def _twice(word: str) -> Iterator[tuple[float, str]]:
    """Listed words two slips away that begin alike."""
    letters = mask(word)
    ranks = known_words().ranks
    for w, other in masked(word[0]):
        if (
            abs(len(w) - len(word)) <= 2
            and ranks[w] < RARE
            and (letters ^ other).bit_count() <= 3
            and slips.count(word, w) <= 2
        ):
            yield float(ranks[w]), w
