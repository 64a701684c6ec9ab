"""`prep`: the preparation pack for a job ad and a CV."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def run(arguments: argparse.Namespace) -> int:
    """Shows the pack, or writes it to a file whose ending picks the format."""
    from api import Backstage, InterviewPreparer, settings_for
    from cli.guard import WrongUsage
    from cli.job import choose_job
    from cli.screen import JsonScreen, RichScreen
    from domain import BadInput

    out = Path(arguments.out) if arguments.out else None
    if out and out.suffix.lower() not in (".md", ".html"):
        raise WrongUsage("--out writes .md or .html")
    if arguments.job == "-" and arguments.cv == "-":
        raise WrongUsage("only one of --job and --cv can be read from a pipe")
    screen = JsonScreen() if arguments.json else RichScreen()
    with (
        InterviewPreparer(backstage=Backstage(settings_for(offline=arguments.offline))) as preparer,
        screen.waiting("reading") as waiting,
    ):
        preparer.watch_index(waiting.indexing)
        resume = ""
        if arguments.cv:
            resume, cut = preparer.read_cv(arguments.cv, sys.stdin.buffer)
            if cut:
                screen.tell("The CV is very long; only its beginning was read.")
        attended = sys.stdin.isatty()
        job = choose_job(arguments, preparer, screen, attended=attended, resume=resume)
        pack = preparer.prepare(job, resume)
    if out:
        from cli.pack import pack_page

        try:
            out.write_text(pack_page(pack, html=out.suffix.lower() == ".html"), encoding="utf-8")
        except OSError as error:
            raise BadInput(f"cannot write {out}: {error.strerror}") from None
        screen.tell(f"Written to {out}.")
    if arguments.json:
        print(json.dumps(pack))
    elif not out:
        from rich.console import Console

        from cli.pack import render_pack

        Console(highlight=False).print(render_pack(pack))
    return 0
