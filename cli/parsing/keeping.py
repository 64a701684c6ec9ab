"""The options of the commands over what is kept: progress, plan, reports, privacy, doctor."""

from __future__ import annotations

import argparse

from cli.parsing.options import (
    OUTCOMES,
    Parser,
    add_action,
    add_command,
    job_options,
    plan_days,
    plan_minutes,
)


def progress_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`progress`."""
    add_command(commands, "progress", "show what your sessions add up to", "progress")


def outcome_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`outcome`."""
    parser = add_command(
        commands,
        "outcome",
        "tell what the real interview brought that a session prepared for",
        "outcome 1122-k7qd offer",
    )
    parser.add_argument("id", metavar="ID", help="the session, as `interviews` lists it")
    parser.add_argument(
        "result",
        metavar="RESULT",
        choices=OUTCOMES,
        help="advanced (to the next round), offer, rejected or withdrawn",
    )


def plan_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`plan`."""
    parser = add_command(
        commands,
        "plan",
        "plan what to practise on which day, up to the interview",
        "plan --job ad.txt --until 2026-12-31 --minutes 20 --ics practice.ics",
    )
    parser.add_argument("--until", metavar="DATE", help="the day of the interview, as 2026-12-31")
    parser.add_argument("--days", type=plan_days, metavar="N", help="how many days to plan (14)")
    parser.add_argument(
        "--minutes", type=plan_minutes, metavar="N", help="the most minutes a day (15)"
    )
    job_options(parser)
    parser.add_argument("--ics", metavar="FILE", help="write it as a calendar, to import")
    parser.add_argument("--at", metavar="HH:MM", help="with --ics: the time of day to practise at")
    parser.add_argument(
        "--force", action="store_true", help="with --ics: write over a file of somebody else's"
    )


def export_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`export`."""
    parser = add_command(
        commands,
        "export",
        "write a progress report to a .html, .md, .json or .csv file",
        "export report.html --without-names",
    )
    parser.add_argument("output", metavar="OUTPUT", help="the file; its ending picks the format")
    parser.add_argument(
        "--without-transcripts",
        action="store_true",
        help="leave out what was said and whatever quotes it",
    )
    parser.add_argument(
        "--without-names",
        action="store_true",
        help="leave out your name, the companies and the ads, and names that can be found",
    )
    parser.add_argument(
        "--name", action="append", metavar="NAME", help="with it: also this name (repeatable)"
    )
    parser.add_argument(
        "--force", action="store_true", help="write over a file that is no report of Rehearse's"
    )


def import_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`import`."""
    parser = add_command(
        commands,
        "import",
        "take a report in JSON, written by export, into the store",
        "import report.json",
    )
    parser.add_argument("file", metavar="FILE", help="the report")
    parser.add_argument(
        "--force", action="store_true", help="also when it is another person's report"
    )


def privacy_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`privacy`."""
    parser = add_command(
        commands,
        "privacy",
        "show what is stored and where; remove it, back it up, change its key",
        "privacy backup rehearse.backup",
    )
    parser.set_defaults(action="show")
    actions = parser.add_subparsers(
        metavar="{show,purge,backup,restore,rotate-key}", parser_class=Parser
    )
    add_action(actions, "show", "show what is stored, where, and what leaves this machine")
    purge = add_action(actions, "purge", "remove what is kept of you, for good")
    purge.add_argument(
        "--all", action="store_true", help="of everybody, with the store and its key"
    )
    purge.add_argument("--before", metavar="DATE", help="only sessions before a day, as 2026-12-31")
    purge.add_argument("--yes", action="store_true", help="remove without asking")
    backup = add_action(actions, "backup", "write all that is stored to one encrypted file")
    backup.add_argument("--force", action="store_true", help="write over a file that is there")
    restore = add_action(actions, "restore", "put a backup in the place of what is stored")
    restore.add_argument("--yes", action="store_true", help="restore without asking")
    for one in (backup, restore):
        one.add_argument("file", metavar="FILE", help="the backup")
        one.add_argument(
            "--passphrase-file",
            metavar="FILE",
            help="its passphrase is the first line of this file; asked for at a terminal otherwise",
        )
    add_action(actions, "rotate-key", "put the store under another key")


def doctor_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`doctor`."""
    add_command(
        commands, "doctor", "check the installation, the store and the question index", "doctor"
    )
