"""Whether a sentence about answers says something else than their assessments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import fmean

from agents.coach.moments import worth_of
from agents.coach.told import Told
from domain import Report
from knowledge.lexicon import content
from knowledge.naming import spoken
from knowledge.wordmatch import words

_LOW, _HIGH = 25.0, 75.0
"""Worth (0-100) of a criterion up to which praising it, and from which faulting it, is untrue:
levels 0 and 1, and 3 and 4."""

_POOR, _FLAWLESS = 50.0, 90.0
"""Scores below which an answer is not called excellent, and not perfect."""

_POINT = 0.5
"""Share of a key point's words from which a sentence is about it, two words at least."""

_PRAISE = re.compile(
    r"\b(?:strong(?:ly|est)?|strengths?|excellent(?:ly)?|clear(?:ly|est)?|good|well|great|best"
    r"|convincing(?:ly)?|impress\w+|solid(?:ly)?|thorough(?:ly)?|effective(?:ly)?|outstanding"
    r"|perfect(?:ly)?|flawless(?:ly)?|full(?:y)?|vivid(?:ly)?|precise(?:ly)?|concrete(?:ly)?"
    r"|confident(?:ly)?|brilliant(?:ly)?|rich(?:ly)?|right(?:ly)?|correct(?:ly)?|complete(?:ly)?"
    r"|cover(?:s|ed)?|explain(?:s|ed)?|superb(?:ly)?|exemplary|remarkabl[ey]|amazing)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:excellent|outstanding|impressive|great|brilliant|superb|exemplary|remarkable|amazing"
    r"|fantastic|exceptional|very (?:good|strong))\b",
    re.IGNORECASE,
)
_WITHOUT_FAULT = re.compile(
    r"\b(?:perfect(?:ly)?|flawless(?:ly)?|faultless|nothing (?:to|was|is) (?:improve|miss)\w*"
    r"|(?:full|top|maximum|highest) (?:marks?|scores?|points))\b",
    re.IGNORECASE,
)
_FAULT = re.compile(
    r"\b(?:weak(?:er|est|ness|nesses)?|missing|lack(?:s|ed|ing)?|unclear|vague(?:ly)?|poor(?:ly)?"
    r"|absent|fail(?:s|ed|ing)?|not|no|never|without|hardly|nowhere|left out|thin|n't|wrong(?:ly)?"
    r"|incorrect(?:ly)?)\b|n['’]t\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:but|although|though|however|yet|could|should|would|need(?:s|ed)?|more|less|only|little"
    r"|few|rarely|instead|until|improve|next time|while|whereas|too|so that|try|add|make|give|say"
    r"|tell|end|work on)\b",
    re.IGNORECASE,
)
_SCORED = re.compile(
    r"(?:\b(\d+(?:\.\d+)?) ?(?:/|of|out of) ?(\d+)|\b(\d+(?:\.\d+)?)(?= points?\b)"
    r"|\bscor\w+\W+(?:\w+\W+){0,2}?(\d+(?:\.\d+)?))\b(?! (?:\w+ )?(?:answers?|questions?)\b)",
    re.IGNORECASE,
)
_OF_SCORES = re.compile(
    r"\b(?:scor\w*|points?|mean|averag\w*|rat(?:ed|ing)s?|mark(?:s|ed)?|grad(?:e|es|ed))\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(?:hir(?:e|ed|ing)|job offer|offer(?:ed)? (?:you|the job)|the job is yours|got the job"
    r"|you (?:have |had )?(?:passed|failed) the|recommend you|the candidate|this candidate"
    r"|(?:best|ideal|top) candidate)\b",
    re.IGNORECASE,
)


def contradicts(sentence: str, about: Sequence[Told], report: Report) -> bool:
    """Whether it gives a score the assessments do not, says who gets the job, praises what they
    call weak or missing, or faults what they call good."""
    return (
        _VERDICT.search(sentence) is not None
        or _misquotes(sentence, about, report)
        or _overrates(sentence, about)
        or _turns_round(sentence, about)
    )


def speaks_of_scores(sentence: str) -> bool:
    """Whether figures in it can be those of the assessment."""
    return _OF_SCORES.search(sentence) is not None or " of 100" in sentence


def score_figures(about: Sequence[Told], report: Report) -> tuple[str, ...]:
    """The figures of the assessment, as they may be written: scores, their scale, and counts."""
    scores = [f"{value:g}" for value in (*_scores(about, report), 100.0)]
    means = (*report.by_category, *report.by_criterion)
    counts = (report.scored, report.unscored, report.skipped, *(mean.answers for mean in means))
    return (*scores, *map(str, counts))


def _scores(about: Sequence[Told], report: Report) -> set[float]:
    """All scores of the answers and the report, exact and rounded."""
    means = (*report.by_category, *report.by_criterion)
    scores = [report.final_score, *(one.turn.score for one in about), *(m.score for m in means)]
    exact = [score for score in scores if score is not None]
    return {value for s in exact for value in (round(s, 1), float(int(s + 0.5)), round(s, 0))}


def _misquotes(sentence: str, about: Sequence[Told], report: Report) -> bool:
    if not speaks_of_scores(sentence):
        return False
    known = _scores(about, report)
    for found in _SCORED.finditer(sentence):
        value = float(found[1] or found[3] or found[4])
        if value not in known or (found[2] and found[2] != "100"):
            return True
    return False


def _overrates(sentence: str, about: Sequence[Told]) -> bool:
    scores = [one.turn.score or 0.0 for one in about]
    if _WITHOUT_FAULT.search(sentence) and min(scores) < _FLAWLESS and not _denies(sentence):
        return True
    return bool(
        _SUPERLATIVE.search(sentence)
        and not _denies(sentence)
        and not any(True for _ in _subjects(sentence, about))
        and fmean(scores) < _POOR
    )


def _turns_round(sentence: str, about: Sequence[Told]) -> bool:
    worth = list(_subjects(sentence, about))
    if not worth:
        return False
    faults = _FAULT.search(sentence) is not None
    hedged = faults or _HEDGED.search(sentence) is not None
    if _PRAISE.search(sentence) and not hedged:
        return max(worth) <= _LOW
    return faults and not _PRAISE.search(sentence) and min(worth) >= _HIGH


def _denies(sentence: str) -> bool:
    return _FAULT.search(sentence) is not None


def _subjects(sentence: str, about: Iterable[Told]) -> Iterable[float]:
    """The worth of each criterion the sentence is about, in each of the answers."""
    said = _stems(sentence)
    for one in about:
        asked = _stems(one.question)
        for criterion in one.criteria:
            name = _stems(spoken(criterion.criterion))
            if isinstance(criterion.level, int):
                if said & name:
                    yield worth_of(criterion)
            else:
                own = name - asked
                if len(own & said) >= max(2, _POINT * len(own)):
                    yield worth_of(criterion)


def _stems(text: str) -> set[str]:
    return set(content(tuple(words(text))))
