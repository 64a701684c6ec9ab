"""Commands started without their import time, and homes with a store and an index in them."""

from __future__ import annotations

import json
import os
import pty
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pexpect.fdpexpect import fdspawn

from tests.faults.processes import Nursery
from tests.faults.window import LOOKS, Window

SEEN = ("OPENAI", "REHEARSE_SEARCH", "REHEARSE_TEST", "SEARX")
"""Settings of a test that a command on a terminal is started with, too."""


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with Nursery(tmp_path_factory.mktemp("nursery")) as started:
        yield started


@pytest.fixture(scope="session")
def used_home(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which an interview has been held: store and index are there."""
    home = tmp_path_factory.mktemp("used") / "home"
    held = nursery.run(home, "mock", "--json", "--questions", "1", answers="Hello there.\n\n")
    assert held.code == 0, held.errors
    deleted = nursery.run(home, "interviews", "delete", _only_id(nursery, home), "--yes")
    assert deleted.code == 0, deleted.errors
    return home


@pytest.fixture
def fresh_copy(used_home: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Makes a copy of the used home under a name."""

    def copy(name: str) -> Path:
        return Path(shutil.copytree(used_home, tmp_path / name))

    return copy


@pytest.fixture
def open_window(nursery: Nursery) -> Iterator[Callable[..., Window]]:
    masters: list[int] = []

    def start(home: Path, *argv: str) -> Window:
        master, slave = pty.openpty()
        masters.append(master)
        process = nursery.start(
            home,
            *argv,
            interview_id="0101-test",
            terminal=slave,
            env=LOOKS
            | {name: value for name, value in os.environ.items() if name.startswith(SEEN)},
        )
        os.close(slave)
        return Window(process, fdspawn(master, encoding="utf-8", timeout=60))

    yield start
    for master in masters:
        os.close(master)


def _only_id(nursery: Nursery, home: Path) -> str:
    (interview,) = json.loads(nursery.run(home, "interviews", "--json").output)
    return str(interview["id"])
