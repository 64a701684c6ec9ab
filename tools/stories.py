"""What agents may do with the candidate's story bank: read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import Story
from memory.stories import Stories

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from memory.database import Store


class StoryBook:
    """The story bank as a tool."""

    def __init__(self, store: Store) -> None:
        self._stories = Stories(store)

    def of(self, user: str) -> list[Story]:
        """The stories this user keeps, oldest first."""
        return self._stories.list(user)


def stories_tool(book: StoryBook, user: str) -> BaseTool:
    """The story bank as a LangChain tool for a model-backed agent."""
    from langchain_core.tools import StructuredTool

    def candidates_stories() -> list[dict[str, object]]:
        """The candidate's own stories: id, title, competencies they are told for, and the notes."""
        return [
            {
                **story.model_dump(mode="json", include={"id", "title", "competencies"}),
                "notes": story.notes.text,
            }
            for story in book.of(user)
        ]

    return StructuredTool.from_function(candidates_stories)
