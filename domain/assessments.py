"""What was answered, and how it was judged."""

from __future__ import annotations

from typing import Literal

from domain.value import Value

Coverage = Literal["covered", "partly", "missing", "contradicted"]
GapKind = Literal[
    "situation",
    "task",
    "own_part",
    "action",
    "result",
    "numbers",
    "reflection",
    "key_point",
    "example",
    "relevance",
    "detail",
    "language",
]


# What a mean (0-100) is called, in reports and progress alike: a good answer is meant to score 60
# to 80, so weak ends and strong begins inside that band.
WEAK_BELOW = 65.0
STRONG_FROM = 75.0


class Criterion(Value):
    """One thing an answer was judged on.

    `level` is 0-4 on an anchored scale, or how far a key point is covered. `weight` is its
    share of the score before caps, 0-1. `quotes` are verbatim pieces of the answer. `note`
    says in words what moved the level.
    """

    criterion: str
    level: int | Coverage
    weight: float
    quotes: tuple[str, ...] = ()
    note: str = ""


class Gap(Value):
    """What an answer left out, most telling first in `Assessment.gaps`.

    `quote` is the candidate's own phrase the gap sits at (may be empty); `about` names what is
    missing in words that can be said aloud without giving the answer away.
    """

    kind: GapKind
    quote: str = ""
    about: str = ""


class Delivery(Value):
    """How an answer was said: counts, and rates per 100 words."""

    words: int = 0
    fillers_per_100: float = 0.0
    hedges_per_100: float = 0.0
    longest_sentence: int = 0
    words_per_minute: float | None = None


class Reading(Value):
    """One judge's reading of an answer: who read it, what it came to (0-100), and in a sentence
    what stands out."""

    by: str
    score: float
    note: str = ""


class Assessment(Value):
    """The judgement of one answer. `score` is None exactly when `unscored_reason` is given.

    `working` says in sentences, in order, how the criteria came to the score. `scored_by` names
    the judge whose levels stand; `readings` are all readings that were compared, the built-in
    judge's first, and empty where nobody else read the answer.
    """

    score: float | None
    unscored_reason: str | None = None
    flags: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    strengths: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    suggested_answer: str = ""
    gaps: tuple[Gap, ...] = ()
    delivery: Delivery = Delivery()
    scored_by: str = "built-in"
    working: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


class Answer(Value):
    """What the candidate said, and the seconds they took (None when not timed)."""

    text: str
    seconds: float | None = None
