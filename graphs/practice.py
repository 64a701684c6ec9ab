"""Practice: choose, ask, listen, rate, assess, read the feedback, again or on, review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langgraph.graph import END, START, StateGraph

from agents.crew import Crew
from graphs.practice_state import PracticeState, after_assessment, after_listening, after_rest
from graphs.practice_steps import ask, assess, choose, listen, rate, rest, review

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph


def build_graph(
    checkpointer: BaseCheckpointSaver[Any] | None = None,
) -> CompiledStateGraph[PracticeState, Crew, PracticeState, PracticeState]:
    """The compiled session. Its context is a Crew, to be passed at every invoke and resume."""
    graph = StateGraph(PracticeState, context_schema=Crew)
    graph.add_node("choose", choose)
    graph.add_node("ask", ask)
    graph.add_node("listen", listen)
    graph.add_node("rate", rate)
    graph.add_node("assess", assess)
    graph.add_node("rest", rest)
    graph.add_node("review", review)
    graph.add_edge(START, "choose")
    graph.add_edge("choose", "ask")
    graph.add_edge("ask", "listen")
    graph.add_conditional_edges("listen", after_listening, ["rate", "assess", "review"])
    graph.add_edge("rate", "assess")
    graph.add_conditional_edges("assess", after_assessment, ["rest", "ask", "review"])
    graph.add_conditional_edges("rest", after_rest, ["ask", "review"])
    graph.add_edge("review", END)
    return graph.compile(checkpointer=checkpointer)
