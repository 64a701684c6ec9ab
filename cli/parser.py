"""The parser of all commands. Imports nothing but argparse, so help is instant."""

from __future__ import annotations

from cli.parsing.keeping import (
    doctor_options,
    export_options,
    import_options,
    outcome_options,
    plan_options,
    privacy_options,
    progress_options,
)
from cli.parsing.options import Parser
from cli.parsing.preparing import (
    evaluate_options,
    prep_options,
    questions_options,
    research_options,
    stories_options,
)
from cli.parsing.sessions import interviews_options, mock_options, practice_options, retake_options

__all__ = ["Parser", "build_parser"]


def build_parser() -> Parser:
    """The parser of all commands."""
    parser = Parser(
        prog="run.py",
        description="Rehearse prepares you for a job interview: it asks, listens, probes what "
        "you left out, scores with evidence, and tells what to practise.",
        epilog="Each command has its own help with an example: run.py mock --help",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    mock_options(commands)
    practice_options(commands)
    retake_options(commands)
    interviews_options(commands)
    prep_options(commands)
    questions_options(commands)
    research_options(commands)
    stories_options(commands)
    evaluate_options(commands)
    progress_options(commands)
    outcome_options(commands)
    plan_options(commands)
    export_options(commands)
    import_options(commands)
    privacy_options(commands)
    doctor_options(commands)
    return parser
