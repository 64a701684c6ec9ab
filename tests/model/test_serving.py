"""The fake server of a model does what its tests rely on, seen by OpenAI's own client and by a
plain one."""

from __future__ import annotations

import functools
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import openai
import pytest
from pydantic import BaseModel

from tests.model.model_replies import (
    Big,
    Brain,
    Cut,
    Drip,
    Empty,
    Fail,
    Hang,
    HangAfter,
    Raw,
    Refuse,
    Reply,
    Request,
    Say,
    by_schema,
    json_of,
    script,
)
from tests.model.serving import ModelServer

HELLO: list[Any] = [{"role": "user", "content": "Say hello in a word."}]


class Remark(BaseModel):
    quote: str
    weight: int


SCHEMA = Remark.model_json_schema()
STRICTLY = {"type": "json_schema", "json_schema": {"name": "Remark", "schema": SCHEMA}}
Serve = Callable[..., tuple[ModelServer, openai.OpenAI]]
client_of = functools.partial(openai.OpenAI, api_key="a-key", max_retries=0, timeout=20.0)
"""The timeout is met by a failing test alone."""


@pytest.fixture
def serve() -> Iterator[Serve]:
    opened: list[ModelServer] = []
    clients: list[openai.OpenAI] = []

    def start(brain: Brain | Reply, **options: Any) -> tuple[ModelServer, openai.OpenAI]:
        given = brain if callable(brain) else script(brain)
        server = ModelServer(given, **options)
        opened.append(server)
        clients.append(client_of(base_url=server.base_url))
        return server, clients[-1]

    yield start
    for client in clients:
        client.close()
    for server in opened:
        server.stop()


def ask(client: openai.OpenAI, **more: Any) -> Any:
    return client.chat.completions.create(**{"model": "fake-model", "messages": HELLO, **more})


def said(client: openai.OpenAI, **more: Any) -> list[str]:
    """The pieces of a streamed reply."""
    with ask(client, stream=True, **more) as chunks:
        return [
            chunk.choices[0].delta.content
            for chunk in chunks
            if chunk.choices and chunk.choices[0].delta.content
        ]


def test_a_plain_reply_has_its_text_and_counts_its_tokens(serve: Serve) -> None:
    _, client = serve(Say("Hello, and welcome to you."))
    reply = ask(client)
    assert reply.choices[0].message.content == "Hello, and welcome to you."
    assert reply.choices[0].finish_reason == "stop"
    assert (reply.usage.prompt_tokens, reply.usage.completion_tokens) == (6, 6)


def test_a_stream_comes_in_several_pieces_and_says_why_it_ended(serve: Serve) -> None:
    cut = Say("one two", ("one ", "two"), finish="length")
    _, client = serve(script(Say("Hello."), cut, Say("Hello.", finish=None)))
    assert len(said(client)) > 1
    with ask(client, stream=True) as chunks:
        seen = [(c.choices[0].delta.content, c.choices[0].finish_reason) for c in chunks]
    assert seen == [("", None), ("one ", None), ("two", None), (None, "length")]
    with ask(client, stream=True) as chunks:
        assert {chunk.choices[0].finish_reason for chunk in chunks} == {None}


@pytest.mark.parametrize(
    ("able", "asked", "streamed", "plain"),
    [
        ({}, True, True, True),
        ({}, False, False, True),
        ({"streams_usage": False}, True, False, True),
        ({"usage": False}, True, False, False),
    ],
)
def test_tokens_are_counted_where_asked_and_able(
    serve: Serve, able: dict[str, bool], asked: bool, streamed: bool, plain: bool
) -> None:
    _, client = serve(Say("Hello you."), **able)
    with ask(client, stream=True, stream_options={"include_usage": asked}) as chunks:
        counts = [chunk.usage.completion_tokens for chunk in chunks if chunk.usage]
    assert counts == [3] * streamed
    assert (ask(client).usage is not None) == plain


def test_a_request_is_kept_with_its_form_and_key(serve: Serve) -> None:
    server, client = serve(json_of(Remark(quote="é", weight=2)))
    reply = ask(client, response_format=STRICTLY, max_tokens=30)
    assert Remark.model_validate_json(reply.choices[0].message.content).quote == "é"
    (request,) = server.requests
    assert request.schema_name == "Remark"
    assert request.schema == SCHEMA
    assert request.messages == HELLO
    assert (request.stream, request.max_tokens) == (False, 30)
    assert request.headers["authorization"] == "Bearer a-key"
    assert request.at > 0


def test_models_are_listed_and_others_unknown(serve: Serve) -> None:
    server, client = serve(Say("Hello."), models=("one", "two"))
    assert [model.id for model in client.models.list()] == ["one", "two"]
    with pytest.raises(openai.NotFoundError, match="does not exist") as caught:
        ask(client)
    assert caught.value.code == "model_not_found"
    assert ask(client, model="two").model == "two"
    assert server.calls == 2


def test_a_wrong_key_and_an_unknown_form_are_refused(serve: Serve) -> None:
    _, client = serve(Say("Hello."), key="secret", takes_schema=False)
    with pytest.raises(openai.AuthenticationError):
        ask(client)
    with pytest.raises(openai.AuthenticationError):
        client.models.list()
    client.api_key = "secret"
    assert ask(client).choices[0].message.content == "Hello."
    with pytest.raises(openai.BadRequestError, match="response_format"):
        ask(client, response_format=STRICTLY)


