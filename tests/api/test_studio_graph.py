"""LangGraph's own tools can hold an interview: `langgraph.json` on their checkpointer."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from api import Backstage

ROOT = Path(__file__).resolve().parents[2]


def _load(stage: Backstage) -> Any:
    path, name = json.loads((ROOT / "langgraph.json").read_text())["graphs"]["mock"].split(":")
    spec = importlib.util.spec_from_file_location("studio_entry", ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    graph = getattr(module, name)(stage)
    graph.checkpointer = InMemorySaver()
    return graph


def test_an_interview_runs_to_its_report_from_texts_alone(stage: Backstage) -> None:
    graph = _load(stage)
    config = {"configurable": {"thread_id": "studio-1"}, "recursion_limit": 50}
    reached = graph.invoke({"role": "nurse"}, config)
    asked = 0
    while "__interrupt__" in reached:
        asked += 1
        assert asked < 60
        (waiting,) = reached["__interrupt__"]
        said = "No, thank you." if waiting.value["kind"] == "ask" else "I asked the ward sister."
        reached = graph.invoke(Command(resume=said), config)
    interview = stage.interviews.get("studio-1")
    assert interview.status == "finished"
    assert interview.job.role == "nurse"
    assert len(stage.scores.turns("studio-1")) == asked
