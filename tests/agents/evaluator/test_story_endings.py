"""Endings without a figure and lessons in plain words are seen, and kept in a stronger version."""

from __future__ import annotations

from functools import cache

import pytest

from agents.evaluator import build
from domain import Answer, Assessment, Question

LOANS = (
    "A new colleague at the library could not find her way through the interlibrary loans. I sat "
    "with her after closing, wrote the steps on one sheet and let her do the next loan while I "
    "only watched."
)
STAIRS = (
    "People in our house kept writing to us about the smell in the stairwell. I went through it "
    "floor by floor with the caretaker, found the dry drain behind the bins and poured water into "
    "it, and then I asked him to do it on the first of each month."
)
ENDINGS = (
    (LOANS, "She still uses the sheet today."),
    (STAIRS, "The complaint letters stopped."),
    (STAIRS, "Since February no letter has come."),
)
LESSONS = (
    (LOANS, "Now I let people click themselves before I explain."),
    (LOANS, "I'd still do it the same but ask her earlier."),
    (STAIRS, "Next time I'd walk through the house first instead of writing back."),
    (STAIRS, "Since then I look at the drains before I answer a letter."),
)


@cache
def _assessed(text: str) -> Assessment:
    asked = Question(
        id="own", kind="behavioral", category="own", question="Tell me about a week at work."
    )
    return build().assess(asked, Answer(text=text))


def _level(text: str, criterion: str) -> int:
    level = next(c.level for c in _assessed(text).criteria if c.criterion == criterion)
    assert isinstance(level, int)
    return level


@pytest.mark.parametrize(("story", "ending"), ENDINGS)
def test_an_ending_without_a_figure_is_a_result_and_is_kept(story: str, ending: str) -> None:
    told = _assessed(f"{story} {ending}")
    assert "no_result" in _assessed(story).flags
    assert "no_result" not in told.flags
    assert (told.score or 0.0) > (_assessed(story).score or 0.0) + 8
    assert f"\n{ending}" in (told.suggested_answer or "")


@pytest.mark.parametrize(("story", "lesson"), LESSONS)
def test_a_lesson_in_plain_words_is_one_and_is_kept(story: str, lesson: str) -> None:
    assert _level(story, "reflection") == 0
    assert _level(f"{story} {lesson}", "reflection") >= 2
    assert f"\n{lesson}" in (_assessed(f"{story} {lesson}").suggested_answer or "")


def test_nobody_at_the_opening_of_a_story_is_not_its_end() -> None:
    opened = f"Nobody had time for the new colleague. {LOANS}"
    assert "no_result" in _assessed(opened).flags


def test_one_word_of_number_moves_a_short_story_by_no_more_than_eight_points() -> None:
    told = (
        "I had to train a new cashier. I showed her the till, let her do the returns herself and "
        "stayed next to her. She was on her own after {} days."
    )
    counted, plain = (_assessed(told.format(n)).score or 0.0 for n in ("two", "a few"))
    assert 0 <= counted - plain <= 8


def test_a_label_before_as_a_result_leaves_the_sentence_whole() -> None:
    found = _assessed(
        "Situation: The scale at our cheese counter was off by four grams. Task: I had to fix it "
        "before Saturday. Action: I rang the fitter and checked it with the kilo weight each "
        "morning. Result: As a result the scale has been right since. That check caught two wrong "
        "labels."
    )
    assert "labels_only" not in found.flags
    kept = "As a result the scale has been right since. That check caught two wrong labels."
    assert f"\n{kept}\n" in (found.suggested_answer or "")


@pytest.mark.parametrize(("story", "ending"), ENDINGS)
def test_labels_neither_raise_nor_lower_a_story(story: str, ending: str) -> None:
    labelled = f"Situation: {story}\nResult: {ending}"
    assert _assessed(labelled).score == _assessed(f"{story} {ending}").score


def test_an_ending_behind_a_deed_is_a_result_and_a_figure_before_it_measures_nothing() -> None:
    story = (
        "Two colleagues fought over the van keys, so I put up a sign-out sheet and the fights "
        "stopped."
    )
    found = _assessed(story)
    assert "no_result" not in found.flags
    assert _level(story, "result") == 3
    assert _level(story.replace("stopped", "stopped within two days"), "result") == 4


@pytest.mark.parametrize(
    "sentence",
    [
        "I argued with Tom about the rota and we settled it on Friday.",
        "A customer was angry and I calmed him down.",
        "I moved the bookings, so no plate came back on Sunday.",
    ],
)
def test_one_short_sentence_is_no_more_than_a_weak_answer(sentence: str) -> None:
    assert (_assessed(sentence).score or 0.0) < 45


def test_thinking_and_deciding_is_no_echo_of_a_question_about_a_decision() -> None:
    asked = Question(
        id="own",
        kind="behavioral",
        category="decision_making",
        competency="decision_making",
        question="Tell me about a time you had to make a decision without all the facts.",
    )
    text = (
        "I had to decide something without all the facts when my boss was on vacation. I thought "
        "about it and then I made the decision. It turned out to be right."
    )
    found = build().assess(asked, Answer(text=text))
    assert "no_story" not in found.flags
    assert "I thought about it" in (found.suggested_answer or "")
