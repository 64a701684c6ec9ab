"""The steps of a practice session."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agents.coach.practising import session_report
from agents.coach.story_bank import fitting
from agents.crew import Crew
from agents.evaluator import Manner
from agents.interviewer.planning import EVEN_MIX, difficulty_shares
from agents.interviewer.practising import interleaved, kind_counts, practice_minutes
from domain import (
    Answer,
    Assessment,
    Interview,
    NotFound,
    Plan,
    PlannedQuestion,
    PracticeType,
    Question,
    Turn,
)
from graphs.judged import assessment_event, model_account
from graphs.mock_state import Heard, time_taken
from graphs.practice_state import PracticeState, Said, goes_on, next_question, time_is_up
from knowledge.naming import as_asked, fill_names

_DERIVED_SHARE = 0.3
_MANNER = "neutral"


def choose(state: PracticeState, runtime: Runtime[Crew]) -> PracticeState:
    """Chooses all questions of the session, kinds taking turns, unless they were chosen already."""
    crew, interview = _on_stage(state, runtime)
    plan = interview.plan or _chosen(crew, interview)
    if not plan.questions:
        raise NotFound("the bank has no question that fits; try another --type, or --role")
    crew.scores.set_plan(interview.id, plan)
    runtime.stream_writer(
        {
            "event": "greeting",
            "interview_id": interview.id,
            "text": _greeting(plan, interview),
            "job": interview.job.model_dump(mode="json", exclude={"text"}),
            "minutes": interview.minutes,
        }
    )
    return {
        "phase": "question",
        "limit": 60.0 * interview.minutes,
        "questions": [question.question_id for question in plan.questions],
        "answered": [],
        "n": 0,
        "part": 0,
        "kind": "",
        "spent": 0.0,
        "said": None,
    }


def ask(state: PracticeState, runtime: Runtime[Crew]) -> PracticeState:
    """Puts a question: the one asked for, the same again, or the next."""
    crew, interview = _on_stage(state, runtime)
    said = state["said"] or {}
    n = state["n"] if said.get("again") else said.get("n") or next_question(state)
    assert n is not None
    return {**_on_table(state, crew, interview, n), "said": None}


def listen(state: PracticeState, runtime: Runtime[Crew]) -> PracticeState:
    """Waits for the answer, which is checkpointed before anything else happens."""
    said: Said | str = interrupt(
        {
            "event": "question",
            **_place(state),
            "text": state["line"],
            "of": len(state["questions"]),
        }
    )
    if isinstance(said, str):
        said = {"text": said, "rated": True}
    n = said.get("n") or state["n"]
    if n == state["n"]:
        return {"said": said}
    crew, interview = _on_stage(state, runtime)
    return {**_on_table(state, crew, interview, n), "said": said}


def rate(state: PracticeState) -> PracticeState:
    """Before the score is seen, the candidate may say what they would give the answer."""
    said: Said = interrupt(
        {
            "event": "rate",
            **_place(state),
            "text": "What would you give this answer, 0 to 100? (Enter: no rating)",
        }
    )
    return {"said": {**(state["said"] or {}), "rating": said.get("rating"), "rated": True}}


def assess(state: PracticeState, runtime: Runtime[Crew]) -> PracticeState:
    """Judges the answer, by a model too where there is one, records it and tells the feedback."""
    crew, interview = _on_stage(state, runtime)
    said = state["said"]
    assert said is not None
    heard: Heard = {"text": said.get("text", ""), "seconds": said.get("seconds")}
    question = crew.question(interview, state["question_id"])
    turn = Turn(
        interview_id=interview.id,
        n=state["n"],
        part=state["part"],
        question_id=question.id,
        kind=question.kind,
        category=question.category,
        difficulty=question.difficulty,
        text=state["line"],
        answer=said.get("text", ""),
        seconds=said.get("seconds"),
        skipped=bool(said.get("skip")),
        hints=said.get("hints", 0),
        self_rating=said.get("rating"),
        answered_at=datetime.fromisoformat(said["at"]) if "at" in said else interview.started_at,
    )
    if not turn.skipped:
        turn = turn.model_copy(update={"assessment": _judged(crew, interview, turn, question)})
    first = not any(one.score is not None for one in crew.scores.turns(interview.id, turn.n))
    crew.scores.record(turn)
    if turn.assessment is not None and first:
        crew.schedule.review(
            interview.user, question, turn.assessment, turn.answered_at, turn.hints
        )
    if turn.assessment is not None:
        runtime.stream_writer(_feedback(crew, interview, turn, turn.assessment))
    asked = model_account(crew)
    return {
        **({"model": asked} if asked else {}),
        "spent": state["spent"] + time_taken(heard),
        "answered": sorted({*state["answered"], turn.n}),
    }


def rest(state: PracticeState) -> PracticeState:
    """Waits while the feedback is read: again, on, or the end."""
    said: Said = interrupt(
        {
            "event": "rest",
            **_place(state),
            "text": _way_on(state),
            "left": len(state["questions"]) - len(state["answered"]),
            "time_is_up": time_is_up(state),
        }
    )
    return {"said": said, "spent": state["spent"] + max(0.0, said.get("seconds") or 0.0)}


def review(state: PracticeState, runtime: Runtime[Crew]) -> PracticeState:
    """Sums the session up over first answers, and stores the report."""
    crew, interview = _on_stage(state, runtime)
    turns = crew.scores.turns(interview.id)
    stories = crew.stories.of(interview.user)
    report = session_report(crew.coach, turns, interview.job, stories)
    if crew.session is not None:
        report = report.model_copy(update={"model": crew.session.use})
    at = max((turn.answered_at for turn in turns), default=interview.started_at)
    crew.scores.finish(interview.id, report, at)
    return {"phase": "done", "said": None}


def _on_stage(state: PracticeState, runtime: Runtime[Crew]) -> tuple[Crew, Interview]:
    return runtime.context, runtime.context.scores.interview(state["interview_id"])


def _place(state: PracticeState) -> dict[str, Any]:
    keys = ("interview_id", "n", "part", "question_id", "kind")
    return {key: state[key] for key in keys}  # type: ignore[literal-required]


def _on_table(state: PracticeState, crew: Crew, interview: Interview, n: int) -> PracticeState:
    """Question `n` on the table, for an answer after those it has."""
    question = crew.question(interview, state["questions"][n - 1])
    return {
        "phase": "question",
        "n": n,
        "part": len(crew.scores.turns(interview.id, n)),
        "question_id": question.id,
        "kind": question.kind,
        "line": as_asked(question, interview.job),
    }


def _chosen(crew: Crew, interview: Interview) -> Plan:
    """A session of a type: as many of each kind as it says, some made from the ad itself."""
    session_type: PracticeType = interview.style  # type: ignore[assignment]
    mix = difficulty_shares(EVEN_MIX, interview.job.seniority)
    weak = crew.scores.weak_areas(interview.user)
    seen = crew.scores.asked_lately(interview.user)
    made: list[Question] = []
    groups: list[list[PlannedQuestion]] = []
    for kind, count in kind_counts(session_type, interview.count).items():
        derived = crew.interviewer.derive(
            interview.job, round(count * _DERIVED_SHARE), kind=kind, resume=interview.resume
        )
        fresh = [question for question in derived if question.id not in seen]
        found = crew.interviewer.choose(
            kind, count - len(fresh), interview.job, mix=mix, weak=weak, seen=seen
        )
        made += fresh
        groups.append(
            [
                *found,
                *(
                    PlannedQuestion(
                        question_id=one.id,
                        kind=kind,
                        why=f"made from the ad: “{one.derived_from}”",
                    )
                    for one in fresh
                ),
            ]
        )
    return Plan(questions=tuple(interleaved(groups)), minutes=interview.minutes, made=tuple(made))


def _judged(crew: Crew, interview: Interview, turn: Turn, question: Question) -> Assessment:
    asked = fill_names(question, interview.job)
    answer = Answer(text=turn.answer, seconds=turn.seconds)
    manner = Manner(_MANNER, crew.scores.judged_before(turn))
    first = crew.evaluator.assess(asked, answer, manner)
    return crew.readings.finish(turn.id, asked, answer, first, manner) or first


def _feedback(
    crew: Crew, interview: Interview, turn: Turn, assessment: Assessment
) -> dict[str, Any]:
    """The assessment's event, with the answer before where it was given again, and the story of
    the candidate's own that would have fitted."""
    event = assessment_event(turn, assessment)
    event["self_rating"] = turn.self_rating
    event["why"] = next(
        (
            one.why
            for one in (interview.plan.questions if interview.plan else ())
            if one.question_id == turn.question_id
        ),
        "",
    )
    earlier = [one for one in crew.scores.turns(interview.id, turn.n) if one.part < turn.part]
    scored = [one for one in earlier if one.assessment is not None]
    if scored and scored[-1].assessment is not None:
        event["before"] = assessment_event(scored[-1], scored[-1].assessment)
    for hint in fitting([turn], {turn.n: turn.answer}, crew.stories.of(interview.user)):
        event["story"] = hint.model_dump(mode="json")
    return event


def _greeting(plan: Plan, interview: Interview) -> str:
    count = len(plan.questions)
    minutes = practice_minutes([question.kind for question in plan.questions])
    questions = "1 question" if count == 1 else f"{count} questions"
    kind = "questions that are due" if interview.style == "due" else f"{interview.style} practice"
    return (
        f"{kind[0].upper()}{kind[1:]}: {questions}, about {minutes} minutes. "
        "After each answer you see how it was judged."
    )


def _way_on(state: PracticeState) -> str:
    if state.get("retake"):
        return "Enter: done. /again: answer it once more."
    if goes_on(state):
        return "Enter: next question. /again: answer this one once more."
    if time_is_up(state) and next_question(state) is not None:
        return "The time is up. Enter: the results. /again: answer this one once more."
    return "That was the last question. Enter: the results. /again: answer it once more."
