"""Saying the opposite: a point's clause denied, or with a word turned into its antonym.

Strict on purpose. A penalty for any difference in negation lowers agreement with graders on three
of four public sets; so only the clause nearest to what is expected is held against it, only what a
negation falls on counts, and its subject must be the point's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agents.evaluator.evidence import Unit, Units
from agents.evaluator.negation import CONDITION, negated
from agents.evaluator.text import Sentence, clauses
from knowledge.lexicon import content, load_lexicon

SHARED = 0.6
LIKE = 0.6
"""Share of a clause's stems, and likeness, from which another one speaks of the same."""

_REST_SHARED = 0.75
"""Share of the other stems that stay the same where one word stands as its antonym."""

_LONGER = 1.5
_LONGER_BY = 4
"""How much longer a clause may be than the one it is held against."""

_ANYBODY = frozenset(("one", "someone", "somebody", "person"))
"""Subjects that stand for whoever does it."""

_SAID_RIGHT = 0.8
"""Share of a clause's stems in a clause that says it right."""

_SECOND_PREDICATE = re.compile(
    r"\s(?:and|nor|or) (?=(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should"
    r"|must|not|never|cannot|doesn't|don't|didn't|isn't|aren't|won't|can't)\b)(?!\w+ not to\b)"
)

_ELLIPSIS = re.compile(
    r", (?=(?:[\w'-]+ ){1,4}(?:does|do|did|is|are|was|were|has|have|can|could|will|would|must"
    r"|should|may)\W*$)"
)
"""Before an affirmation of something else left short: "a ferry does not wait, a taxi does"."""

_REASON = re.compile(r"\s(?:because|so|since|although|though) (?!that\b)")

_CLAIM = 2
"""Stems of the shortest claim: what is spoken of, and what is said of it."""

_LIMITED = re.compile(
    r"\b(?:if|unless|when|whether|only|except|until|without|but)\b|^[^,]*\b(?:always|necessarily|just"
    r"|merely|really|yet|still|each|some|most|many|more|less|too|alone|by itself|same|other|another"
    r"|before|after|can|may|might|often|usually|sometimes|rather|instead|nothing|once)\b"
)
"""What makes a claim and its denial hold side by side. Of the bank's answers, the graded ones and
5,400 of public sets two are taken to claim otherwise, and both do."""

_FRAGMENT = re.compile(r"^(?:and|but|or|nor|so|yet|which|who|that) ")
"""A clause that may leave its subject to the one before."""

_PROPORTION = re.compile(r"\bthe (?:\w+er|more|less)\b.*\bthe (?:\w+er|more|less)\b")
"""One thing growing with another, which can be said from either end."""

_DENIED = re.compile(
    r"\bnot (?:true|the case|correct|right|so) that\b|\b(?:false|wrong|untrue|incorrect|a myth|"
    r"nonsense|no truth in it) (?:that|to (?:say|think|believe))\b"
    r"|\b(?:is|are) (?:a myth|nonsense)\b"
)

_SMALL_OPPOSITES = (
    ("with", "without"),
    ("more", "less"),
    ("more", "fewer"),
    ("most", "fewest"),
    ("every", "no"),
    ("all", "no"),
    ("each", "no"),
    ("always", "never"),
    ("most", "least"),
)
"""Words too small to be stems whose opposite turns a clause round when it stands before the same
word."""


def opposed(point: Unit, sentences: Sequence[Sentence], units: Units) -> int | None:
    """The number of the sentence that says the opposite of one of the point's clauses; a clause
    elsewhere that says it right in the same words lets it stand."""
    stems = [units.of(s.clean).stem_set for s in sentences]
    texts = [s.clean for s in sentences]
    place = _claimed(point, texts, units)
    if place is not None:
        return place
    for part in _parts(point, units):
        near = []
        for i, own in enumerate(stems):
            if len(part.stem_set & own) < SHARED * len(part.stem_set) - 1:
                continue
            for clause in predicates(texts[i]):
                said = units.of(clause)
                shared = len(part.stem_set & said.stem_set) / max(len(part.stem_set), 1)
                if shared >= SHARED - 0.1:
                    near.append((shared + likeness(part, said), i, said))
        if not near:
            continue
        _, place, said = max(near, key=lambda n: n[0])
        around = list(_around(texts, place, said.text, units))
        if contradicts(part, said, around) and not any(
            len(part.stem_set & other.stem_set) >= _SAID_RIGHT * len(part.stem_set)
            and not contradicts(part, other)
            for _, _, other in near
        ):
            return place
    return None


