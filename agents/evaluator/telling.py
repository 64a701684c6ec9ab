"""What an answer tells of the employer and of the candidate's own work, sentence by sentence.

Words are weighed by how much they tell (see `salience.of_words`); those that hold of any employer
and any candidate, and those of the question, tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.evaluator import cues, employer, salience
from agents.evaluator.employer import Employer
from agents.evaluator.evidence import Units
from agents.evaluator.subjects import Stretch, stretches
from agents.evaluator.text import Sentence
from knowledge.stems import stem

_SOURCE = re.compile(
    r"\b(?:i |i've |i have )(?:read|saw|seen|heard|looked|noticed|found out|watched)(?! after)\b"
)
"""How one came to know of the employer, which is no work of one's own."""
_HAVE_DONE = re.compile(r"\b(?:i|we)(?:'ve| have)(?: \w+){0,2} \w+(?:ed|en|n|t|un|ade|ept|old)\b")
_YEARS = re.compile(r"\b(?:(?<!\bin )\b(?!coming|next|few|all)\w+ years|since (?:19|20)\d\d)\b")
_WISH = re.compile(
    r"\b(?:i would|i'd|i will|i'll|i want|i hope|i can|i mean to|i could|we would|we'd|i think"
    r"|i believe|i find|i feel|i like|i love)\b"
)
_HABIT = re.compile(
    r"\b(?:i|we) (?:keep|run|make|drive|work|am|come|look|teach|train|carry|count|repair|mend|build"
    r"|do|know|write|use|have)\b|\bi'm (?:a|an|the|at|in)\b|\bmy \w+ (?:is|has|was|had)\b"
)
_PERK = re.compile(
    r"\b(?:salary|wages?|the pay|pays? (?:well|more|better)|paid more|holidays?|commute|days a week"
    r"|(?:regular|flexible) (?:hours|shifts)|shifts are|minutes (?:by|from|away)|close to (?:home|"
    r"where i)|home office|parking|than i (?:get|earn)|secure (?:job|field|workplace))\b"
)
_WORK = re.compile(r"\b(?:yours?|you|company|employer|firm|organi[sz]ation|team|job|position)\b")
_IDIOM = re.compile(
    r"\b(?:a |one )?hundred(?: and ten)? per ?cent\b|\b1[01]0 ?(?:%|per ?cent\b)|\bnumber one\b"
)
"""Figures of speech."""
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

_PERK_LEFT = 0.25
_AGAIN = 0.2
"""What a word is worth the second time."""
_NEXT_FIGURE = 0.8
"""What each further figure is worth of the one before: figures prove by what stands beside them."""
_MANY_FIGURES, _BESIDE_FIGURES = 5, 0.9
"""Figures from which they can be all there is, and substance beside each below which they are."""
_CARRIED = 0.6
"""What words are worth that name nobody, taken to speak of whoever was named before."""
_NOT_KNOWN = 0.45
"""What words about the employer are worth that none of the known facts bears out."""
_HABITS, _UNSAID = 0.5, 0.15
"""What words of one's own are worth that tell of a habit, and of neither habit nor deed. Of
the shares here `_AGAIN`, `_CARRIED`, `_NOT_KNOWN` and `_UNSAID` were each tried a third lower and
higher: the rank agreement with the company answers for development moved by .003 at most."""


@dataclass(frozen=True)
class Told:
    """Substance by sentence, a telling word being worth 1: of the employer (`theirs`), `done` and
    `planned` by the candidate. `known` is how much the employer's facts bear out, `figures` are
    the sentences with one, `is_figures` says whether figures stand in for what was done, `of_work`
    whether an employer or a job is spoken of at all."""

    theirs: NDArray[np.float64]
    done: NDArray[np.float64]
    planned: NDArray[np.float64]
    known: float
    figures: frozenset[int]
    is_figures: bool
    of_work: bool

    @property
    def amount(self) -> float:
        """All that is told together."""
        return float((self.theirs + self.done + self.planned).sum())


def tell_apart(known: Employer, sentences: Sequence[Sentence], units: Units) -> Told:
    """What is told of the employer, and what of the candidate."""
    texts = [_IDIOM.sub(" ", s.clean) for s in sentences]
    worth = salience.of_words((w for s in sentences for w in s.words), units)
    recognized = employer.Recognized(known, units)
    theirs, done, planned = np.zeros((3, len(sentences)))
    facts: list[list[float]] = [[] for _ in sentences]
    before: set[str] = set()
    next_figure, counted, other = 1.0, 0, 0.0
    for part in stretches(sentences, known.name):
        told = 0.0
        borne_out = []
        for word in part.words:
            said = employer.key(word)
            if worth.get(word, 0.0) <= 0 or said in known.asked or said in _ANYWHERE:
                continue
            borne_out.append(recognized.worth(word, worth[word], part.subject != "mine"))
            again = _AGAIN if said in before else 1.0
            before.add(said)
            if salience.is_number(word):
                counted += 1
                again *= next_figure
                next_figure *= _NEXT_FIGURE
            else:
                other += worth[word] * again
            told += worth[word] * again
        facts[part.sentence] += borne_out
        left = _PERK_LEFT if _PERK.search(texts[part.sentence]) else 1.0
        left *= _CARRIED if part.carried else 1.0
        if part.subject == "theirs":
            theirs[part.sentence] += told * left * (_NOT_KNOWN if known.is_known else 1.0)
        elif part.subject == "mine":
            own = max(told - sum(borne_out), 0.0) * left
            share = _done(part)
            (planned if share is None else done)[part.sentence] += own * (share or 1.0)
    borne = np.array([employer.told(f) for f in facts])
    return Told(
        np.maximum(theirs, borne),
        done,
        planned,
        float(borne.sum()),
        frozenset(i for i, t in enumerate(texts) if _has_figure(t)),
        counted >= _MANY_FIGURES and other < _BESIDE_FIGURES * counted,
        any(_WORK.search(t) for t in texts),
    )


def _done(part: Stretch) -> float | None:
    """What a stretch of the candidate's is worth as something done, 0-1; none if it is a wish."""
    said = " ".join(part.words)
    if _WISH.search(said) and not cues.I_DID.search(said):
        return None
    told = _SOURCE.sub(" ", said)
    deeds = (cues.I_DID, cues.WE_DID, cues.I_WAS, _HAVE_DONE, _YEARS, cues.SOMEONE_DID)
    if any(deed.search(told) for deed in deeds):
        return 1.0
    return _HABITS if _HABIT.search(told) else _UNSAID


def _has_figure(text: str) -> bool:
    return bool(cues.QUANTITY.search(text)) or any(c.isdigit() for c in text)
