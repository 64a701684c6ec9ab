"""`import`: take a report in JSON into the store."""

from __future__ import annotations

import argparse
import json
from typing import Any


def run(arguments: argparse.Namespace) -> int:
    """Keeps what is not kept yet, or nothing when anything is wrong with the file."""
    from api import ReportImporter
    from cli.stage import backstage

    with ReportImporter(backstage=backstage(arguments)) as importer:
        taken = importer.take_in(arguments.file, force=arguments.force)
    print(json.dumps(taken) if arguments.json else _told(taken))
    return 0


def _told(taken: dict[str, Any]) -> str:
    sessions, answers = taken["sessions"], taken["answers"]
    said = [
        f"Taken in: {sessions} session{'' if sessions == 1 else 's'} with {answers} "
        f"answer{'' if answers == 1 else 's'}."
    ]
    if taken["known"]:
        said.append(f"Kept already: {taken['known']}.")
    if taken["too_old"]:
        said.append(
            f"Left out as older than PERFORMANCE_RETENTION_DAYS: {taken['too_old']}; set it "
            "higher to keep them."
        )
    if taken["months"]:
        said.append(f"Monthly sums: {taken['months']}.")
    return " ".join(said)
