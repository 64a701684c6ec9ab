"""Every command, its options and its help. Imports nothing but argparse, so help is instant."""

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


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = Parser(
        prog="run.py",
        description="Rehearse prepares you for a job interview: it asks, listens, probes what "
        "you left out, scores with evidence, and tells what to practise.",
        epilog="Each command has its own help with an example: run.py mock --help",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    _mock(commands)
    _practice(commands)
    _retake(commands)
    _interviews(commands)
    _prep(commands)
    _questions(commands)
    _research(commands)
    _stories(commands)
    _evaluate(commands)
    _progress(commands)
    _outcome(commands)
    _plan(commands)
    _export(commands)
    _import(commands)
    _privacy(commands)
    _doctor(commands)
    return parser


def _command(
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


def _action(
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


def _mock(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "mock",
        "hold a mock interview",
        "mock --style neutral --job ad.txt --questions 6 --minutes 20",
    )
    parser.add_argument(
        "--style", help="the interviewer: friendly, challenging, neutral, bar_raiser, hr_screen"
    )
    _job_options(parser)
    _cv_option(parser)
    parser.add_argument(
        "--questions", type=_questions_wanted, metavar="N", help="at most N questions"
    )
    _held(parser, "interview")


def _practice(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "practice",
        "practise question by question, with feedback after each answer",
        "practice --type technical --job ad.txt --count 5",
    )
    parser.add_argument(
        "--type",
        choices=PRACTICE_TYPES,
        default="mixed",
        help="the kind of question; due: those the schedule says it is time for (mixed)",
    )
    _job_options(parser)
    _cv_option(parser)
    parser.add_argument(
        "--count", type=_questions_wanted, metavar="N", help="N questions (what fits the minutes)"
    )
    _held(parser, "practice session")


def _held(parser: argparse.ArgumentParser, noun: str) -> None:
    """What every session takes: its length, another to go on with, and answers from a file."""
    parser.add_argument("--minutes", type=_minutes, metavar="N", help="how long it may take")
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


def _cv_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cv", metavar="FILE", help="your CV as text, Markdown, HTML, PDF or DOCX; - reads a pipe"
    )


def _job_options(parser: argparse.ArgumentParser) -> None:
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


def _retake(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "retake",
        "answer one question of a finished interview or practice again and see both scores",
        "retake 1122-k7qd 3",
    )
    parser.add_argument("id", metavar="ID", help="the interview, as `interviews` lists it")
    parser.add_argument("n", metavar="N", type=_count, help="the number of the question")
    parser.add_argument(
        "--answers", metavar="FILE", help="answer from a file, a blank line between answers"
    )


def _interviews(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
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
        one = _action(actions, action, does)
        if action != "list":
            one.add_argument("id", metavar="ID", help="the interview, as `interviews` lists it")
        if action == "show":
            one.add_argument("--markdown", action="store_true", help="print it as Markdown")
        if action == "delete":
            one.add_argument("--yes", action="store_true", help="delete without asking")


def _questions(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "questions",
        "list interview questions for a job, a role or a category",
        "questions --kind technical --role nurse --difficulty hard --count 5",
    )
    parser.add_argument("--kind", choices=KINDS, help="one kind of question")
    parser.add_argument("--category", help="a competency, subject, family, theme or group")
    parser.add_argument("--difficulty", choices=DIFFICULTIES, help="one difficulty")
    _job_options(parser)
    parser.add_argument("--count", type=_count, default=10, metavar="N", help="at most N (10)")


def _prep(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "prep",
        "lay a job ad and your CV side by side: gaps, stories, questions, what to prepare",
        "prep --job ad.txt --cv cv.pdf --out pack.html",
    )
    _job_options(parser)
    _cv_option(parser)
    parser.add_argument("--out", metavar="FILE", help="write it to a .md or .html file")


def _research(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
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


def _stories(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "stories",
        "keep what you have done as stories to tell: from your CV, an answer, or typed",
        "stories add --from 1122-k7qd 3",
    )
    parser.set_defaults(action="list", competency=None)
    actions = parser.add_subparsers(metavar="{list,add,show,edit,delete}", parser_class=Parser)
    listed = _action(actions, "list", "list the stories, and the competencies without one")
    listed.add_argument("--competency", metavar="NAME", help="only those told for it")
    added = _action(actions, "add", "keep a story; asks for its parts when none is named")
    added.add_argument("--cv", metavar="FILE", help="keep the achievements of this CV")
    added.add_argument("--job", metavar="FILE", help="with --cv: the ad they should fit")
    added.add_argument(
        "--from",
        dest="origin",
        nargs=2,
        metavar=("ID", "N"),
        help="keep the answer to question N of an interview",
    )
    shown = _action(actions, "show", "show a story with what it still lacks")
    edited = _action(actions, "edit", "change parts of a story; asks when none is named")
    deleted = _action(actions, "delete", "remove a story")
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


def _evaluate(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
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


def _progress(commands: argparse._SubParsersAction[Parser]) -> None:
    _command(commands, "progress", "show what your sessions add up to", "progress")


def _export(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
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


def _import(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "import",
        "take a report in JSON, written by export, into the store",
        "import report.json",
    )
    parser.add_argument("file", metavar="FILE", help="the report")
    parser.add_argument(
        "--force", action="store_true", help="also when it is another person's report"
    )


def _plan(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "plan",
        "plan what to practise on which day, up to the interview",
        "plan --job ad.txt --until 2026-12-31 --minutes 20 --ics practice.ics",
    )
    parser.add_argument("--until", metavar="DATE", help="the day of the interview, as 2026-12-31")
    parser.add_argument("--days", type=_plan_days, metavar="N", help="how many days to plan (14)")
    parser.add_argument(
        "--minutes", type=_plan_minutes, metavar="N", help="the most minutes a day (15)"
    )
    _job_options(parser)
    parser.add_argument("--ics", metavar="FILE", help="write it as a calendar, to import")
    parser.add_argument("--at", metavar="HH:MM", help="with --ics: the time of day to practise at")
    parser.add_argument(
        "--force", action="store_true", help="with --ics: write over a file of somebody else's"
    )


def _outcome(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
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


def _privacy(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands,
        "privacy",
        "show what is stored and where; remove it, back it up, change its key",
        "privacy backup rehearse.backup",
    )
    parser.set_defaults(action="show")
    actions = parser.add_subparsers(
        metavar="{show,purge,backup,restore,rotate-key}", parser_class=Parser
    )
    _action(actions, "show", "show what is stored, where, and what leaves this machine")
    purge = _action(actions, "purge", "remove what is kept of you, for good")
    purge.add_argument(
        "--all", action="store_true", help="of everybody, with the store and its key"
    )
    purge.add_argument("--before", metavar="DATE", help="only sessions before a day, as 2026-12-31")
    purge.add_argument("--yes", action="store_true", help="remove without asking")
    backup = _action(actions, "backup", "write all that is stored to one encrypted file")
    backup.add_argument("--force", action="store_true", help="write over a file that is there")
    restore = _action(actions, "restore", "put a backup in the place of what is stored")
    restore.add_argument("--yes", action="store_true", help="restore without asking")
    for one in (backup, restore):
        one.add_argument("file", metavar="FILE", help="the backup")
        one.add_argument(
            "--passphrase-file",
            metavar="FILE",
            help="its passphrase is the first line of this file; asked for at a terminal otherwise",
        )
    _action(actions, "rotate-key", "put the store under another key")


def _doctor(commands: argparse._SubParsersAction[Parser]) -> None:
    _command(
        commands, "doctor", "check the installation, the store and the question index", "doctor"
    )


def _count(text: str) -> int:
    return _whole(text, 1, 1000)


def _questions_wanted(text: str) -> int:
    return _whole(text, 1, 60)


def _minutes(text: str) -> int:
    return _whole(text, 1, 240)


def _plan_days(text: str) -> int:
    return _whole(text, 1, 365)


def _plan_minutes(text: str) -> int:
    return _whole(text, 5, 480)


def _whole(text: str, least: int, most: int) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{number} is not between {least} and {most}")
    return number
