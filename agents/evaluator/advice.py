"""Strengths and improvements: which to name, and what was found; where they belong stands in
`places`, how they are worded in `wording` and `knowledge/rubrics.json`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agents.evaluator import cues, shortfall
from agents.evaluator.excerpts import around, nearest, pointed, stems
from agents.evaluator.flags import CAPS
from agents.evaluator.levels import EXPLAINED
from agents.evaluator.manner import PLAIN, Manner
from agents.evaluator.missing import COUNTED
from agents.evaluator.quoting import snippet, without_opening
from agents.evaluator.rubric import TOP, phrases
from agents.evaluator.wording import advise, named, praise
from domain import Criterion, Question

MOST_STRENGTHS = 3
MOST_IMPROVEMENTS = 4
_STRONG = 3
"""Level from which a criterion is praised; it is advised on from there only while there is
little else to say."""
_ENOUGH = 2

_WORTH = {"covered": 4.0, "partly": 2.0, "missing": 0.0, "contradicted": -2.0}
_NO_SENTENCES = ("labels_only", "keywords_only", "scrambled")
_SAYS_IT_ALREADY = {
    "generic": "about_them",
    "off_topic": "relevance",
    "other_story": "relevance",
    "too_short": "delivery",
}
"""Criteria whose advice would say the same as a flag's."""

_SHAPELESS = frozenset(
    "hypothetical traits no_story labels_only keywords_only scrambled too_short".split()
)
_FIRST_THINGS = 3
"""Lines for an answer that has yet to become one: more would be about what is not there."""

_CLAUSE = 5
"""Words from which a quote says something by itself."""

_SIGNS = {"depth": EXPLAINED, "own_action": cues.I_DID}
"""What a piece quoted for a criterion of a story must show."""

_MINE = re.compile(r"\b(?:i|my|we)\b")


@dataclass(frozen=True)
class Praised:
    """A criterion that holds up, and the quote that shows it."""

    criterion: Criterion
    quote: str


def held_up(
    question: Question, criteria: Sequence[Criterion], flags: Sequence[str] = ()
) -> tuple[Praised, ...]:
    """Up to three criteria at level 3 or more, or covered points; an answer that is capped is not
    praised for being on the subject; one beside the subject, one that boasts of a wrong and a
    hollow one are praised for nothing."""
    beside = 1 if question.kind == "company" else 0
    if {"off_topic", "wrongdoing", "hollow"} & set(flags) or any(
        c.criterion == "relevance" and _level(c) <= beside for c in criteria
    ):
        return ()
    best = [c for c in criteria if c.quotes and _level(c) >= _STRONG]
    if any(f in CAPS for f in flags):
        best = [c for c in best if c.criterion != "relevance"]
    found: list[Praised] = []
    used: set[str] = set()
    # What is said of the employer has the first choice of quotes: of one sentence both that and
    # what the candidate did can be told. Being on the subject is the least that can be said.
    for c in sorted(best, key=_praise_order):
        quote = next((q for q in c.quotes if q not in used and _stands(question, c, q)), "")
        if not quote or len(found) == MOST_STRENGTHS or (c.criterion == "relevance" and found):
            continue
        used.add(quote)
        found.append(Praised(c, quote))
    return tuple(found)


def _praise_order(c: Criterion) -> tuple[bool, bool, float]:
    return c.criterion == "relevance", c.criterion != "about_them", -c.weight * _level(c)


def strengths(
    question: Question, praised: Sequence[Praised], manner: Manner = PLAIN
) -> tuple[str, ...]:
    """A line for each."""
    topic = named(question)
    lines = []
    for i, p in enumerate(praised):
        c = p.criterion
        if isinstance(c.level, str):
            slots = {"q": nearest(p.quote, c.criterion), "point": _point(c), "question": topic}
            lines.append(praise("points", manner, i, **slots))
        else:
            piece = _shown(c, p.quote)
            counted = c.criterion == "result" and COUNTED.search(piece)
            name = "result_measured" if counted else c.criterion
            lines.append(praise(name, manner, q=piece, question=topic))
    return tuple(lines)


def improvements(
    question: Question,
    criteria: Sequence[Criterion],
    flags: Sequence[str],
    places: Mapping[str, str],
    manner: Manner = PLAIN,
    praised: Sequence[Praised] = (),
) -> tuple[str, ...]:
    """Up to four lines, the ones that would earn most first; of what was praised only while there
    is nothing else. `places` as in the module of that name."""
    lines = _on_flags(question, flags, places, manner)
    if "off_topic" in flags:
        return tuple(lines[:MOST_IMPROVEMENTS])
    if "substance" in places:
        slots = {"q": _piece(places["substance"]), "question": named(question)}
        lines.append(advise("advice", "substance", "beside", manner, 0, **slots))
    said_already = {_SAYS_IT_ALREADY.get(f) for f in flags}
    good = {p.criterion.criterion for p in praised if isinstance(p.criterion.level, int)}
    begun = _begun(question, criteria)
    shapeless = bool(_SHAPELESS & set(flags))
    most = _FIRST_THINGS if shapeless else MOST_IMPROVEMENTS
    for c in sorted(criteria, key=lambda c: (c.criterion in good, -c.weight * (TOP - _level(c)))):
        enough = 1 if c.criterion in good else _ENOUGH if _level(c) >= _STRONG else most
        if _level(c) >= TOP or c.criterion in said_already or len(lines) >= enough:
            continue
        if isinstance(c.level, str):
            lines.append(_on_point(question, c, begun, manner, len(lines)))
        elif line := _on_level(question, c, places, manner, shapeless):
            lines.append(line)
    return tuple(lines[:MOST_IMPROVEMENTS])


