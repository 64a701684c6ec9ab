"""What a clause negates: the word each negation falls on, and how much of an answer is denied.

A negation is read with its scope, not counted: "not a copy" behind a comma sets something aside,
"not only" adds, "does not share" denies the sharing and nothing else in its clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from agents.evaluator.text import Sentence
from knowledge.lexicon import content

_AUXILIARY = (
    r"(?:is|are|was|were|be|been|am|do|does|did|has|have|had|can|could|will|would|should|must|may"
    r"|might|shall|to|(?:i|we|you|he|she|it|they|that|there|this|which|who|what)(?:'\w+)?)"
)

_PARTLY = r"(?! (?:only|just|merely|simply|necessarily|always|all|every|everything|enough)\b)"
"""Behind "not", what makes it say less or something else than the opposite."""

_CONTRACTED = (
    r"(?:\w+n't|cannot|(?:do|does|did|is|are|was|were|wo|ca|would|could|should|has|have|had)nt)"
)

_PREDICATE = rf"(?:{_AUXILIARY}(?: (?:also|even|really|still|yet|\w+ly))? not|{_CONTRACTED}|never)"

_UNKNOWN = r"(?! (?:really |quite )?(?:know|sure|certain|tell|say|remember|recall|think|mean)\b)"
"""Not knowing is no denial, and "I do not think" is one of what follows."""

_DENIAL = re.compile(
    rf"(?<!, )(?<![\w'])(?:{_PREDICATE}(?= [\w']){_PARTLY}{_UNKNOWN}|no longer|(?:not |un)true"
    r"|false|a myth|nonsense)\b"
)
"""A negation of what somebody does or of how something is; "but the other does not" compares."""

CONDITION = re.compile(r"\b(?:if|unless|whether|until)\b")
"""What makes a clause a supposition."""

_SCOPE = re.compile(
    rf"(?<![\w'])(?:(?P<aside>, (?:not|never|no)|without|rather than|instead of|hardly|rarely"
    rf"|barely|seldom|or no|except|apart from|non)|{_PREDICATE}{_PARTLY}|no longer|nor|no|nothing"
    r"|nobody|none|neither|(?P<bare>not))\b(?P<after>(?:[ /-][\w'%]+){1,6})?"
)

_LIGHT = frozenset(
    "able yet ever first longer need go going want try tried trying think believe suppose"
    " expect necessarily actually even always simply just merely already automatically".split()
)
"""Words a negation reaches across to the one it falls on."""

_WORDS_AN_UTTERANCE = 20
_RUN_ON = 45
"""Words of an utterance where speech has no stops, which are missed from so many words on."""

_ENOUGH = 3
"""Utterances below which the share of denials says nothing."""


@dataclass(frozen=True)
class Negated:
    """The stems a clause denies, those it denies under a condition, and those of which it leaves
    open whether it does."""

    denied: frozenset[str]
    supposed: frozenset[str]
    aside: frozenset[str]

    @property
    def any_denied(self) -> bool:
        """Whether anything is denied, under a condition or not."""
        return bool(self.denied or self.supposed)


@lru_cache(maxsize=2_000)
def negated(text: str) -> Negated:
    """What each negation of a lower-case clause falls on: the next word that carries meaning."""
    denied, supposed, aside = set[str](), set[str](), set[str]()
    condition = CONDITION.search(text)
    for found in _SCOPE.finditer(text):
        words = re.findall(r"[\w'%]+", found["after"] or "")
        heads = content(tuple(w for w in words if w not in _LIGHT and not w.endswith("ly")))
        if found["aside"] or found["bare"]:
            aside.update(heads[:2])
        elif condition and condition.start() < found.start():
            supposed.update(heads[:1])
        else:
            denied.update(heads[:1])
    return Negated(frozenset(denied), frozenset(supposed), frozenset(aside))


def denies(text: str) -> bool:
    """Whether a lower-case sentence negates what somebody does or how something is."""
    return bool(_DENIAL.search(text))


def share_denied(sentences: Sequence[Sentence]) -> float:
    """The share of an answer's utterances that deny something, 0-1; 0 of an answer too short.

    Of the bank's answers and the graded ones from 60 points on none has more than .5 (99 of 100
    no more than .46), negated sentence by sentence nine of ten have more than .7.
    """
    said = [
        round(len(s.words) / _WORDS_AN_UTTERANCE) if len(s.words) > _RUN_ON else 1
        for s in sentences
    ]
    if sum(said) < _ENOUGH:
        return 0.0
    denials = (min(len(_DENIAL.findall(s.clean)), n) for s, n in zip(sentences, said, strict=True))
    return max(sum(denials) - 0.5, 0.0) / sum(said)
