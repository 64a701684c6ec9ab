"""The piece of a sentence that shows what is said of it, always verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from agents.evaluator.evidence import stem_weight
from agents.evaluator.quoting import SHORT, snippet, without_opening
from agents.evaluator.text import fold, words
from domain import Question
from knowledge.lexicon import content

_JOINT = re.compile(
    r"[,;:](?=\s)|\s-(?=\s)|\s(?=(?:and|but|so|because|which|who|while|when|where|if|then|or|as"
    r"|that)\s)",
    re.I,
)
_OPENER = re.compile(r"^(?:(?:and|but|or|so(?! that\b)|then)\s+|(?:which|as|that|than)\s+)", re.I)
_LINE_OPENER = re.compile(r"^(?:and|but|or|so(?! that\b)|then)\s+", re.I)

MORE = 0.3
"""How much more of a point another piece must hold than the beginning, in words' worth (0.6-1)."""


@lru_cache(maxsize=2000)
def stems(text: str) -> frozenset[str]:
    """The meaningful words of a text, as stems."""
    return frozenset(content(words(fold(text).lower())))


_ANYTHING = (
    "everything something anything nothing everyone everybody someone somebody anyone thing things "
    "way ways always often good bad new right all every each whole same other"
)
"""Words that two sentences can share without being about the same."""


@lru_cache(maxsize=1)
def _anything() -> frozenset[str]:
    return stems(_ANYTHING)


def nearest(quote: str, point: str) -> str:
    """The clauses of `quote`, side by side and within the room of a quote, that hold most of the
    words of `point`; its beginning where no others hold more."""
    wanted = stems(point)
    best = snippet(without_opening(quote, joint=True))
    most = _shared(best, wanted) + MORE
    for piece in _pieces(quote):
        if (shared := _shared(piece, wanted)) > most:
            best, most = piece, shared
    return best


def pointed(question: Question, point: str, quote: str) -> float:
    """How much of a point's words a quote holds that the question does not give away, in words'
    worth (0.6-1 each). Near-synonyms can make a point, but with none of its words a reader sees
    only that it says something else."""
    asked = stems(f"{question.scenario or ''} {question.question}")
    return _shared(quote, stems(point) - asked - _anything())


def around(quote: str, sign: re.Pattern[str]) -> str:
    """The beginning of `quote` if it shows a sign (of lower-case text), else the first clauses that
    do; the beginning where none do."""
    start = snippet(without_opening(quote, joint=True))
    shown = (p for p in (start, *_pieces(quote)) if sign.search(p.lower()))
    return next(shown, start)


def opened(piece: str) -> str:
    """A piece without the word that ties it to the one before."""
    return _OPENER.sub("", piece)


def begun(line: str) -> str:
    """A whole sentence without the word that ties it to the one before; "that check" and "as a
    result" are no such words where a sentence begins."""
    return _LINE_OPENER.sub("", line)


def _pieces(quote: str) -> Iterator[str]:
    """The longest run of clauses from each clause on that has room; none of a short quote."""
    cuts = [0, *(m.start() for m in _JOINT.finditer(quote)), len(quote)]
    for i, a in enumerate(cuts[:-1]):
        ends = [b for b in cuts[i + 1 :] if b - a <= SHORT]
        if ends and len(quote) > SHORT:
            piece = quote[a : ends[-1]].strip(" ,;:-")
            yield snippet(opened(without_opening(piece, joint=True)))


def _shared(piece: str, wanted: frozenset[str]) -> float:
    return sum(stem_weight(s) for s in stems(piece) & wanted)
