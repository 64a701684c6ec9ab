"""`prep`: the preparation pack for a job ad and a CV."""

from __future__ import annotations

import argparse
import json
import sys


def run(arguments: argparse.Namespace) -> int:
    """Shows the pack, or writes it to a file whose ending picks the format."""
    from api import InterviewPreparer
    from cli.guard import WrongUsage
    from cli.job import choose_job, read_cv
    from cli.page import chosen_file, write_page
    from cli.screen import JsonScreen, RichScreen
    from cli.stage import backstage

    out = chosen_file(arguments.out)
    if arguments.job == "-" and arguments.cv == "-":
        raise WrongUsage("only one of --job and --cv can be read from a pipe")
    screen = JsonScreen() if arguments.json else RichScreen()
    with (
        InterviewPreparer(backstage=backstage(arguments)) as preparer,
        screen.waiting("reading") as waiting,
    ):
        preparer.watch_index(waiting.indexing)
        resume = read_cv(arguments.cv, preparer, screen)
        attended = sys.stdin.isatty()
        job = choose_job(arguments, preparer, screen, attended=attended, resume=resume)
        pack = preparer.prepare(job, resume)
    if out:
        from cli.pack import pack_text

        write_page(out, pack_text(pack), pack["job"]["title"] or "Interview preparation")
        screen.tell(f"Written to {out}.")
    if arguments.json:
        print(json.dumps(pack))
    elif not out:
        from rich.console import Console

        from cli.pack import render_pack

        Console(highlight=False).print(render_pack(pack))
    return 0