def _claimed(point: Unit, texts: Sequence[str], units: Units) -> int | None:
    """The number of the sentence that claims of a thing what a clause of the point denies of it, or
    denies what that claims, both beginning alike ("a ring is (not) open") and unlimited."""
    parts = [units.of(t) for c in clauses(point.text) for t in _REASON.split(c)]
    parts = [p for p in parts if len(p.stems) >= _CLAIM and not _LIMITED.search(p.text)]
    for i, text in enumerate(texts):
        own = units.of(text).stem_set
        if not any(len(p.stem_set - own) <= 1 for p in parts):
            continue
        for clause in predicates(text):
            said = units.of(clause)
            if _LIMITED.search(clause) or not any(_claims_otherwise(p, said) for p in parts):
                continue
            return None if any(_says_so(p, t, units) for p in parts for t in texts) else i
    return None


def _says_so(part: Unit, text: str, units: Units) -> bool:
    """Whether a sentence claims just what the part does somewhere."""
    denied = negated(part.text).any_denied
    return any(
        units.of(c).stems[:_CLAIM] == part.stems[:_CLAIM] and negated(c).any_denied == denied
        for c in predicates(text)
    )


def _claims_otherwise(part: Unit, said: Unit) -> bool:
    """Whether a clause says all that the part says of the same subject, one of them denying it or
    with the antonym of one of its words."""
    antonyms = load_lexicon().antonyms
    same, turned = 0, set[str]()
    for a, b in zip(part.stems, said.stems, strict=False):
        if a != b:
            if not same or b not in antonyms.get(a, ()) or b in part.stem_set:
                break
            turned.add(a)
        same += 1
    here, there = negated(part.text), negated(said.text)
    if same < _CLAIM or here.aside or there.aside or not part.stem_set - turned <= said.stem_set:
        return False
    denied = sum((s in here.denied) != (s in there.denied) for s in part.stems[1:same])
    if turned:
        return len(turned) == 1 and not (here.any_denied or there.any_denied)
    return denied > 0


def _around(texts: Sequence[str], place: int, but: str, units: Units) -> Iterator[Unit]:
    """The other clauses of a sentence and of the ones before and after it."""
    for text in texts[max(place - 1, 0) : place + 2]:
        yield from (units.of(c) for c in predicates(text) if c != but)


def _parts(point: Unit, units: Units) -> Iterator[Unit]:
    """The clauses of a point that can be held against others: whole enough, with a subject."""
    for clause in clauses(point.text):
        for text in _REASON.split(clause):
            part = units.of(text)
            if not _FRAGMENT.match(text) and len(part.stem_set) >= min(3, len(point.stem_set)):
                yield part


def denied(point: Unit, said: Unit) -> bool:
    """Whether a sentence that speaks of the point calls it untrue ("it is a myth that ...")."""
    return bool(_DENIED.search(said.text)) and not _DENIED.search(point.text)


def contradicts(point: Unit, said: Unit, around: Sequence[Unit] = ()) -> bool:
    """Whether one clause states the opposite of another: an odd number of its words turned round.

    An antonym counts only in the same company, and not when the point's own word has that company
    `around` it: one that uses both is comparing two things.
    """
    if not point.stem_set or _PROPORTION.search(point.text) or _PROPORTION.search(said.text):
        return False
    kept = point.stem_set & said.stem_set
    if len(said.stems) > _LONGER * len(point.stems) + _LONGER_BY:
        return False
    turned = _turned(point, said, around)
    rest = len(point.stem_set) - len(turned)
    shared = len(kept) / rest if rest else 0.0
    if shared < (_REST_SHARED if turned else SHARED):
        return False
    denied = _denied(point, said) or _denied_outright(point, said)
    one_denies = negated(point.text).any_denied != negated(said.text).any_denied
    if turned and one_denies and not denied:
        return False
    flips = len(turned) + len(denied) + _small_turned(point, said)
    return flips % 2 == 1 and likeness(point, said) > LIKE