def _on_flags(
    question: Question, flags: Sequence[str], places: Mapping[str, str], manner: Manner
) -> list[str]:
    """A line for each flag that has words. That an answer is about something else is enough to
    say, and is not said of one that has no sentences."""
    shown = flags
    if "off_topic" in flags:
        unformed = [f for f in flags if f in _NO_SENTENCES]
        shown = unformed or [f for f in flags if f == "off_topic" or f not in CAPS]
    found = {f: name for f in shown if (name := _worded(f, places))}
    return [
        advise(
            "flags",
            name,
            "",
            manner,
            q=snippet(places.get(f) or places[""]),
            question=named(question),
        )
        for f, name in found.items()
        if places.get(f) or places.get("")
    ]


def _begun(question: Question, criteria: Sequence[Criterion]) -> frozenset[str]:
    """The points half made whose quotes show it: of several with one quote the one that has most
    words in it, and none whose quote makes another."""
    owner: dict[str, tuple[float, str]] = {}
    for c in criteria:
        for quote in c.quotes[:1]:
            held = pointed(question, c.criterion, quote)
            if c.level == "partly" and held > owner.get(quote, (0.0, ""))[0]:
                owner[quote] = (held, c.criterion)
    made = {q for c in criteria if c.level == "covered" for q in c.quotes}
    return frozenset(point for quote, (_, point) in owner.items() if quote not in made)


def _on_point(
    question: Question, c: Criterion, begun: frozenset[str], manner: Manner, line: int
) -> str:
    """On a point that is not made, or not wholly."""
    quote = nearest(c.quotes[0], c.criterion) if c.quotes else ""
    hinted = c.level == "partly" and c.criterion not in begun
    slots = {"q": quote, "point": _point(c), "question": named(question)}
    return advise("points", "hinted" if hinted else str(c.level), "", manner, line, **slots)


def _on_level(
    question: Question, c: Criterion, places: Mapping[str, str], manner: Manner, shapeless: bool
) -> str:
    """On a criterion below the top; "" where there is nothing certain to say."""
    case, slots = shortfall.found(question, c)
    if c.criterion == "result":
        case = shortfall.ending(case, places, shapeless)
    place = places.get(f"{c.criterion} {case}") or places.get(c.criterion)
    place = place or next(iter(c.quotes), places.get("", ""))
    quote = snippet(place) if c.criterion == "delivery" else _shown(c, place)
    case = shortfall.fitting(c.criterion, case, quote, places)
    if not case or not quote:
        return ""
    slots |= {"q": quote, "question": named(question)}
    return advise("advice", c.criterion, case, manner, 0, **slots)


def _level(c: Criterion) -> float:
    """0-4, less for a point turned round."""
    return _WORTH[c.level] if isinstance(c.level, str) else float(c.level)


def _worded(flag: str, places: Mapping[str, str]) -> str:
    """The flag whose wording fits, "" where none does: nothing is called a plan without one."""
    if flag == "hypothetical" and flag not in places:
        return "no_story"
    return flag if flag in phrases("flags") else ""


def _stands(question: Question, c: Criterion, quote: str) -> bool:
    """Whether a quote can be praised: for a point what holds a word of it; else a clause, or a few
    words with a figure, of a story only what happened, for depth what explains a deed, for a result
    what changed or how much, for being on the subject what holds a word of it."""
    if isinstance(c.level, str):
        return pointed(question, c.criterion, quote) > 0
    text = _shown(c, quote).lower()
    if question.kind == "behavioral" and cues.HYPOTHETICAL.search(text):
        return False
    if c.criterion == "depth" and not (EXPLAINED.search(text) and _MINE.search(text)):
        return False
    if c.criterion == "result" and not (cues.CHANGED.search(text) or COUNTED.search(text)):
        return False
    if c.criterion == "relevance":
        asked = f"{question.question} {question.competency or ''}".replace("_", " ")
        tells = question.kind != "behavioral" or cues.is_past(text)
        if _level(c) < TOP or not tells or not stems(asked) & stems(quote):
            return False
    return len(quote.split()) >= _CLAUSE or bool(COUNTED.search(quote))


def _shown(c: Criterion, quote: str) -> str:
    """The piece of a quote that shows a criterion."""
    sign = _SIGNS.get(c.criterion)
    return around(quote, sign) if sign else _piece(quote)


def _piece(quote: str) -> str:
    return snippet(without_opening(quote, joint=True))


def _point(c: Criterion) -> str:
    return c.criterion.strip().rstrip(".")
