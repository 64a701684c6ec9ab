"""Every test gets a home of its own and an environment without the developer's settings."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api import Backstage, MockInterview
from config import Settings

SETTINGS = (
    "INTERVIEW_PREP_",
    "DEFAULT_QUESTION_",
    "MOCK_INTERVIEW_",
    "PRACTICE_SESSION_",
    "INTERVIEWER_",
    "TRACK_",
    "PERFORMANCE_",
    "OPENAI_",
    "REHEARSE_",
    "SEARX_",
    "LANGSMITH_",
    "LANGCHAIN_",
)
DISPLAY = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE", "TTY_INTERACTIVE")

STRONG_ANSWER = (
    "In March 2024 our nightly ferry import failed three times in one week and 900 bookings were "
    "late. I was asked to find the cause before Easter. I read the logs, wrote a small script "
    "that replayed the failed files, found a lock that two jobs fought over, and moved the second "
    "job by twenty minutes. I told the harbour office each evening where we stood. Since then no "
    "night has failed and late bookings fell from 900 to 4 a month. Next time I would add the "
    "alarm before the release, because we noticed it too late."
)
WEAK_ANSWER = (
    "We had some trouble with a release at the harbour office and we all worked on it together "
    "for some days. We talked a lot with the other team about what to do and we tried several "
    "things, and the team did what was needed to get the release out of the door."
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh data folder; no setting, keyring or `.env` of the machine is seen."""
    for name in list(os.environ):
        if name.startswith(SETTINGS):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    monkeypatch.setenv("REHEARSE_HOME", str(folder))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture(scope="session")
def first_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as its first use leaves it: an empty store and the question index."""
    from config import Settings
    from knowledge.bank import load_bank
    from knowledge.embedder import load_embedder
    from knowledge.index import open_index
    from memory.database import open_store

    folder = tmp_path_factory.mktemp("first") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        open_store(Settings(home=folder)).close()
    open_index(folder, load_bank(), load_embedder())
    return folder


@pytest.fixture
def ready_home(home: Path, first_home: Path) -> Path:
    """`home` as after a first use: a store of its own, the index shared by all tests."""
    shutil.copytree(first_home, home, ignore=shutil.ignore_patterns("chroma"))
    home.chmod(0o700)
    (home / "chroma").symlink_to(first_home / "chroma")
    return home


@pytest.fixture
def strong_answer() -> str:
    """An answer with every STAR part, the candidate's own deeds, and numbers."""
    return STRONG_ANSWER


@pytest.fixture
def weak_answer() -> str:
    """An answer that is all "we" and has no result."""
    return WEAK_ANSWER


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines; fails when anything else is on it."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def rehearse(
    ready_home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    """Runs a command in this process as from a pipe: `rehearse("mock", "--json", stdin=b"…")`."""
    for name in DISPLAY:
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        from run import main

        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capsys.readouterr()
        try:
            code = main(arguments)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run


@pytest.fixture
def stage(ready_home: Path) -> Iterator[Backstage]:
    """The API's shared part over a store of the test's own."""
    opened = Backstage(Settings(home=ready_home))
    yield opened
    opened.close()


@pytest.fixture
def mock(stage: Backstage) -> MockInterview:
    """Mock interviews over that store."""
    return MockInterview(backstage=stage)
