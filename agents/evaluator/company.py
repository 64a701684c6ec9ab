"""Company answers: to the point, about this employer, backed by the candidate's own work, reasoned.

There is no right answer to "why us?", so nothing is compared with the bank's suggested one: that
is a pattern for the candidate, and an answer that shares its words is no better for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.evaluator import cues, delivery, relevance, rubric
from agents.evaluator.evidence import Units
from agents.evaluator.lexicon import content
from agents.evaluator.reasoned import OFF_TOPIC_SHARE, Reasoned, share_left
from agents.evaluator.stems import stem
from agents.evaluator.text import Sentence
from domain import Criterion, Delivery, Question

_THEM = re.compile(
    r"\b(?:your|you (?:are|have|do|make|sell|offer|build|run|plan)|company|organi[sz]ation"
    r"|trust|team|role|products?|customers?|patients|pupils"
    r"|clients?|mission|values?|job|position|here)\b"
)
_SOURCE = re.compile(
    r"\b(?:(?:i |i've )(?:read|saw|heard|looked|spoke|tried|used|visited|noticed|found|watched)"
    r"|report|article|website|your site|press|the ad|interview with|annual)\b"
)
_MINE = re.compile(r"\b(?:i|i've|my|me)\b")
_PLAN = re.compile(r"\b(?:i would|i'd|i will|i'll|i want|i hope|i can)\b")
_NAME = re.compile(r"(?<=[a-z,;:] )(?!I\b|I')[A-Z][\w&-]+")
_NEAR = (0.15, 0.25, 0.35, 0.45)
"""Nearness to the question at which relevance reaches levels 1 to 4."""
_SUBJECT = (0.1, 0.3)
_FOCUS = (0.20, 0.28)
"""Nearness, and focus (see `relevance.focus`), at which an answer begins to count and counts in
full."""
_ADDRESSED = 0.7
"""What speaking of the employer at all leaves of the score, however far the words lie from the
question's."""
_TELLING = 2
"""Meaningful words, those of `_ANYWHERE` left out, from which a sentence tells something."""
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
        "perfect person player thing lot many year"
    ).split()
)
"""Words that hold of any employer and any candidate."""


def judge(
    question: Question, sentences: Sequence[Sentence], said: Delivery, units: Units
) -> Reasoned:
    """Five criteria at levels 0-4; an answer far from the question keeps little of its score."""
    near = relevance.measure(question, sentences, units)
    weights = rubric.weights("company")
    how, why = delivery.level(said)
    on_subject = sum(near.strength >= step for step in _NEAR)
    told = _about_them(sentences)
    # Telling something of the employer is the subject, in whatever words.
    on_subject = max(on_subject, min(int(told.level), 3))
    criteria = (
        _criterion(
            "relevance",
            on_subject,
            (near.quote,) if near.quote else told.quotes[:1],
            "",
        ),
        told,
        _own_evidence(sentences),
        _reasons(sentences),
        rubric.criterion("company", "delivery", how, weights["delivery"], (), why),
    )
    share = share_left(near.strength, *_SUBJECT)
    if question.research_notes:
        about = f"{question.question} {question.research_notes}"
        share = min(share, share_left(relevance.focus(about, sentences, units), *_FOCUS))
    if int(criteria[1].level) >= 1:
        share = max(share, _ADDRESSED)
    flags = []
    if sum(len(s.words) for s in sentences) < 8:
        flags.append("too_short")
    if share < OFF_TOPIC_SHARE:
        flags.append("off_topic")
    elif max(int(criteria[i].level) for i in (1, 2)) <= 1:
        flags.append("generic")
    return Reasoned(criteria, (), tuple(flags), share * rubric.total(criteria))


def _about_them(sentences: Sequence[Sentence]) -> Criterion:
    """How much is said that holds of this employer and not of any other."""
    told = [s for s in sentences if _THEM.search(s.clean) or _SOURCE.search(s.clean)]
    rich = [s for s in told if _tells(s)]
    named = [s for s in rich if _NAME.search(s.raw) or cues.QUANTITY.search(s.clean)]
    sourced = [s for s in sentences if _SOURCE.search(s.clean)]
    level = bool(told) + bool(rich) + bool(named) + bool(sourced and rich)
    seen = "a name or a figure" if named else "a detail" if rich else ""
    return _criterion("about_them", level, _quotes(named, rich, told), seen)


def _own_evidence(sentences: Sequence[Sentence]) -> Criterion:
    """How far the candidate's own past work, or a concrete step of theirs, backs it."""
    mine = [s for s in sentences if _MINE.search(s.clean)]
    done = [s for s in mine if cues.is_past(s.clean) and _tells(s)]
    planned = [s for s in mine if _PLAN.search(s.clean) and _tells(s)]
    figures = [s for s in done if cues.QUANTITY.search(s.clean)]
    level = (1 if mine else 0) + bool(done or planned) + bool(done) + bool(figures)
    seen = "a figure" if figures else "something done" if done else ""
    return _criterion("own_evidence", level, _quotes(figures, done, planned), seen)


def _reasons(sentences: Sequence[Sentence]) -> Criterion:
    """Whether the employer and the candidate are tied together by a reason."""
    why = [s for s in sentences if cues.REASON.search(s.clean) and _tells(s)]
    joined = [s for s in sentences if _THEM.search(s.clean) and _MINE.search(s.clean)]
    both = [s for s in why if s in joined]
    level = 2 * bool(why) + bool(joined) + bool(both)
    return _criterion("reasons", level, _quotes(both, why, joined), "")


def _tells(sentence: Sentence) -> bool:
    return len(set(content(sentence.words)) - _ANYWHERE) >= _TELLING


def _criterion(name: str, level: int, quotes: tuple[str, ...], seen: str) -> Criterion:
    return rubric.criterion(
        "company", name, level, rubric.weights("company")[name], quotes if level else (), seen
    )


def _quotes(*found: Sequence[Sentence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.quote for group in found for s in group))[:2]
