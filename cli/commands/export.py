"""`export`: a progress report as a file."""

from __future__ import annotations

import argparse
import json
import sys


def run(arguments: argparse.Namespace) -> int:
    """Writes the report; the file's ending picks the format."""
    from pathlib import Path

    from api import Backstage, ExportContents, InterviewPreparer, ProgressExporter, export_format
    from cli.guard import WrongUsage
    from domain import BadInput

    try:
        form = export_format(Path(arguments.output))
    except BadInput as error:
        raise WrongUsage(str(error)) from None
    if (arguments.name or arguments.cv) and not arguments.without_names:
        raise WrongUsage("--name and --cv say which names to take out: add --without-names")
    stage = Backstage(offline=arguments.offline)
    with ProgressExporter(backstage=stage) as exporter:
        cv = ""
        if arguments.cv:
            cv, _ = InterviewPreparer(backstage=stage).read_cv(arguments.cv, sys.stdin.buffer)
        contents = ExportContents(
            transcripts=not arguments.without_transcripts,
            names=not arguments.without_names,
            known=tuple(arguments.name or ()),
            cv=cv,
            force=arguments.force,
        )
        user = getattr(arguments, "user", "default")
        file = exporter.export(user, arguments.output, contents)
    size = file.stat().st_size
    left_out = [
        what
        for what, gone in (
            ("transcripts", arguments.without_transcripts),
            ("names", arguments.without_names),
        )
        if gone
    ]
    if arguments.json:
        print(json.dumps({"path": str(file), "format": form, "bytes": size, "left_out": left_out}))
        return 0
    print(f"Written to {file}. It is not encrypted: whoever has the file can read it.")
    if arguments.without_names:
        print(
            "Names were taken out as far as they can be found: yours here, the companies', those "
            "you gave, and what looks like an address or a title with a name. Look it through "
            "before you pass it on: a name that only your answers tell may still be there."
        )
    return 0
