"""What the options of several commands have in common. Imports nothing but argparse."""

from __future__ import annotations

import argparse
from typing import NoReturn

KINDS = ("behavioral", "technical", "situational", "company", "ask")
DIFFICULTIES = ("easy", "medium", "hard")
PRACTICE_TYPES = ("behavioral", "technical", "situational", "company", "mixed", "due")
OUTCOMES = ("advanced", "offer", "rejected", "withdrawn")
SENIORITIES = ("entry", "mid", "senior", "lead", "executive")


class Parser(argparse.ArgumentParser):
    """Errors in one line on stderr, with where to look."""

    def error(self, message: str) -> NoReturn:
        """Exits with 2."""
        self.exit(2, f"rehearse: {message} ({self.prog} --help)\n")


def add_command(
    commands: argparse._SubParsersAction[Parser], name: str, does: str, example: str
) -> argparse.ArgumentParser:
    """A command with the options every command has."""
    parser = commands.add_parser(
        name,
        help=does,
        description=does[0].upper() + does[1:] + ".",
        epilog=f"Example: python run.py {example}",
    )
    parser.set_defaults(command=name)
    parser.add_argument(
        "--json", action="store_true", help="print JSON for programs; diagnostics go to stderr"
    )
    parser.add_argument("--offline", action="store_true", help="built-in agents only, no network")
    parser.add_argument(
        "--user", metavar="NAME", help="who practises, where several people share this machine"
    )
    return parser


def add_action(
    actions: argparse._SubParsersAction[Parser], name: str, does: str
) -> argparse.ArgumentParser:
    """An action of a command, with the options every command has."""
    parser = actions.add_parser(name, help=does, description=does[0].upper() + does[1:] + ".")
    parser.set_defaults(action=name)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
    parser.add_argument(
        "--offline", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS
    )
    parser.add_argument("--user", metavar="NAME", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def job_options(parser: argparse.ArgumentParser) -> None:
    """What says which job it is."""
    parser.add_argument(
        "--job",
        metavar="FILE",
        help="the job ad as text, Markdown, HTML, PDF or DOCX; - reads it from a pipe",
    )
    parser.add_argument("--title", help="the job's title, where the ad does not tell it plainly")
    parser.add_argument("--role", help="the role to ask for, instead of the one inferred")
    parser.add_argument("--company", metavar="NAME", help="the company's name")
    parser.add_argument("--seniority", choices=SENIORITIES, help="the level to ask for")
    parser.add_argument("--industry", help="the industry to ask for")


def cv_option(parser: argparse.ArgumentParser) -> None:
    """The CV."""
    parser.add_argument(
        "--cv", metavar="FILE", help="your CV as text, Markdown, HTML, PDF or DOCX; - reads a pipe"
    )


def held_options(parser: argparse.ArgumentParser, noun: str) -> None:
    """What every session takes: its length, another to go on with, and answers from a file."""
    parser.add_argument("--minutes", type=minutes, metavar="N", help="how long it may take")
    parser.add_argument(
        "--continue",
        dest="continued",
        nargs="?",
        const="",
        metavar="ID",
        help=f"go on with an unfinished {noun}, the latest when no ID is given",
    )
    parser.add_argument(
        "--answers", metavar="FILE", help="answer from a file, a blank line between answers"
    )


def count(text: str) -> int:
    """A number of things to show, 1 to 1,000."""
    return whole(text, 1, 1000)


def questions_wanted(text: str) -> int:
    """A number of questions to be asked, 1 to 60."""
    return whole(text, 1, 60)


def minutes(text: str) -> int:
    """The length of a session, 1 to 240 minutes."""
    return whole(text, 1, 240)


def plan_days(text: str) -> int:
    """The length of a plan, 1 to 365 days."""
    return whole(text, 1, 365)


def plan_minutes(text: str) -> int:
    """Practice a day, 5 to 480 minutes."""
    return whole(text, 5, 480)


def whole(text: str, least: int, most: int) -> int:
    """A whole number within bounds; the error says what is wrong."""
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{number} is not between {least} and {most}")
    return number
