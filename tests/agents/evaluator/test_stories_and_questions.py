"""Whether a story answers the question asked, or one about another competency."""

from __future__ import annotations

import json
from functools import cache

from agents.evaluator import build, competencies
from domain import Answer, Assessment, Question
from evals.train_competencies import SOURCE, TARGET, compiled, entries, stories

STOCK = (
    "At the garden center I plan the stock count each January. This year the count and the spring "
    "orders fell in the same week. I wrote every task on one sheet with the hours it would take, "
    "put what had a fixed date first and decided which shelves could wait until Thursday. I "
    "blocked two hours each morning for the counting and gave the seed racks to our trainee. On "
    "Wednesday a delivery came late, so I moved the pots to Friday, where I had left half a day "
    "spare. By Friday noon the count was done, all eleven orders were out, and nobody had stayed "
    "past six."
)
ROW = (
    "A plasterer and I fell out on a site last autumn because he kept filling the boxes I had just "
    "wired. We shouted at each other in front of the apprentices, and for two days he would not "
    "speak to me. On the third day I asked him to have a coffee with me and listened to his side: "
    "he was being pushed to close the walls a week early. I said sorry for the shouting and told "
    "him what it cost me to open them again. We agreed that I mark each finished room with tape, "
    "and he starts only there. We had no more rows after that and he asked for me on his next job."
)


def _asked(text: str, competency: str | None = None) -> Question:
    return Question(
        id="own", kind="behavioral", question=text, category="own", competency=competency
    )


CONFLICT = _asked("Tell me about a conflict you had with someone at work.", "conflict")
BUSY = _asked("Tell me how you planned a week with too much to do.", "planning_prioritising")


@cache
def _assessed(question: Question, text: str) -> Assessment:
    return build().assess(question, Answer(text=text))


def _level(found: Assessment) -> object:
    return next(c.level for c in found.criteria if c.criterion == "relevance")


def test_a_good_story_of_planning_does_not_answer_a_question_about_a_conflict() -> None:
    found = _assessed(CONFLICT, STOCK)
    assert "other_story" in found.flags
    assert (found.score or 0.0) <= 25
    assert (_assessed(BUSY, STOCK).score or 0.0) >= 60


def test_a_good_story_of_a_conflict_answers_a_question_about_one() -> None:
    assert _level(_assessed(CONFLICT, ROW)) == 4
    assert (_assessed(CONFLICT, ROW).score or 0.0) >= 60


def test_a_question_without_a_label_is_known_by_its_words() -> None:
    asked = _asked("Have you ever had an argument with a coworker?")
    assert "other_story" in _assessed(asked, STOCK).flags
    assert _level(_assessed(asked, ROW)) == 4


def test_no_story_is_held_back_where_no_competency_is_recognised() -> None:
    found = _assessed(_asked("Tell me about something with bicycles."), STOCK)
    assert "other_story" not in found.flags
    assert (found.score or 0.0) > 45


def test_a_short_story_is_not_called_another_questions() -> None:
    short = (
        "Last May I planned our stock count on one sheet, put the fixed dates first and we were "
        "done by Friday."
    )
    assert "other_story" not in _assessed(CONFLICT, short).flags


def test_neighbours_share_their_stories() -> None:
    asked = _asked("Tell me about a time you had to persuade someone.", "influence")
    assert _level(_assessed(asked, ROW)) not in (0, 1)


def test_the_weights_are_those_of_the_written_signs() -> None:
    written = entries(SOURCE.read_text(encoding="utf-8"))
    stored = json.loads(TARGET.read_text(encoding="utf-8"))["competencies"]
    assert stored == compiled(written, stories())


def test_every_phrase_is_short_enough_to_be_looked_for() -> None:
    signs = competencies.load_signs()
    assert max(map(len, (*signs.told, *signs.asked))) <= competencies.LONGEST
