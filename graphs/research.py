"""Research on a company: plan, search, tell namesakes apart, read and check pages, search once more
for what is missing, make the brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langgraph.graph import END, START, StateGraph

from graphs.research_state import Desk, ResearchState, after_identity, after_reading
from graphs.research_steps import again, compose, identify, plan, read, search

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph


def build_research_graph(
    checkpointer: BaseCheckpointSaver[Any] | None = None,
) -> CompiledStateGraph[ResearchState, Desk, ResearchState, ResearchState]:
    """The compiled research. Its context is a Desk, to be passed whenever it runs."""
    graph = StateGraph(ResearchState, context_schema=Desk)
    graph.add_node("plan", plan)
    graph.add_node("search", search)
    graph.add_node("identify", identify)
    graph.add_node("read", read)
    graph.add_node("again", again)
    graph.add_node("compose", compose)
    graph.add_edge(START, "plan")
    graph.add_edge("plan", "search")
    graph.add_edge("search", "identify")
    graph.add_edge("again", "search")
    graph.add_conditional_edges("identify", after_identity, ["read", "compose"])
    graph.add_conditional_edges("read", after_reading, ["read", "again", "compose"])
    graph.add_edge("compose", END)
    return graph.compile(checkpointer=checkpointer)
