"""Saying the opposite: a point's clause negated, or with a word turned into its antonym.

Strict on purpose. A penalty for any difference in negation lowers agreement with graders on three
of four public sets; asking for the same clause first (likeness and shared stems) is neutral there
and still catches a right answer turned round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agents.evaluator.evidence import Unit, Units
from agents.evaluator.lexicon import content, load_lexicon
from agents.evaluator.text import Sentence, clauses

SHARED_NEGATED = 0.7
SHARED_TURNED = 0.5
LIKE_NEGATED = 0.7
LIKE_TURNED = 0.55

_NEAR = 3
"""Content words on either side that count as a word's company."""

_CONTRAST = re.compile(r", (?:not|never)\b|\beven (?:if|when|though)\b.*?\b(?:not?|never)\b")
"""Negations that set something aside without negating the clause ("by name, never by bed")."""

_SECOND_PREDICATE = re.compile(
    r"\s(?:and|nor|or) (?=(?:do|does|did|is|are|was|were|has|have|can|could|will|would|should|must"
    r"|not|never|cannot|doesn't|don't|didn't|isn't|aren't|won't|can't)\b)"
)

_DENIED = re.compile(
    r"\bnot (?:true|the case|correct|right|so) that\b|\b(?:false|wrong|untrue|incorrect|a myth|"
    r"nonsense|no truth in it) (?:that|to (?:say|think|believe))\b"
    r"|\b(?:is|are) (?:a myth|nonsense)\b"
)
_MOSTLY = 0.75
_SMALL_OPPOSITES = (
    ("before", "after"),
    ("with", "without"),
    ("more", "less"),
    ("more", "fewer"),
    ("every", "no"),
    ("all", "no"),
    ("each", "no"),
    ("any", "no"),
    ("always", "never"),
    ("above", "below"),
    ("first", "last"),
    ("most", "least"),
)
"""Words too small to be stems whose opposite turns a clause round when it stands before the same
word."""

_TURNS = re.compile(r"\b(?:rather than|instead of|without|non-?)\b")


def opposite(point: Unit, sentences: Sequence[Sentence], units: Units) -> str:
    """The quote that says the opposite of the point, or nothing; a clause elsewhere that says it
    right in the same words lets it stand."""
    parts = [units.of(c) for c in clauses(point.text)]
    parts = [p for p in parts if len(p.stem_set) >= 2]
    opposed = ""
    stems = [units.of(s.clean).stem_set for s in sentences]
    for i, s in enumerate(sentences):
        around = frozenset().union(*stems[max(i - 1, 0) : i + 2])
        for clause in _predicates(s.clean):
            said = units.of(clause)
            for part in parts:
                if contradicts(part, said, around):
                    opposed = opposed or s.quote
                elif len(part.stem_set & said.stem_set) >= 0.8 * len(part.stem_set):
                    return ""
    return opposed


def denied(point: Unit, said: Unit) -> bool:
    """Whether a sentence that speaks of the point calls it untrue ("it is a myth that ...")."""
    return bool(_DENIED.search(said.text)) and not _DENIED.search(point.text)


def turned_round(pairs: Sequence[tuple[Unit, Unit]], sentences: Sequence[Unit]) -> bool:
    """Whether an answer negates what it should affirm, sentence for sentence.

    `pairs` are points with the sentences nearest to them. A negation more or less in one of them
    says little (graders' scores on three of four public sets fall when it is punished); in most
    of them, in an answer most of whose sentences negate, it is the answer's meaning.
    """
    if len(pairs) < 2 or len(sentences) < 2:
        return False
    negating = sum(negations(s) % 2 for s in sentences) / len(sentences)
    against = sum(negations(p) % 2 != negations(s) % 2 for p, s in pairs) / len(pairs)
    return min(negating, against) >= _MOSTLY


def misquotes(point: Unit, said: frozenset[tuple[str, str]]) -> bool:
    """Whether the point's figures are given wrong: none of them is said, and a thing it counts is
    said with another figure. `said` are the answer's `figures`."""
    wanted = figures(point)
    told = {figure for figure, _ in said}
    if not wanted or any(figure in told for figure, _ in wanted):
        return False
    things = {thing for _, thing in said}
    return any(thing in things for _, thing in wanted)


def figures(unit: Unit) -> frozenset[tuple[str, str]]:
    """Each figure with the stem of the word after it, what it counts."""
    numbers = load_lexicon().numbers
    found = set()
    for i, word in enumerate(unit.words[:-1]):
        figure = numbers.get(word, word)
        if figure[0].isdigit():
            counted = content(unit.words[i + 1 : i + 3])
            if counted:
                found.add((figure, counted[0]))
    return frozenset(found)


def _predicates(sentence: str) -> Iterator[str]:
    """The clauses of a sentence, those with two predicates cut in two: each negates on its own."""
    for clause in clauses(sentence):
        yield from _SECOND_PREDICATE.split(clause)


def contradicts(point: Unit, said: Unit, whole: frozenset[str] = frozenset()) -> bool:
    """Whether one clause states the opposite of another.

    An antonym counts only when the point's own word stands nowhere in the `whole` answer: one that
    uses both is comparing two things.
    """
    shared = len(point.stem_set & said.stem_set) / max(len(point.stem_set), 1)
    if shared < SHARED_TURNED:
        return False
    turned = sum(1 for _ in _turned(point, said, whole))
    if not turned and shared >= SHARED_NEGATED and _likeness(point, said) > LIKE_NEGATED:
        turned = _small_turned(point, said)
    if len(said.stems) > 1.5 * len(point.stems) + 2:
        return False
    differs = negations(point) % 2 != negations(said) % 2
    if turned % 2 and not differs:
        return _likeness(point, said) > LIKE_TURNED
    if turned or not differs or shared < SHARED_NEGATED:
        return False
    return _likeness(point, said) > LIKE_NEGATED


def _likeness(point: Unit, said: Unit) -> float:
    return float(point.vector @ said.vector)


def negations(unit: Unit) -> int:
    """How many of a clause's words and phrases negate."""
    lexicon = load_lexicon()
    plain = sum(w.replace("'", "") in lexicon.negations for w in unit.words)
    return plain + len(_TURNS.findall(unit.text)) - len(_CONTRAST.findall(unit.text))


def _turned(point: Unit, said: Unit, whole: frozenset[str]) -> Iterator[str]:
    """Stems of the point that stand as their antonym, in the same company, in what was said."""
    antonyms = load_lexicon().antonyms
    for at, s in enumerate(point.stems):
        if s not in antonyms or s in said.stem_set or s in whole:
            continue
        for turned in antonyms[s] & said.stem_set - point.stem_set:
            if _company(point, at) & _company(said, said.stems.index(turned)):
                yield s
                break


def _small_turned(point: Unit, said: Unit) -> int:
    """How many of the point's small words stand as their opposite before the same word."""
    count = 0
    for pair in _SMALL_OPPOSITES:
        for here, there in (pair, pair[::-1]):
            if here in point.words and here not in said.words and there in said.words:
                count += bool(_after(point, here) & _after(said, there))
    return count


def _after(unit: Unit, word: str) -> set[str]:
    """The stems of the next two words that carry meaning after each place of a word."""
    places = [i for i, w in enumerate(unit.words) if w == word]
    return {s for i in places for s in content(unit.words[i + 1 : i + 6])[:2]}


def _company(unit: Unit, at: int) -> set[str]:
    near = unit.stems[max(at - _NEAR, 0) : at] + unit.stems[at + 1 : at + 1 + _NEAR]
    return set(near)
