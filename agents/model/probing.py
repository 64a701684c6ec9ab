"""Tries an endpoint out: does it talk, does it stream, does it keep to a form, and how fast."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from agents.model.door import Model
from domain import ModelUnavailable, ModelUse
from domain.value import Value
from prompts.templates import Prompt

_TALK = Prompt("talk", "You are brief.", "Say in one sentence what a nurse does.", 60)
_COUNT = Prompt(
    "count", "You are exact.", "How many words has the sentence “I counted the boxes”?", 30
)


class WordCount(BaseModel):
    """A number, to see whether a form is kept."""

    model_config = ConfigDict(extra="forbid")

    words: int


SCHEMAS = (WordCount,)


class Tried(Value):
    """What an endpoint did: seconds to its first words and to its last, how it was told the form
    of a reply ("" when it kept to none), in words what did not work, and what trying it took."""

    first: float = 0.0
    whole: float = 0.0
    pieces: int = 0
    form: str = ""
    trouble: tuple[str, ...] = ()
    use: ModelUse = ModelUse()


def try_out(model: Model) -> Tried:
    """Talks to the model once and asks once for a form; what is learned of the server is kept."""
    session = model.session()
    clock = model.timing.clock
    began = clock()
    first, pieces = 0.0, 0
    trouble: list[str] = []
    try:
        for _ in session.stream(_TALK):
            first = first or clock() - began
            pieces += 1
    except ModelUnavailable as error:
        return Tried(trouble=(str(error),), use=session.use)
    whole = clock() - began
    form = ""
    try:
        session.ask(_COUNT, WordCount)
        form = model.facts.schema_form if model.own else "prompt"
    except ModelUnavailable as error:
        trouble.append(str(error))
    return Tried(
        first=first,
        whole=whole,
        pieces=pieces,
        form=form,
        trouble=tuple(trouble),
        use=session.use,
    )
