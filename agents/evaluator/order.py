"""Whether words stand in an order English allows: three neighbors at a time.

A small network says of three words in a row how likely they are to come from running text and not
from the same words shuffled, reversed, or strung together with small words between. It knows a
word by its ending, by its place in the embedder's space, and the most frequent ones by themselves;
what it says of all threes is added up as evidence, so that little text leaves the benefit of the
doubt. The weights stand in `order_weights.json`, made by `evals/train_order.py`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embedder import load_embedder
from knowledge.lexicon import load_lexicon

_FILE = Path(__file__).with_name("order_weights.json")

EDGE = "<"
"""Stands before the first and after the last word of a sentence."""

WIDTH = 3
"""Words looked at together; five tell shuffled from running texts of the project's own better and
those of other people worse."""

ENDINGS = tuple(
    "ing ed ly tion tions s es ss us er ers or al ive ize ise ate y ity ies ment ments ness ful "
    "less able ous en ic ism ist ance ence ant ent est th n't".split()
)
"""Endings the network knows words by."""

_ENDING_ROWS = {e: n for n, e in enumerate(ENDINGS, 1)}
_LONGEST = max(map(len, ENDINGS))
NUMBER = len(ENDINGS) + 1
OUTSIDE = len(ENDINGS) + 2

_CLASS_ENDINGS = ("ing", "ed", "ly", "tion", "s", "er", "al", "ive", "e", "y")

_AT_MOST = 2.5
"""Log odds at which three words are held, so that no few of them decide."""

TERSE = 0.25
"""Share of small words below which the order is not judged: notes have an order of their own, and
running text shuffled keeps its small words."""

RUNNING, SCRAMBLED = -6.0, -9.0
"""Log odds for running text from which all, and up to which nothing, of a score is left.

Of 2,800 real answers of eight words and more in sets it is not fitted to (Mohler, SAF, SciEntsBank,
Beetle) 1.4 in a thousand lose half or more, of the same without stops or transcribed from speech
1.8 and none, without articles 1.4. Of the same answers shuffled 29 in a hundred are left less than
a fifth with 8 to 10 words, 55 with 14 to 19, 73 with 20 to 29, 82 with 30 to 49 and 96 with more;
with small words strewn among their terms 47, 79, 92, 97 and 100."""

_TINY = np.float32(1e-9)

_FRAME, _FRAMED_SENTENCES, _FRAMED_SHARE = 3, 6, 0.6
"""Small words of a frame, sentences, and share of them in a frame said before (`is_templated`)."""

Rows = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Model:
    """`vectors` (256, d) and `endings` (e, d) add up to a word, and `known` (n, d) are those of
    `words` as they come out; `first` (3, d, h), `shift` (h,), `last` (h,) and `constant` are the
    network's layers."""

    words: dict[str, int]
    vectors: Rows
    endings: Rows
    known: Rows
    first: Rows
    shift: Rows
    last: Rows
    constant: float


@lru_cache(maxsize=1)
def _model() -> _Model:
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    rows = {
        name: np.array(stored[name], np.float32)
        for name in ("vectors", "endings", "known", "first", "shift", "last")
    }
    words = {word: n for n, word in enumerate(stored["words"].split())}
    return _Model(words=words, constant=stored["constant"], **rows)


def is_templated(sentences: Sequence[Sequence[str]]) -> bool:
    """Whether terms are set into the same few sentences over and over ("there is ..., and then
    there is ... as well"): most sentences share their small words, in order, with another. Of
    11,379 answers in public sets and 541 of the project's own, none is."""
    small = load_lexicon().function_words
    frames = [tuple(w for w in s if w in small) for s in sentences]
    told = Counter(f for f in frames if len(f) >= _FRAME)
    again = sum(told[f] > 1 for f in frames)
    return len(sentences) >= _FRAMED_SENTENCES and again >= _FRAMED_SHARE * len(sentences)


def share(sentences: Sequence[Sequence[str]]) -> float:
    """What the order of the words leaves of a score, 0-1; 0 means scrambled."""
    small = load_lexicon().function_words
    said = [w for s in sentences for w in s]
    if sum(w in small for w in said) < TERSE * len(said):
        return 1.0
    found = log_odds(sentences)
    return min(max((found - SCRAMBLED) / (RUNNING - SCRAMBLED), 0.0), 1.0)


