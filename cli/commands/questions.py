"""`questions`: list interview questions."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from cli.guard import WrongUsage

if TYPE_CHECKING:
    from api import InterviewPreparer
    from domain import Job


def run(arguments: argparse.Namespace) -> int:
    """Questions for a job, a role or a category, each with why it was chosen."""
    from api import Backstage, InterviewPreparer, MockInterview, settings_for
    from cli.job import choose_job, describe_job
    from cli.plain import plain
    from cli.screen import JsonScreen, RichScreen

    screen = JsonScreen() if arguments.json else RichScreen()
    with MockInterview(
        backstage=(stage := Backstage(settings_for(offline=arguments.offline)))
    ) as mock:
        job = None
        if arguments.job or arguments.role or arguments.title:
            job = choose_job(arguments, mock, screen, attended=sys.stdin.isatty())
        found = _found(
            InterviewPreparer(backstage=stage),
            job,
            kind=arguments.kind,
            role=job.role if job else None,
            category=arguments.category,
            difficulty=arguments.difficulty,
            seniority=arguments.seniority or (job.seniority if job and arguments.job else None),
            industry=arguments.industry or (job.industry if job else None),
            count=arguments.count,
        )
        if arguments.json:
            print(
                json.dumps(
                    {
                        "role": job.role if job else None,
                        "roles": [guess.model_dump() for guess in job.roles] if job else [],
                        "seniority": job.seniority if job else arguments.seniority,
                        "industry": job.industry if job else arguments.industry,
                        "questions": found,
                    }
                )
            )
            return 0
        if job and not arguments.job and not arguments.title:
            screen.tell(describe_job(job))
        if not found:
            print("No question matches; leave an option out.")
        for item in found:
            print(f"\n{plain(item.get('scenario', ''))}".rstrip() or "", end="")
            print(f"\n{plain(item['question'])}")
            screen.tell(
                f"  {item['kind']}, {item['category'].replace('_', ' ')}, {item['difficulty']}: "
                f"{item['why']} [{item['id']}]"
            )
        return 0


def _found(preparer: InterviewPreparer, job: Job | None, **filters: Any) -> list[dict[str, Any]]:
    """The questions; an unknown category or industry is wrong usage."""
    from domain import NotFound

    try:
        return preparer.find_questions(job, **filters)
    except NotFound as error:
        raise WrongUsage(str(error)) from None
