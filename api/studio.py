"""The mock interview for LangGraph's own tools, which bring a checkpointer and no context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.backstage import Backstage
from domain import Interview, Job, NotFound

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph


def mock(backstage: Backstage | None = None) -> CompiledStateGraph[Any, Any, Any, Any]:
    """A graph that holds a whole interview with the built-in crew.

    Its input is a role (`software_engineer` when there is none); each interrupt asks a question and
    is resumed with the answer as text. The interview's id is the thread's.
    """
    from langchain_core.runnables import RunnableConfig
    from langgraph.graph import END, START, StateGraph
    from typing_extensions import TypedDict

    from graphs.mock import build_graph

    stage = backstage or Backstage()
    interview_graph = build_graph()

    class Seat(TypedDict, total=False):
        role: str
        interview_id: str

    def hold(state: Seat, config: RunnableConfig) -> Seat:
        interview_id = _seated(stage, str(config["configurable"]["thread_id"]), state.get("role"))
        interview_graph.invoke({"interview_id": interview_id}, context=stage.crew.in_session())
        return {"interview_id": interview_id}

    # The types are local, where LangGraph could not find them by the names in the annotations.
    hold.__annotations__ = {"state": Seat, "config": RunnableConfig, "return": Seat}
    graph = StateGraph(Seat)
    graph.add_node("hold", hold)
    graph.add_edge(START, "hold")
    graph.add_edge("hold", END)
    return graph.compile()


def _seated(stage: Backstage, interview_id: str, role: str | None) -> str:
    """The id, after the interview of that id has been made where there was none."""
    from knowledge.taxonomy import load_taxonomy

    try:
        return stage.interviews.get(interview_id).id
    except NotFound:
        settings = stage.settings
        stage.interviews.create(
            Interview(
                id=interview_id,
                job=Job(role=load_taxonomy().find_role(role) if role else "software_engineer"),
                style=settings.interviewer_style,
                minutes=settings.mock_interview_duration,
                count=settings.default_question_count,
                started_at=stage.now(),
            )
        )
        return interview_id
