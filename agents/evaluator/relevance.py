"""Does an answer speak to this question, and to the competency it asks about?"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.evaluator import competencies
from agents.evaluator.evidence import Unit, Units, rarity
from agents.evaluator.text import Sentence, fold, words
from domain import Question
from knowledge.lexicon import bare

_FRAME = re.compile(
    r"\b(?:please )?(?:tell (?:me|us) about|describe|give (?:me|us) an example of|share|"
    r"walk (?:me|us) through|"
    r"talk (?:me|us) through|can you (?:tell|give|describe|share)|think of|recall)\b|\b(?:a|the|"
    r"an?other|some|one) "
    r"(?:specific )?(?:time|situation|example|instance|occasion|case|moment|experience)\b|"
    r"\bwhen you (?:had|have) to\b"
    r"|\b(?:when|where|in which) you\b|\bhow did you\b|\bwhat (?:did you do|was the (?:result|"
    r"outcome))\b"
    r"|\bhave you ever\b|\byour\b|\byou\b|\bhandle[d]?\b|\bdeal(?:t)? with\b"
)


_FIT_LEAD, _FIT_LIKENESS, _FIT_WORDS = 0.95, 3.8, 2.3
"""Logistic regression of own against far questions over the graded development stories and the
bank's, with the signs as first written, before any was held against a story."""

_BACKGROUND = Path(__file__).with_name("star_weights.json")


@dataclass(frozen=True)
class Relevance:
    """How near an answer is to its question.

    `likeness` compares meanings after what all interview answers share is taken away, `words` how
    well the question's own words are matched; `strength` is their sum, about 0 for another subject
    and 0.3 to 1.2 for an answer to the point. Over the bank's example answers and the project's
    graded ones it tells an answer from one to another question of the same kind with an AUC of .65
    to .8 (behavioral), .89 (company) and .97 (situational).

    `fit` is for stories: with it stands how much more of the asked competency is told than of far
    ones, which tells a story's own question from those of far competencies with an AUC of .97
    (graded) and .93 (bank), files left out, and .87 with signs not yet held against any story. It
    is about 2 for a story to the point and -0.5 for another one; None where no competency is
    recognised. `rival` is what the story tells of the best-told far competency, in standard
    deviations over real stories.
    """

    likeness: float
    words: float
    strength: float
    quote: str
    fit: float | None = None
    rival: float = 0.0


def fit_of(lead: float, likeness: float, matched: float) -> float:
    """How well a story fits its question (see `Relevance`), from the competency's lead in standard
    deviations and the two nearnesses."""
    return _FIT_LEAD * lead + _FIT_LIKENESS * likeness + _FIT_WORDS * matched


def measure(question: Question, sentences: Sequence[Sentence], units: Units) -> Relevance:
    """Compare the answer with the question less its frame ("tell me about a time...")."""
    asked = fold(f"{question.scenario or ''} {question.question}").lower()
    core = units.of(bare(words(_FRAME.sub(" ", asked))))
    label = units.of((question.competency or question.category or "").replace("_", " ").lower())
    hint = units.of(
        bare(words(fold(question.star_guidance or question.research_notes or "").lower()))
    )
    if not sentences or not (len(core.ids) or len(label.ids)):
        return Relevance(0.0, 0.0, 0.0, "")
    plain = [units.of(bare(s.words)) for s in sentences]
    said = units.of(" ".join(b.text for b in plain))
    answer, wanted = _direction(said), _direction(core)
    likeness = float(
        wanted @ answer + 0.3 * (_direction(label) @ answer) + 0.4 * (_direction(hint) @ answer)
    )
    matched = 0.0
    if len(core.ids) and len(said.ids):
        weights = rarity(core.ids)
        matched = float((weights * (core.pieces @ said.pieces.T).max(axis=1)).sum() / weights.sum())
    stands = competencies.standing(question, sentences) if question.kind == "behavioral" else None
    fit = None if stands is None else fit_of(stands.lead, likeness, matched)
    nearest = max(range(len(plain)), key=lambda i: float(_direction(plain[i]) @ wanted))
    strength = likeness + 0.5 * matched
    rival = 0.0 if stands is None else stands.rival
    return Relevance(likeness, matched, strength, sentences[nearest].quote, fit, rival)


def focus(about: str, sentences: Sequence[Sentence], units: Units) -> float:
    """How near an answer's words are on average to the nearest words of a text (0-1, rare words
    weighing more): whether it stays with the subject, whatever its length.

    Over the bank, against question and key points together, answers to the point have .44 to .6
    and answers to other questions .30 to .38 (AUC .997 for two sentences alone); against a
    scenario and its criteria .45 to .6 and .36 to .47 (AUC .965 for two sentences).
    """
    wanted = units.of(bare(words(_FRAME.sub(" ", fold(about).lower()))))
    said = units.of(" ".join(bare(s.words) for s in sentences))
    if not len(wanted.ids) or not len(said.ids):
        return 0.0
    weights = rarity(said.ids)
    near = (said.pieces @ wanted.pieces.T).max(axis=1)
    return float((weights * near).sum() / weights.sum())


@lru_cache(maxsize=1)
def _background() -> NDArray[np.float64]:
    """The mean direction of interview answers."""
    stored = json.loads(_BACKGROUND.read_text(encoding="utf-8"))
    return np.asarray(stored["background"], np.float64)


def _direction(unit: Unit) -> NDArray[np.float64]:
    """A text's meaning, rare words weighing more, less the background; length 1 or 0."""
    if not len(unit.ids):
        return np.zeros_like(_background())
    vector = toward(unit) - _background()
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9))


def toward(unit: Unit) -> NDArray[np.float64]:
    """The rarity-weighted mean of a text's word pieces, length 1."""
    vector = rarity(unit.ids) @ unit.pieces
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float64)
