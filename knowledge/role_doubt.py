"""Why the role an ad was read as may be wrong, in the words a person reads."""

from __future__ import annotations

import re

from domain import Job
from knowledge.lexicon import load_lexicon
from knowledge.roles import UNSURE
from knowledge.taxonomy import load_taxonomy

_WORD = re.compile(r"[^\W\d_]+")
# Small words of one other language from which a text is in it, where they outnumber the English
# ones: an English ad may name a Los Angeles or a Deutsche Bank.
_FOREIGN_WORDS = 3


def role_doubt(job: Job) -> str | None:
    """What to say after the role's name when it is not sure; None when the role was given, or
    inferred with enough confidence to go by."""
    if not job.roles or job.role != job.roles[0].id:
        return None
    if job.text.strip() and in_another_language(job.text):
        return "a guess, as the ad is not in English, the only language that is read"
    if not job.roles[0].confidence:
        return "assumed, as nothing in the ad says what the job is"
    if load_taxonomy().is_outside(job.title or ""):
        return "the nearest role in the bank"
    if job.roles[0].confidence >= UNSURE:
        return None
    others = [load_taxonomy().role(guess.id).short for guess in job.roles[1:3]]
    return f"it may be {' or '.join(others)}" if others else "far from sure"


def in_another_language(text: str) -> bool:
    """Whether a text is not English: by its letters, or as another language's small words
    outnumber the English ones."""
    words = [word.casefold() for word in _WORD.findall(text[:20_000])]
    letters = "".join(words)
    if sum(letter.isascii() for letter in letters) < 0.5 * len(letters):
        return True
    lexicon = load_lexicon()
    english = sum(word in lexicon.function_words for word in words)
    foreign = max(
        sum(word in listed and word not in lexicon.function_words for word in words)
        for listed in lexicon.foreign.values()
    )
    return foreign >= _FOREIGN_WORDS and foreign > english
