"""The steps in which the candidate is heard: listen, assess, review."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agents.crew import Crew
from agents.evaluator import Manner
from domain import Answer, Assessment, Interview, Question, Turn, standing_turns
from graphs.judged import assessment_event, model_account
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
        answered_at=datetime.fromisoformat(heard["at"]) if "at" in heard else interview.started_at,
    )
    assessment = None
    if state["phase"] != "floor" and not turn.skipped:
        question, answer, manner = _to_judge(crew, interview, turn)
        assessment = crew.evaluator.assess(question, answer, manner)
        turn = turn.model_copy(update={"assessment": assessment})
    crew.scores.record(turn)
    if assessment is not None:
        runtime.stream_writer(assessment_event(turn, assessment))
        crew.readings.begin(turn.id, question, answer, assessment, manner)
    for event in revise(crew, interview, crew.readings.ready()):
        runtime.stream_writer(event)
    asked = model_account(crew)
    return {
        **({"model": asked} if asked else {}),
        "heard": None if state["phase"] != "floor" else heard,
        "spent": state["spent"] + seconds,
        "last": _summary(assessment),
        "cut_short": seconds > state["policy"]["patience"],
    }


def review(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Sums the interview up and stores the report."""
    crew, interview = on_stage(state, runtime)
    for turn in crew.scores.turns(interview.id):
        if turn.assessment is not None and not turn.assessment.readings:
            question, answer, manner = _to_judge(crew, interview, turn)
            read = crew.readings.finish(turn.id, question, answer, turn.assessment, manner)
            for event in revise(crew, interview, {turn.id: read} if read else {}):
                runtime.stream_writer(event)
    turns = crew.scores.turns(interview.id)
    for turn in standing_turns(turns):
        if turn.assessment is not None:
            question = crew.question(interview, turn.question_id)
            crew.schedule.review(
                interview.user, question, turn.assessment, turn.answered_at, turn.hints
            )
    report = crew.coach.review(turns, interview.job, crew.stories.of(interview.user))
    if crew.session is not None:
        report = report.model_copy(update={"model": crew.session.use})
    at = max((turn.answered_at for turn in turns), default=interview.started_at)
    crew.scores.finish(interview.id, report, at)
    return {"phase": "done"}


def _to_judge(crew: Crew, interview: Interview, turn: Turn) -> tuple[Question, Answer, Manner]:
    """The question and all parts of the answer up to a turn together, each a paragraph of its own,
    and how to word their assessment: in the persona's manner and unlike those before."""
    before = [t for t in crew.scores.turns(interview.id, turn.n) if t.part < turn.part]
    parts = [*(t for t in before if not _in_other_language(t)), turn]
    timed = [part.seconds for part in parts if part.seconds is not None]
    answer = Answer(
        text="\n\n".join(part.answer for part in parts if part.answer.strip()),
        seconds=sum(timed) if len(timed) == len(parts) else None,
    )
    question = fill_names(crew.question(interview, turn.question_id), interview.job)
    return question, answer, Manner(interview.style, crew.scores.judged_before(turn))


def revise(crew: Crew, interview: Interview, read: dict[str, Assessment]) -> list[dict[str, Any]]:
    """Puts assessments that were read again, by the turn's id, in the place of the first ones;
    gives the events that tell so."""
    events = []
    for turn in crew.scores.turns(interview.id) if read else ():
        if turn.id in read:
            revised = turn.model_copy(update={"assessment": read[turn.id]})
            crew.scores.revise(revised)
            events.append(assessment_event(revised, read[turn.id]))
    return events


def _in_other_language(turn: Turn) -> bool:
    return turn.assessment is not None and "other_language" in turn.assessment.flags


def _summary(assessment: Assessment | None) -> Summary | None:
    if assessment is None:
        return None
    kinds = list(dict.fromkeys(gap.kind for gap in assessment.gaps))
    return {"score": assessment.score, "gaps": list(kinds)}
