"""The evaluator alone: what loading it costs, what an answer costs, and a batch of them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from bench.table import Row

_ROOT = Path(__file__).resolve().parent.parent
_RUNS = 7
_ANSWERS = 60
_LINES = 1500
_LOAD = """
import time
began = time.perf_counter()
{what}
print(time.perf_counter() - began)
"""
_NUMPY = _LOAD.format(what="import numpy")
_FIRST = _LOAD.format(
    what="""
from api import AnswerEvaluator
AnswerEvaluator().evaluate("Tell me about a conflict.", "Last May I asked both to sit down.")
"""
)
# 300 words with the number put in.
_STORY = (
    "Last autumn I kept the books of a small theatre, and in the week before the premiere our "
    "ticket system lost the payments of {n} guests. The box office could not tell who had paid, "
    "and the director wanted to open the doors to everybody. I was responsible for the accounts, "
    "so it fell to me to find out what had happened and to have a correct list by Friday noon. "
    "First I asked the bank for the raw statements of that week, because they could not have been "
    "touched by our own software. Then I wrote down how a payment travels from the card reader to "
    "our list, and checked each step with ten payments that I knew to be right. On the second day "
    "I saw that the system dropped every payment whose name held an accent, and that it had done "
    "so since the update in August. I could have typed the missing names in by hand, but that "
    "would have left the fault in place for the next sale, so I called the maker and sent them "
    "three examples. Meanwhile I matched the statements with the bookings in a spreadsheet, by "
    "amount and minute, and a colleague checked every line that I was not sure about. My director "
    "was nervous, so I told her each evening how many guests were still open and what I would do "
    "the next morning. By Thursday evening all but two of them were found, and I phoned those two "
    "myself. The premiere began on time, nobody was turned away, and we gave back 340 euros that "
    "had been charged twice. The maker mended the fault within eight days. Since then I compare "
    "the statement with our list every Monday, and I learned to try an update with odd names first."
)
_ASKED = (
    ("behavioral", "behavioral", "Tell me about a time you solved a hard problem under pressure."),
    ("technical", "technical", "tech-accountant-closing_and_reconciliation-01"),
    ("situational", "situational", "sit-difficult_customer-01"),
    ("company", "company", "Why do you want to work for a small theatre like ours?"),
)


def measure_evaluator(folder: Path) -> Iterator[Row]:
    """Whole processes for loading and for a batch; the answers' times within this process."""
    _seconds(_FIRST)
    numpy = median(_seconds(_NUMPY) for _ in range(_RUNS))
    loading = median(_seconds(_FIRST) for _ in range(_RUNS))
    yield Row("evaluator: import of numpy alone", 1000 * numpy, "ms")
    yield Row("evaluator: loading and first answer", 1000 * loading, "ms", 300)
    yield from _answers()
    yield from _batch(folder)


def _seconds(code: str) -> float:
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=_ROOT, check=True, capture_output=True, text=True
    )
    return float(ran.stdout)


def _answers() -> Iterator[Row]:
    from api import AnswerEvaluator

    evaluator = AnswerEvaluator()
    for name, kind, question in _ASKED:
        evaluator.evaluate(question, _STORY.format(n=0), kind=kind)
        times = []
        for n in range(1, _ANSWERS + 1):
            began = time.perf_counter()
            evaluator.evaluate(question, _varied(n), kind=kind)
            times.append(time.perf_counter() - began)
        worst = 1000 * quantiles(times, n=20)[-1]
        yield Row(f"{name} answer of 300 words, 95th percentile", worst, "ms", 40)


def _varied(n: int) -> str:
    """The story with its number, and its sentences begun at another place, so that nothing read
    before helps with more than single sentences."""
    sentences = [f"{sentence.rstrip('.')} ({n})." for sentence in _STORY.format(n=n).split(". ")]
    first = n % len(sentences)
    return " ".join(sentences[first:] + sentences[:first])


def _batch(folder: Path) -> Iterator[Row]:
    folder.mkdir()
    file = folder / "batch.jsonl"
    with file.open("w", encoding="utf-8") as stream:
        for n in range(_LINES):
            _, kind, question = _ASKED[n % len(_ASKED)]
            # Half of what people answer is short.
            answer = _varied(n) if n % 2 else " ".join(_varied(n).split()[:60])
            row = {"id": n, "kind": kind, "question": question, "answer": answer}
            stream.write(json.dumps(row) + "\n")
    began = time.perf_counter()
    most = lines = 0
    with subprocess.Popen(
        [sys.executable, "run.py", "evaluate", "--batch", str(file)],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        for lines, _ in enumerate(process.stdout, start=1):
            if lines % 100 == 0:
                most = max(most, _resident(process.pid))
    took = time.perf_counter() - began
    if lines != _LINES or process.returncode:
        raise RuntimeError(f"{lines} of {_LINES} lines came back")
    yield Row("batch: answers a second", lines / took, "/s")
    yield Row("batch: time for an answer, all cores", 1000 * took / lines, "ms", 1000 / 60)
    if most:
        yield Row("batch: memory of all its processes", most / 1e6, "MB", 250)


def _resident(pid: int) -> int:
    """Bytes of memory of a process and those it started, each one's own and its part of what is
    shared; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
        own = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
        tasks = Path(f"/proc/{pid}/task").glob("*/children")
        return own + sum(
            _resident(int(child)) for task in tasks for child in task.read_text().split()
        )
    except (OSError, StopIteration):
        return 0
