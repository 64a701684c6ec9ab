"""The steps in which the interviewer speaks: greet, plan, ask, probe, hand over, close."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from langgraph.runtime import Runtime

from agents.crew import Crew
from agents.interviewer import OF_THE_QUESTION, Line, Say, Scene
from agents.interviewer import Heard as HeardAnswer
from domain import Gap, Interview, Kind
from graphs.asked_back import has_question, wants_it_again
from graphs.mock_stage import FLOOR, on_stage
from graphs.mock_state import (
    LAST_QUESTION,
    MAX_QUESTIONS_BACK,
    MockState,
    next_gap,
    time_left,
    time_taken,
)
from prompts import find_persona


def greet(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """The first words, and the persona's numbers for the router."""
    crew, interview = on_stage(state, runtime)
    persona = find_persona(interview.style)
    line = crew.interviewer.greet(_scene(state, interview))
    runtime.stream_writer(
        {
            "event": "greeting",
            "interview_id": interview.id,
            "text": line.text,
            "job": interview.job.model_dump(mode="json", exclude={"text"}),
            "minutes": interview.minutes,
        }
    )
    return {
        "phase": "opening",
        "policy": {
            "seconds": 60.0 * interview.minutes,
            "max_probes": persona.max_probes,
            "probe_below": persona.probe_below,
            "patience": persona.patience_seconds,
        },
        "n": 0,
        "part": 0,
        "kind": "",
        "spent": 0.0,
        "planned": False,
        "said": _spend(state, line),
        "quoted": [],
    }


