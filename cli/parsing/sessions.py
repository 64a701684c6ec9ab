"""The options of the commands that hold sessions, and of the list of them."""

from __future__ import annotations

import argparse

from cli.parsing.options import (
    PRACTICE_TYPES,
    Parser,
    add_action,
    add_command,
    count,
    cv_option,
    held_options,
    job_options,
    questions_wanted,
)


def mock_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`mock`."""
    parser = add_command(
        commands,
        "mock",
        "hold a mock interview",
        "mock --style neutral --job ad.txt --questions 6 --minutes 20",
    )
    parser.add_argument(
        "--style", help="the interviewer: friendly, challenging, neutral, bar_raiser, hr_screen"
    )
    job_options(parser)
    cv_option(parser)
    parser.add_argument(
        "--questions", type=questions_wanted, metavar="N", help="at most N questions"
    )
    held_options(parser, "interview")


def practice_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`practice`."""
    parser = add_command(
        commands,
        "practice",
        "practise question by question, with feedback after each answer",
        "practice --type technical --job ad.txt --count 5",
    )
    parser.add_argument(
        "--type",
        choices=PRACTICE_TYPES,
        default="mixed",
        help="the kind of question; due: your plan's for today and those due again (mixed)",
    )
    job_options(parser)
    cv_option(parser)
    parser.add_argument(
        "--count", type=questions_wanted, metavar="N", help="N questions (what fits the minutes)"
    )
    held_options(parser, "practice session")


def retake_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`retake`."""
    parser = add_command(
        commands,
        "retake",
        "answer one question of a finished interview or practice again and see both scores",
        "retake 1122-k7qd 3",
    )
    parser.add_argument("id", metavar="ID", help="the interview, as `interviews` lists it")
    parser.add_argument("n", metavar="N", type=count, help="the number of the question")
    parser.add_argument(
        "--answers", metavar="FILE", help="answer from a file, a blank line between answers"
    )


def interviews_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`interviews`."""
    parser = add_command(
        commands,
        "interviews",
        "list, show or delete interviews",
        "interviews show 1122-k7qd --markdown",
    )
    parser.set_defaults(action="list")
    actions = parser.add_subparsers(metavar="{list,show,delete}", parser_class=Parser)
    for action, does in (
        ("list", "list all interviews, newest first (the default)"),
        ("show", "show the report of a finished interview"),
        ("delete", "remove an interview with everything said in it"),
    ):
        one = add_action(actions, action, does)
        if action != "list":
            one.add_argument("id", metavar="ID", help="the interview, as `interviews` lists it")
        if action == "show":
            one.add_argument("--markdown", action="store_true", help="print it as Markdown")
        if action == "delete":
            one.add_argument("--yes", action="store_true", help="delete without asking")
