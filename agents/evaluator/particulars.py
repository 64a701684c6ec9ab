"""Whether anything particular is told: somebody, something, a step that one can picture.

"I leveraged synergies and drove alignment; efficiency rose 45 %" has verbs after "I", an ending and
figures, and nothing happens in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.evaluator import concrete
from agents.evaluator.evidence import Units
from agents.evaluator.text import Sentence

_ABSTRACT = 0.27
_PICTURED = 0.05
"""Share of abstract words from which, and mean concreteness up to which, an answer is hollow. Of
200 graded development answers and the bank's 70 examples none from 45 points on has both a share
over .24 and a mean under .12; of ten texts of business slogans with invented figures all have more
than .3 and less than -.03."""

_ENOUGH = 15
"""Words that mean something below which shares of them say nothing."""

_SOMEBODY = re.compile(
    r"\b(?:he|she|him|her|his|hers)\b"
    r"|\b(?:an?|one|my|our|the) (?:\w+ ){0,2}(?:boss|colleague|coworker|co-worker|friend|mother"
    r"|father|sister|brother|man|woman|boy|girl|child|pupil|student|patient|guest|neighbo[u]?r"
    r"|teacher|nurse|doctor|driver|apprentice|trainee)\b"
)
"""One person, told of as such: who is spoken of so is weakly told at worst."""


_FIGURES = re.compile(r"\d\s?%|\d\s?percent\b|[$\u20ac\u00a3]\s?\d|\d\s?(?:k|m|million)\b")
_SLOGANS = re.compile(
    r"\b(?:leverag\w+|synerg\w+|align\w+|champion\w+|proactive\w*|stakeholders?|optimi[sz]\w+"
    r"|end[- ]to[- ]end|ownership|vision|best practices?|silos|foster\w*|empower\w+|holistic\w*"
    r"|robust|strateg\w+|streamlin\w+|roadmap|accountability|data[- ]driven|insights?|innovat\w+"
    r"|framework|transform\w+|cross[- ]functional|continuous improvement|win[- ]win|consensus"
    r"|deliver(?:ed)? (?:value|results|impact)|impact|excellence|efficien\w+|productivity"
    r"|engagement|satisfaction|performance|objectives|kpis?|utili[sz]\w+|expectations"
    r"|communicat\w+|collaborat\w+|opportunit\w+|solutions?|challeng\w+|actionable|implement\w+"
    r"|facilitat\w+|prioriti[sz]ed|mindset|agile|scalab\w+|key|successful\w*|effective\w*)\b"
)
_MANY = 4
"""Figures and words of slogans that make an abstract answer a hollow one: stories of feelings and
trust are told in abstract words too, and of five of these none has more than one."""


_SEEN = 2
"""Sentences in which somebody stands before they count: one thankful boss makes no story."""


def is_hollow(sentences: Sequence[Sentence], units: Units) -> bool:
    """Whether an answer's words are abstract throughout, slogans and figures among them, and
    nobody stands in it."""
    found = concrete.measure(tuple(sentences), units)
    if found.words < _ENOUGH or found.abstract < _ABSTRACT or found.mean > _PICTURED:
        return False
    if sum(bool(_SOMEBODY.search(s.clean)) for s in sentences) >= _SEEN:
        return False
    return (
        sum(len(_FIGURES.findall(s.clean) + _SLOGANS.findall(s.clean)) for s in sentences) >= _MANY
    )
