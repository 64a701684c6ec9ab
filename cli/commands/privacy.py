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


def _show(privacy: Privacy, _: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    told = privacy.overview()
    lines = [
        f"The store is {told['store']}, {_size(told['bytes'])}, encrypted; its key is from the "
        f"{told['key']}.",
        "",
        "It holds",
    ]
    for one in told["kept"]:
        since = f", the oldest of {one['since'][:10]}" if one["since"] else ""
        lines.append(f"  {one['count']:>7,}  {one['what']}{since}")
    if told["users"]:
        lines.append(f"of {', '.join(told['users'])}.")
    lines += ["", "In its folder lie"]
    lines += [f"  {_size(one['bytes']):>9}  {one['name']}" for one in told["files"]]
    lines += ["", told["retention"]["text"], "", "What leaves this machine"]
    lines += [f"  {sentence}" for sentence in told["sent"]]
    return told, lines


def _purge(privacy: Privacy, arguments: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    before = _day(arguments.before)
    whose = "of everybody" if arguments.all else f"of {arguments.user or 'default'}"
    what = f"everything kept {whose}" if before is None else f"all sessions {whose} before {before}"
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise WrongUsage("removing without a terminal to ask on needs --yes")
        said = input(f"Remove {what}, for good? (y/N) ")
        if said.strip().lower() not in ("y", "yes"):
            return {"removed": 0, "left": None}, ["Nothing was removed."]
    told = privacy.purge(everything=arguments.all, before=before)
    lines = [f"Removed: {told['removed']} sessions with all that was said in them."]
    left = [one for one in told["left"] if one["count"]]
    if left:
        lines += ["Left:", *(f"  {one['count']:>7,}  {one['what']}" for one in left)]
    else:
        lines.append("Counted again: nothing is left.")
    return told, lines


def _backup(privacy: Privacy, arguments: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    phrase = _phrase(arguments, twice=True)
    size = privacy.backup(Path(arguments.file), phrase, force=arguments.force)
    said = (
        f"Written to {arguments.file}, {_size(size)}, encrypted and checked. It opens with the "
        "passphrase alone: without it nobody can read it, nor can you."
    )
    return {"path": arguments.file, "bytes": size}, [said]


def _restore(privacy: Privacy, arguments: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise WrongUsage("restoring without a terminal to ask on needs --yes")
        said = input(f"Put {arguments.file} in the place of what is stored now? (y/N) ")
        if said.strip().lower() not in ("y", "yes"):
            return {"restored": False}, ["Nothing was changed."]
    aside = privacy.restore(Path(arguments.file), _phrase(arguments))
    lines = [f"Restored from {arguments.file}."]
    if aside:
        lines.append(f"The store that was there did not open; it lies at {aside}.")
    return {"restored": True, "set_aside": aside}, lines


def _rotate(privacy: Privacy, _: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    source = privacy.rotate_key()
    said = f"The store is under a new key, kept in the {source}; the old one is gone."
    if source == "passphrase":
        said = "The store is under a new key made from the passphrase; the old one is gone."
    return {"key": source}, [said, "Backups of migrations under the old key were removed."]


def _phrase(arguments: argparse.Namespace, *, twice: bool = False) -> str | None:
    """The passphrase of --passphrase-file, else asked for at a terminal where the settings have
    none; None leaves it to them."""
    import os

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
    if os.environ.get("REHEARSE_PASSPHRASE") or not sys.stdin.isatty():
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


def _size(count: int) -> str:
    for unit in ("bytes", "kB", "MB"):
        if count < 1000 or unit == "MB":
            return f"{count:,.0f} {unit}" if unit == "bytes" else f"{count:,.1f} {unit}"
        count = count / 1000  # type: ignore[assignment]
    return ""
