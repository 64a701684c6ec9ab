"""The one door to a language model: asks it in bounded time, and says when it gave nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel

from domain import BadInput, ModelUse
from prompts.templates import Prompt

if TYPE_CHECKING:
    from agents.model.door import Model
    from config import Settings
    from memory.cache import Cache

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

    def report(self, trouble: str) -> None:
        """Enters that a reply was of no use for a reason only the asker can see."""
        ...

    def news(self) -> list[str]:
        """What went wrong since this was last asked, each trouble told once in the session."""
        ...


OPENAI = "https://api.openai.com/v1"
_NO_KEY = "none"
"""Sent where no key is set: local servers want none, and the client wants one."""


def is_configured(settings: Settings) -> bool:
    """Whether the settings name a model: an endpoint or a key, and what it is called."""
    return bool(settings.openai_model or settings.openai_base_url or settings.openai_api_key)


def build(settings: Settings, cache: Cache | None, provider: object | None = None) -> Model | None:
    """The door to `provider`, a LangChain chat model, else to the endpoint of the settings; None
    when there is neither. Raises BadInput where a setting is missing or the provider is none."""
    if provider is None and not is_configured(settings):
        return None
    from agents.model.door import Model
    from agents.model.timing import Limits

    limits = Limits.of(settings)
    if provider is not None:
        from langchain_core.language_models import BaseChatModel

        if not isinstance(provider, BaseChatModel):
            raise BadInput("llm_provider is a LangChain chat model or None")
        return Model(provider, _name_of(provider), own=False, limits=limits, cache=cache)
    if not settings.openai_model:
        raise BadInput("the setting OPENAI_MODEL is missing: the name of the model to ask")
    place = _checked(settings.openai_base_url or OPENAI)
    from langchain_openai import ChatOpenAI
    from openai import Timeout
    from pydantic import SecretStr

    chat = ChatOpenAI(
        model=settings.openai_model,
        base_url=place,
        api_key=settings.openai_api_key or SecretStr(_NO_KEY),
        timeout=Timeout(limits.read, connect=limits.connect),
        max_retries=0,
        use_responses_api=False,
    )
    return Model(chat, settings.openai_model, own=True, limits=limits, cache=cache, place=place)


def _checked(place: str) -> str:
    """An address of the web, without repeating it: it may hold a password."""
    try:
        parts = urlsplit(place.strip())
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise BadInput(
            "the setting OPENAI_BASE_URL is wrong: it has the form http://localhost:11434/v1"
        )
    return place.strip().rstrip("/")


def _name_of(provider: object) -> str:
    """What a chat model calls its model, else its class."""
    for attribute in ("model_name", "model"):
        name = getattr(provider, attribute, None)
        if isinstance(name, str) and name:
            return name
    return type(provider).__name__
