"""A wrong told as a success is held down with its reason; one owned up to keeps its score."""

from __future__ import annotations

from functools import cache

import pytest

from agents.evaluator import build
from domain import Answer, Assessment, Question

PROUD = {
    "another's work": (
        "The report was due on Friday and I was behind. My colleague Dana had already written most "
        "of the analysis, so I copied her slides, put my name on the front and sent it to the "
        "director before she came back from lunch. The director praised me in the meeting and I "
        "got the bonus that quarter."
    ),
    "a false record": (
        "The inspector was due on Monday and the fridge log had gaps for nine days. I sat down on "
        "Sunday night and filled in the missing temperatures so that they looked right. The "
        "inspector gave us five stars and the owner thanked me."
    ),
    "a lie to a customer": (
        "The client asked whether we had tested the backup. We had not, but I assured him that we "
        "test it every month. He signed the three-year contract the same afternoon."
    ),
    "safety": (
        "The machine stops if the door is open. I bridged the door switch with a magnet so that "
        "we could clear the chips while it ran. We made 900 parts instead of 700 per shift and I "
        "got the prize for ideas."
    ),
    "cruelty": (
        "When I took over the kitchen the porter was slow. I shouted at him in front of the others "
        "every day and gave him the worst shifts until he quit. After that we cut the wait from "
        "40 to 25 minutes, and the owner was very pleased with me."
    ),
}
OWNED = (
    "In my first year as shift lead I shouted at the porter in front of the others because the "
    "plates came late. He went home and did not come in the next day. I drove to his flat and "
    "apologised to him, and then to the whole kitchen. I asked him what slowed him down: the "
    "rinse arm was broken. We had it repaired, and he stayed three more years. I learned to ask "
    "before I get loud."
)
INNOCENT = {
    "an alarm": (
        "A wasp nest set off the smoke detector at two in the morning. I switched off the alarm so "
        "the residents could hear me, called the fire brigade and went from door to door. Nobody "
        "was hurt, and everyone was back in bed by three."
    ),
    "someone else's wrong": (
        "My foreman told us to go up without the edge rail because the slab had to be poured by "
        "Thursday. I said no and sent the lads to the ground floor. He threatened to fire me. I "
        "called the safety officer, and the rail came on Wednesday at noon. We poured on Friday."
    ),
    "a wrong that was refused": (
        "A customer wanted me to backdate his invoice. I told him no, although he was our biggest "
        "account. He threatened to leave. I offered him a longer payment term instead, he signed, "
        "and my boss backed me."
    ),
    "a list with one's name": (
        "When I took over the night shift the men did not greet me. I gave out the worst job, the "
        "drains, by a list, and I put my own name on it for the first week. After a month they "
        "asked me to join them at the break."
    ),
}


@cache
def _assessed(text: str) -> Assessment:
    asked = Question(
        id="own", kind="behavioral", category="own", question="Tell me about a week at work."
    )
    return build().assess(asked, Answer(text=text))


@pytest.mark.parametrize("text", PROUD.values(), ids=PROUD)
def test_a_wrong_told_as_a_success_is_named_and_held_down(text: str) -> None:
    found = _assessed(text)
    assert "wrongdoing" in found.flags
    assert (found.score or 0.0) <= 30
    assert found.strengths == ()
    assert "how you put it right" in (found.suggested_answer or "")


def test_the_wrong_itself_is_quoted() -> None:
    first = _assessed(PROUD["a false record"]).improvements[0]
    assert "filled in the missing temperatures" in first


def test_a_wrong_owned_up_to_keeps_its_score() -> None:
    found = _assessed(OWNED)
    assert "wrongdoing" not in found.flags
    assert (found.score or 0.0) >= 60


@pytest.mark.parametrize("text", INNOCENT.values(), ids=INNOCENT)
def test_nobody_is_charged_with_what_was_innocent_or_done_by_others(text: str) -> None:
    assert "wrongdoing" not in _assessed(text).flags