def plan(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Chooses the questions after the opening; the index loads while that is answered."""
    crew, interview = on_stage(state, runtime)
    chosen = crew.interviewer.plan(
        interview.job,
        find_persona(interview.style),
        minutes=interview.minutes,
        count=interview.count,
        opening=state["question_id"],
        weak=crew.scores.weak_areas(interview.user),
        seen=crew.scores.asked_lately(interview.user),
        resume=interview.resume,
    )
    crew.scores.set_plan(interview.id, chosen)
    ids = [question.question_id for question in chosen.questions]
    return {"planned": True, "queue": [item for item in ids if item != state["question_id"]]}


def ask(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Puts the next question: the opening when nothing was asked yet."""
    crew, interview = on_stage(state, runtime)
    queue = list(state.get("queue", []))
    if state["n"] == 0 and not queue:
        opening = crew.interviewer.open(
            interview.job,
            find_persona(interview.style),
            seed=interview.id,
            seen=crew.scores.asked_lately(interview.user),
            resume=interview.resume,
        )
        queue = [opening.question_id]
    question = crew.question(interview, queue.pop(0))
    last = state["n"] > 0 and bool(queue) and time_left(state) < LAST_QUESTION
    line = crew.interviewer.ask(
        _scene(state, interview),
        question,
        heard=_last_answer(state, crew, interview),
        last=last,
        say=_aloud(state, runtime),
    )
    said = _spend(state, line)
    return {
        "phase": "question",
        "queue": [] if last else queue,
        "n": state["n"] + 1,
        "part": 0,
        "question_id": question.id,
        "kind": question.kind,
        "line": line.text,
        "said": {name: n for name, n in said.items() if not name.startswith(OF_THE_QUESTION)},
        "quoted": [line.quoted] if line.quoted else [],
        "put": [line.text],
        "probed": [],
        "repeats": 0,
    }


def probe(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Asks for the worst thing the answer left out."""
    crew, interview = on_stage(state, runtime)
    question = crew.question(interview, state["question_id"])
    kind = next_gap(state)
    turn = crew.scores.turns(interview.id, state["n"])[-1]
    gaps = turn.assessment.gaps if turn.assessment else ()
    gap = next((gap for gap in gaps if gap.kind == kind), Gap(kind="detail"))
    line = crew.interviewer.probe(
        _scene(state, interview),
        question,
        gap,
        turn.assessment,
        answer=turn.answer,
    )
    return {
        "phase": "probe",
        "part": state["part"] + 1,
        "line": line.text,
        "said": _spend(state, line),
        "quoted": [*state["quoted"], *([line.quoted] if line.quoted else [])],
        "put": [*state.get("put", []), line.text],
        "probed": [*state["probed"], gap.kind],
    }


def say_again(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Puts the same question again, or the same follow-up, to who did not catch it."""
    crew, interview = on_stage(state, runtime)
    heard = state["heard"]
    again = heard is not None and wants_it_again(heard.get("text", ""))
    probing = state["phase"] == "probe"
    line = crew.interviewer.say_again(
        _scene(state, interview),
        crew.question(interview, state["question_id"]),
        follow_up=state["line"] if probing else None,
        word_for_word=again,
    )
    return {
        "heard": None,
        "line": line.text,
        "said": _spend(state, line),
        "repeats": state.get("repeats", 0) + 1,
        "spent": state["spent"] + (time_taken(heard) if heard else 0.0),
    }


def floor(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Hands the candidate the floor for their own questions."""
    crew, interview = on_stage(state, runtime)
    line = crew.interviewer.invite(
        _scene(state, interview),
        heard=_last_answer(state, crew, interview),
        out_of_time=bool(state["queue"]),
    )
    return {
        "phase": "floor",
        "n": state["n"] + 1,
        "part": 0,
        "question_id": FLOOR,
        "kind": "ask",
        "line": line.text,
        "said": _spend(state, line),
    }


def answer_back(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Answers the candidate from the job ad, else from the kept brief on the company, or takes
    their no for the end."""
    crew, interview = on_stage(state, runtime)
    heard = state["heard"]
    text = heard.get("text", "") if heard else ""
    if not has_question(text):
        return {"heard": None, "phase": "done"}
    passage = crew.researcher.from_ad(text, interview.job)
    if passage is None:
        at = datetime.fromisoformat(heard["at"]) if heard and "at" in heard else None
        known = crew.briefs.of(interview.job.company, interview.user, at or interview.started_at)
        passage = crew.researcher.from_brief(text, known) if known else None
    last = state["part"] + 1 >= MAX_QUESTIONS_BACK
    line = crew.interviewer.answer_back(_scene(state, interview), passage, last=last)
    if last:
        runtime.stream_writer({"event": "notice", "text": line.text})
        return {"heard": None, "phase": "done", "part": state["part"] + 1}
    return {
        "heard": None,
        "part": state["part"] + 1,
        "line": line.text,
        "said": _spend(state, line),
    }


def close(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """The last words."""
    crew, interview = on_stage(state, runtime)
    early = bool(state.get("ending")) and bool(state.get("queue") or not state.get("planned"))
    line = crew.interviewer.close(
        _scene(state, interview),
        early=early,
        nothing_asked=state["kind"] == "ask" and state["part"] == 0 and not state.get("ending"),
    )
    if not state.get("retake"):
        runtime.stream_writer({"event": "notice", "text": line.text})
    return {"phase": "done", "line": line.text, "said": _spend(state, line)}


def _scene(state: MockState, interview: Interview) -> Scene:
    return Scene(
        persona=find_persona(interview.style),
        job=interview.job,
        minutes=interview.minutes,
        seed=interview.id,
        spent=state.get("said", {}),
        quoted=tuple(state.get("quoted", [])),
        asked=cast(Kind, state["kind"]) if state.get("kind") else None,
        before=tuple(state.get("put", [])),
    )


def _aloud(state: MockState, runtime: Runtime[Crew]) -> Say:
    """Sends the beginning of a line while the rest is still thought about."""

    def say(text: str) -> None:
        runtime.stream_writer(
            {"event": "speaking", "interview_id": state["interview_id"], "text": text}
        )

    return say


def _spend(state: MockState, line: Line) -> dict[str, int]:
    said = dict(state.get("said", {}))
    for occasion in line.spent:
        said[occasion] = said.get(occasion, 0) + 1
    return said


def _last_answer(state: MockState, crew: Crew, interview: Interview) -> HeardAnswer | None:
    """The answer just given, for the interviewer to acknowledge; None before the first."""
    turns = crew.scores.turns(state["interview_id"], state["n"]) if state["n"] else []
    if not turns:
        return None
    turn = turns[-1]
    return HeardAnswer(
        text=turn.answer,
        question=None if turn.kind == "ask" else crew.question(interview, turn.question_id),
        assessment=turn.assessment,
        cut_short=bool(state.get("cut_short")),
    )
