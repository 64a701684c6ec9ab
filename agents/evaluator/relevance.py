"""Does an answer speak to this question, and to the competency it asks about?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agents.evaluator.evidence import Units
from agents.evaluator.lexicon import content, load_lexicon
from agents.evaluator.text import Sentence, fold, words
from domain import Question

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


@dataclass(frozen=True)
class Relevance:
    """How near an answer is to its question: `likeness` by meaning, `told` the number of words
    of the asked-for competency in it, `strength` the two together, 0-1."""

    likeness: float
    told: int
    strength: float
    quote: str
    other_topic: str = ""


def measure(question: Question, sentences: Sequence[Sentence], units: Units) -> Relevance:
    """Compare the answer's sentences with the question less its frame ("tell me about...")."""
    if not sentences:
        return Relevance(0.0, 0, 0.0, "")
    core = _FRAME.sub(" ", fold(question.question).lower())
    label = (question.competency or question.category or "").replace("_", " ").lower()
    targets = [t for t in (_bare(words(core)), _bare(words(label))) if t]
    if not targets:
        return Relevance(0.0, 0, 0.0, "")
    said = [_bare(s.words) for s in sentences]
    likes = units.vectors(said) @ units.vectors(targets).T
    whole = units.of(" ".join(said)).vector @ units.vectors(targets).T
    by_sentence = likes.max(axis=1)
    top = float(np.sort(by_sentence)[-2:].mean())
    likeness = max(top, float(whole.max()))
    stems = set(content(words(core + " " + label)))
    told_stems = [set(content(s.words)) for s in sentences]
    counts = _topic_counts(stems, told_stems)
    own_words = stems & set().union(*told_stems)
    told = max(counts.values(), default=0)
    strength = min(max((likeness - 0.12) / 0.30, 0.0), 1.0)
    strength = min(1.0, 0.65 * strength + 0.09 * min(told, 6) + 0.05 * min(len(own_words), 3))
    return Relevance(likeness, told, strength, sentences[int(by_sentence.argmax())].quote)


def _bare(said: Sequence[str]) -> str:
    """The words without the small ones, which make any two sentences alike."""
    lexicon = load_lexicon()
    return " ".join(w for w in said if w not in lexicon.stop)


def _topic_counts(asked: set[str], said: Sequence[set[str]]) -> dict[str, int]:
    """For each competency the question asks about, how many of its words the answer tells."""
    everything = set().union(*said) if said else set()
    return {
        name: len(topic.tell & everything)
        for name, topic in load_lexicon().topics.items()
        if topic.ask & asked
    }
