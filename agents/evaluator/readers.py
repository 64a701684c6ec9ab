"""A model's reading of an answer: what is asked of it, and what of its reply can be believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agents.evaluator import rubric
from agents.evaluator.text import Sentence, fold, words
from agents.model.grounding import in_english, out_of_role, ungrounded
from domain import Criterion, Question
from knowledge.lexicon import content

Met = Literal["made", "partly", "not"]

MEASURED = ("delivery",)
"""Criteria that are counts of words, not matters of judgement."""

_QUOTE_CONTENT = 2
"""Meaningful words a quote needs unless it is a whole sentence: "the team" stands in any answer."""

_REASON = 200
"""Characters of a reason that are shown."""


class PointReading(BaseModel):
    """How far one criterion is met, the words that show it, and why."""

    model_config = ConfigDict(extra="forbid")

    point: int
    quote: str = Field(max_length=900)
    reason: str = Field(max_length=900)
    level: Met


class AnswerReading(BaseModel):
    """Every criterion once."""

    model_config = ConfigDict(extra="forbid")

    points: list[PointReading] = Field(max_length=40)


@dataclass(frozen=True)
class Read:
    """What was read of one criterion; `quote` is a verbatim piece of the answer, or ""."""

    met: Met
    quote: str
    reason: str


class Unusable(ValueError):
    """A reading that cannot be believed; the message says why."""


def asked_of(criteria: Sequence[Criterion]) -> list[int]:
    """The places of the criteria a model reads: all that are judged and not counted, save those the
    answer was found to contradict, which stay."""
    return [
        place
        for place, one in enumerate(criteria)
        if one.criterion not in MEASURED and one.level != "contradicted"
    ]


def listed(question: Question, criteria: Sequence[Criterion], order: Sequence[int]) -> str:
    """The criteria as they are put to the model: numbered by their places, in an order."""
    return "\n".join(_line(question, place, criteria[place]) for place in order)


def _line(question: Question, place: int, criterion: Criterion) -> str:
    if not isinstance(criterion.level, int):
        return f"{place}. {criterion.criterion}"
    name = criterion.criterion.replace("_", " ")
    if question.kind == "behavioral" and criterion.criterion == "relevance":
        name = f"relevance to the question ({(question.competency or '').replace('_', ' ')})"
    full = rubric.anchor(question.kind, criterion.criterion, 3)
    part = rubric.anchor(question.kind, criterion.criterion, 1)
    return f"{place}. {name}. Made: {full}. Partly: {part}."


def believed(
    reading: AnswerReading,
    asked: Sequence[int],
    question: Question,
    criteria: Sequence[Criterion],
    kept: Sequence[Sentence],
    answer: str,
) -> dict[int, Read]:
    """What a reading says of the criteria that were `asked`, by place; a level without words of
    the answer to show it is "not". Raises Unusable when it leaves out more than half of them or
    when more than half of its quotes stand nowhere in the answer."""
    found: dict[int, Read] = {}
    given = lost = 0
    places = Places(kept, answer)
    for point in reading.points:
        if point.point not in asked or point.point in found:
            continue
        quote = places.find(point.quote) if point.level != "not" else ""
        if point.level != "not" and point.quote.strip():
            given += 1
            lost += not quote
        level: Met = point.level if quote else "not"
        reason = _shown(point.reason, (answer, question.question, criteria[point.point].criterion))
        found[point.point] = Read(level, quote, reason if level == point.level else "")
    if 2 * len(found) < len(asked):
        raise Unusable("its reading leaves out most of the criteria")
    if 2 * lost > given:
        raise Unusable("most of what it quotes is not in the answer")
    return {place: found.get(place, Read("not", "", "")) for place in asked}


def _shown(reason: str, known: Sequence[str]) -> str:
    """A reason that may be shown: short, in English, in its role, and with nothing new in it."""
    reason = " ".join(reason.split())
    sound = (
        len(reason) <= _REASON
        and in_english(reason)
        and not out_of_role(reason)
        and not ungrounded(reason, known)
    )
    return reason if sound else ""


class Places:
    """Finds quotes in the sentences of an answer that count, within one part of it."""

    def __init__(self, kept: Sequence[Sentence], answer: str) -> None:
        self._answer = " ".join(answer.split())
        parts: dict[int, list[str]] = {}
        for sentence in kept:
            parts.setdefault(sentence.part, []).append(" ".join(sentence.raw.split()))
        self._texts = [" ".join(sentences) for sentences in parts.values()]
        self._whole = {_plain(sentence.raw)[0] for sentence in kept}

    def find(self, quote: str) -> str:
        """The verbatim stretch of the answer that a quote is, whatever its case, spaces and
        punctuation; "" when it stands in no part, or is too short to show anything."""
        wanted, _ = _plain(quote)
        said = words(fold(quote).lower())
        telling = len(content(said)) >= _QUOTE_CONTENT or any(
            any(map(str.isdigit, w)) for w in said
        )
        if not wanted or not (telling or wanted in self._whole):
            return ""
        for text in self._texts:
            plain, at = _plain(text)
            start = plain.find(wanted)
            if start < 0:
                continue
            stretch = text[at[start] : at[start + len(wanted) - 1] + 1]
            if stretch in self._answer:
                return stretch
        return ""


def _plain(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text in lower case, with the place of each."""
    kept: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        if re.match(r"\w", character) and character != "_":
            # A letter may become two in lower case; its place stands for both.
            for small in character.casefold():
                kept.append(small)
                at.append(place)
    return "".join(kept), at
