"""Two things a question compares, and what is said of the one given to the other.

Asked for the difference between two things, an answer that exchanges them uses every right word,
and the two are what the question holds, whose words count little. So what a point says of the one
is looked for in clauses about the other: where it stands there, unnegated and nowhere of the right
one, the point is turned round. The same goes for the two exchanged about a verb or a "than".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from agents.evaluator.contradiction import predicates
from agents.evaluator.evidence import Unit, Units
from agents.evaluator.negation import negated
from agents.evaluator.text import Sentence, words
from knowledge.lexicon import content, load_lexicon

_NAME = r"(?:[\w'+#-]+ ){0,2}?[\w'+#-]+"
_END = (
    r"(?=[^\w\s'+#-]|$| (?:in|for|with|when|if|that|which|as|on|at|do|does|is|are|to|of|by|from|and"
    r"|work|would|you|your|where|why)\b)"
)
_BIDS = frozenset(content(tuple("explain describe compare contrast discuss tell name".split())))
"""Stems of what a question bids one to do, which are no names."""

_COMPARED = (
    r"\b(?:differ\w*|distin\w+|compar\w+|choosing|choose|choice|decid\w+|trade-?offs?)\b[^.?!]{0,40}?"
    r" between (?P<a>NAME) and (?P<b>NAME)",
    r"\b(?:compare|contrast|distinguish(?:es)?|tells?|separates?) (?P<a>NAME)"
    r" (?:and|with|to|against|from) (?P<b>NAME)",
    r"\bdo(?:es)? (?P<a>NAME) differ from (?P<b>NAME)",
    r"\b(?:is|are) (?P<a>NAME) different from (?P<b>NAME)",
    r"\b(?P<a>NAME) (?:versus|vs\.?|rather than|instead of|as opposed to|compared (?:to|with))"
    r" (?P<b>NAME)",
    r"\b(?:use|choose|pick|prefer|take|want|need) (?P<a>NAME) (?:or|over) (?P<b>NAME)",
    r"\b(?:dis)?advantages? of (?P<a>NAME) over (?P<b>NAME)",
)
"""How a question names two things to compare."""

_SHARED = 0.75
"""Share of what a clause says of its subject that stands in another one from which it says the
same."""

_OF_BOTH = re.compile(
    r"\b(?:also|too|both|neither|either|same|equal\w*|similar\w*|like|unlike|as well|each other"
    r"|one another|differs?|difference|another|other|versus|vs|than|if|unless|instead|rather)\b"
)
"""Words of a clause that may speak of both."""

_MAY = re.compile(r"\b(?:can|could|may|might|sometimes|often|usually|partly|or)\b")
"""What may be so of the one beside being so of the other."""

_CLAIM = 3
"""Stems of a claim before an "and" that begins another one."""

_AND = re.compile(r" and (?=(?:an? |the |its |their |each )?([\w'+#-]+) )")

_LEADING_IN = re.compile(
    r"^(?:(?:and|but|so|while|whereas|because|then|well|basically) )*(?:in|of|from|to|within|inside"
    r"|for|by|with|among|on|at|under|as|when|where|if|unlike|since|after|before|between|per)\b"
)
"""Openers whose noun is no subject."""


_PAIRED = re.compile(
    r"\b(?:between|both) (?:[\w'-]+ ){0,3}$|\b(?:of|in|for|with) (?:the |an? )?[\w'-]+ $"
)
"""Before an "and" that joins the two themselves."""

_SYMMETRIC = re.compile(r"\b(?:by|is|are|was|were|and)\b")
"""Words beside which the order of the two does not tell which does something to the other."""


@dataclass(frozen=True)
class Pair:
    """The names each of two compared things goes by, none of them the other's."""

    one: frozenset[str]
    other: frozenset[str]

    def sides(self, stems: Sequence[str]) -> list[int]:
        """Which of the two is named, in order: 1 and -1."""
        named = ((_name(s) in self.one) - (_name(s) in self.other) for s in stems)
        return [side for side in named if side]

    def only(self, stems: Sequence[str]) -> int:
        """The one that alone is named: 1, -1, or 0 where it is none or both."""
        sides = set(self.sides(stems))
        return sides.pop() if len(sides) == 1 else 0

    def rest(self, unit: Unit) -> frozenset[str]:
        """What else a text says."""
        return frozenset(s for s in unit.stem_set if _name(s) not in self.one | self.other)


@dataclass(frozen=True)
class _Told:
    """A clause of an answer: its sentence's number, which of the two it is surely about (1, -1,
    or 0), and which it may be about (0 for either)."""

    place: int
    said: Unit
    surely: int
    maybe: int


