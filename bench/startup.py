"""From the command line to the first words and the first question."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.table import Row

ROOT = Path(__file__).resolve().parent.parent
_RUNS = 7
# What the measured process needs of the environment; a developer's own settings stay out.
_KEPT = ("PATH", "HOME", "LANG", "SYSTEMROOT", "TMPDIR")
_ROLE = ("--role", "nurse")
AD = (
    """Staff Nurse, Harbour Ward
Fjord Health is hiring. You will look after twelve patients together with two colleagues on each
shift, plan and document their care, and teach students. You are a registered nurse with two years
of experience in acute care, a team player, and calm under pressure. Salary: 34,000 a year.
"""
    * 6
)


def measure_startup(home: Path) -> Iterator[Row]:
    """Medians over whole processes, after one that builds the store and the index."""
    bare = median(_whole([sys.executable, "-c", "pass"], home) for _ in range(_RUNS))
    usage = median(_whole([sys.executable, "run.py", "--help"], home) for _ in range(_RUNS))
    _first_words(home)
    times = [_first_words(home) for _ in range(_RUNS)]
    yield Row("bare python -c pass", 1000 * bare, "ms")
    yield Row("run.py --help", 1000 * usage, "ms")
    yield Row("run.py --help over bare python", usage / bare, "x", 8)
    yield Row("mock: something on the screen", median(t[0] for t in times), "s", 0.5)
    yield Row("mock: first question, warm", median(t[1] for t in times), "s", 2.5)
    ad = home.with_name("ad.txt")
    ad.write_text(AD, "utf-8")
    times = [_first_words(home, "--job", str(ad)) for _ in range(_RUNS)]
    yield Row("mock: first question for an ad, warm", median(t[1] for t in times), "s", 2.5)


def _whole(command: list[str], home: Path) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment(home), check=True, capture_output=True)
    return time.perf_counter() - began


def _first_words(home: Path, *options: str) -> tuple[float, float]:
    """Seconds to the first byte and to the first question; the interview is then ended."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "run.py", "mock", "--style", "neutral", *(options or _ROLE)],
        cwd=ROOT,
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        seen = process.stdout.readline()
        first = time.perf_counter() - began
        while b"Question 1" not in seen:
            seen = process.stdout.readline()
            if not seen:
                raise RuntimeError("the interview ended before its first question")
        question = time.perf_counter() - began
        process.stdin.close()
        process.stdout.read()
    return first, question


def environment(home: Path) -> dict[str, str]:
    return {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        "REHEARSE_HOME": str(home),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
