"""What is due for practice: spaced repetition over questions and criteria.

The scheduler is FSRS (Ye, Su and Cao 2022) with its published default weights and 90% wanted
retention. It counts in whole days: its learning steps of minutes are for vocabulary, and an answer
given again a minute after its feedback shows what was just read.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from statistics import fmean
from typing import TYPE_CHECKING

from domain import WEAK_BELOW, Assessment, Card, CardKind, Question
from memory.cards import Cards

if TYPE_CHECKING:
    from fsrs import Card as FsrsCard
    from fsrs import Rating, Scheduler

    from memory.database import Store

FAILED_BELOW = 45.0
"""Under this score (0-100) an answer counts as forgotten: the evaluator caps an answer that misses
the question there."""

EASY_FROM = 85.0
"""From this score on an answer counts as easy: of 400 model answers of the bank seven in ten score
more, and their median is 89."""

_LEVEL_POINTS = 25.0
_POINTS = {"covered": 100.0, "partly": 50.0, "missing": 0.0, "contradicted": 0.0}
KEY_POINTS = "key points"


class Schedule:
    """The review cards as a tool. With `keeps` False nothing is written."""

    def __init__(self, store: Store, *, keeps: bool = True) -> None:
        self._cards = Cards(store)
        self._keeps = keeps

    def review(
        self, user: str, question: Question, assessment: Assessment, at: datetime, hints: int = 0
    ) -> None:
        """Takes a scored answer into account, for its question and its criteria. What could not
        be scored changes nothing, nor does an answer no later than the last one taken."""
        if not self._keeps or assessment.score is None:
            return
        scores = criterion_scores(assessment)
        asked = self._reviewed(user, "question", {question.id: assessment.score}, at, hints)
        judged = self._reviewed(user, "criterion", scores, at, hints)
        self._cards.put(user, [*asked, *judged])

    def due(self, user: str, at: datetime, limit: int = 50) -> list[str]:
        """The ids of the questions due at a moment, the longest overdue first."""
        return [card.item for card in self._cards.due(user, "question", at, limit)]

    def due_criteria(self, user: str, at: datetime) -> list[str]:
        """The names of the criteria due at a moment, the longest overdue first."""
        return [card.item for card in self._cards.due(user, "criterion", at, 50)]

    def cards(self, user: str, kind: CardKind = "question") -> list[Card]:
        """All cards of a user, those due first before others."""
        return self._cards.of(user, kind)

    def _reviewed(
        self, user: str, kind: CardKind, scores: dict[str, float], at: datetime, hints: int
    ) -> Iterable[Card]:
        known = {card.item: card for card in self._cards.of(user, kind, scores)}
        for item, score in scores.items():
            yield reviewed(kind, item, known.get(item), score, at, hints)


def reviewed(
    kind: CardKind, item: str, before: Card | None, score: float, at: datetime, hints: int = 0
) -> Card:
    """The card of an item after an answer of that score (0-100) at that moment; the one before
    where that is no earlier."""
    if before is not None and before.reviewed_at >= at:
        return before
    card, _ = _scheduler().review_card(_opened(item, before, at), grade(score, hints), at)
    return Card(kind=kind, item=item, due=card.due, reviewed_at=at, state=card.to_json())


def grade(score: float, hints: int = 0) -> Rating:
    """The scheduler's grade of a score: again under `FAILED_BELOW`, hard under
    `domain.WEAK_BELOW`, easy from `EASY_FROM`, good between; a step lower where hints were
    taken, since they gave a part of it away."""
    from fsrs import Rating

    if score < FAILED_BELOW:
        return Rating.Again
    steps = 2 if score < WEAK_BELOW else 3 if score < EASY_FROM else 4
    return Rating(max(1, steps - (hints > 0)))


def retrievability(card: Card, at: datetime) -> float:
    """How likely the item can still be recalled at a moment (0-1), by the scheduler."""
    return float(_scheduler().get_card_retrievability(_opened(card.item, card, at), at))


def criterion_scores(assessment: Assessment) -> dict[str, float]:
    """What an answer came to in each criterion (0-100); key points are taken together."""
    scores = {
        one.criterion: _LEVEL_POINTS * one.level
        for one in assessment.criteria
        if isinstance(one.level, int)
    }
    points = [_POINTS[one.level] for one in assessment.criteria if isinstance(one.level, str)]
    if points:
        scores[KEY_POINTS] = fmean(points)
    return scores


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _opened(item: str, before: Card | None, at: datetime) -> FsrsCard:
    from fsrs import Card as FsrsCard

    if before is not None:
        return FsrsCard.from_dict(json.loads(before.state))
    # The library would sleep to make a number of its own for a card without one.
    return FsrsCard(card_id=zlib.crc32(item.encode()), due=at)
