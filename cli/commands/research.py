"""`research`: a company brief in which every fact has its page."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from textwrap import shorten
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from api import CompanyResearcher, Event
    from cli.screen import Screen

_SHOWN_FACTS = 2
_SHOWN_LENGTH = 100
_TRIES = 3


def run(arguments: argparse.Namespace) -> int:
    """Shows the brief, or writes it to a file whose ending picks the format."""
    from api import CompanyResearcher
    from cli.brief import brief_text
    from cli.page import chosen_file, write_page
    from cli.screen import JsonScreen, RichScreen
    from cli.stage import backstage

    out = chosen_file(arguments.out)
    screen: JsonScreen | RichScreen = JsonScreen() if arguments.json else RichScreen()
    with CompanyResearcher(backstage=backstage(arguments)) as researcher:
        if researcher.reaches_loopback:
            screen.tell("REHEARSE_TEST_ALLOW_LOOPBACK is set: pages of this machine may be read.")
        try:
            brief = _made(arguments, researcher, screen)
        except KeyboardInterrupt:
            screen.tell("What was found is kept; the same command goes on from there today.")
            raise
    if out:
        write_page(out, brief_text(brief, datetime.now(UTC)), brief["company"])
        screen.tell(f"Written to {out}.")
    if arguments.json:
        print(json.dumps(brief))
    elif not out:
        from rich.console import Console
        from rich.markdown import Markdown

        console = Console(highlight=False)
        console.print(Markdown(brief_text(brief, datetime.now(UTC))))
    return 0


def _made(
    arguments: argparse.Namespace, researcher: CompanyResearcher, screen: Screen
) -> dict[str, Any]:
    """The brief: the one kept unless something new is asked for; of several companies of that
    name a person is asked which."""
    from cli.stopping import stoppable

    job = researcher.read_ad(arguments.job, sys.stdin.buffer)[0] if arguments.job else None
    anew = arguments.refresh or arguments.given or arguments.domain or job
    kept = None if anew else researcher.kept(arguments.company)
    if kept is not None and arguments.role in (None, kept["role"]):
        screen.tell("This brief is kept from before; --refresh makes it anew.")
        return kept
    if researcher.searches:
        screen.tell(f"Searching with {researcher.searches}; pages are read from their own sites.")
    domain = arguments.domain
    for _ in range(_TRIES):
        last: dict[str, Any] = {}
        with stoppable(researcher.break_off), screen.waiting("looking around"):
            for event in researcher.research(
                arguments.company,
                role=arguments.role,
                domain=domain,
                given=arguments.given or (),
                job=job,
                refresh=arguments.refresh,
            ):
                last = _told(event, screen)
        attended = sys.stdin.isatty() and sys.stdout.isatty() and not arguments.json
        if not last["candidates"] or not attended:
            return last
        domain = _ask(last["candidates"])
        if domain is None:
            return last
    return last


def _told(event: Event, screen: Screen) -> dict[str, Any]:
    """What came, with a line on the screen for each page."""
    if event["event"] == "page":
        source = event["source"]
        facts = list(dict.fromkeys(" ".join(one["text"].split()) for one in event["found"]))
        count = len(facts)
        told = f"{count} claim{'s' * (count != 1)}"
        if source["standing"] == "namesake":
            told = "perhaps about another company, not used"
        screen.tell(f"Read {source['title'] or source['url']}: {told}")
        for fact in facts[:_SHOWN_FACTS]:
            screen.tell(f"  {shorten(fact, _SHOWN_LENGTH, placeholder=' …')}")
    elif event["event"] == "notice":
        screen.tell(event["text"])
    return {key: value for key, value in event.items() if key != "event"}


def _ask(candidates: list[str]) -> str | None:
    """The domain a person picks by number; None when they pick none."""
    from cli.plain import plain

    print("Several companies have that name:")
    for number, one in enumerate(candidates, 1):
        print(f"  {number}. {plain(one)}")
    while True:
        try:
            said = input("Which one (a number, Enter for none)? ").strip()
        except EOFError:
            return None
        if not said:
            return None
        if said.isdecimal() and 1 <= int(said) <= len(candidates):
            return candidates[int(said) - 1].split(":")[0]
        print(f"Type a number from 1 to {len(candidates)}.")
