"""Company answers: to the point, about this employer, backed by the candidate's own work, reasoned.

There is no right answer to "why us?", so nothing is compared with the bank's suggested one: that
is a pattern for the candidate, and an answer that shares its words is no better for it. What
counts is what could not be said of any other employer, or by any other candidate, and both show in
the concreteness of what is said: praise and qualities are abstract. Nothing is summed over the
answer but details, of which a few are enough, so that length alone earns nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agents.evaluator import concrete, cues, delivery, relevance, rubric
from agents.evaluator.evidence import Units
from agents.evaluator.lexicon import content
from agents.evaluator.reasoned import OFF_TOPIC_SHARE, Reasoned, share_left
from agents.evaluator.stems import stem
from agents.evaluator.text import Sentence, fold, words
from domain import Criterion, Delivery, Question

_THEM = re.compile(
    r"\b(?:yours?|you(?! (?:know|see|never|would not|wouldn't|have to|need to|must|can imagine"
    r"|could say|might say|cannot|can't|will not)\b)"
    r"|(?:the|this) (?:company|firm|organi[sz]ation|trust|school|hospital|shop|team))\b"
)
"""Speaking of the employer, and not of people in general ("you never know")."""
_SOURCE = re.compile(
    r"\b(?:(?:i |i've |i have )(?:read|saw|seen|heard|looked|spoke|spoken|visited"
    r"|noticed|found out|watched)(?! after)|report|article|website|your site"
    r"|press|the ad|interview with)\b"
)
_MINE = re.compile(r"\b(?:i|i've|i'm|i'd|my|me|we)\b")
_HAVE_DONE = re.compile(r"\b(?:i|we)(?:'ve| have)(?: \w+){0,2} \w+(?:ed|en|n|t|un|ade|ept|old)\b")
_PLAN = re.compile(r"\b(?:i would|i'd|i will|i'll|i want|i hope|i can|i mean to|i could)\b")
_PERK = re.compile(
    r"\b(?:salary|wages?|the pay|pays? (?:well|more|better)|paid more|holidays?|commute|days a week"
    r"|(?:regular|flexible) (?:hours|shifts)|shifts are|minutes (?:by|from|away)|close to (?:home|"
    r"where i)|home office|parking|than i (?:get|earn)|secure (?:job|field|workplace))\b"
)
_NAME = re.compile(r"(?<=[a-z,;:] )(?!I\b|I')[A-Z][\w&-]+")
_YEARS = re.compile(r"\b(?:(?<!\bin )\b(?!coming|next|few|all)\w+ years|since (?:19|20)\d\d)\b")
_IDIOM = re.compile(
    r"\b(?:a |one )?hundred(?: and ten)? per ?cent\b|\b1[01]0 ?(?:%|per ?cent\b)|\bnumber one\b"
)
"""Figures of speech."""
_OPENING = re.compile(r"(?:[A-Z][\w&-]+ )+(?=[|-])")
_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)
_TIE = re.compile(
    r"\b(?:that is (?:why|what|exactly|precisely|the)|that's (?:why|what|exactly|one reason)"
    r"|which is (?:why|what|exactly)|same|such|like (?:that|yours|this)|there i can|suits?|fits?"
    r"|i would|i'd|i could|i can|i know|straight|again|with you)\b"
)
_NEAR = (0.15, 0.25, 0.35, 0.45)
"""Nearness to the question at which relevance reaches levels 1 to 4."""
_SUBJECT = (0.15, 0.34)
_FOCUS = (0.20, 0.28)
"""Nearness, and focus (see `relevance.focus`), at which an answer begins to count and counts in
full."""
_ADDRESSED = 0.7
"""What speaking of the employer at all leaves of the score, however far the words lie from the
question's."""
_TELLING = 3
"""Meaningful words, those of `_ANYWHERE` left out, from which a sentence tells something."""
_CONCRETE = 0.05
"""Mean concreteness from which a sentence tells of something one could point at."""
_HOLLOW = (0.26, 0.40)
"""Share of abstract words from which an answer is praise and qualities more than anything else,
and that of one which is nothing but."""
_ANYWHERE = frozenset(
    stem(word)
    for word in (
        "like love enjoy want hope feel think believe know good great best nice big large "
        "leading famous strong top amazing excellent interesting exciting dynamic innovative "
        "modern company organisation organization employer business team people colleague "
        "culture value mission reputation environment place work job role position career "
        "opportunity chance pay salary money benefit grow growth learn develop progress "
        "challenge passion passionate motivated hard worker working skill experience quick "
        "fast reliable friendly honest always really very much join help contribute fit "
        "perfect person player thing lot many year question answer matter case speak talk "
        "number one first reason"
    ).split()
)
"""Words that hold of any employer and any candidate."""


