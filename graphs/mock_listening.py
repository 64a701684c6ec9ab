"""The steps in which the candidate is heard: listen, assess, review."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agents.crew import Crew
from agents.evaluator import Manner
from domain import Answer, Assessment, Turn
from graphs.mock_stage import on_stage, question_on_table
from graphs.mock_state import Heard, MockState, Summary, time_taken
from knowledge.naming import fill_names


def listen(state: MockState) -> MockState:
    """Waits for the candidate. Their answer is checkpointed before anything else happens."""
    said: Heard | str = interrupt(
        {
            "event": "follow_up" if state["phase"] == "probe" else "question",
            "interview_id": state["interview_id"],
            "n": state["n"],
            "part": state["part"],
            "question_id": state["question_id"],
            "kind": state["kind"],
            "text": state["line"],
        }
    )
    return {"heard": {"text": said} if isinstance(said, str) else said}


def assess(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Judges everything said to this question so far and records the turn."""
    crew, interview = on_stage(state, runtime)
    heard = state["heard"]
    assert heard is not None
    if heard.get("end"):
        return {"heard": None, "ending": True, "last": None}
    seconds = time_taken(heard)
    assessment = None
    if state["phase"] != "floor" and not heard.get("skip"):
        assessment = _assess(state, crew, heard)
    question = question_on_table(state, crew)
    turn = Turn(
        interview_id=interview.id,
        n=state["n"],
        part=state["part"],
        question_id=question.id,
        kind=question.kind,
        category=question.category,
        difficulty=question.difficulty,
        text=state["line"],
        answer=heard.get("text", ""),
        seconds=heard.get("seconds"),
        skipped=bool(heard.get("skip")),
        hints=heard.get("hints", 0),
        assessment=assessment,
        answered_at=datetime.fromisoformat(heard["at"]) if "at" in heard else interview.started_at,
    )
    crew.scores.record(turn)
    if assessment is not None:
        runtime.stream_writer(assessment_event(turn, assessment))
    return {
        "heard": None if state["phase"] != "floor" else heard,
        "spent": state["spent"] + seconds,
        "last": _summary(assessment),
        "cut_short": seconds > state["policy"]["patience"],
    }


def review(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Sums the interview up and stores the report."""
    crew, interview = on_stage(state, runtime)
    turns = crew.scores.turns(interview.id)
    report = crew.coach.review(turns, interview.job, crew.stories.of(interview.user))
    at = max((turn.answered_at for turn in turns), default=interview.started_at)
    crew.scores.finish(interview.id, report, at)
    return {"phase": "done"}


def assessment_event(turn: Turn, assessment: Assessment) -> dict[str, Any]:
    """The event that tells how an answer was judged; sent after its turn is stored."""
    return {
        "event": "assessment",
        "n": turn.n,
        "part": turn.part,
        **assessment.model_dump(mode="json", exclude={"gaps", "working"}),
        "seconds": turn.seconds,
    }


def _assess(state: MockState, crew: Crew, heard: Heard) -> Assessment:
    """The assessment of all parts of the answer together, each a paragraph of its own, worded in
    the persona's manner and unlike the assessments before."""
    interview = crew.scores.interview(state["interview_id"])
    here = state["n"], state["part"]
    before = [turn for turn in crew.scores.turns(interview.id) if (turn.n, turn.part) < here]
    said = [turn for turn in before if turn.n == state["n"] and not _in_other_language(turn)]
    parts = [*(turn.answer for turn in said), heard.get("text", "")]
    times = [*(turn.seconds for turn in said), heard.get("seconds")]
    timed = [seconds for seconds in times if seconds is not None]
    question = fill_names(crew.bank.get(state["question_id"]), interview.job)
    return crew.evaluator.assess(
        question,
        Answer(
            text="\n\n".join(part for part in parts if part.strip()),
            seconds=sum(timed) if len(timed) == len(times) else None,
        ),
        Manner(interview.style, sum(turn.assessment is not None for turn in before)),
    )


def _in_other_language(turn: Turn) -> bool:
    return turn.assessment is not None and "other_language" in turn.assessment.flags


def _summary(assessment: Assessment | None) -> Summary | None:
    if assessment is None:
        return None
    kinds = list(dict.fromkeys(gap.kind for gap in assessment.gaps))
    return {"score": assessment.score, "gaps": list(kinds)}
