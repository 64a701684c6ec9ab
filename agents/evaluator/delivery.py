"""How an answer was said: counts and rates. Informs at most a tenth of a score."""

from __future__ import annotations

from agents.evaluator.text import Reading
from domain import Delivery
from knowledge.lexicon import load_lexicon

MIN_TIMED_SECONDS = 5.0
"""Below this a rate of words per minute says nothing (a pasted answer)."""


def measure(reading: Reading, seconds: float | None) -> Delivery:
    """Words, fillers and hedges per 100 words, longest sentence in words, and the pace in words
    per minute when the answer was timed."""
    lexicon = load_lexicon()
    count = len(reading.words)
    text = " . ".join(s.clean for s in reading.sentences)
    per_100 = 100 / max(count, 1)
    timed = seconds is not None and seconds >= MIN_TIMED_SECONDS and count > 0
    return Delivery(
        words=count,
        fillers_per_100=round(len(lexicon.fillers.findall(text)) * per_100, 1),
        hedges_per_100=round(len(lexicon.hedges.findall(text)) * per_100, 1),
        longest_sentence=max((len(s.words) for s in reading.sentences), default=0),
        words_per_minute=round(count * 60 / seconds, 0) if timed and seconds else None,
    )


def level(delivery: Delivery) -> tuple[int, str]:
    """0-4 for concision and delivery, with the reason.

    Fillers go with lower ratings in rated interviews; the steps are set by hand so that ordinary
    speech (two to six fillers per 100 words) costs one level.
    """
    reasons = []
    value = 4
    if delivery.fillers_per_100 > 2:
        value -= 1 if delivery.fillers_per_100 <= 6 else 2
        reasons.append(f"{delivery.fillers_per_100:g} filler words per 100")
    if delivery.hedges_per_100 > 3:
        value -= 1
        reasons.append(f"{delivery.hedges_per_100:g} hedges per 100 words")
    if delivery.words > 450:
        value -= 1
        reasons.append(f"{delivery.words} words, where 150 to 300 are easier to follow")
    if delivery.words < 25:
        value -= 2
        reasons.append(f"only {delivery.words} words")
    if delivery.words_per_minute and delivery.words_per_minute > 200:
        value -= 1
        reasons.append(f"{delivery.words_per_minute:g} words per minute is hard to follow")
    return max(value, 0), "; ".join(reasons) or "clear and to the point"
