"""Ways to ruin an answer or to turn it into its opposite: what must not earn.

Pure functions of their arguments; those that draw take the generator to draw from.
"""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Sequence

_SENTENCE = re.compile(r"(?<=[.!?])\s+")

_WORD = re.compile(r"[A-Za-z0-9][\w'%+#.-]*\w|[A-Za-z0-9]")

SMALL_WORDS = frozenset(
    "a an the and or but of in on at to for with by from as is are was were be been it its that "
    "this these those i we you he she they them his her their our my your so if than then not no "
    "can could will would should may might must do does did has have had when while which who "
    "because before after into over out up off about what how where there".split()
)

_AUXILIARY = re.compile(
    r"\b(is|are|was|were|can|could|will|would|should|must|may|might|has|have|had|do|does|did)"
    r"(?: (not)\b|(n't)\b|\b(?!'))"
)

_SUBJECT = re.compile(r"\b(I|we|We|you|You|they|They|he|He|she|She|it|It)\b(?!')")

_TURNED = dict(
    pair
    for a, b in (
        ("before", "after"),
        ("more", "less"),
        ("increases", "decreases"),
        ("raises", "lowers"),
        ("rises", "falls"),
        ("higher", "lower"),
        ("high", "low"),
        ("fast", "slow"),
        ("faster", "slower"),
        ("large", "small"),
        ("larger", "smaller"),
        ("long", "short"),
        ("longer", "shorter"),
        ("early", "late"),
        ("always", "never"),
        ("every", "no"),
        ("first", "last"),
        ("above", "below"),
        ("most", "fewest"),
        ("cheap", "expensive"),
        ("open", "closed"),
        ("safe", "dangerous"),
        ("necessary", "needless"),
        ("with", "without"),
        ("accept", "refuse"),
        ("gains", "losses"),
        ("debit", "credit"),
    )
    for pair in ((a, b), (b, a))
)


def sentences(text: str) -> list[str]:
    """The sentences of a plainly punctuated text."""
    return [s for s in _SENTENCE.split(text.strip()) if s]


def terms(text: str) -> list[str]:
    """The words that carry meaning, in order, each once."""
    found = (w if w.isupper() else w.lower() for w in _WORD.findall(text))
    return list(dict.fromkeys(w for w in found if w.lower() not in SMALL_WORDS))


def shuffled(text: str, draw: random.Random) -> str:
    """All words in another order."""
    words = text.split()
    draw.shuffle(words)
    return " ".join(words)


def shuffled_within(text: str, draw: random.Random) -> str:
    """Each sentence's own words in another order, the sentences where they were."""
    found = []
    for s in sentences(text):
        words = s.rstrip(".!?").lower().split()
        draw.shuffle(words)
        found.append(" ".join(words).capitalize() + ".")
    return " ".join(found)


def reversed_within(text: str) -> str:
    """Each sentence's words from the last to the first."""
    return " ".join(" ".join(reversed(s.rstrip(".!?").split())) + "." for s in sentences(text))


def salted(words: list[str], draw: random.Random) -> str:
    """Terms with small words strewn among them, so that counting small words sees nothing odd."""
    small = ("the", "of", "and", "in", "is", "to", "with", "a", "that", "for")
    return " ".join(x for w in words for x in (w, draw.choice(small))) + "."


def in_hollow_sentences(words: list[str]) -> str:
    """Terms in sentences that are grammatical and state nothing."""
    forms = (
        "It is about {} and of course also about {}.",
        "The {} matters a lot here, and so does the {}.",
        "You have to think of {} when you think of {}.",
        "There is {}, and then there is {} as well.",
    )
    pairs = zip(words[::2], words[1::2], strict=False)
    return " ".join(forms[n % len(forms)].format(*pair) for n, pair in enumerate(pairs))


def negated(sentence: str) -> str:
    """The sentence's opposite: its first auxiliary turned, or "never" before its verb."""
    found = _AUXILIARY.search(sentence)
    subject = _SUBJECT.search(sentence)
    if found and not (subject and subject.end() + 12 < found.start()):
        if found.group(2) or found.group(3):
            return sentence[: found.start()] + found.group(1) + sentence[found.end() :]
        return f"{sentence[: found.end()]} not{sentence[found.end() :]}"
    if subject:
        return f"{sentence[: subject.end()]} never{sentence[subject.end() :]}"
    return denied(sentence)


def denied(sentence: str) -> str:
    """The sentence as a whole called untrue."""
    kept = sentence if sentence.startswith(("I ", "I'")) else sentence[0].lower() + sentence[1:]
    return f"It is not true that {kept}"


def turned(sentence: str) -> str:
    """The sentence with the first of its words that has one as its antonym, or as it was."""
    for found in re.finditer(r"[a-z]+", sentence):
        if found.group() in _TURNED:
            return sentence[: found.start()] + _TURNED[found.group()] + sentence[found.end() :]
    return sentence


def misnumbered(sentence: str) -> str:
    """The sentence with its figures ten times as high and its numerals changed, or as it was."""
    said = re.sub(r"\d+", lambda m: m.group() + "0", sentence)
    return re.sub(
        r"\b(?:one(?= (?:hour|day|week|month|year))|two|three|four|five)\b", "ninety", said
    )


def reworded(question: str) -> str:
    """The question as statements that promise an answer and give none."""
    said = re.sub(r"\byour\b", "my", question.rstrip("?. "), flags=re.I)
    said = re.sub(r"\byou\b", "I", said, flags=re.I)
    said = said[0].lower() + said[1:]
    return (
        f"The question here is {said}. That is what I will speak about, because {said} is "
        f"something that comes up. So, to come back to {said}, that is my answer to it."
    )


def encoded(text: str) -> str:
    """The text in base64."""
    return base64.b64encode(text.encode()).decode()


def exchanged(text: str, names: Sequence[Sequence[str]]) -> str:
    """Every name of a pair put in the place of the other, a capital where it began with one."""
    other = {a.lower(): b for pair in names for a, b in (pair, pair[::-1])}
    longest = sorted(other, key=len, reverse=True)

    def turned(found: re.Match[str]) -> str:
        name = other[found.group().lower()]
        return name[0].upper() + name[1:] if found.group()[0].isupper() else name

    return re.sub(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", turned, text, flags=re.I)
