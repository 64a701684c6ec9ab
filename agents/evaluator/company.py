"""Company answers: about this employer, backed by the candidate's own work, the two tied together.

There is no right answer to "why us?", so nothing is compared with the bank's suggested one: that
is a pattern for the candidate, and an answer that shares its words is no better for it. What
counts is what could not be said of any other employer, or by any other candidate, and both show in
words that tell something: praise and qualities are abstract and common. All measures are smooth
and level off, so that no single word decides and length alone earns nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.evaluator import concrete, delivery, employer, relevance, rubric, telling
from agents.evaluator.employer import Employer
from agents.evaluator.evidence import Units
from agents.evaluator.flags import FEW_WORDS
from agents.evaluator.reasoned import Reasoned
from agents.evaluator.relevance import Relevance
from agents.evaluator.telling import Told
from agents.evaluator.text import Sentence
from domain import Criterion, Delivery, Question
from knowledge.lexicon import load_lexicon

_TOLD, _DONE, _PLANNED, _TIED = 3.5, 4.5, 2.0, 1.0
"""Sums of substance (a telling word is worth 1) at which each measure is at 63 in a hundred."""
_SAID, _ACTED = 1.5, 2.0
"""The same for a single sentence, of theirs and of the candidate's."""
_PLAN, _PLAN_TIED = 0.35, 0.3
"""What a plan is worth as evidence and in a tie, of what a deed is."""
_REACH = 1.5
"""Sentences over which a tie between theirs and mine fades to 37 in a hundred."""
_HOLLOW, _HOLLOW_LEFT = (-0.15, 0.22), 0.4
"""Mean concreteness of an answer that is praise and qualities throughout, and of one that need
not be called so; and what is left of the score of the former."""
_TALK = (15, 40)
"""Words up to which praise is merely short, and from which it is talk."""
_SENTENCES = (0.15, 0.28)
"""Share of small words at which there are only terms, and from which there are sentences: graded
company answers have .35 and more."""
_FOCUS_ON_FACTS, _FOCUS_ON_ASKED = (0.30, 0.44), (0.22, 0.34)
_WORDS_OF_QUESTION = 0.1
_BESIDE = 0.1
"""Nearness (`relevance.focus` and a tenth of `relevance.measure`) at which an answer begins to
count and counts in full, where facts are known and where only the question is; and what is left
below. Of essays and answers to other kinds given to the development questions nine in ten lie in
the lower half, of the graded answers from 40 on one in fifty."""
_BORNE_OUT, _BOTH, _ADDRESSED = (0.05, 0.45), (0.15, 0.45), (0.10, 0.60)
_ADDRESSED_MOST = 0.8
"""Measures from which an answer counts although its words lie far from the question's: of what
facts bear out, of the lesser of theirs and mine, and of what is told of an employer spoken to."""
_SAYS_LITTLE, _IDLE = (1.0, 5.0), 0.7
"""Substance up to which a short answer that speaks of a job has no other subject and keeps its
score, and what it loses when it is talk."""
_IN_GENERAL = 0.25
"""Relevance of an answer that tells nothing of either side, at most."""
_ONE_SIDED = 0.5
"""The same of one that tells only of what the candidate did: nothing of theirs, no plan."""
_OFF_TOPIC = 0.2
_SLACK = 0.1
"""Part of a level from which it counts as reached."""
_SHOWN = 0.8
"""Substance from which a sentence is quoted for what it tells."""
_SMOOTH = ("relevance", "about_them", "own_evidence", "reasons")


@dataclass(frozen=True)
class _Measures:
    """The criteria's measures, each 0-1, and what is left of the score for being on the subject
    and concrete."""

    on_subject: float
    relevance: float
    about_them: float
    own_evidence: float
    reasons: float
    concrete: float


