"""The candidate's own achievements, kept as STAR notes to tell again."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from domain.value import Value

StoryPart = Literal["situation", "task", "action", "result", "lesson"]
STORY_PARTS: tuple[StoryPart, ...] = ("situation", "task", "action", "result", "lesson")
StorySource = Literal["typed", "cv", "answer"]


class StoryNotes(Value):
    """The parts of a story in the candidate's words, each empty until it is told."""

    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    lesson: str = ""

    @property
    def text(self) -> str:
        """The parts that are told, in order, a paragraph each."""
        return "\n\n".join(filter(None, (getattr(self, part) for part in STORY_PARTS)))

    @property
    def lacks(self) -> tuple[StoryPart, ...]:
        """The parts not told yet. Task and situation are mostly told as one: either will do."""
        told = {part for part in STORY_PARTS if getattr(self, part)}
        if told & {"situation", "task"}:
            told |= {"situation", "task"}
        return tuple(part for part in STORY_PARTS if part not in {*told, "task"})


class Story(Value):
    """An achievement as the candidate would tell it, and the competencies it is told for, best
    first. `origin` says where it comes from: a job of the CV, or a question of an interview."""

    id: str
    user: str = "default"
    title: str
    notes: StoryNotes
    competencies: tuple[str, ...] = ()
    source: StorySource = "typed"
    origin: str = ""
    created_at: datetime
    changed_at: datetime


class StoryHint(Value):
    """A story of the candidate's that fits question `n` of an interview, and why."""

    n: int
    story_id: str
    title: str
    why: str
