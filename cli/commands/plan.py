"""`plan`: what to practise on which day."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from cli.guard import WrongUsage

if TYPE_CHECKING:
    from api import PracticePlanner
    from cli.screen import Screen


def run(arguments: argparse.Namespace) -> int:
    """Shows the plan: the kept one as of today, or a new one where any option asks for it."""
    from pathlib import Path

    from api import PracticePlanner
    from cli.planned import render_plan
    from cli.screen import JsonScreen, RichScreen
    from cli.stage import backstage

    until = _day(arguments.until)
    at = _time(arguments.at)
    if at and not arguments.ics:
        raise WrongUsage("--at is the time of day in the calendar of --ics")
    screen = JsonScreen() if arguments.json else RichScreen()
    with PracticePlanner(backstage=backstage(arguments)) as planner:
        with screen.waiting("planning") as waiting:
            planner.watch_index(waiting.indexing)
            plan = _plan(planner, arguments, until, screen)
        if arguments.ics:
            file = planner.write_calendar(Path(arguments.ics), at=at, force=arguments.force)
            screen.tell(f"Calendar written to {file}; import it again after the plan has changed.")
    if arguments.json:
        print(json.dumps(plan))
        return 0
    from rich.console import Console

    console = Console(highlight=False)
    console.print(render_plan(plan, console.width))
    return 0


def _plan(
    planner: PracticePlanner, arguments: argparse.Namespace, until: date | None, screen: Screen
) -> dict[str, Any]:
    from cli.job import choose_job

    kept = planner.kept()
    named = any(
        getattr(arguments, name)
        for name in ("job", "title", "role", "company", "seniority", "industry")
    )
    if kept is not None and not named and not (until or arguments.days or arguments.minutes):
        current = planner.current()
        assert current is not None
        return current
    if kept is not None and not named:
        job = kept.job
    elif not named and (known := planner.latest_job()) is not None:
        job = known
    else:
        job = choose_job(arguments, planner, screen, attended=sys.stdin.isatty())
    keeps = kept is not None and not arguments.days
    return planner.make(
        job,
        days=arguments.days,
        until=until or (kept.until if kept and keeps else None),
        minutes=arguments.minutes or (kept.minutes if kept else None),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUsage(f"--until takes a day as 2026-12-31, not {text!r}") from None


def _time(text: str | None) -> time | None:
    try:
        return datetime.strptime(text, "%H:%M").time() if text else None  # noqa: DTZ007
    except ValueError:
        raise WrongUsage(f"--at takes a time of day as 18:30, not {text!r}") from None
