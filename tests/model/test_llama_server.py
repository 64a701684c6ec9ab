"""Real llama.cpp servers on loopback, where they are installed, with a model that knows nothing but
can spell: what they do with what is sent, and whether their grammar holds a reply to a schema."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import httpx
import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import create
from pydantic import BaseModel, ConfigDict, Field

from tests.model.tiny_model import CONTEXT, write_tiny_model

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

ROOMS = (
    "agents.coach.llm",
    "agents.evaluator.llm",
    "agents.interviewer.making",
    "agents.model.probing",
    "agents.researcher.llm",
)
MESSAGES = [("system", "You are brief."), ("human", "Say hello.")]
END = {"2": -100}
"""A bias that forbids the token that ends a reply."""
ENOUGH = 6_000
"""Tokens that leave any schema room to be filled by chance."""
RANGES = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
"""What the grammar is not asked for: both servers ignore the range of a fraction, llama-cpp-python
that of a whole number too. The reader of a reply checks them."""
_shape = create(
    Draft202012Validator.META_SCHEMA,
    {word: rule for word, rule in Draft202012Validator.VALIDATORS.items() if word not in RANGES},
)
_STARTED = re.compile(r"(?:running|listening) on (http://127\.0\.0\.1:\d+)")
_DEADLINE = 60.0
"""Seconds for a start or a reply: both take under two; a reply without an end takes minutes."""


class Remark(BaseModel):
    model_config = ConfigDict(extra="forbid")

    quote: str = Field(max_length=300)
    kind: Literal["strength", "gap"]
    weight: int = Field(ge=0, le=4)


class Sample(BaseModel):
    """Nesting, a choice, bounded lists, an optional part: what schemas of ours are made of."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1, max_length=200)
    remarks: list[Remark] = Field(min_length=1, max_length=6)
    doubt: str | None
    sure: bool


def schemas() -> list[type[BaseModel]]:
    """Every schema that is sent to a model."""
    return [schema for room in ROOMS for schema in importlib.import_module(room).SCHEMAS]


class Server:
    """A server process that is started when first needed, and anew when it has died."""

    def __init__(self, command: list[str], response_format: Callable[[Any], Any], log: Path):
        self.response_format = response_format
        self._command = command
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._url = ""

    def url(self) -> str:
        """Where it answers; fails with its log when it does not start."""
        if self._process is None or self._process.poll() is not None:
            self._start()
        return f"{self._url}/v1"

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _start(self) -> None:
        # Both servers take settings from variables as common as HOST, PORT and MODEL.
        kept = {"PATH": os.environ["PATH"], "HOME": str(self._log.parent), "LANG": "C.UTF-8"}
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command, stdout=log, stderr=log, env=kept, cwd=self._log.parent
            )
        deadline = time.monotonic() + _DEADLINE
        while (found := _STARTED.search(self.log())) is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = self._process.wait(timeout=0.05)
                pytest.fail(f"the server ended with {code} at its start:\n{self.log()[-2000:]}")
            if time.monotonic() > deadline:
                self.stop()
                pytest.fail(f"the server did not start:\n{self.log()[-2000:]}")
        self._url = found[1]

    def log(self) -> str:
        return self._log.read_text("utf-8", "replace")


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("gguf") is None:
        pytest.skip("gguf, which writes the model to serve, is not installed")
    return write_tiny_model(tmp_path_factory.mktemp("model") / "tiny.gguf")


@pytest.fixture(scope="module", params=["llama_cpp.server", "llama-server"])
def server(request: pytest.FixtureRequest, tiny_model: Path) -> Iterator[Server]:
    """The server of llama-cpp-python, and that of llama.cpp itself where it is on the path."""
    local = ["--host", "127.0.0.1", "--port", "0", "--model", str(tiny_model)]
    log = tiny_model.parent / f"{request.param}.log"
    if request.param == "llama-server":
        found = shutil.which("llama-server")
        if found is None:
            pytest.skip("llama-server of llama.cpp is not on the path")
        size = ["--ctx-size", str(CONTEXT), "--threads", "1"]
        server = Server([found, *local, *size], _json_schema, log)
    else:
        for needed in ("llama_cpp", "starlette_context", "sse_starlette"):
            if importlib.util.find_spec(needed) is None:
                pytest.skip(f"llama-cpp-python[server] is not installed ({needed} is missing)")
        size = ["--n_ctx", str(CONTEXT), "--n_threads", "1"]
        command = [sys.executable, "-m", "llama_cpp.server", *local, *size]
        server = Server(command, _json_object, log)
    yield server
    server.stop()


