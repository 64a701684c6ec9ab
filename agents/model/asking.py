"""A session with a model: asks as often as it takes and no longer than it may, and reads what
comes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from agents.model import Schema, replies
from agents.model import trouble as troubles
from agents.model.account import Account
from agents.model.calling import Messages, Received, pieces
from agents.model.facts import Facts
from agents.model.trouble import Trouble
from domain import ModelUnavailable, ModelUse
from prompts.templates import Prompt

if TYPE_CHECKING:
    from pydantic import BaseModel

    from agents.model.door import Model

_ATTEMPTS = 3
_BACK_OFF = 0.5
"""Seconds before the first new attempt, doubled for each further one, give or take half."""

_GIVE_UP = 3
"""Replies of no use to one schema in a row after which a session asks for that schema no more."""


class Failed(ModelUnavailable):
    """A call that brought nothing, with the trouble it met."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.why)
        self.trouble = trouble


class DoorSession:
    """One piece of work with a model; see `agents.model.Session`."""

    def __init__(self, model: Model, before: ModelUse | None) -> None:
        self._model = model
        self._account = Account(model.name, before)
        self._useless: dict[str, int] = {}

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._model.name

    @property
    def use(self) -> ModelUse:
        """What has been asked of it so far."""
        return self._account.use

    def report(self, trouble: str) -> None:
        """Enters why a reply was of no use; told once."""
        self._account.report(trouble)

    def news(self) -> list[str]:
        """What went wrong since this was last asked, each trouble once."""
        return self._account.news()

    def ask(self, prompt: Prompt, schema: type[Schema], *, keep: bool = False) -> Schema:
        """A reply in the form of `schema`: asked for, read tolerantly, and mended once."""
        key = _key(self._model.name, prompt, schema) if keep else ""
        kept = self._model.kept(key) if keep else None
        if kept is not None:
            try:
                return schema.model_validate_json(kept)
            except ValueError:
                pass
        if self._useless.get(schema.__name__, 0) >= _GIVE_UP:
            raise ModelUnavailable(f"it gives no usable {_plainly(schema)}")
        deadline = self._model.timing.clock() + self._model.limits.total
        messages = _messages(prompt)
        for _ in range(2):
            reply = self._reply(messages, prompt.reply, schema, deadline)
            try:
                found = replies.read(reply, schema)
            except replies.Unreadable as why:
                mend = f"That could not be used: {why}. Reply again, with the JSON object alone."
                messages = (*_messages(prompt), ("ai", reply[-4 * prompt.reply :]), ("human", mend))
                continue
            self._useless[schema.__name__] = 0
            if keep:
                self._model.keep(key, found.model_dump_json())
            return found
        self._useless[schema.__name__] = self._useless.get(schema.__name__, 0) + 1
        trouble = f"it gave no usable {_plainly(schema)}"
        self._account.report(trouble)
        raise ModelUnavailable(trouble)

    def stream(self, prompt: Prompt, *, behind_breaker: bool = True) -> Iterator[str]:
        """Talk as it arrives, without a reasoning model's thoughts."""
        deadline = self._model.timing.clock() + self._model.limits.total
        arriving = self._call(
            _messages(prompt), prompt.reply, None, deadline, behind_breaker=behind_breaker
        )
        said = False
        for piece in replies.talk(arriving):
            said = said or bool(piece.strip())
            yield piece
        if not said:
            raise self._failed(Trouble("its reply was empty", "stop"), trip=False)

    def _reply(
        self, messages: Messages, most: int, schema: type[BaseModel], deadline: float
    ) -> str:
        return "".join(self._call(messages, most, schema, deadline))

    def _call(
        self,
        messages: Messages,
        most: int,
        schema: type[BaseModel] | None,
        deadline: float,
        *,
        behind_breaker: bool = True,
    ) -> Iterator[str]:
        """The pieces of a reply, after as many attempts and simpler forms as it takes; once a
        piece of talk was given, no other attempt is made. What has a form comes whole."""
        model = self._model
        facts = model.facts
        attempt = 0
        while True:
            if behind_breaker and (trouble := model.breaker.trouble):
                raise self._failed(trouble, trip=False)
            self._in_budget(messages)
            sent = _with_schema(messages, schema) if _tells(model, facts, schema) else messages
            options = facts.options(most, schema) if model.own else {}
            try:
                if schema is None:
                    yield from self._once(sent, options, deadline)
                else:
                    yield "".join(self._once(sent, options, deadline, schema))
            except _Broken as broken:
                trouble = broken.trouble
                if broken.begun and schema is None:
                    raise self._failed(trouble, trip=False) from None
            else:
                if facts != model.facts:
                    model.learn(facts)
                return
            strict = schema is not None and facts.schema_form != "prompt"
            if model.own and (trouble.course == "simpler" or (trouble.failed_inside and strict)):
                simpler = facts.simpler(trouble.about, with_schema=strict)
                if simpler is not None:
                    facts = simpler
                    continue
            attempt += 1
            wait = trouble.wait
            if wait is None:
                wait = _BACK_OFF * 2 ** (attempt - 1) * (0.5 + model.timing.draw())
            late = model.timing.clock() + wait >= deadline
            if trouble.course != "again" or attempt >= _ATTEMPTS or late:
                raise self._failed(trouble, trip=behind_breaker)
            model.timing.wait(wait)

    def _once(
        self,
        messages: Messages,
        options: dict[str, Any],
        deadline: float,
        schema: type[BaseModel] | None = None,
    ) -> Iterator[str]:
        model = self._model
        received = Received()
        began = model.timing.clock()
        failed = True
        said = ""
        try:
            for piece in pieces(
                model.chat,
                messages,
                options,
                received,
                silence=model.limits.read,
                deadline=deadline,
                clock=model.timing.clock,
                given_up=model.given_up,
            ):
                said += piece if schema else ""
                yield piece
            # A server that breaks a reply off for another request does not say why it stopped.
            unfinished = model.own and not received.finish
            if unfinished and not (said and schema and replies.holds_object(said)):
                raise _Broken(Trouble("its reply broke off", "again"), bool(received.characters))
            failed = False
        except (_Broken, GeneratorExit):
            raise
        except Exception as error:  # noqa: BLE001 - a client may raise anything
            trouble = troubles.of(error, model.timing.now())
            raise _Broken(trouble, bool(received.characters)) from None
        finally:
            size = sum(len(text) for _, text in messages)
            spent = model.timing.clock() - began
            self._account.enter(size, received, spent, failed=failed)

    def _in_budget(self, messages: Messages) -> None:
        size = sum(len(text) for _, text in messages) // 4
        if self._account.use.tokens + size > self._model.limits.tokens:
            trouble = Trouble(
                f"the {self._model.limits.tokens:,} tokens of this interview are used up "
                "(OPENAI_TOKEN_BUDGET)",
                "stop",
            )
            raise self._failed(trouble, trip=False)

    def _failed(self, trouble: Trouble, *, trip: bool) -> Failed:
        if trip and trouble.course in ("again", "never"):
            self._model.breaker.trip(trouble)
        self._account.report(trouble.why)
        return Failed(trouble)


