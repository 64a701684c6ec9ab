"""The fake server of a model under TLS: its certificate is sound, and nobody trusts it."""

from __future__ import annotations

import socket

import httpx
import pytest

from tests.model.model_replies import Say, script
from tests.model.self_signed import self_signed
from tests.model.serving import ModelServer

BODY = {"model": "fake-model", "messages": [{"role": "user", "content": "Say hello."}]}


def test_no_client_trusts_its_certificate() -> None:
    with ModelServer(script(Say("Hello.")), tls=True) as server:
        assert server.base_url.startswith("https://")
        with pytest.raises(httpx.ConnectError, match="SSL"):
            httpx.post(f"{server.base_url}/chat/completions", json=BODY)
        assert server.calls == 0


@pytest.mark.skipif(self_signed() is None, reason="nothing here makes certificates")
def test_a_client_that_trusts_blindly_gets_its_reply_past_a_silent_one() -> None:
    with (
        ModelServer(script(Say("Hello.")), tls=True) as server,
        socket.create_connection(("127.0.0.1", server.port)),
        httpx.Client(verify=False) as client,
    ):
        reply = client.post(f"{server.base_url}/chat/completions", json=BODY)
        server.dead = True
        server.dead = False
        again = client.post(f"{server.base_url}/chat/completions", json=BODY)
    assert reply.json() == again.json()
    assert reply.json()["choices"][0]["message"]["content"] == "Hello."
