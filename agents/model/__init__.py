"""The one door to a language model: asks it in bounded time, and says when it gave nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeVar

from pydantic import BaseModel

from domain import ModelUse
from prompts.templates import Prompt

Schema = TypeVar("Schema", bound=BaseModel)


class Session(Protocol):
    """The model for one interview, or one other piece of work, with an account of its own.

    May be used from several threads.
    """

    @property
    def name(self) -> str:
        """What the model is called."""
        ...

    @property
    def use(self) -> ModelUse:
        """What has been asked of it so far."""
        ...

    def ask(self, prompt: Prompt, schema: type[Schema], *, keep: bool = False) -> Schema:
        """A reply in the form of `schema`; `keep` where the same question may have the same
        answer for a month. Raises ModelUnavailable."""
        ...

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """Talk, piece by piece as it arrives. Raises ModelUnavailable, also in the middle."""
        ...

    def news(self) -> list[str]:
        """What went wrong since this was last asked, each trouble told once in the session."""
        ...
