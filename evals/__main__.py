"""Runs every evaluation whose data is in the folder named: `python -m evals FOLDER`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

# Each evaluation with the data it needs, as a path inside the folder.
EVALUATIONS = (
    ("evals.answers", "answers"),
    ("evals.roles", "jobs/jobs.jsonl"),
    ("evals.embedding", "jobs/jobs.jsonl"),
)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("name the folder of the data: make eval DATA=folder", file=sys.stderr)
        return 2
    for module, data in EVALUATIONS:
        path = Path(arguments[0], data)
        print(f"\n== {module} {data}")
        if not path.exists():
            print("no such data here, left out")
            continue
        importlib.import_module(module).main([str(path)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
