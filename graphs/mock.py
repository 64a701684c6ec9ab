"""The mock interview: greet, ask, listen, assess, probe or move on, hand over, close, review."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agents.crew import Crew, default_crew
from agents.interviewer import OF_THE_QUESTION, Line, Scene
from agents.interviewer import Heard as HeardAnswer
from domain import Answer, Assessment, Gap, Interview, Kind, Question, Turn
from graphs.mock_state import (
    LAST_QUESTION,
    MAX_QUESTIONS_BACK,
    Heard,
    MockState,
    Summary,
    after_answer,
    after_plan,
    next_gap,
    time_left,
)
from prompts import find_persona

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

# The candidate's questions to the interviewer are turns of this question.
FLOOR = "floor"
_NOTHING_TO_ASK = frozenset(
    "no none nope nothing no.thanks no.thank.you not.really no.questions i.have.none "
    "i.don't.have.any that's.all that.is.all i'm.good all.good none.thanks no.that's.all".split()
)


def greet(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """The first words, and the persona's numbers for the router."""
    crew, interview = _stage(state, runtime)
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
    crew, interview = _stage(state, runtime)
    chosen = crew.interviewer.plan(
        interview.job,
        find_persona(interview.style),
        minutes=interview.minutes,
        count=interview.count,
        opening=state["question_id"],
        weak=crew.scores.weak_areas(interview.user),
        seen=crew.scores.asked_lately(interview.user),
    )
    crew.scores.set_plan(interview.id, chosen)
    ids = [question.question_id for question in chosen.questions]
    return {"planned": True, "queue": [item for item in ids if item != state["question_id"]]}


