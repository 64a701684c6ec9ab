"""What a key point is about, for saying it aloud without its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.evaluator.text import fold, words
from knowledge.lexicon import content

_LEADING = frozenset("that whether how why when if at in on with to for of by as from what".split())
_DETERMINERS = frozenset("a an the each every one both no any this these its their".split())


def topic(point: str) -> str:
    """What a key point is about, in a few words that can be said aloud without its answer: its
    first noun phrase, the verb an observer's criterion begins with ("Explains that ...") left out.
    """
    said = re.findall(r"[\w'-]+", fold(point))
    if len(said) > 2 and _observes(said):
        said = said[1:]
    while len(said) > 1 and said[0].lower() in _LEADING:
        said = said[1:]
    phrase: list[str] = []
    for word in said:
        if (word.lower() in _DETERMINERS and not phrase) or content(words(word.lower())):
            phrase.append(word)
        elif phrase:
            break
        if sum(w.lower() not in _DETERMINERS for w in phrase) == 2:
            break
    spoken = " ".join(phrase) or "the other half of the question"
    acronym = spoken[:2].isupper() and spoken[:2].isalpha()
    return spoken if acronym else spoken[0].lower() + spoken[1:]


def _observes(said: Sequence[str]) -> bool:
    """Whether a criterion begins with an observer's verb ("Gives the people ...")."""
    first, second = said[0].lower(), said[1].lower()
    return (
        first.endswith("s")
        and not first.endswith(("ss", "us", "is"))
        and (second in _LEADING | _DETERMINERS or not content((second,)))
    )