def log_odds(sentences: Sequence[Sequence[str]]) -> float:
    """The evidence, in nats, that sentences are running English and not words strung together; 0
    where there is nothing to go by. What has no small words in it only speaks for it: names and
    lists stand like that. Rare words of two letters are left out as symbols ("Iz", "Zs")."""
    words, at = threes(sentences)
    model = _model()
    small = load_lexicon().function_words
    symbol = np.array([len(w) == 2 and w not in small and w not in model.words for w in words])
    at = at[~symbol[at].any(axis=1)]
    if not len(at):
        return 0.0
    spread = _spread(words)
    summed = model.shift + sum(spread[at[:, n], n] for n in range(WIDTH))
    odds = np.tanh(summed) @ model.last + model.constant
    linked = np.array([w in small for w in words])[at].any(axis=1)
    lowest = np.where(linked, -_AT_MOST, 0.0)
    return float(np.minimum(np.maximum(odds, lowest), _AT_MOST).sum(dtype=np.float64))


def threes(sentences: Sequence[Sequence[str]]) -> tuple[list[str], Numbers]:
    """The different words of sentences, `EDGE` first, and each `WIDTH` neighbors as places among
    them, shape (n, 3). Those with a name of one letter ("bulb a", "x") or with two numbers are left
    out: formulas have an order of their own."""
    rows = {EDGE: 0}
    said = [0]
    for sentence in sentences:
        if len(sentence) >= WIDTH - 1:
            said += [rows.setdefault(w, len(rows)) for w in sentence]
            said.append(0)
    if len(said) < WIDTH:
        return [EDGE], np.zeros((0, WIDTH), np.int64)
    small = load_lexicon().function_words
    words = list(rows)
    number = np.array([w[0].isdigit() for w in words])
    letter = np.array([len(w) == 1 and w.isalpha() and w not in ("a", "i") for w in words])
    noun = np.array([len(w) > 1 and w not in small for w in words]) & ~number
    at = np.array(said)
    article_alone = (at == rows.get("a", -1)) & ~np.append(noun[at[1:]], False)
    named = letter[at] | article_alone
    shown = np.lib.stride_tricks.sliding_window_view
    kept = (
        (at[1:-1] != 0)
        & ~shown(named, WIDTH).any(axis=1)
        & (shown(number[at], WIDTH).sum(axis=1) < 2)
    )
    return words, shown(at, WIDTH)[kept]


def word_class(word: str) -> str:
    """The class of a lower-case word by which `order_pairs.json` counts neighbors: itself when
    small, else its ending."""
    if word in load_lexicon().function_words:
        return word
    if word[0].isdigit():
        return "0"
    return "-" + next((e for e in _CLASS_ENDINGS if word.endswith(e)), "")


def ending(word: str) -> int:
    """The row of a lower-case word's ending."""
    if word == EDGE:
        return OUTSIDE
    if word[0].isdigit():
        return NUMBER
    for length in range(min(_LONGEST, len(word) - 2), 0, -1):
        if word[-length:] in _ENDING_ROWS:
            return _ENDING_ROWS[word[-length:]]
    return 0


def places(words: Sequence[str]) -> Rows:
    """Words in the embedder's space, shape (n, 256), rows of length 1; zeros for `EDGE` and for
    what the embedder does not know."""
    ends = np.cumsum([len(w) + 1 for w in words])
    pieces = load_embedder().tokens(" ".join(" " if w == EDGE else w for w in words))
    found = np.zeros((len(words), pieces.vectors.shape[1]), np.float32)
    owners = np.searchsorted(ends, [start for start, _ in pieces.spans], side="right")
    placed, firsts = np.unique(owners, return_index=True)
    if len(placed):
        summed = np.add.reduceat(pieces.vectors, firsts, axis=0)
        found[placed] = summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), _TINY)
    return found


def _spread(words: Sequence[str]) -> Rows:
    """What words add to the first layer in each of the places, shape (n, 3, h)."""
    model, first = _model(), _first()
    found = np.empty((len(words), *first.shape[1:]), np.float32)
    rows = np.array([model.words.get(w, -1) for w in words])
    found[rows >= 0] = first[rows[rows >= 0]]
    others = np.flatnonzero(rows < 0)
    if len(others):
        met = [words[i] for i in others.tolist()]
        inside = np.tanh(places(met) @ model.vectors + model.endings[[ending(w) for w in met]])
        found[others] = np.tensordot(inside, model.first, axes=(1, 1))
    return found


@lru_cache(maxsize=1)
def _first() -> Rows:
    """`_spread` of the words the model knows by themselves."""
    model = _model()
    spread: Rows = np.tensordot(model.known, model.first, axes=(1, 1))
    return spread
