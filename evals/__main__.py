"""Runs every evaluation whose data is in the folder named: `python -m evals FOLDER`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# Each evaluation with the data it needs, as a path inside the folder; none for those that judge
# the answers written for this project.
EVALUATIONS = (
    ("evals.graded", None),
    ("evals.attacks", None),
    ("evals.answers", "answers"),
    ("evals.roles", "jobs/jobs.jsonl"),
    ("evals.embedding", "jobs/jobs.jsonl"),
    ("evals.research", "pages"),
    ("evals.plan", None),
)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("name the folder of the data: make eval DATA=folder", file=sys.stderr)
        return 2
    failed = 0
    for module, data in EVALUATIONS:
        path = Path(arguments[0], data) if data else None
        print(f"\n== {module}", flush=True)
        if path is not None and not path.exists():
            print(f"left out: there is no {path}")
            continue
        command = [sys.executable, "-m", module, *([str(path)] if path else [])]
        failed += subprocess.run(command, check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
