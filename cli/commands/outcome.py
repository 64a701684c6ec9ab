"""`outcome`: what the real interview brought."""

from __future__ import annotations

import argparse
import json


def run(arguments: argparse.Namespace) -> int:
    """Keeps the outcome of the interview that a session prepared for."""
    from api import InterviewTracker
    from cli.plain import addressed
    from cli.stage import backstage

    with InterviewTracker(backstage=backstage(arguments)) as tracker:
        kept = tracker.tell_outcome(arguments.id, arguments.result)
    if arguments.json:
        print(json.dumps(kept))
        return 0
    before = kept["before"]
    instead = f", not {before} as told before" if before not in (None, kept["outcome"]) else ""
    print(f"Kept: the interview {kept['id']} prepared for came to {kept['outcome']}{instead}.")
    print(addressed("What goes with success is shown by: python run.py progress"))
    return 0
