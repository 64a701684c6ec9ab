"""An easy 80 is not a hard 80."""

from __future__ import annotations

import numpy as np
import pytest

from agents.coach.statistics.level import NEEDED, level
from domain import Difficulty
from domain.progress import ItemTally

_LABELS: tuple[Difficulty, ...] = ("easy", "medium", "hard")


def items(
    difficulty: Difficulty, scores: list[float], *, recent: bool = True
) -> tuple[ItemTally, ...]:
    return tuple(ItemTally(difficulty, recent, 1, score) for score in scores)


def test_the_same_scores_on_harder_questions_are_a_higher_level() -> None:
    easy, hard = level(items("easy", [70.0] * 8)), level(items("hard", [70.0] * 8))
    assert easy is not None
    assert hard is not None
    assert hard.now.value > easy.now.value + 5
    assert easy.easy.value > easy.now.value > easy.hard.value


def test_a_level_is_not_told_from_few_answers() -> None:
    assert level(items("medium", [60.0] * (NEEDED - 1))) is None
    assert level(items("medium", [60.0] * 20, recent=False)) is None


def test_the_level_before_is_told_apart_from_the_level_now() -> None:
    told = level(items("medium", [75.0] * 12) + items("medium", [45.0] * 12, recent=False))
    assert told is not None
    assert told.before is not None
    assert told.now.low > told.before.value
    assert told.answers == 12


def test_scores_at_the_ends_of_the_scale_give_a_level_on_it() -> None:
    for score in (0.0, 100.0):
        told = level(items("medium", [score] * 10))
        assert told is not None
        assert 0 <= told.now.low <= told.now.value <= told.now.high <= 100


def test_the_same_question_over_and_over_is_not_as_sure_as_many_questions() -> None:
    one = level((ItemTally("medium", True, 12, 60.0),))
    many = level(items("medium", [60.0] * 12))
    assert one is not None
    assert many is not None
    assert one.now.high - one.now.low > many.now.high - many.now.low


@pytest.mark.parametrize("answers", [6, 20, 60])
def test_the_level_of_simulated_candidates_is_in_its_interval_nine_times_in_ten(
    answers: int,
) -> None:
    dice = np.random.default_rng(answers)
    held = 0
    for _ in range(400):
        ability = dice.normal(0.4, 0.7)
        harder = {"easy": -dice.uniform(0, 0.8), "medium": 0.0, "hard": dice.uniform(0, 0.8)}
        labels = dice.choice(_LABELS, answers)
        logits = [
            ability - harder[label] - dice.normal(0, 0.25) + dice.normal(0, 0.6) for label in labels
        ]
        told = level(
            [
                ItemTally(label, True, 1, 100 / (1 + np.exp(-logit)))
                for label, logit in zip(labels, logits, strict=True)
            ]
        )
        assert told is not None
        held += told.now.low <= 100 / (1 + np.exp(-ability)) <= told.now.high
    assert 0.85 <= held / 400 <= 0.96