def judge(
    question: Question, sentences: Sequence[Sentence], said: Delivery, units: Units
) -> Reasoned:
    """Five criteria at levels 0-4, the score from what lies under them; an answer beside the
    question keeps a tenth of it, and one of abstract words less than half."""
    known = employer.of(question, units)
    found = telling.tell_apart(known, sentences, units)
    near = relevance.measure(question, sentences, units)
    m = _measure(question, known, found, near, sentences, units)
    how, why = delivery.level(said)
    weights = rubric.weights("company", rubric.seniority_of(question))
    criteria = (
        *_criteria(m, found, near, sentences, weights),
        rubric.criterion("company", "delivery", how, weights["delivery"], (), why),
    )
    exact = 100 * sum(weights[name] * getattr(m, name) for name in _SMOOTH)
    exact = min(exact + 100 * weights["delivery"] * how / rubric.TOP, rubric.total(criteria))
    earned = rubric.curved("company", exact)
    flags = []
    if sum(len(s.words) for s in sentences) < FEW_WORDS:
        flags.append("too_short")
    if m.on_subject < _OFF_TOPIC:
        flags.append("off_topic")
    if found.is_figures:
        flags.append("numbers_only")
    if (
        m.on_subject >= _OFF_TOPIC
        and max(m.about_them, m.own_evidence) <= (1 + _SLACK) / rubric.TOP
    ):
        flags.append("generic")
    score = _told(m.on_subject) * _told(m.concrete) * earned
    return Reasoned(
        criteria, (), tuple(flags), score, told=_working(criteria, exact, earned, m, score)
    )


def _measure(
    question: Question,
    known: Employer,
    found: Told,
    near: Relevance,
    sentences: Sequence[Sentence],
    units: Units,
) -> _Measures:
    about = _full(found.theirs.sum(), _TOLD)
    done = _full(found.done.sum(), _DONE)
    planned = _full(found.planned.sum(), _PLANNED)
    own = done + (1 - done) * _PLAN * planned
    told = np.array([_full(x, _SAID) for x in found.theirs])
    acted = np.array([_full(x, _ACTED) for x in found.done])
    plans = np.array([_full(x, _ACTED) for x in found.planned])
    tied = float(told @ _nearness(len(sentences)) @ (acted + _PLAN_TIED * plans))
    mean = concrete.measure(tuple(sentences), units).mean
    hollow = float(np.interp(sum(len(s.words) for s in sentences), _TALK, (0.0, 1.0)))
    hollow *= float(np.interp(mean, _HOLLOW, (1 - _HOLLOW_LEFT, 0.0)))
    on_subject = _on_subject(question, known, found, (about, own), near, sentences, units)
    return _Measures(
        on_subject=on_subject,
        relevance=min(
            on_subject, _IN_GENERAL + 2 * (about + own), _ONE_SIDED + 2 * max(about, tied, planned)
        ),
        about_them=about,
        own_evidence=own,
        reasons=_full(tied, _TIED),
        concrete=(1 - hollow) * float(np.interp(_small_share(sentences), _SENTENCES, (0.0, 1.0))),
    )


def _on_subject(
    question: Question,
    known: Employer,
    found: Told,
    sides: tuple[float, float],
    measured: Relevance,
    sentences: Sequence[Sentence],
    units: Units,
) -> float:
    """How far an answer is about what was asked, 0-1: by its words, or by what it tells."""
    near = relevance.focus(f"{question.question} {question.research_notes or ''}", sentences, units)
    near += _WORDS_OF_QUESTION * measured.strength
    steps = _FOCUS_ON_FACTS if known.is_known else _FOCUS_ON_ASKED
    talk = float(np.interp(sum(len(s.words) for s in sentences), _TALK, (0.0, _IDLE)))
    little = float(np.interp(found.amount, _SAYS_LITTLE, (1 - talk, 0.0)))
    return max(
        float(np.interp(near, steps, (_BESIDE, 1.0))),
        float(np.interp(_full(found.known, _TOLD), _BORNE_OUT, (0.0, 1.0))),
        float(np.interp(min(sides), _BOTH, (0.0, 1.0))),
        float(np.interp(sides[0], _ADDRESSED, (0.0, _ADDRESSED_MOST))),
        little if found.of_work else 0.0,
    )