def ask(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Puts the next question: the opening when nothing was asked yet."""
    crew, interview = _stage(state, runtime)
    queue = list(state.get("queue", []))
    if state["n"] == 0 and not queue:
        opening = crew.interviewer.open(
            interview.job,
            find_persona(interview.style),
            seed=interview.id,
            seen=crew.scores.asked_lately(interview.user),
        )
        queue = [opening.question_id]
    question = crew.bank.get(queue.pop(0))
    last = state["n"] > 0 and bool(queue) and time_left(state) < LAST_QUESTION
    line = crew.interviewer.ask(
        _scene(state, interview), question, heard=_last_answer(state, crew), last=last
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
        "probed": [],
    }


def probe(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Asks for the worst thing the answer left out."""
    crew, interview = _stage(state, runtime)
    question = crew.bank.get(state["question_id"])
    kind = next_gap(state)
    turn = crew.scores.turns(interview.id, state["n"])[-1]
    gaps = turn.assessment.gaps if turn.assessment else ()
    gap = next((gap for gap in gaps if gap.kind == kind), Gap(kind="detail"))
    line = crew.interviewer.probe(_scene(state, interview), question, gap, turn.assessment)
    return {
        "phase": "probe",
        "part": state["part"] + 1,
        "line": line.text,
        "said": _spend(state, line),
        "quoted": [*state["quoted"], *([line.quoted] if line.quoted else [])],
        "probed": [*state["probed"], gap.kind],
    }


def listen(state: MockState) -> MockState:
    """Waits for the candidate. Their answer is checkpointed before anything else happens."""
    heard: Heard = interrupt(
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
    return {"heard": heard}


def assess(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Judges everything said to this question so far and records the turn."""
    crew, interview = _stage(state, runtime)
    heard = state["heard"]
    assert heard is not None
    if heard.get("end"):
        return {"heard": None, "ending": True, "last": None}
    seconds = max(0.0, heard.get("seconds") or 0.0)
    assessment = None
    if state["phase"] != "floor" and not heard.get("skip"):
        assessment = _assess(state, crew, heard)
    question = _question_on_table(state, crew)
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
        answered_at=datetime.fromisoformat(heard["at"]),
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


def floor(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Hands the candidate the floor for their own questions."""
    crew, interview = _stage(state, runtime)
    line = crew.interviewer.invite(
        _scene(state, interview),
        heard=_last_answer(state, crew),
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
    """Answers the candidate from the job ad, or takes their no for the end."""
    crew, interview = _stage(state, runtime)
    heard = state["heard"]
    text = heard.get("text", "") if heard else ""
    if not has_question(text) or state["part"] + 1 >= MAX_QUESTIONS_BACK:
        return {"heard": None, "phase": "done"}
    passage = crew.researcher.from_ad(text, interview.job)
    line = crew.interviewer.answer_back(_scene(state, interview), passage)
    return {
        "heard": None,
        "part": state["part"] + 1,
        "line": line.text,
        "said": _spend(state, line),
    }


def close(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """The last words."""
    crew, interview = _stage(state, runtime)
    early = bool(state.get("ending")) and bool(state.get("queue") or not state.get("planned"))
    line = crew.interviewer.close(_scene(state, interview), early=early)
    if not state.get("retake"):
        runtime.stream_writer({"event": "notice", "text": line.text})
    return {"phase": "done", "line": line.text, "said": _spend(state, line)}


def review(state: MockState, runtime: Runtime[Crew]) -> MockState:
    """Sums the interview up and stores the report."""
    crew, interview = _stage(state, runtime)
    turns = crew.scores.turns(interview.id)
    report = crew.coach.review(turns, interview.job)
    at = max((turn.answered_at for turn in turns), default=interview.started_at)
    crew.scores.finish(interview.id, report, at)
    return {"phase": "done"}


def after_reply(state: MockState) -> str:
    """After the candidate's own question: listen for another, or close."""
    return "close" if state["phase"] == "done" else "listen"


def has_question(text: str) -> bool:
    """Whether the candidate asked something, rather than saying that they have no questions."""
    words = text.strip().lower().rstrip(".!").replace(",", "").replace("’", "'").split()
    return bool(words) and ".".join(words) not in _NOTHING_TO_ASK


def assessment_event(turn: Turn, assessment: Assessment) -> dict[str, Any]:
    """The event that tells how an answer was judged; sent after its turn is stored."""
    return {
        "event": "assessment",
        "n": turn.n,
        "part": turn.part,
        **assessment.model_dump(mode="json", exclude={"gaps"}),
        "seconds": turn.seconds,
    }


def build_graph(
    checkpointer: BaseCheckpointSaver[Any] | None = None,
) -> CompiledStateGraph[MockState, Crew, MockState, MockState]:
    """The compiled interview. Its context is a Crew, to be passed at every invoke and resume."""
    graph = StateGraph(MockState, context_schema=Crew)
    graph.add_node("greet", greet)
    graph.add_node("ask", ask)
    graph.add_node("listen", listen)
    graph.add_node("assess", assess)
    graph.add_node("plan", plan)
    graph.add_node("probe", probe)
    graph.add_node("floor", floor)
    graph.add_node("answer_back", answer_back)
    graph.add_node("close", close)
    graph.add_node("review", review)
    graph.add_edge(START, "greet")
    graph.add_edge("greet", "ask")
    graph.add_edge("ask", "listen")
    graph.add_edge("probe", "listen")
    graph.add_edge("floor", "listen")
    graph.add_edge("listen", "assess")
    steps = ["ask", "probe", "floor", "close"]
    graph.add_conditional_edges("assess", after_answer, ["plan", "answer_back", *steps])
    graph.add_conditional_edges("plan", after_plan, steps)
    graph.add_conditional_edges("answer_back", after_reply, ["listen", "close"])
    graph.add_edge("close", "review")
    graph.add_edge("review", END)
    return graph.compile(checkpointer=checkpointer)


def studio_graph() -> CompiledStateGraph[MockState, Crew, MockState, MockState]:
    """The interview for LangGraph's own tools, which bring their checkpointer and no context."""
    return build_graph()


def _stage(state: MockState, runtime: Runtime[Crew]) -> tuple[Crew, Interview]:
    crew = runtime.context or default_crew()
    return crew, crew.scores.interview(state["interview_id"])


def _scene(state: MockState, interview: Interview) -> Scene:
    return Scene(
        persona=find_persona(interview.style),
        job=interview.job,
        minutes=interview.minutes,
        seed=interview.id,
        spent=state.get("said", {}),
        quoted=tuple(state.get("quoted", [])),
        asked=cast(Kind, state["kind"]) if state.get("kind") else None,
    )


def _spend(state: MockState, line: Line) -> dict[str, int]:
    said = dict(state.get("said", {}))
    for occasion in line.spent:
        said[occasion] = said.get(occasion, 0) + 1
    return said


def _question_on_table(state: MockState, crew: Crew) -> Question:
    if state["question_id"] == FLOOR:
        return Question(id=FLOOR, kind="ask", question=state["line"], category="your questions")
    return crew.bank.get(state["question_id"])


def _assess(state: MockState, crew: Crew, heard: Heard) -> Assessment:
    """The assessment of all parts of the answer together, each a paragraph of its own."""
    from knowledge.naming import fill_names

    interview = crew.scores.interview(state["interview_id"])
    said = [
        turn for turn in crew.scores.turns(interview.id, state["n"]) if turn.part < state["part"]
    ]
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
    )


def _summary(assessment: Assessment | None) -> Summary | None:
    if assessment is None:
        return None
    kinds = list(dict.fromkeys(gap.kind for gap in assessment.gaps))
    return {"score": assessment.score, "gaps": list(kinds)}


def _last_answer(state: MockState, crew: Crew) -> HeardAnswer | None:
    """The answer just given, for the interviewer to acknowledge; None before the first."""
    turns = crew.scores.turns(state["interview_id"], state["n"]) if state["n"] else []
    if not turns:
        return None
    turn = turns[-1]
    return HeardAnswer(
        text=turn.answer,
        assessment=turn.assessment,
        cut_short=bool(state.get("cut_short")),
    )