@pytest.fixture
def chat(server: Server) -> Iterator[ChatOpenAI]:
    """A chat model that asks the server, always drawing the same."""
    # A second to import, which a run without a server need not spend.
    from langchain_openai import ChatOpenAI

    with httpx.Client() as client:
        yield ChatOpenAI(
            base_url=server.url(),
            api_key=lambda: "none",
            model="tiny",
            seed=1,
            max_retries=0,
            timeout=_DEADLINE,
            http_client=client,
        )


def test_a_plain_completion_is_answered_with_text_and_its_tokens(chat: ChatOpenAI) -> None:
    reply = chat.invoke(MESSAGES)
    assert reply.text
    assert reply.usage_metadata is not None
    assert reply.usage_metadata["input_tokens"] > len("Say hello.")


def test_a_streamed_completion_comes_in_pieces_that_make_the_plain_one(chat: ChatOpenAI) -> None:
    limited = chat.bind(extra_body={"max_tokens": 20}, logit_bias=END)
    pieces = [piece.text for piece in limited.stream(MESSAGES)]
    assert len([piece for piece in pieces if piece]) > 1
    assert "".join(pieces) == limited.invoke(MESSAGES).text


def test_a_reply_ends_at_the_limit_that_is_sent_as_max_tokens(chat: ChatOpenAI) -> None:
    reply = chat.bind(extra_body={"max_tokens": 12}, logit_bias=END).invoke(MESSAGES)
    assert reply.response_metadata["finish_reason"] == "length"
    assert reply.usage_metadata is not None
    assert reply.usage_metadata["output_tokens"] == 12


def test_a_reply_is_held_to_a_schema(server: Server, chat: ChatOpenAI) -> None:
    assert _unmet(server, chat, Sample) == []


@pytest.mark.parametrize(
    "schema",
    schemas(),
    ids=lambda schema: schema.__name__,
)
def test_every_schema_of_ours_is_one_that_the_grammar_holds(
    schema: type[BaseModel], server: Server, chat: ChatOpenAI
) -> None:
    assert _unmet(server, chat, schema) == []


def _unmet(server: Server, chat: ChatOpenAI, schema: type[BaseModel]) -> list[str]:
    """What of a schema a reply does not meet. A server that cannot read a schema may answer as if
    none had been sent, so the status says nothing; this model meets a schema only when forced."""
    asked = schema.model_json_schema()
    reply = chat.bind(
        response_format=server.response_format(asked), extra_body={"max_tokens": ENOUGH}
    ).invoke(MESSAGES)
    assert reply.response_metadata["finish_reason"] == "stop"
    errors = _shape(asked).iter_errors(json.loads(reply.text))
    return [f"{error.json_path}: {error.message}" for error in errors]


def _json_schema(schema: Any) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "reply", "schema": schema}}


def _json_object(schema: Any) -> dict[str, Any]:
    """How llama-cpp-python takes a schema; the form that others take is an error 500 there."""
    return {"type": "json_object", "schema": schema}


def test_the_door_finds_the_form_the_server_takes_and_gets_what_it_asks_for(server: Server) -> None:
    from agents.model import build
    from agents.model.probing import WordCount, try_out
    from config import load_settings
    from prompts.templates import Prompt

    settings = load_settings(
        openai_base_url=server.url(), openai_model="tiny", openai_timeout=_DEADLINE
    )
    model = build(settings, None)
    assert model is not None
    tried = try_out(model)
    assert tried.trouble == ()
    assert tried.form == (
        "json_schema" if server.response_format is _json_schema else "json_object"
    )
    session = model.session()
    count = session.ask(Prompt("count", "You are exact.", "How many words?", 30), WordCount)
    assert isinstance(count.words, int)
    talk = "".join(session.stream(Prompt("talk", "You are brief.", "Say hello.", 30)))
    assert 0 < len(talk) <= 8_200 * 4
    assert session.use.calls == 2
    assert session.use.failed == 0
