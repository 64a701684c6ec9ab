"""Practice with a language model: it reads each answer before the feedback, and costs nothing when
it fails."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from api import Backstage, InterviewPractice
from config import load_settings
from tests.model.interview_brain import interviews
from tests.model.model_replies import Brain, Empty, Fail, Hang, Say, script
from tests.model.serving import ModelServer

AD = """Staff Nurse, Northern Care, Leeds.
We look for a staff nurse for our acute medical ward with 28 beds.
You plan and document care in SystmOne, give intravenous medication, and mentor student nurses.
"""
ANSWER = (
    "In March two infusion pumps failed within an hour on our night shift. I was responsible for "
    "the four patients in that bay. I checked each patient first, moved the most urgent one to the "
    "spare pump and wrote down every dose by hand. No dose was missed, and since then a list "
    "beside the door has cut the search for spares from ten minutes to two."
)


def _practice(server: ModelServer, home: Path, **more: Any) -> InterviewPractice:
    settings = load_settings(
        home=home,
        openai_api_key="sk-the-key-of-this-test",
        openai_base_url=server.base_url,
        openai_model="fake-model",
        openai_timeout=more.pop("timeout", 30),
    )
    return InterviewPractice(backstage=Backstage(settings))


def test_the_feedback_is_the_models_reading_with_quotes_of_the_answer(ready_home: Path) -> None:
    with (
        ModelServer(interviews({"Review": Empty(), "StrongerAnswers": Empty()})) as server,
        _practice(server, ready_home) as practice,
    ):
        started = practice.start_practice_session(AD, "behavioral", count=1)
        given = practice.submit_answer(
            started["session_id"], started["questions"][0]["id"], ANSWER, self_rating=60
        )
        results = practice.get_session_results(started["session_id"])
        assert "sk-the-key-of-this-test" not in "".join(request.told for request in server.requests)
    assert given["scored_by"] != "built-in"
    for criterion in given["criteria"]:
        for quote in criterion["quotes"]:
            assert " ".join(quote.split()) in " ".join(ANSWER.split())
    assert results["overall_score"] == round(given["score"], 1)


@pytest.mark.parametrize(
    "brain",
    [script(Fail(500)), script(Fail(401)), script(Empty()), script(Say("Seven out of ten!"))],
    ids=["500", "401", "empty", "prose"],
)
def test_a_bad_model_leaves_the_built_in_feedback(ready_home: Path, brain: Brain) -> None:
    with ModelServer(brain) as server, _practice(server, ready_home) as practice:
        started = practice.start_practice_session(AD, "behavioral", count=1)
        given = practice.submit_answer(started["session_id"], started["questions"][0]["id"], ANSWER)
    assert given["scored_by"] == "built-in"
    assert given["score"] is not None


def test_who_gives_up_waiting_for_a_silent_model_gets_the_built_in_feedback(
    ready_home: Path,
) -> None:
    with (
        ModelServer(script(Hang())) as server,
        _practice(server, ready_home, timeout=3600) as practice,
    ):
        started = practice.start_practice_session("Staff Nurse", "behavioral", count=1)

        def tire() -> None:
            server.wait(lambda server: server.calls > 0)
            practice.give_up_waiting()

        tired = threading.Thread(target=tire)
        tired.start()
        given = practice.submit_answer(started["session_id"], started["questions"][0]["id"], ANSWER)
        tired.join()
    assert given["scored_by"] == "built-in"