@dataclass(frozen=True)
class _Said:
    """An answer's sentences by what they tell: of the employer, and of the candidate's own work."""

    them: tuple[int, ...]
    details: tuple[int, ...]
    named: tuple[int, ...]
    mine: tuple[int, ...]
    done: tuple[int, ...]
    planned: tuple[int, ...]
    hollow: float


def judge(
    question: Question, sentences: Sequence[Sentence], said: Delivery, units: Units
) -> Reasoned:
    """Five criteria at levels 0-4; an answer far from the question keeps little of its score."""
    near = relevance.measure(question, sentences, units)
    weights = rubric.weights("company")
    how, why = delivery.level(said)
    found = _tell_apart(question, sentences, units)
    on_subject = sum(near.strength >= step for step in _NEAR)
    # Telling something of the employer is the subject, in whatever words.
    told = _about_them(sentences, found)
    own = _own_evidence(sentences, found)
    on_subject = max(on_subject, 3 * bool(found.details))
    if not (found.details or found.done or found.planned):
        on_subject = min(on_subject, 1)
    elif not (found.details and found.done):
        on_subject = min(on_subject, 3)
    criteria = (
        _criterion("relevance", on_subject, (near.quote,) if near.quote else told.quotes[:1], ""),
        told,
        own,
        _reasons(sentences, found),
        rubric.criterion("company", "delivery", how, weights["delivery"], (), why),
    )
    share = share_left(near.strength, *_SUBJECT)
    if question.research_notes:
        about = f"{question.question} {question.research_notes}"
        share = min(share, share_left(relevance.focus(about, sentences, units), *_FOCUS))
    if int(told.level) >= 1:
        share = max(share, _ADDRESSED)
    share *= 1 - 0.3 * found.hollow
    flags = []
    if sum(len(s.words) for s in sentences) < 8:
        flags.append("too_short")
    if share < OFF_TOPIC_SHARE:
        flags.append("off_topic")
    elif found.hollow == 1 or max(int(told.level), int(own.level)) <= 1:
        flags.append("generic")
    earned = rubric.curved("company", rubric.total(criteria))
    return Reasoned(criteria, (), tuple(flags), share * earned)


def _tell_apart(question: Question, sentences: Sequence[Sentence], units: Units) -> _Said:
    asked = frozenset(content(words(fold(question.question))))
    employer = _employer(question)
    known = _names(question.research_notes or "") | employer
    first = _first_name(question)
    them: list[int] = []
    details: list[int] = []
    named: list[int] = []
    mine: list[int] = []
    done: list[int] = []
    planned: list[int] = []
    for i, s in enumerate(sentences):
        tells = _tells(s, asked, units)
        perk = bool(_PERK.search(s.clean))
        own = bool(_MINE.search(s.clean))
        if _THEM.search(s.clean) or known & _capitals(s.raw) or first & set(s.words):
            them.append(i)
            is_named = bool(_names(s.raw) - employer) or _has_figure(s)
            if tells and not perk and (is_named or not _PLAN.search(s.clean)):
                details.append(i)
                if is_named:
                    named.append(i)
        if own:
            mine.append(i)
            if tells and not perk and _is_done(s):
                done.append(i)
            elif tells and _PLAN.search(s.clean):
                planned.append(i)
    hollow = concrete.measure(tuple(sentences), units).abstract
    hollow = float(np.interp(hollow, _HOLLOW, (0.0, 1.0)))
    return _Said(
        tuple(them), tuple(details), tuple(named), tuple(mine), tuple(done), tuple(planned), hollow
    )


