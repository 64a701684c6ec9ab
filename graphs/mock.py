"""The mock interview: greet, ask, listen, assess, probe or move on, hand over, close, review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langgraph.graph import END, START, StateGraph

from agents.crew import Crew
from graphs.mock_listening import assess, listen, review
from graphs.mock_speaking import answer_back, ask, close, floor, greet, plan, probe, say_again
from graphs.mock_state import MockState, after_answer, after_listening, after_plan, after_reply

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph


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
    graph.add_node("say_again", say_again)
    graph.add_node("floor", floor)
    graph.add_node("answer_back", answer_back)
    graph.add_node("close", close)
    graph.add_node("review", review)
    graph.add_edge(START, "greet")
    graph.add_edge("greet", "ask")
    graph.add_edge("ask", "listen")
    graph.add_edge("probe", "listen")
    graph.add_edge("floor", "listen")
    graph.add_edge("say_again", "listen")
    graph.add_conditional_edges("listen", after_listening, ["assess", "say_again"])
    steps = ["ask", "probe", "floor", "close"]
    graph.add_conditional_edges("assess", after_answer, ["plan", "answer_back", *steps])
    graph.add_conditional_edges("plan", after_plan, steps)
    graph.add_conditional_edges("answer_back", after_reply, ["listen", "close"])
    graph.add_edge("close", "review")
    graph.add_edge("review", END)
    return graph.compile(checkpointer=checkpointer)
