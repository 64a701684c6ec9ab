"""A session whose replies are written down beforehand, by the form that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

from domain import ModelUnavailable, ModelUse
from prompts.templates import Prompt

Schema = TypeVar("Schema", bound=BaseModel)


class ScriptedSession:
    """Replies with what it was given for a schema's name; without that the model is silent."""

    name = "scripted"

    def __init__(self, **replies: dict[str, Any]) -> None:
        self.replies = replies
        self.prompts: list[Prompt] = []
        self.kept: list[bool] = []
        self.troubles: list[str] = []

    @property
    def use(self) -> ModelUse:
        """The calls made."""
        return ModelUse(model=self.name, calls=len(self.prompts))

    def ask(self, prompt: Prompt, schema: type[Schema], *, keep: bool = False) -> Schema:
        """The reply written down for the schema."""
        self.prompts.append(prompt)
        self.kept.append(keep)
        if schema.__name__ not in self.replies:
            raise ModelUnavailable("no reply is written down")
        return schema.model_validate(self.replies[schema.__name__])

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """Nothing: these agents do not stream."""
        raise ModelUnavailable("no talk is written down")

    def report(self, trouble: str) -> None:
        """Remembers the trouble."""
        self.troubles.append(trouble)

    def news(self) -> list[str]:
        """What was reported."""
        return self.troubles
