"""Whether words stand in an order English allows: a small model over neighboring word classes.

The classes are the function words themselves and, for other words, their endings. Counts from the
question bank say how much likelier a pair of neighbors is than chance; a logistic model over a few
sums of them tells running sentences from the same words shuffled, reversed, or strung together
with small words between. Both stand in `order_pairs.json`, made by `evals/train_order.py`.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from agents.evaluator.lexicon import load_lexicon

_FILE = Path(__file__).with_name("order_pairs.json")
_ENDINGS = ("ing", "ed", "ly", "tion", "s", "er", "al", "ive", "e", "y")
MIN_PAIRS = 14
"""Pairs below which the order is not judged."""

_SURE_PAIRS = 30
_SCRAMBLED, _RUNNING = 0.035, 0.12
"""Chance of being running English at which nothing and all of a score is left, from `_SURE_PAIRS`
pairs on; fewer need less, as their cube. Of real answers with ten pairs and more, 0.1
to 5 in a hundred are left nothing, of the same shuffled 64 to 75 (up to 783 answers each of Mohler,
SAF, SciEntsBank and Beetle, none of which it is fitted to)."""

_UNLIKELY = -0.8

_LINKS = frozenset(
    "is are was were be been am i we you he she they it that which who if when because so while "
    "can could will would should may might must do does did has have had than then not no there "
    "this these those my our your their its his her what how why where as but or".split()
)
"""Small words a sentence hangs together by; strings of terms have articles and prepositions."""


def word_class(word: str) -> str:
    """The class of a lower-case word."""
    if word in load_lexicon().function_words:
        return word
    if word[0].isdigit():
        return "0"
    return "-" + next((e for e in _ENDINGS if word.endswith(e)), "")


def pairs(sentence: Sequence[str]) -> list[tuple[str, str]]:
    """Neighboring classes of a sentence, its edges left out (speech has none)."""
    classes = [word_class(w) for w in sentence]
    return list(itertools.pairwise(classes))


def is_templated(sentences: Sequence[Sequence[str]]) -> bool:
    """Whether terms are set into the same few sentences over and over ("there is ..., and then
    there is ... as well"): most sentences share their small words, in order, with another. Of
    11,379 answers in public sets and 541 of the project's own, none is."""
    small = load_lexicon().function_words
    frames = [tuple(w for w in s if w in small) for s in sentences]
    told = Counter(f for f in frames if len(f) >= _FRAME)
    again = sum(told[f] > 1 for f in frames)
    return len(sentences) >= _FRAMED_SENTENCES and again >= _FRAMED_SHARE * len(sentences)


_FRAME, _FRAMED_SENTENCES, _FRAMED_SHARE = 3, 6, 0.6


@dataclass(frozen=True)
class _Model:
    gains: dict[str, dict[str, float]]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]


@lru_cache(maxsize=1)
def _model() -> _Model:
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    running = stored["running"]
    return _Model(
        stored["gains"], tuple(running["mean"]), tuple(running["scale"]), tuple(running["weights"])
    )


def share(sentences: Sequence[Sequence[str]]) -> float:
    """What the order of the words leaves of a score, 0-1; 0 means scrambled."""
    found = features(sentences, _model().gains)
    if found is None:
        return 1.0
    chance = _chance(found)
    count = sum(max(len(s) - 1, 0) for s in sentences)
    needed = min(count / _SURE_PAIRS, 1.0) ** 2
    low, high = _SCRAMBLED * needed, _RUNNING * needed
    return min(max((chance - low) / (high - low), 0.0), 1.0)


def running(sentences: Sequence[Sequence[str]]) -> float | None:
    """The chance, 0-1, that sentences are running English and not words strung together; None
    when there is too little text to tell."""
    found = features(sentences, _model().gains)
    return None if found is None else _chance(found)


def _chance(found: tuple[float, ...]) -> float:
    model = _model()
    *weights, constant = model.weights
    logit = constant + math.fsum(
        w * (f - m) / s for w, f, m, s in zip(weights, found, model.mean, model.scale, strict=True)
    )
    return 1 / (1 + math.exp(-min(max(logit, -60.0), 60.0)))


def features(
    sentences: Sequence[Sequence[str]], gains: dict[str, dict[str, float]]
) -> tuple[float, ...] | None:
    """Mean gain of the pairs over chance (nats), share of unlikely pairs, share of pairs of two
    small words, share of links among small words, share and variety of small words, and how little
    there is to go by; None for fewer than `MIN_PAIRS` pairs."""
    found = [gains.get(a, {}).get(b, 0.0) for s in sentences for a, b in pairs(s)]
    if len(found) < MIN_PAIRS:
        return None
    function_words = load_lexicon().function_words
    said = [w for s in sentences for w in s]
    small = [w for w in said if w in function_words]
    count = max(len(small), 1)
    twice = sum(
        a in function_words and b in function_words
        for s in sentences
        for a, b in itertools.pairwise(s)
    )
    return (
        math.fsum(found) / len(found),
        sum(g < _UNLIKELY for g in found) / len(found),
        twice / len(found),
        sum(w in _LINKS for w in small) / count,
        len(small) / len(said),
        len(set(small)) / count**0.7,
        1 / len(found),
    )
