"""Whether a text is in English, by its letters and its small words."""

from __future__ import annotations

from collections.abc import Sequence

from agents.evaluator.text import words
from agents.evaluator.vocabulary import is_known
from knowledge.lexicon import load_lexicon

LONG = 6
"""Words from which the share of small words tells a language."""

FOREIGN_SHARE = 0.12
"""Share of another language's small words below which a longer text is taken for English."""

FOREIGN_RATIO = 1.6
"""How many times as frequent as English ones they must be there."""


def is_foreign(raw: str, folded: str) -> bool:
    """Whether a text is mostly in another script, or in the words of another language and hardly
    in English ones. `folded` is its `text.fold`."""
    said = words(folded.replace("\u200b", ""))
    letters = [c for c in folded if c.isalpha()]
    if letters and sum(c.isascii() for c in letters) < 0.5 * len(letters):
        return True
    if len(said) >= LONG and _by_share(said):
        return True
    return len(said) <= 2 * LONG and _in_few_words(raw, said)


def _by_share(said: Sequence[str]) -> bool:
    lexicon = load_lexicon()
    english = sum(w in lexicon.function_words for w in said) / len(said)
    for listed in lexicon.foreign.values():
        theirs = [w for w in said if w in listed]
        other = len(theirs) / len(said)
        if len(set(theirs)) > 1 and other > max(FOREIGN_SHARE, FOREIGN_RATIO * english):
            return True
    return False


def _in_few_words(raw: str, said: Sequence[str]) -> bool:
    """Two different words of one language, or one and another with an accent, outnumber the
    English ones. Words both languages have speak for neither."""
    lexicon = load_lexicon()
    accented = sum(
        any(c.isalpha() and not c.isascii() for c in w) and w[0].islower() for w in raw.split()
    )
    for listed in lexicon.foreign.values():
        theirs = [w for w in said if len(w) > 1 and w in listed and w not in lexicon.function_words]
        english = sum(w not in listed and w in lexicon.function_words for w in said)
        plain = sum(
            w not in listed and w not in lexicon.function_words and len(w) > 2 and is_known(w)
            for w in said
        )
        if len(set(theirs)) + min(accented, 1) < 2 or not theirs:
            continue
        if len(theirs) + accented > english + plain / 2:
            return True
    return False
