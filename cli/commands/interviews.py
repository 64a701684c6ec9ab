"""`interviews`: list, show or delete."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from cli.guard import WrongUsage
from cli.plain import addressed, plain

if TYPE_CHECKING:
    from api import InterviewArchive


def run(arguments: argparse.Namespace) -> int:
    """Carries out the action."""
    from api import InterviewArchive
    from cli.stage import backstage

    with InterviewArchive(backstage=backstage(arguments)) as archive:
        if arguments.action == "list":
            return _list(archive, as_json=arguments.json)
        if arguments.action == "show":
            return _show(archive, arguments)
        return _delete(archive, arguments)


def _list(archive: InterviewArchive, *, as_json: bool) -> int:
    interviews = archive.interviews()
    if as_json:
        rows = [
            {
                **item.model_dump(mode="json", include={"id", "mode", "status", "style"}),
                "started_at": item.started_at.isoformat(),
                "role": item.job.role,
                "company": item.job.company,
                "final_score": item.report.final_score if item.report else None,
            }
            for item in interviews
        ]
        print(json.dumps(rows))
        return 0
    from rich.console import Console
    from rich.table import Table

    if not interviews:
        print(addressed("No interviews yet. Hold one with: python run.py mock"))
        return 0
    table = Table(box=None)
    for name in ("ID", "When", "What", "Job", "Style", "Score"):
        table.add_column(
            name, justify="right" if name == "Score" else "left", no_wrap=name in ("ID", "Score")
        )
    for item in interviews:
        job = " at ".join(filter(None, (item.job.title or item.job.role, item.job.company)))
        what = item.mode if item.source is None else f"retake of {item.source[0]}, {item.source[1]}"
        if item.report is None:
            score = "unfinished"
        else:
            final = item.report.final_score
            score = "no score" if final is None else f"{final:.0f}"
        when = f"{item.started_at.astimezone():%Y-%m-%d %H:%M}"
        table.add_row(item.id, when, what, plain(job), item.style, score)
    Console(highlight=False).print(table)
    return 0


def _show(archive: InterviewArchive, arguments: argparse.Namespace) -> int:
    event = archive.show(arguments.id)
    if arguments.json:
        print(json.dumps(event))
    elif arguments.markdown:
        from cli.markdown import to_markdown

        print(to_markdown(event), end="")
    else:
        from rich.console import Console

        from cli.report import render_report

        console = Console(highlight=False)
        console.print(render_report(event, console.width))
    return 0


def _delete(archive: InterviewArchive, arguments: argparse.Namespace) -> int:
    interview = archive.interview(arguments.id)
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise WrongUsage("deleting without a terminal to ask on needs --yes")
        said = input(f"Delete interview {interview.id} with everything said in it? (y/N) ")
        if said.strip().lower() not in ("y", "yes"):
            print("Nothing was deleted.")
            return 0
    deleted = archive.delete(interview.id)
    print(json.dumps({"deleted": deleted}) if arguments.json else f"Deleted {deleted}.")
    return 0
