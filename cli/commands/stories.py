"""`stories`: the candidate's own achievements, kept to tell again."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from cli.guard import WrongUsage
from cli.plain import addressed, plain

if TYPE_CHECKING:
    from rich.console import Console

    from api import StoryBank

T = TypeVar("T")

_ASKED = {
    "situation": "What was going on? (where, when, who)",
    "task": "What was yours to do?",
    "action": "What did you do yourself, step by step?",
    "result": "What came of it? (a figure if there is one)",
    "lesson": "What did you take from it?",
}


def run(arguments: argparse.Namespace) -> int:
    """Carries out the action."""
    from rich.console import Console

    from api import StoryBank
    from cli.stage import backstage

    console = Console(highlight=False, stderr=arguments.json)
    with StoryBank(backstage=backstage(arguments)) as bank:
        done = {
            "list": _list,
            "add": _add,
            "show": _show,
            "edit": _edit,
            "delete": _delete,
        }[arguments.action](bank, arguments, console)
    if arguments.json:
        print(json.dumps(done))
    return 0


def _list(bank: StoryBank, arguments: argparse.Namespace, console: Console) -> dict[str, Any]:
    from rich.table import Table

    found = _named(lambda: bank.stories(arguments.competency))
    untold = bank.without_story() if arguments.competency is None else []
    if arguments.json:
        return {"stories": found, "without_story": untold}
    if not found:
        console.print(
            addressed(
                "No stories yet. Type one with: python run.py stories add\n"
                "or take them from your CV: python run.py stories add --cv FILE"
            )
        )
        return {}
    table = Table(box=None)
    for name in ("ID", "Story", "For", "Still lacks"):
        table.add_column(name, no_wrap=name == "ID")
    for story in found:
        table.add_row(
            story["id"],
            plain(story["title"]),
            _listed(story["competencies"]),
            ", ".join(story["lacks"]) or "-",
        )
    console.print(table)
    if untold:
        console.print(f"\nNo story yet for: {_listed(untold)}.", style="dim")
    return {}


def _add(bank: StoryBank, arguments: argparse.Namespace, console: Console) -> Any:
    ways = [bool(arguments.cv), bool(arguments.origin), bool(_given(arguments))]
    if sum(ways) > 1:
        raise WrongUsage("a story comes from --cv, from --from, or from what you type: choose one")
    if arguments.job and not arguments.cv:
        raise WrongUsage("--job goes with --cv: it tells which of its achievements matter most")
    if arguments.cv and (arguments.competency or arguments.title):
        raise WrongUsage("--cv adds several stories: name and tag them with stories edit")
    if arguments.cv:
        added = _from_cv(bank, arguments)
        if not arguments.json:
            for story in added:
                _print(story, console)
            if not added:
                console.print("Every achievement of the CV is kept already.")
        return added
    if arguments.origin:
        interview_id, number = arguments.origin
        if not number.isdigit():
            raise WrongUsage(f"--from takes an interview and a question's number, not {number!r}")
        story = bank.add_from_answer(interview_id, int(number), title=arguments.title or "")
        if arguments.competency:
            story = {
                **story,
                **_named(lambda: bank.edit(story["id"], {}, competencies=arguments.competency)),
            }
    else:
        notes = _given(arguments) or _ask(arguments, {})
        story = _named(
            lambda: bank.add(
                notes, title=arguments.title or "", competencies=arguments.competency or ()
            )
        )
    if not arguments.json:
        _print(story, console)
    return story


def _from_cv(bank: StoryBank, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    if arguments.job == "-" and arguments.cv == "-":
        raise WrongUsage("only one of --job and --cv can be read from a pipe")
    stdin = sys.stdin.buffer
    ad = bank.read_ad(arguments.job, stdin)[0].text if arguments.job else ""
    return bank.add_from_cv(bank.read_cv(arguments.cv, stdin)[0], ad)


def _show(bank: StoryBank, arguments: argparse.Namespace, console: Console) -> dict[str, Any]:
    story = bank.show(arguments.id)
    if not arguments.json:
        _print(story, console)
    return story


def _edit(bank: StoryBank, arguments: argparse.Namespace, console: Console) -> dict[str, Any]:
    story = bank.show(arguments.id)
    notes = _given(arguments)
    if not notes and arguments.title is None and arguments.competency is None:
        notes = _ask(arguments, story["notes"])
    changed = _named(
        lambda: bank.edit(
            story["id"], notes, title=arguments.title, competencies=arguments.competency
        )
    )
    if not arguments.json:
        _print(changed, console)
    return changed


def _delete(bank: StoryBank, arguments: argparse.Namespace, console: Console) -> dict[str, str]:
    story = bank.show(arguments.id)
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise WrongUsage("deleting without a terminal to ask on needs --yes")
        said = input(f"Delete the story “{plain(story['title'])}”? (y/N) ")
        if said.strip().lower() not in ("y", "yes"):
            console.print("Nothing was deleted.")
            return {}
    deleted = bank.delete(story["id"])
    if not arguments.json:
        console.print(f"Deleted {deleted}.")
    return {"deleted": deleted}


def _given(arguments: argparse.Namespace) -> dict[str, str]:
    """The parts named on the command line."""
    return {
        part: told for part in _ASKED if (told := getattr(arguments, f"told_{part}")) is not None
    }


def _ask(arguments: argparse.Namespace, told: dict[str, str]) -> dict[str, str]:
    """The parts typed at a terminal, each begun with what is `told` already."""
    if not sys.stdin.isatty():
        raise WrongUsage("without a terminal to ask on, name the parts: --action TEXT and so on")
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import InMemoryHistory
    from prompt_toolkit.output import create_output

    # What is typed goes to the encrypted store and nowhere else.
    session: PromptSession[str] = PromptSession(
        history=InMemoryHistory(),
        output=create_output(stdout=sys.stderr if arguments.json else sys.stdout),
    )
    notes: dict[str, str] = {}
    try:
        for part, question in _ASKED.items():
            notes[part] = session.prompt(f"{question}\n› ", default=told.get(part, ""))
    except (KeyboardInterrupt, EOFError):
        # Leaving a new story keeps what was typed of it; leaving an edit leaves the story alone.
        if told or not any(map(str.strip, notes.values())):
            raise
        print("Kept as far as you told it; go on with stories edit.", file=sys.stderr)
    return notes


def _print(story: dict[str, Any], console: Console) -> None:
    from rich.text import Text

    console.print()
    console.print(Text(f"{plain(story['title'])}  [{story['id']}]", style="bold"))
    for part in _ASKED:
        if story["notes"][part]:
            console.print(Text.assemble((f"{part}: ", "cyan"), plain(story["notes"][part])))
    about = [f"told for {_listed(story['competencies'])}" if story["competencies"] else "no tags"]
    if story["origin"]:
        about.append(f"from {plain(story['origin'])}")
    if "score" in story:
        scored = story["score"]
        about.append("not scored" if scored is None else f"scored {scored:.0f} of 100")
    console.print(Text("; ".join(about), style="dim"))
    if story["lacks"]:
        console.print(Text(f"Still lacks: {', '.join(story['lacks'])}", style="dim"))


def _listed(names: list[str]) -> str:
    from api import spoken

    return ", ".join(map(spoken, names))


def _named(call: Callable[[], T]) -> T:
    """The call's outcome; an unknown competency is wrong usage."""
    from domain import NotFound

    try:
        return call()
    except NotFound as error:
        if "competency" in str(error):
            raise WrongUsage(str(error)) from None
        raise
