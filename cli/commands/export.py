"""`export`: a progress report as a file."""

from __future__ import annotations

import argparse
import json


def run(arguments: argparse.Namespace) -> int:
    """Writes the report; the file's ending picks the format."""
    from pathlib import Path

    from api import ExportContents, ProgressExporter, export_format
    from cli.guard import WrongUsage
    from cli.stage import backstage
    from domain import BadInput

    try:
        form = export_format(Path(arguments.output))
    except BadInput as error:
        raise WrongUsage(str(error)) from None
    if arguments.name and not arguments.without_names:
        raise WrongUsage("--name says which name to take out: add --without-names")
    with ProgressExporter(backstage=backstage(arguments)) as exporter:
        contents = ExportContents(
            transcripts=not arguments.without_transcripts,
            names=not arguments.without_names,
            known=tuple(arguments.name or ()),
            force=arguments.force,
        )
        file = exporter.export(None, arguments.output, contents)
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
            "Names were taken out as far as they can be found: yours and the companies' as this "
            "machine, your CV and the ads tell them, those given with --name, and what looks like "
            "an address or a title with a name. Look the report through before you pass it on: a "
            "name that only your answers tell may still be there."
        )
    return 0