def speaks_of(point: Unit, said: Unit) -> bool:
    """Whether a sentence is about the very thing a point is, whatever it says of it."""
    shared = len(point.stem_set & said.stem_set)
    return shared >= SHARED * len(point.stem_set) and likeness(point, said) > LIKE


def likeness(point: Unit, said: Unit) -> float:
    """How alike two texts are in meaning, 0-1."""
    return float(point.vector @ said.vector)


def predicates(sentence: str) -> Iterator[str]:
    """The clauses of a sentence, those with two predicates cut in two: each negates on its own."""
    for clause in clauses(sentence):
        for piece in _REASON.split(clause):
            for part in _ELLIPSIS.split(piece):
                yield from _SECOND_PREDICATE.split(part)


def _denied(point: Unit, said: Unit) -> set[str]:
    """The stems both hold that one of them denies and the other states, of the same subject."""
    here, there = negated(point.text), negated(said.text)
    left_open = here.aside & said.stem_set | there.aside & point.stem_set
    if (here.any_denied and there.any_denied) or left_open - (here.aside & there.aside):
        return set()
    found = here.denied | there.denied
    if CONDITION.search(point.text) and CONDITION.search(said.text):
        found |= here.supposed | there.supposed
    found = (found & point.stem_set & said.stem_set) - here.aside - there.aside
    return {s for s in found if _same_subject(s, point, said)}


def _denied_outright(point: Unit, said: Unit) -> set[str]:
    """What a clause denies that holds the whole point and hardly a word more."""
    here, there = negated(point.text), negated(said.text)
    whole = point.stem_set <= said.stem_set and len(said.stems) <= len(point.stems) + 1
    bare = not (here.any_denied or here.aside or there.aside or there.supposed)
    return set(there.denied) if whole and bare and len(there.denied) == 1 else set()


def _same_subject(head: str, point: Unit, said: Unit) -> bool:
    """Whether what stands before a word in the point is spoken of in the clause too."""
    if said.stems.count(head) > point.stems.count(head):
        return False
    subject = set(point.stems[: point.stems.index(head)]) - _ANYBODY
    its = set(said.stems[: said.stems.index(head)]) - _ANYBODY
    return subject <= said.stem_set if subject else not its


def _turned(point: Unit, said: Unit, around: Sequence[Unit]) -> set[str]:
    """Stems of the point that stand as their antonym, in the same company, in what was said."""
    antonyms = load_lexicon().antonyms
    here, there = negated(point.text), negated(said.text)
    found = set()
    for at, s in enumerate(point.stems):
        for t in antonyms.get(s, frozenset()) & said.stem_set:
            correlated = s in said.stem_set and t in point.stem_set
            if correlated or (s in here.denied) != (t in there.denied):
                continue
            beside = _beside(point.stems, at)
            if (
                beside & _company(said, t)
                and not beside & _company(said, s)
                and not beside & _company(point, t)
                and not any(beside & _company(u, s) for u in around)
            ):
                found.add(s)
    return found


def _company(unit: Unit, s: str) -> set[tuple[str, str]]:
    """What stands before and what behind a stem in a text."""
    return {b for i, x in enumerate(unit.stems) if x == s for b in _beside(unit.stems, i)}


def _beside(stems: Sequence[str], at: int) -> set[tuple[str, str]]:
    before = {("before", s) for s in stems[max(at - 1, 0) : at]}
    return before | {("behind", s) for s in stems[at + 1 : at + 2]}


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
