"""Every test gets a home of its own and an environment without the developer's settings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
