"""`privacy`: what is stored and where; purge, backup, restore, rotate-key."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.guard import WrongUsage
from cli.plain import plain

if TYPE_CHECKING:
    from api import Privacy


Told = tuple[dict[str, Any], list[str]]
"""What an action did, as JSON and as lines to read."""


def run(arguments: argparse.Namespace) -> int:
    """Carries out the action."""
    from api import Privacy
    from cli.stage import backstage

    with Privacy(backstage=backstage(arguments)) as privacy:
        actions = {
            "show": _show,
            "purge": _purge,
            "backup": _backup,
            "restore": _restore,
            "rotate-key": _rotate,
        }
        told, lines = actions[arguments.action](privacy, arguments)
    if arguments.json:
        print(json.dumps(told))
    else:
        print("\n".join(map(plain, lines)))
    return 0


def _show(privacy: Privacy, _: argparse.Namespace) -> Told:
    told = privacy.overview()
    lines = [
        f"The store is {told['store']}, {_size(told['bytes'])}, encrypted; its key is from the "
        f"{told['key']}.",
        "",
        "It holds",
    ]
    for one in told["kept"]:
        since = f", the oldest of {one['since'][:10]}" if one["since"] else ""
        size = f", {_size(one['bytes'])}" if one["count"] else ""
        lines.append(f"  {one['count']:>7,}  {one['what']}{size}{since}")
    if told["users"]:
        lines.append(f"of {', '.join(told['users'])}.")
    lines += ["", "Files of Rehearse's"]
    lines += [f"  {_size(one['bytes']):>11}  {one['path']}: {one['what']}" for one in told["files"]]
    if told["others"]:
        lines.append(
            f"and {_counted(told['others'], 'thing')} in the data folder of somebody else."
        )
    lines += ["", told["retention"]["text"], "", "What leaves this machine"]
    lines += [f"  {sentence}" for sentence in told["sent"]]
    return told, lines


def _purge(privacy: Privacy, arguments: argparse.Namespace) -> Told:
    before = _day(arguments.before)
    whose = "of everybody" if arguments.all else f"of {arguments.user or 'default'}"
    what = f"everything kept {whose}" if before is None else f"all sessions {whose} before {before}"
    if not _agreed(arguments, f"Remove {what}, for good?", "removing"):
        return {"removed": 0, "left": None}, ["Nothing was removed."]
    told = privacy.purge(everything=arguments.all, before=before)
    if told["removed"] is None:
        lines = ["Removed: the store, which did not open."]
    else:
        lines = [f"Removed: {_counted(told['removed'], 'session')} with all that was said in them."]
    left = [one for one in told["left"] if one["count"]]
    if left:
        lines += ["Left:", *(f"  {one['count']:>7,}  {one['what']}" for one in left)]
    else:
        lines.append("Counted again: nothing is left.")
    return told, lines + _read_back(told.get("file"))


def _read_back(file: dict[str, Any] | None) -> list[str]:
    """What a look at the file showed, in sentences."""
    if file is None:
        return []
    clean = file["whole"] and not file["free_pages"] and not file["log_bytes"]
    lines = ["The file was read back: no page and no log of it holds what was removed."]
    if not clean:
        lines = ["The file was read back and is not packed yet: purge again when nobody uses it."]
    if file["aside"]:
        lines.append(
            f"A store that did not open was kept and may hold it too: {', '.join(file['aside'])}. "
            "Remove it by hand, or everything with privacy purge --all."
        )
    return lines


def _backup(privacy: Privacy, arguments: argparse.Namespace) -> Told:
    phrase = _phrase(arguments, wanted=privacy.wants_passphrase(), twice=True)
    size = privacy.backup(Path(arguments.file), phrase, force=arguments.force)
    said = (
        f"Written to {arguments.file}, {_size(size)}, encrypted and checked. It opens with the "
        "passphrase alone: without it nobody can read it, nor can you."
    )
    return {"path": arguments.file, "bytes": size}, [said]


def _restore(privacy: Privacy, arguments: argparse.Namespace) -> Told:
    file = Path(arguments.file)
    wanted = privacy.wants_passphrase(file)
    asked = f"Put {file} in the place of what is stored now?"
    if not _agreed(arguments, asked, "restoring"):
        return {"restored": False}, ["Nothing was changed."]
    aside = privacy.restore(file, _phrase(arguments, wanted=wanted))
    lines = [f"Restored from {arguments.file}."]
    if aside:
        lines.append(f"The store that was there did not open; it is kept as {aside}.")
    return {"restored": True, "set_aside": aside}, lines


def _rotate(privacy: Privacy, _: argparse.Namespace) -> Told:
    source = privacy.rotate_key()
    said = f"The store is under a new key, kept in the {source}; the old one is gone."
    if source == "passphrase":
        said = "The store is under a new key made from the passphrase; the old one is gone."
    return {"key": source}, [said, "Copies from before updates, under the old key, were removed."]


def _agreed(arguments: argparse.Namespace, asked: str, doing: str) -> bool:
    """Whether --yes or the person at the terminal says so. Raises WrongUsage without either."""
    if arguments.yes:
        return True
    if not sys.stdin.isatty():
        raise WrongUsage(f"{doing} without a terminal to ask on needs --yes")
    # With --json standard output is the answer's alone.
    print(f"{plain(asked)} (y/N) ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _phrase(arguments: argparse.Namespace, *, wanted: bool, twice: bool = False) -> str | None:
    """The passphrase of --passphrase-file, else asked for at a terminal where one is `wanted`; None
    leaves it to the settings."""
    from domain import BadInput

    if arguments.passphrase_file:
        try:
            lines = Path(arguments.passphrase_file).read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is no text"
            raise BadInput(f"cannot read {arguments.passphrase_file}: {why}") from None
        if not lines or not lines[0].strip():
            raise BadInput(f"{arguments.passphrase_file} holds no passphrase in its first line")
        return lines[0]
    if not wanted or not sys.stdin.isatty():
        return None
    phrase = getpass.getpass("Passphrase of the backup: ")
    if twice and phrase != getpass.getpass("Once more: "):
        raise BadInput("the two passphrases differ; nothing was written")
    return phrase or None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUsage(f"--before takes a day as 2026-12-31, not {text!r}") from None


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' if count != 1 else ''}"


def _size(count: int) -> str:
    for unit in ("bytes", "kB", "MB"):
        if count < 1000 or unit == "MB":
            return f"{count:,.0f} {unit}" if unit == "bytes" else f"{count:,.1f} {unit}"
        count = count / 1000  # type: ignore[assignment]
    return ""