def _names(text: str) -> frozenset[str]:
    """The words of the proper names inside a text, lower case."""
    return frozenset(w for n in _NAME.findall(fold(text)) for w in words(n)) - _DATES


def _capitals(text: str) -> frozenset[str]:
    """The words with a capital, wherever they stand, lower case."""
    return frozenset(w.lower() for w in re.findall(r"\b[A-Z][\w&-]+", fold(text)))


def _first_name(question: Question) -> frozenset[str]:
    """The first word of the employer's own name, which is hardly a common one."""
    opening = _OPENING.match(question.research_notes or "")
    named = opening.group() if opening else " ".join(_NAME.findall(question.question))
    return frozenset(words(fold(named))[:1])


def _employer(question: Question) -> frozenset[str]:
    """The words of the employer's own name: names in the question, and what notes open with."""
    opening = _OPENING.match(question.research_notes or "")
    return _names(question.question) | frozenset(words(fold(opening.group())) if opening else ())


def _is_done(s: Sentence) -> bool:
    source = _SOURCE.sub(" ", s.clean)
    return bool(
        cues.I_DID.search(source)
        or cues.WE_DID.search(source)
        or cues.I_WAS.search(source)
        or _HAVE_DONE.search(source)
        or (_MINE.search(source) and _YEARS.search(source))
    )


def _has_figure(s: Sentence) -> bool:
    text = _IDIOM.sub(" ", s.clean)
    return bool(cues.QUANTITY.search(text)) or any(c.isdigit() for c in text)


def _tells(sentence: Sentence, asked: frozenset[str], units: Units) -> bool:
    """Whether a sentence says something that does not hold anywhere, in words one can picture."""
    own = set(content(sentence.words)) - _ANYWHERE - asked
    if len(own) < _TELLING:
        return False
    return concrete.measure((sentence,), units).mean >= _CONCRETE


def _about_them(sentences: Sequence[Sentence], found: _Said) -> Criterion:
    """How much is said that holds of this employer and not of any other."""
    details, named = found.details, found.named
    several = len(details) > 1
    level = bool(found.them) + bool(details) + (bool(named) or several) + (bool(named) and several)
    seen = "a name or a figure" if named else "a detail" if details else ""
    return _criterion("about_them", level, _quotes(sentences, named, details, found.them), seen)


def _own_evidence(sentences: Sequence[Sentence], found: _Said) -> Criterion:
    """How far the candidate's own past work, or a concrete step of theirs, backs it."""
    done = found.done
    figures = [i for i in done if _has_figure(sentences[i])]
    backed = bool(done or found.planned)
    level = bool(found.mine) + backed + bool(done) + bool(figures)
    seen = "a figure" if figures else "something done" if done else ""
    return _criterion("own_evidence", level, _quotes(sentences, figures, done, found.planned), seen)


def _reasons(sentences: Sequence[Sentence], found: _Said) -> Criterion:
    """Whether the employer and the candidate are tied together by a reason."""
    told = (*found.done, *found.planned)
    why = [i for i in (*told, *found.details) if cues.REASON.search(sentences[i].clean)]
    near = {i: [j for j in told if abs(i - j) <= 1] for i in found.details}
    beside = [i for i in near if any(j != i or found.done for j in near[i])]
    tied = [
        i
        for i in beside
        if any(_TIE.search(s.clean) or cues.REASON.search(s.clean) for s in sentences[i : i + 2])
    ]
    level = min(len(beside) + len(why), 2)
    if found.done and beside:
        level = 4 if tied else 3
    return _criterion("reasons", level, _quotes(sentences, tied, beside, why), "")


def _criterion(name: str, level: int, quotes: tuple[str, ...], seen: str) -> Criterion:
    return rubric.criterion(
        "company", name, level, rubric.weights("company")[name], quotes if level else (), seen
    )


def _quotes(sentences: Sequence[Sentence], *found: Sequence[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences[i].quote for group in found for i in group))[:2]
