"""Job ads, answers, and real processes for the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
AD = """Staff Nurse
Fjord Health, Harbour Ward
We look for a registered nurse for our surgical ward. You will give medication, plan discharges
and look after twelve patients with two colleagues.
Salary: 34,000 a year, paid monthly. You may work from home one day a week for paperwork.
"""


@pytest.fixture
def ad(tmp_path: Path) -> str:
    """The path of a job ad for a nurse at Fjord Health."""
    file = tmp_path / "ad.txt"
    file.write_text(AD)
    return str(file)


@pytest.fixture
def answers(tmp_path: Path) -> Callable[..., str]:
    """Writes an answers file, a block each, and gives its path."""

    def write(*blocks: str | bytes) -> str:
        file = tmp_path / "answers.txt"
        raw = [block if isinstance(block, bytes) else block.encode() for block in blocks]
        file.write_bytes(b"\n\n".join(raw) + b"\n")
        return str(file)

    return write


@pytest.fixture
def process(ready_home: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs `run.py` as a process of its own: `process("mock", stdin=b"…", PYTHONUTF8="0")`."""

    def run(*arguments: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, str(ROOT / "run.py"), *arguments],
            env={**os.environ, **env},
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )

    return run
