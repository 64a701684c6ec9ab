"""The options of the commands that prepare: the ad, questions, a company, stories, an answer."""

from __future__ import annotations

import argparse

from cli.parsing.options import (
    DIFFICULTIES,
    KINDS,
    Parser,
    add_action,
    add_command,
    count,
    cv_option,
    job_options,
)


def prep_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`prep`."""
    parser = add_command(
        commands,
        "prep",
        "lay a job ad and your CV side by side: gaps, stories, questions, what to prepare",
        "prep --job ad.txt --cv cv.pdf --out pack.html",
    )
    job_options(parser)
    cv_option(parser)
    parser.add_argument("--out", metavar="FILE", help="write it to a .md or .html file")


def questions_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`questions`."""
    parser = add_command(
        commands,
        "questions",
        "list interview questions for a job, a role or a category",
        "questions --kind technical --role nurse --difficulty hard --count 5",
    )
    parser.add_argument("--kind", choices=KINDS, help="one kind of question")
    parser.add_argument("--category", help="a competency, subject, family, theme or group")
    parser.add_argument("--difficulty", choices=DIFFICULTIES, help="one difficulty")
    job_options(parser)
    parser.add_argument("--count", type=count, default=10, metavar="N", help="at most N (10)")


def research_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`research`."""
    parser = add_command(
        commands,
        "research",
        "make a brief on a company in which every fact has its page",
        "research Acme --domain acme.com --out brief.html",
    )
    parser.add_argument("company", metavar="COMPANY", help="the company's name")
    parser.add_argument("--role", help="the role you go for")
    parser.add_argument("--domain", metavar="NAME", help="its own domain, such as acme.com")
    parser.add_argument(
        "--from",
        dest="given",
        action="append",
        metavar="FILE_OR_URL",
        help="use this page as well (repeatable)",
    )
    parser.add_argument("--job", metavar="FILE", help="the job ad, which tells of it too")
    parser.add_argument("--refresh", action="store_true", help="use nothing that was kept")
    parser.add_argument("--out", metavar="FILE", help="write it to a .md or .html file")


def stories_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`stories`."""
    parser = add_command(
        commands,
        "stories",
        "keep what you have done as stories to tell: from your CV, an answer, or typed",
        "stories add --from 1122-k7qd 3",
    )
    parser.set_defaults(action="list", competency=None)
    actions = parser.add_subparsers(metavar="{list,add,show,edit,delete}", parser_class=Parser)
    listed = add_action(actions, "list", "list the stories, and the competencies without one")
    listed.add_argument("--competency", metavar="NAME", help="only those told for it")
    added = add_action(actions, "add", "keep a story; asks for its parts when none is named")
    added.add_argument("--cv", metavar="FILE", help="keep the achievements of this CV")
    added.add_argument("--job", metavar="FILE", help="with --cv: the ad they should fit")
    added.add_argument(
        "--from",
        dest="origin",
        nargs=2,
        metavar=("ID", "N"),
        help="keep the answer to question N of an interview",
    )
    shown = add_action(actions, "show", "show a story with what it still lacks")
    edited = add_action(actions, "edit", "change parts of a story; asks when none is named")
    deleted = add_action(actions, "delete", "remove a story")
    deleted.add_argument("--yes", action="store_true", help="delete without asking")
    for one in (shown, edited, deleted):
        one.add_argument("id", metavar="ID", help="the story, as `stories` lists it")
    for one in (added, edited):
        one.add_argument("--title", help="what you call it")
        for part, told in (
            ("situation", "what was going on"),
            ("task", "what was yours to do"),
            ("action", "what you did yourself"),
            ("result", "what came of it"),
            ("lesson", "what you took from it"),
        ):
            one.add_argument(f"--{part}", dest=f"told_{part}", metavar="TEXT", help=told)
        one.add_argument(
            "--competency",
            action="append",
            metavar="NAME",
            help="what it is told for (repeatable); without it the words decide",
        )


def evaluate_options(commands: argparse._SubParsersAction[Parser]) -> None:
    """`evaluate`."""
    parser = add_command(
        commands,
        "evaluate",
        "score an answer outside a session",
        'evaluate --question "Tell me about a conflict." --answer "Last spring two of my …"',
    )
    parser.add_argument("--question", help="the question, or the id of one in the bank")
    parser.add_argument("--answer", help="the answer; - reads it from a pipe")
    parser.add_argument(
        "--kind", choices=KINDS[:-1], default="behavioral", help="the kind of question"
    )
    parser.add_argument("--expected", metavar="TEXT", help="an expected answer to score against")
    parser.add_argument(
        "--batch", metavar="FILE", help="score every line of a JSONL file; - reads a pipe"
    )
