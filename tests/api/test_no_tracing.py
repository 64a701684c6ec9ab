"""Nothing said in an interview goes to a tracing service, whatever the environment asks for."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "sk-nobody-may-see-this"
SECRET = "I moved the heavy bay to Marguerite on 3 March."
BY_PROGRAM = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from api import MockInterview
from domain import Job
with MockInterview() as mock:
    greeting, question = mock.begin(Job(role="nurse"))
    list(mock.answer(greeting["interview_id"], {SECRET!r}))
    mock.end_mock_interview(greeting["interview_id"])
from langchain_core.tracers.langchain import wait_for_all_tracers
wait_for_all_tracers()
"""
TRACED_PROOF = """
from langsmith import Client, traceable
client = Client()
traceable(lambda said: said, client=client)("a run of somebody else")
client.flush()
"""


class _Service(HTTPServer):
    """A tracing service on loopback that counts what it is sent."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, _Service)
        self.server.asked.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(202)
        self.end_headers()

    do_GET = do_POST  # noqa: N815 - the name http.server calls

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet."""


@pytest.fixture
def service() -> Iterator[_Service]:
    with _Service() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _environment(service: _Service) -> dict[str, str]:
    return {
        **os.environ,
        "LANGSMITH_TRACING": "true",
        "LANGSMITH_API_KEY": "none",
        "LANGSMITH_ENDPOINT": f"http://127.0.0.1:{service.server_port}",
    }


@pytest.mark.parametrize("how", ["command", "program"])
def test_no_run_is_sent_although_tracing_is_switched_on(
    how: str, ready_home: Path, service: _Service
) -> None:
    command = (
        [str(ROOT / "run.py"), "mock", "--json", "--role", "nurse"]
        if how == "command"
        else ["-c", BY_PROGRAM]
    )
    done = subprocess.run(
        [sys.executable, *command],
        env=_environment(service),
        input=SECRET.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert service.asked == []


def test_nor_with_a_language_model_and_its_client_prints_nothing(
    ready_home: Path, service: _Service
) -> None:
    from tests.model.interview_brain import interviews
    from tests.model.model_replies import json_of
    from tests.model.serving import ModelServer

    forms = {
        "MadeQuestions": json_of({"questions": []}),
        "Review": json_of({"sentences": []}),
        "StrongerAnswers": json_of({"answers": []}),
    }
    with ModelServer(interviews(forms)) as server:
        model = {
            "OPENAI_BASE_URL": server.base_url,
            "OPENAI_MODEL": "fake-model",
            "OPENAI_API_KEY": KEY,
            "OPENAI_LOG": "debug",
        }
        done = subprocess.run(
            [sys.executable, "-c", BY_PROGRAM],
            env={**_environment(service), **model},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert server.calls > 0
    assert service.asked == []
    assert SECRET.encode() not in done.stdout + done.stderr
    assert KEY.encode() not in done.stdout + done.stderr
    assert b"openai" not in done.stderr


def test_the_service_would_have_been_asked(ready_home: Path, service: _Service) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TRACED_PROOF], env=_environment(service), check=False
    )
    assert done.returncode == 0
    assert service.asked
