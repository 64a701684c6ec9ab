"""An interview with a language model behind a fixed delay: how soon the interviewer speaks, and
what an interview costs in calls and tokens."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.interview import ANSWER
from bench.table import Row

_DELAY = 0.8
"""Seconds the server takes to a reply: about what a fast one needs for two sentences."""
_TURNS = 12
_LONG = 40


def measure_model(home: Path) -> Iterator[Row]:
    """First words after an answer over one round trip, with the model's reading beside the reply
    and, for comparison, before it; calls a turn; growth of the prompts; a 30-minute interview."""
    from tests.model.interview_brain import interviews
    from tests.model.serving import ModelServer

    forms: dict[str, Any] = {
        name: _empty(name) for name in ("MadeQuestions", "Review", "StrongerAnswers", "Passage")
    }
    with ModelServer(interviews(forms), delay=_DELAY) as server:
        trip = _round_trip(server.base_url)
        beside, _ = _first_words(server, home / "beside", _TURNS, one_by_one=False)
        before, _ = _first_words(server, home / "before", _TURNS, one_by_one=True)
    yield Row("one round trip to the model", 1000 * trip, "ms")
    yield Row("first words over a round trip", median(beside) / trip, "x", 1.15)
    yield Row("the same, read before it speaks", median(before) / trip, "x")
    with ModelServer(interviews(forms)) as server:
        _, costs = _first_words(server, home / "long", _LONG + 2, one_by_one=False)
    calls = [call for call, _ in costs]
    sizes = [size for _, size in costs]
    yield Row("model calls of a turn, at most", max(calls[1:]), "", 2)
    early, late = sum(sizes[2:7]) / 5, sum(sizes[_LONG - 5 : _LONG]) / 5
    yield Row("prompts of turns 36-40 over turns 3-7", late / early, "x", 1.2)
    with ModelServer(interviews(forms)) as server:
        use = _interview(server, home / "half-hour")
    yield Row("30-minute interview, calls", use["calls"], "")
    yield Row("30-minute interview, tokens sent", use["tokens_sent"], "")
    yield Row("30-minute interview, tokens received", use["tokens_received"], "")


def _empty(form: str) -> Any:
    from tests.model.model_replies import json_of

    replies: dict[str, Any] = {
        "MadeQuestions": {"questions": []},
        "Review": {"sentences": []},
        "StrongerAnswers": {"answers": []},
        "Passage": {"found": False, "quote": ""},
    }
    return json_of(replies[form])


def _stage(address: str, home: Path) -> Any:
    from api import Backstage
    from config import load_settings

    return Backstage(
        load_settings(
            home=home,
            openai_base_url=address,
            openai_model="fake-model",
            openai_token_budget=10_000_000,
        )
    )


def _round_trip(address: str) -> float:
    """Seconds to the whole of a short reply, the connection being open."""
    from agents.model import build
    from config import load_settings
    from prompts.templates import Prompt

    model = build(load_settings(openai_base_url=address, openai_model="fake-model"), None)
    assert model is not None
    times = []
    for _ in range(4):
        began = time.perf_counter()
        "".join(model.session().stream(Prompt("hello", "You are brief.", "Say hello.", 20)))
        times.append(time.perf_counter() - began)
    return median(times[1:])


def _first_words(
    server: Any, home: Path, turns: int, *, one_by_one: bool
) -> tuple[list[float], list[tuple[int, int]]]:
    """Per turn the seconds from the answer to the interviewer's first words; and the calls made and
    the characters sent."""
    from agents.readings import Readings
    from api import MockInterview
    from domain import Job

    times: list[float] = []
    costs: list[tuple[int, int]] = []
    begin = Readings.begin

    def and_wait(self: Readings, turn_id: str, *rest: Any) -> None:
        begin(self, turn_id, *rest)
        self.wait()

    if one_by_one:
        Readings.begin = and_wait  # type: ignore[method-assign,assignment]
    try:
        with MockInterview(backstage=_stage(server.base_url, home)) as mock:
            job = Job(role="nurse", title="Staff Nurse")
            events = list(mock.begin(job, "bar_raiser", minutes=240, count=60))
            interview_id = events[0]["interview_id"]
            for turn in range(turns):
                seen = len(server.requests)
                began = time.perf_counter()
                first = 0.0
                answered = mock.answer(interview_id, f"Case {turn}. {ANSWER}", seconds=5)
                for event in answered:
                    if not first and event["event"] in ("speaking", "question", "follow_up"):
                        first = time.perf_counter() - began
                times.append(first)
                if not one_by_one:
                    _settle(mock, interview_id)
                asked = server.requests[seen:]
                costs.append((len(asked), sum(len(request.told) for request in asked)))
    finally:
        Readings.begin = begin  # type: ignore[method-assign]
    # The first turn plans the interview and opens the index.
    return times[1:], costs[1:]


def _settle(mock: Any, interview_id: str) -> None:
    """Waits for the reading begun in the background: a person answers more slowly than it comes."""
    mock._stage.conductor._seated[interview_id].readings.wait()


def _interview(server: Any, home: Path) -> dict[str, Any]:
    """The account of an interview of half an hour: ten questions, their follow-ups, answers of
    1 kB."""
    from api import MockInterview
    from domain import Job

    with MockInterview(backstage=_stage(server.base_url, home)) as mock:
        job = Job(role="nurse", title="Staff Nurse", text=_AD)
        events = list(mock.begin(job, "neutral", minutes=30, count=10))
        interview_id = events[0]["interview_id"]
        turn = 0
        while events[-1]["event"] != "report":
            asking = events[-1]["kind"] == "ask"
            text = "No, thank you." if asking else f"Case {turn}. {ANSWER}"[:1000]
            events = list(mock.answer(interview_id, text, seconds=80))
            turn += 1
        model: dict[str, Any] = events[-1]["model"]
        return model


_AD = (
    "Staff Nurse, Northern Care. We look for a staff nurse for an acute medical ward with 28 beds. "
    "You plan and document care, give intravenous medication, watch for patients who get worse, "
    "and mentor students. You hold a valid registration. Shifts rotate. "
) * 6
