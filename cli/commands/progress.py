"""`progress`: what your sessions add up to."""

from __future__ import annotations

import argparse
import json
import sys


def run(arguments: argparse.Namespace) -> int:
    """The summary and the analytics over all finished sessions, with charts."""
    from api import InterviewTracker
    from cli.stage import backstage

    stage = backstage(arguments)
    with InterviewTracker(backstage=stage) as tracker:
        progress = tracker.get_progress(stage.user)
        told = stage.settle_retention()
    if told:
        print(f"rehearse: {told}", file=sys.stderr)
    if arguments.json:
        print(json.dumps(progress))
        return 0
    from rich.console import Console

    from cli.progress_page import render_progress

    console = Console(highlight=False)
    console.print(render_progress(progress["summary"], progress["analytics"], console.width))
    return 0