class _Broken(Exception):
    """One request that brought nothing, or not all."""

    def __init__(self, trouble: Trouble, begun: bool) -> None:
        super().__init__(trouble.why)
        self.trouble = trouble
        self.begun = begun


def _messages(prompt: Prompt) -> Messages:
    return (("system", prompt.system), ("human", prompt.user))


def _tells(model: Model, facts: Facts, schema: type[BaseModel] | None) -> bool:
    """Whether the form has to stand in the prompt."""
    return schema is not None and (not model.own or facts.schema_form != "json_schema")


def _with_schema(messages: Messages, schema: type[BaseModel] | None) -> Messages:
    assert schema is not None
    form = json.dumps(schema.model_json_schema(), separators=(",", ":"))
    told = f"Reply with one JSON object of this JSON schema and nothing else:\n{form}"
    (role, system), *rest = messages
    return ((role, f"{system}\n\n{told}"), *rest)


def _plainly(schema: type[BaseModel]) -> str:
    """ "answer reading" for AnswerReading."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in schema.__name__).strip()


def _key(model: str, prompt: Prompt, schema: type[BaseModel]) -> str:
    form = json.dumps(schema.model_json_schema(), sort_keys=True)
    parts = json.dumps([model, prompt.system, prompt.user, form])
    return f"model-reply:{hashlib.sha256(parts.encode()).hexdigest()}"
