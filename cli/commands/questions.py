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
    from api import InterviewPreparer, MockInterview, spoken
    from cli.job import choose_job, describe_job
    from cli.plain import plain
    from cli.screen import JsonScreen, RichScreen
    from cli.stage import backstage
    from domain import NotFound

    screen = JsonScreen() if arguments.json else RichScreen()
    with MockInterview(backstage=(stage := backstage(arguments))) as mock:
        job = None
        if arguments.job or arguments.role is not None or arguments.title:
            job = choose_job(arguments, mock, screen, attended=sys.stdin.isatty())
        filters = {
            "kind": arguments.kind,
            "role": job.role if job else None,
            "category": arguments.category,
            "difficulty": arguments.difficulty,
            "seniority": job.seniority if job else arguments.seniority,
            "industry": job.industry if job else arguments.industry,
        }
        preparer = InterviewPreparer(backstage=stage)
        found = _found(preparer, job, **filters, count=arguments.count)
        if arguments.json:
            print(
                json.dumps(
                    {
                        "role": job.role if job else None,
                        "roles": [guess.model_dump() for guess in job.roles] if job else [],
                        "seniority": filters["seniority"],
                        "industry": filters["industry"],
                        "questions": found,
                    }
                )
            )
            return 0
        if job and not arguments.job and not arguments.title:
            screen.tell(describe_job(job))
        if not found:
            raise NotFound(f"no question matches; {_to_leave_out(preparer, job, filters)}")
        for item in found:
            print(f"\n{plain(item.get('scenario', ''))}".rstrip() or "", end="")
            print(f"\n{plain(item['question'])}")
            screen.tell(
                f"  {item['kind']}, {spoken(item['category'])}, {item['difficulty']}: "
                f"{item['why']} [{item['id']}]"
            )
        return 0


def _to_leave_out(preparer: InterviewPreparer, job: Job | None, filters: dict[str, Any]) -> str:
    """Which option stands in the way of any question: the first without which there are some."""
    given = [name for name in ("difficulty", "industry", "category", "kind") if filters[name]]
    for name in given:
        if _found(preparer, job, **{**filters, name: None}, count=1):
            return f"without --{name} {filters[name]} there are some"
    return f"leave out {' and '.join(f'--{name}' for name in given)}"


def _found(preparer: InterviewPreparer, job: Job | None, **filters: Any) -> list[dict[str, Any]]:
    """The questions; an unknown category or industry is wrong usage."""
    from domain import NotFound

    try:
        return preparer.find_questions(job, **filters)
    except NotFound as error:
        raise WrongUsage(str(error)) from None
