"""What keeps a levelled criterion from its next level, as a case of its wording."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agents.evaluator import cues
from agents.evaluator.missing import COUNTED, MOST, missing
from agents.evaluator.places import SAYING
from agents.evaluator.rubric import phrases, seen
from agents.evaluator.wording import listed
from domain import Criterion, Question

_STRONG = 3
"""Level from which a criterion is not called thin."""


_AHEAD = re.compile(
    r"\b(?:would|will|want|wish|hope|could|going to|mean to|intend|plan|look forward)\b|'(?:d|ll)\b"
)
"""What looks ahead; without it nothing is called a plan."""


def found(question: Question, c: Criterion) -> tuple[str, dict[str, str]]:
    """What keeps a levelled criterion from its next level, as a case of its wording, and the
    words that case needs; no case where there is nothing certain to say."""
    level, shown, name = int(c.level), seen(c), c.criterion
    if name == "relevance":
        company = question.kind == "company"
        # A story is seldom told in the words of its question.
        near = 2 if company else 1
        case = "off" if company and level <= 1 else "general" if level <= near else ""
        return (f"{case}_company" if case and company else case), {}
    if name in ("situation_and_task", "depth", "reasoning"):
        return _missing_parts(c)
    if name == "own_action":
        return ("we" if '"we"' in shown else "few" if "you did" in shown else "none"), {}
    if name == "result":
        if level <= 1:
            return ("none", "brief")[level], {}
        case = "vague" if shown == "without a figure" else "unmeasured"
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
    return ("thin" if int(c.level) < _STRONG else ""), {}


def ending(case: str, places: Mapping[str, str], shapeless: bool) -> str:
    """The case of a result: an answer without a story has not stopped anywhere, and an outcome
    told while telling something else is not called none."""
    if case == "none":
        return "nothing" if shapeless else case
    if case == "brief":
        return "none" if places.get("result") == places.get("result none") else "vague"
    return "in_passing" if case == "vague" and "result in_passing" in places else case


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


def fitting(name: str, case: str, quote: str, places: Mapping[str, str]) -> str:
    """A case that does not deny a figure the quote holds, or the answer where it asks for one, nor
    calls a plan what is none."""
    if name == "own_evidence":
        if case == "figure" and ("counted" in places or COUNTED.search(quote)):
            return ""
        if case != "plan":
            return case
        if SAYING.search(quote):
            return "none"
        return case if _AHEAD.search(quote.lower()) else "bare"
    if name != "result" or not COUNTED.search(quote):
        return case
    if case == "none":
        return "link" if cues.CHANGED.search(quote.lower()) else case
    return "link" if case in ("vague", "unmeasured") else case