def _small_share(sentences: Sequence[Sentence]) -> float:
    """The share of small words, without which there are no sentences but only terms."""
    said = [w for s in sentences for w in s.words]
    small = load_lexicon().function_words
    return sum(w in small for w in said) / max(len(said), 1)


def _nearness(count: int) -> NDArray[np.float64]:
    """How near each two of `count` sentences stand, 1 for the same one."""
    places = np.arange(count)
    return np.asarray(np.exp(-np.abs(np.subtract.outer(places, places)) / _REACH))


def _full(amount: float, enough: float) -> float:
    """How near a sum of substance comes to all that can be asked, 0-1."""
    return 1 - math.exp(-float(amount) / enough)


def _criteria(
    m: _Measures,
    found: Told,
    near: Relevance,
    sentences: Sequence[Sentence],
    weights: Mapping[str, float],
) -> tuple[Criterion, ...]:
    own = found.done + found.planned
    pairs = found.theirs[:, None] * _nearness(len(sentences)) * own
    named = any(found.theirs[i] > _SHOWN for i in found.figures)
    counted = any(found.done[i] > _SHOWN for i in found.figures)

    def one(name: str, measure: float, quotes: tuple[str, ...], seen: str) -> Criterion:
        level = max(math.ceil(rubric.TOP * measure - _SLACK), 0)
        return rubric.criterion(
            "company", name, level, weights[name], quotes if level else (), seen
        )

    return (
        one("relevance", m.relevance, (near.quote,) if near.quote else (), ""),
        one(
            "about_them",
            m.about_them,
            _quotes(sentences, found.theirs),
            "a name or a figure" if named else "",
        ),
        one(
            "own_evidence",
            m.own_evidence,
            _quotes(sentences, found.done + _PLAN * found.planned),
            "a figure" if counted else "",
        ),
        one("reasons", m.reasons, _quotes(sentences, pairs.sum(0) + pairs.sum(1)), ""),
    )


def _quotes(sentences: Sequence[Sentence], worth: NDArray[np.float64]) -> tuple[str, ...]:
    """The two sentences that tell most, the most telling first."""
    best = np.argsort(-worth, kind="stable")[:2].tolist()
    return tuple(dict.fromkeys(sentences[i].quote for i in best if worth[i] >= _SHOWN))


def _told(share: float) -> float:
    """A share (0-1), whole where it would be told as 100%: what moves a score is always told."""
    return share if share < 0.995 else 1.0


def _working(
    criteria: tuple[Criterion, ...], exact: float, earned: float, m: _Measures, score: float
) -> tuple[str, ...]:
    """From levels to the score before order and caps, in words."""
    whole = rubric.total(criteria)
    shares = " + ".join(
        f"{c.criterion.replace('_', ' ')} {100 * c.weight * float(c.level) / rubric.TOP:.1f}"
        for c in criteria
        if isinstance(c.level, int)
    )
    lines = [f"The criteria give {whole:.1f} of 100 ({shares})."]
    if whole - exact >= 0.05:
        reached = ", ".join(
            f"{name.replace('_', ' ')} {rubric.TOP * getattr(m, name):.1f}" for name in _SMOOTH
        )
        lines.append(f"In parts of a level ({reached}) that is {exact:.1f}.")
    lines.append(f"The curve that was set on graded answers turns that into {earned:.1f}.")
    if _told(m.on_subject) < 1:
        lines.append(
            f"What it has to do with the question leaves {m.on_subject:.0%} of that, "
            f"{earned * m.on_subject:.1f}."
        )
    if _told(m.concrete) < 1:
        lines.append(
            f"Words nobody can picture are many, which leaves {m.concrete:.0%} of that, "
            f"{score:.1f}."
        )
    return tuple(lines)