def test_what_is_no_request_is_refused(serve: Serve) -> None:
    server, _ = serve(Say("Hello."))
    with httpx.Client(base_url=server.base_url) as client:
        for content in (b"{", b"[]", b'{"model": "fake-model", "messages": 3}'):
            assert client.post("/chat/completions", content=content).status_code == 400
        assert client.post("/completions", json={}).json()["error"]["type"] == (
            "invalid_request_error"
        )
    assert server.calls == 0


def test_failures_have_the_status_body_and_wait_they_were_given(serve: Serve) -> None:
    _, client = serve(script(Fail(429, retry_after=7), Fail(500, "oops"), Fail(503, {"a": 1})))
    with pytest.raises(openai.RateLimitError) as busy:
        ask(client)
    assert busy.value.response.headers["retry-after"] == "7"
    assert busy.value.type == "rate_limit_error"
    with pytest.raises(openai.InternalServerError) as broken:
        ask(client)
    assert broken.value.response.text == "oops"
    with pytest.raises(openai.InternalServerError) as away:
        ask(client, stream=True)
    assert away.value.response.json() == {"a": 1}


@pytest.mark.parametrize("stream", [True, False])
def test_a_cut_reply_is_no_reply(serve: Serve, stream: bool) -> None:
    server, _ = serve(Cut("Welcome."))
    body = {"model": "fake-model", "messages": HELLO, "stream": stream}
    arrived: list[bytes] = []
    with httpx.stream("POST", f"{server.base_url}/chat/completions", json=body) as reply:
        with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
            arrived.extend(reply.iter_raw())
        assert b"Wel" in b"".join(arrived)


@pytest.mark.parametrize("stream", [True, False])
@pytest.mark.parametrize(
    ("reply", "delay"),
    [(Hang(), 0.0), (HangAfter("Hello."), 0.0), (Drip("Hello", 3600.0), 0.0), (Say("Hi."), 3600.0)],
)
def test_what_hangs_or_waits_ends_with_the_server(
    serve: Serve, reply: Reply, delay: float, stream: bool
) -> None:
    before = set(threading.enumerate())
    server, client = serve(reply, delay=delay)
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(said if stream else ask, client)
        server.wait(lambda s: s.calls == 1)
        assert not call.done()
        server.stop()
        assert isinstance(call.exception(), openai.APIConnectionError)
    assert set(threading.enumerate()) <= before


def test_a_client_that_leaves_is_noticed_and_harms_nothing(serve: Serve) -> None:
    server, client = serve(script(HangAfter("Hello."), Big(4), Hang(), then=Say("Still here.")))
    for gone in (1, 2):
        with ask(client, stream=True) as chunks:
            assert next(chunks)
        server.wait(lambda s: s.left == gone)  # noqa: B023 - waited for within this round
    with pytest.raises(openai.APITimeoutError):
        ask(client.with_options(timeout=0.05))
    server.wait(lambda s: s.left == 3)
    assert "".join(said(client)) == "Still here."


def test_a_dead_server_refuses_and_comes_back_at_its_port(serve: Serve) -> None:
    server, client = serve(Say("Hello."))
    server.dead = True
    with socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind(("127.0.0.1", server.port))
    server.dead = False
    assert said(client)
    for _ in range(3):
        server.dead = True
        with pytest.raises(openai.APIConnectionError):
            ask(client)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port))
        server.dead = False
        assert "".join(said(client)) == "Hello."
    assert server.calls == 4
    server.dead = True


def test_a_brain_can_let_its_server_die(serve: Serve) -> None:
    def brain(request: Request) -> Reply:
        server.dead = server.calls == 1
        return Say("Hello.")

    server, client = serve(brain)
    with pytest.raises(openai.APIConnectionError):
        ask(client)
    server.dead = False
    assert "".join(said(client)) == "Hello."


def test_dying_breaks_off_what_is_being_said(serve: Serve) -> None:
    server, client = serve(HangAfter("Hello."))
    with ask(client, stream=True) as chunks:
        assert next(chunks)
        server.dead = True
        with pytest.raises(openai.APIConnectionError):
            list(chunks)


def test_other_replies_are_what_they_are_called(serve: Serve) -> None:
    event = b'data: {"choices": [{"index": 0, "delta": {"content": "raw"}}]}\n\ndata: [DONE]\n\n'
    replies: list[Reply] = [Raw(event), Drip("one two", 0.001), Big(0.5), Empty()]
    _, client = serve(script(*replies))
    raw = client.chat.completions.with_raw_response.create(
        model="fake-model", messages=HELLO, stream=True
    )
    assert raw.headers["content-type"] == "text/event-stream"
    assert [chunk.choices[0].delta.content for chunk in raw.parse()] == ["raw"]
    assert said(client) == list("one two")
    assert len("".join(said(client))) == 500_000
    assert said(client) == []
    assert ask(client).choices[0].message.content == ""


def test_a_refusal_is_no_content(serve: Serve) -> None:
    _, client = serve(Refuse("I cannot do that."))
    message = ask(client).choices[0].message
    assert (message.content, message.refusal) == (None, "I cannot do that.")
    with ask(client, stream=True) as chunks:
        refused = [chunk.choices[0].delta.refusal or "" for chunk in chunks if chunk.choices]
    assert "".join(refused) == "I cannot do that."


def test_what_a_brain_raises_or_fails_to_give_fails_the_test(serve: Serve) -> None:
    server, client = serve(by_schema({"Other": Say("Hi.")}))
    with pytest.raises(openai.InternalServerError):
        ask(client, response_format=STRICTLY)
    with pytest.raises(LookupError, match="Remark"):
        server.stop()
    server, client = serve(lambda _: None)
    with pytest.raises(openai.APIConnectionError):
        ask(client)
    with pytest.raises(AssertionError, match="None"):
        server.stop()
