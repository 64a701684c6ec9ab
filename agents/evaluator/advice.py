"""Strengths and improvements: which to name, where in the answer they belong, and what was found.

How they are worded stands in `wording` and `knowledge/rubrics.json`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from agents.evaluator import cues
from agents.evaluator.behavioral import Story
from agents.evaluator.flags import CAPS
from agents.evaluator.lexicon import load_lexicon
from agents.evaluator.manner import PLAIN, Manner
from agents.evaluator.missing import MOST, missing
from agents.evaluator.quoting import snippet, without_opening
from agents.evaluator.rubric import TOP, phrases, seen
from agents.evaluator.text import Sentence
from agents.evaluator.wording import advise, listed, named, praise
from domain import Criterion, Question

MOST_STRENGTHS = 3
MOST_IMPROVEMENTS = 4
_STRONG = 3
"""Level from which a criterion is praised; it is advised on from there only while there is
little else to say."""
_ENOUGH = 2

_WORTH = {"covered": 4.0, "partly": 2.0, "missing": 0.0, "contradicted": -2.0}
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

_SAYING = re.compile(r"\bi(?:'d| would) say\b", re.I)
_COUNTED = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred|thousand|half|twice|double)\b",
    re.I,
)


def strengths(
    question: Question,
    criteria: Sequence[Criterion],
    flags: Sequence[str] = (),
    manner: Manner = PLAIN,
) -> tuple[str, ...]:
    """Up to three lines, each about a criterion at level 3 or more or a covered point; an answer
    that is capped is not praised for being on the subject, one beside the subject for nothing."""
    beside = 1 if question.kind == "company" else 0
    if "off_topic" in flags or any(
        c.criterion == "relevance" and _level(c) <= beside for c in criteria
    ):
        return ()
    best = [c for c in criteria if c.quotes and _level(c) >= _STRONG]
    if any(f in CAPS for f in flags):
        best = [c for c in best if c.criterion != "relevance"]
    topic = named(question)
    lines: list[str] = []
    used: set[str] = set()
    # What is said of the employer has the first choice of quotes: of one sentence both that and
    # what the candidate did can be told.
    for c in sorted(best, key=lambda c: (c.criterion != "about_them", -c.weight * _level(c))):
        quote = next((q for q in c.quotes if q not in used and _stands(question, c, q)), "")
        if not quote or len(lines) == MOST_STRENGTHS:
            continue
        used.add(quote)
        piece = _piece(quote)
        if isinstance(c.level, str):
            slots = {"q": piece, "point": _point(c), "question": topic}
            lines.append(praise("points", manner, len(lines), **slots))
        else:
            counted = c.criterion == "result" and _COUNTED.search(piece)
            name = "result_measured" if counted else c.criterion
            lines.append(praise(name, manner, q=piece, question=topic))
    return tuple(lines)


def improvements(
    question: Question,
    criteria: Sequence[Criterion],
    flags: Sequence[str],
    places: Mapping[str, str],
    manner: Manner = PLAIN,
) -> tuple[str, ...]:
    """Up to four lines, the ones that would earn most first. `places` maps a criterion or flag to
    the quote its advice belongs at, "" to where all other advice does."""
    topic = named(question)
    lines = [
        advise("flags", name, "", manner, q=snippet(places.get(f) or places[""]), question=topic)
        for f in flags
        if (name := _worded(f, places)) and (places.get(f) or places.get(""))
    ]
    if "off_topic" in flags:
        return tuple(lines[:MOST_IMPROVEMENTS])
    said_already = {_SAYS_IT_ALREADY.get(f) for f in flags}
    quoted = {q for c in criteria if c.level == "covered" for q in c.quotes}
    most = _FIRST_THINGS if _SHAPELESS & set(flags) else MOST_IMPROVEMENTS
    for c in sorted(criteria, key=lambda c: -c.weight * (TOP - _level(c))):
        enough = _ENOUGH if _level(c) >= _STRONG else most
        if _level(c) >= TOP or c.criterion in said_already or len(lines) >= enough:
            continue
        if isinstance(c.level, str):
            quote = _piece(c.quotes[0]) if c.quotes else ""
            told = str(c.level)
            if told == "partly" and (not quote or c.quotes[0] in quoted):
                told = "hinted"
            quoted |= set(c.quotes)
            slots = {"q": quote, "point": _point(c), "question": topic}
            lines.append(advise("points", told, "", manner, len(lines), **slots))
            continue
        case, slots = _found(question, c)
        if case == "brief":
            case = "none" if places.get("result") == places.get("result none") else "vague"
        place = places.get(f"{c.criterion} {case}") or places.get(c.criterion)
        place = place or next(iter(c.quotes), places.get("", ""))
        quote = snippet(place) if c.criterion == "delivery" else _piece(place)
        case = _fitting(c.criterion, case, quote)
        if case and quote:
            slots |= {"q": quote, "question": topic}
            lines.append(advise("advice", c.criterion, case, manner, 0, **slots))
    return tuple(lines[:MOST_IMPROVEMENTS])


def _level(c: Criterion) -> float:
    """0-4, less for a point turned round."""
    return _WORTH[c.level] if isinstance(c.level, str) else float(c.level)


def _worded(flag: str, places: Mapping[str, str]) -> str:
    """The flag whose wording fits, "" where none does: nothing is called a plan without one."""
    if flag == "hypothetical" and flag not in places:
        return "no_story"
    return flag if flag in phrases("flags") else ""


def _stands(question: Question, c: Criterion, quote: str) -> bool:
    """Whether a quote can be praised: a few words for a point or with a figure, else a clause,
    and of a story only what happened."""
    if isinstance(c.level, str):
        return True
    imagined = question.kind == "behavioral" and cues.HYPOTHETICAL.search(quote.lower())
    return not imagined and (len(quote.split()) >= _CLAUSE or bool(_COUNTED.search(quote)))


def _piece(quote: str) -> str:
    return snippet(without_opening(quote, joint=True))


def _point(c: Criterion) -> str:
    return c.criterion.strip().rstrip(".")


def _found(question: Question, c: Criterion) -> tuple[str, dict[str, str]]:
    """What keeps a levelled criterion from its next level, as a case of its wording, and the
    words that case needs; no case where there is nothing certain to say."""
    level, shown, name = int(c.level), seen(c), c.criterion
    if name == "relevance":
        company = question.kind == "company"
        # A story is seldom told in the words of its question, so only level 0 says that it is off.
        case = "off" if level <= company else "general" if level <= 2 else ""
        return (f"{case}_company" if case and company else case), {}
    if name in ("situation_and_task", "depth", "reasoning"):
        return _missing_parts(c)
    if name == "own_action":
        return ("we" if '"we"' in shown else "few" if "you did" in shown else "none"), {}
    if name == "result":
        if level <= 1:
            return ("none", "brief")[level], {}
        case = "vague" if shown == "in general words" else "unmeasured"
        return ("link" if shown == "measured" else case), {}
    if name == "reflection":
        return ("none", "lesson", "use", "")[min(level, 3)], {}
    if name == "delivery":
        return _halting(shown)
    return _for_employer(name, level, shown), {}


def _missing_parts(c: Criterion) -> tuple[str, dict[str, str]]:
    named = [phrases("parts", c.criterion)[part] for part in missing(c)[:MOST]]
    if named:
        return "parts", {"parts": listed(named)}
    return ("thin" if _level(c) < _STRONG else ""), {}


_HALTING = (
    ("filler", "filler words"),
    ("hedge", "hedges"),
    ("short", "only"),
    ("long", "easier to follow"),
    ("fast", "per minute"),
)


def _halting(shown: str) -> tuple[str, dict[str, str]]:
    """What makes an answer hard to follow, worst named first by `delivery.level`."""
    for reason in shown.split("; "):
        for case, mark in _HALTING:
            if mark in reason:
                return case, {"why": reason}
    return "", {}


def _for_employer(name: str, level: int, shown: str) -> str:
    if name == "about_them":
        named_already = shown.startswith("a name")
        return ("none", "general")[level] if level <= 1 else "source" if named_already else "name"
    if name == "own_evidence":
        return "none" if level <= 1 else "plan" if level == 2 else "figure"
    return "none" if level <= 1 else "tie"


def _fitting(name: str, case: str, quote: str) -> str:
    """A case that does not deny a figure the quote holds."""
    if name == "result" and case == "none" and _COUNTED.search(quote):
        return "link" if cues.CHANGED.search(quote.lower()) else case
    if name == "own_evidence" and case == "plan" and _SAYING.search(quote):
        return "none"
    if not _COUNTED.search(quote):
        return case
    if name == "result" and case in ("vague", "unmeasured"):
        return "link"
    return "" if name == "own_evidence" and case == "figure" else case


def story_places(story: Story, sentences: Sequence[Sentence]) -> dict[str, str]:
    """Where in a story the advice on each criterion and flag belongs, as quotes."""
    last = sentences[-1].quote
    found = {c.criterion: c.quotes[0] for c in story.criteria if c.quotes}
    acts = next(c.quotes for c in story.criteria if c.criterion == "own_action")
    return {
        **answer_places(sentences),
        "": sentences[0].quote,
        "relevance": sentences[0].quote,
        "situation_and_task": found.get("situation_and_task") or sentences[0].quote,
        "own_action": found.get("own_action") or last,
        "depth": next(reversed(acts), "") or story.first("action") or last,
        "result": found.get("result") or last,
        "result none": last,
        "reflection": found.get("reflection") or found.get("result") or last,
    }


def answer_places(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Where in any answer the advice on its delivery and its flags belongs, as quotes."""
    lexicon = load_lexicon()
    places = {
        "": sentences[-1].quote,
        "delivery": max((s.quote for s in sentences), key=len),
    }
    for place, sign in (
        ("delivery filler", lexicon.fillers),
        ("delivery hedge", lexicon.hedges),
        ("hypothetical", cues.HYPOTHETICAL),
        ("traits", cues.TRAIT),
        ("numbers_only", cues.QUANTITY),
    ):
        said = ((s, _SAYING.sub("", s.clean)) for s in sentences)
        hits = [(m.start(), s.quote) for s, text in said if (m := sign.search(text))]
        if hits:
            places[place] = min(hits, key=lambda hit: hit[0])[1]
    return places


def dropped_places(read: Sequence[Sentence], kept: Sequence[Sentence]) -> dict[str, str]:
    """Where the advice on sentences that do not count belongs: at the first of them."""
    left = next((s.quote for s in read if s not in kept), "")
    names = ("to_the_grader", "question_copied", "repetition") if left else ()
    return dict.fromkeys(names, left)
