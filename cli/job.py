"""Which job a command is for: read from an ad, asked for, or assumed and said so."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from api import spoken
from cli.guard import WrongUsage
from cli.plain import plain
from domain import BadInput, Job, NotFound

if TYPE_CHECKING:
    from api import JobReader
    from cli.screen import Screen

DEFAULT_ROLE = "software_engineer"
_SKILLS_SHOWN = 6
_TRIES = 3


def choose_job(
    arguments: argparse.Namespace,
    reader: JobReader,
    screen: Screen,
    *,
    attended: bool,
    resume: str | None = None,
) -> Job:
    """The job of `--job`, `--role` and the options beside them; else that of the latest job in the
    `resume`'s text; else a person is asked. A pipe gets `software_engineer`, save where there may
    be a resume, then BadInput says what to give."""
    options = {
        name: getattr(arguments, name)
        for name in ("title", "role", "company", "seniority", "industry")
    }
    options["role"] = _known_role(options["role"], reader)
    if options["role"]:
        _tell_nearest(arguments.role, options["role"], reader, screen)
        if not arguments.job:
            options["title"] = options["title"] or reader.title_named(arguments.role)
    _check_industry(arguments.industry, reader)
    if arguments.job:
        job, cut = reader.read_ad(arguments.job, sys.stdin.buffer, **options)
        if cut:
            screen.tell("The ad is very long; only its beginning was read.")
        screen.tell(describe_job(job, reader.role_doubt(job)))
        return job
    latest = None
    if options["role"] is None and options["title"] is None:
        if resume and (latest := reader.latest_title(resume)):
            options["title"] = latest
            screen.tell(f"No job was given: preparing for the CV's latest, {plain(latest)}.")
        elif attended:
            options["role"], options["title"] = _ask_role(reader, screen)
        elif resume is not None:
            raise BadInput("no job was given and none is plain from the CV; give --job or --role")
        else:
            options["role"] = DEFAULT_ROLE
            screen.tell(f"No job was given: asking for {DEFAULT_ROLE} (--job or --role to choose).")
    job = reader.read_job("", **options)
    if arguments.title or latest:
        screen.tell(describe_job(job, reader.role_doubt(job)))
    return job


def read_cv(path: str | None, reader: JobReader, screen: Screen) -> str:
    """The text of `--cv`, empty without; BadInput says what is wrong with the file."""
    if not path:
        return ""
    resume, cut = reader.read_cv(path, sys.stdin.buffer)
    if cut:
        screen.tell("The CV is very long; only its beginning was read.")
    return resume


def describe_job(job: Job, doubt: str | None = None) -> str:
    """The job as it was read, in one line, with the `doubt` about its role."""
    role = f"role: {spoken(job.role)}"
    if job.roles and job.role == job.roles[0].id and job.roles[0].confidence:
        role += f" ({job.roles[0].confidence:.0%})"
    if doubt:
        role += f", {doubt}; --role to choose"
    parts = [job.title, job.company, role]
    parts += [job.seniority, job.industry]
    if job.skills:
        more = len(job.skills) - _SKILLS_SHOWN
        skills = ", ".join(job.skills[:_SKILLS_SHOWN])
        parts.append(f"skills: {skills}" + (f" and {more} more" if more > 0 else ""))
    return " · ".join(part for part in parts if part)


def _known_role(name: str | None, reader: JobReader) -> str | None:
    """The role id of `--role`; WrongUsage lists the valid ones, nearest first."""
    try:
        return reader.find_role(name) if name is not None else None
    except NotFound as error:
        raise WrongUsage(str(error)) from None


def _tell_nearest(said: str, role: str, reader: JobReader, screen: Screen) -> None:
    """Says so when no question is about the job a person named."""
    if reader.is_outside(said):
        screen.tell(f"{plain(said)}: {spoken(role)} is the nearest role in the bank.")


def _check_industry(name: str | None, reader: JobReader) -> None:
    """WrongUsage lists the industries, nearest first, when there is none of that name."""
    try:
        if name is not None:
            reader.check_industry(name)
    except NotFound as error:
        raise WrongUsage(str(error)) from None


def _ask_role(reader: JobReader, screen: Screen) -> tuple[str, str | None]:
    """The role id a person means, and the title in their own words."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.output import create_output

    # On stderr, so that stdout is free for a program or a file.
    session: PromptSession[str] = PromptSession(output=create_output(stdout=sys.stderr))
    for _ in range(_TRIES):
        said = session.prompt("Which job are you preparing for? ").strip()
        if not said:
            break
        try:
            role = reader.find_role(said)
            _tell_nearest(said, role, reader, screen)
            return role, said
        except NotFound as error:
            screen.tell(str(error))
    screen.tell(f"Asking for {DEFAULT_ROLE}.")
    return DEFAULT_ROLE, None