@dataclass(frozen=True)
class Comparison:
    """Two things a question compares, and the clauses of an answer to it."""

    pair: Pair
    told: tuple[_Told, ...]


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms of such questions, compiled when the first question is read."""
    return tuple(re.compile(form.replace("NAME", _NAME) + _END) for form in _COMPARED)


@lru_cache(maxsize=64)
def compared(question: str) -> tuple[Pair, ...]:
    """The pairs of things a lower-case question compares."""
    found = []
    for form in _forms():
        for match in form.finditer(question):
            stems = (content(words(match[side])) for side in "ab")
            one, other = ([_name(s) for s in names if s not in _BIDS] for names in stems)
            only = [s for s in one if s not in other], [s for s in other if s not in one]
            # The longer one ends in what both are ("formative and summative assessment").
            size = min(map(len, only))
            if size:
                found.append(Pair(*(frozenset(names[:size]) for names in only)))
    return tuple(dict.fromkeys(found))


def compare(sentences: Sequence[Sentence], asked: Unit, units: Units) -> tuple[Comparison, ...]:
    """The pairs of things a question compares, each with what the answer says of them."""
    return tuple(Comparison(p, tuple(_told(sentences, p, units))) for p in compared(asked.text))


def exchanged(
    point: Unit, comparisons: Sequence[Comparison], asked: Unit, units: Units
) -> int | None:
    """The number of the sentence that says of the one of two compared things what the point says
    of the other; None where the answer says it rightly too.

    Of 800 public answers to questions that compare, one that is right is taken to exchange them,
    beside a reference without stops; of the bank's and the graded ones none is.
    """
    for comparison in comparisons:
        pair = comparison.pair
        for clause in predicates(point.text):
            part = units.of(clause)
            sides = set(pair.sides(part.stems))
            if not sides:
                continue
            wrong, right = (_of_other, _of_same) if len(sides) == 1 else (_turned, _straight)
            shared = [(_shared(part, t.said, pair, asked), t) for t in comparison.told]
            against = [(n, t.place) for n, t in shared if wrong(part, t, pair)]
            most, place = max(against, key=lambda found: found[0], default=(0.0, 0))
            says = max((n for n, t in shared if right(part, t, pair)), default=0.0)
            if most >= _SHARED and most > says:
                return place
    return None


def _name(stem: str) -> str:
    """A stem as a name: "process" and "processes" have different ones."""
    return stem.rstrip("s") or stem


def _told(sentences: Sequence[Sentence], pair: Pair, units: Units) -> Iterator[_Told]:
    """The clauses of an answer; one that names neither is about the one named last, surely so in
    the same sentence. A sentence about one of them is told once more as a whole."""
    maybe = 0
    for i, sentence in enumerate(sentences):
        whole = units.of(sentence.clean)
        surely = 0
        for clause in predicates(sentence.clean):
            for piece in _pieces(clause, pair):
                said = units.of(piece)
                if pair.sides(said.stems):
                    surely = maybe = pair.only(said.stems)
                yield _Told(i, said, surely, maybe)
        if len(set(pair.sides(whole.stems))) < 2:
            yield _Told(i, whole, surely, maybe)


def _pieces(clause: str, pair: Pair) -> Iterator[str]:
    """A clause cut where an "and" begins to speak of the other of the two."""
    start = 0
    for found in _AND.finditer(clause):
        head = clause[start : found.start()]
        before = content(words(head))
        behind = pair.only(content(words(found[1])))
        sides = pair.sides(before)
        if len(before) < _CLAIM or not behind or not sides or _PAIRED.search(head + " "):
            continue
        if sides[0] == -behind:
            yield head
            start = found.end()
    yield clause[start:]


def _shared(part: Unit, said: Unit, pair: Pair, asked: Unit) -> float:
    """The share of what the part says of whichever that a clause says of whichever, 0-1; 0 where
    only one of them denies it, says it with an antonym, or says no more than was asked."""
    rest, its = pair.rest(part), pair.rest(said)
    if not rest - asked.stem_set or (len(rest) == 1 and len(its) > 1):
        return 0.0
    antonyms = load_lexicon().antonyms
    if negated(part.text).any_denied != negated(said.text).any_denied or any(
        not antonyms.get(s, frozenset()).isdisjoint(its) for s in rest - its
    ):
        return 0.0
    return len(rest & its) / len(rest)


def _of_other(part: Unit, told: _Told, pair: Pair) -> bool:
    return (
        told.surely == -pair.only(part.stems)
        and not (_OF_BOTH.search(told.said.text) or _OF_BOTH.search(part.text))
        and bool(_MAY.search(part.text) or not _MAY.search(told.said.text))
    )


def _of_same(part: Unit, told: _Told, pair: Pair) -> bool:
    return told.maybe in (0, pair.only(part.stems))


def _turned(part: Unit, told: _Told, pair: Pair) -> bool:
    return _way(part, pair) * _way(told.said, pair) < 0


def _straight(part: Unit, told: _Told, pair: Pair) -> bool:
    return not _turned(part, told, pair)


def _way(unit: Unit, pair: Pair) -> int:
    """Which of the two stands before a "than" or does something to the other: 1, -1, or 0 where
    that cannot be told."""
    before, than, behind = unit.text.partition(" than ")
    if than:
        one, other = (pair.only(content(words(text))) for text in (before, behind))
        return one if one == -other else 0
    alone = _LEADING_IN.match(unit.text) or _OF_BOTH.search(unit.text)
    sides = pair.sides(unit.stems)
    if alone or _SYMMETRIC.search(unit.text) or len(set(sides)) < 2:
        return 0
    return pair.only(unit.stems[:1])
