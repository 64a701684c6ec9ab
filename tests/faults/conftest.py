"""Commands started without their import time, and homes with a store and an index in them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.processes import Nursery


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


def _only_id(nursery: Nursery, home: Path) -> str:
    (interview,) = json.loads(nursery.run(home, "interviews", "--json").output)
    return str(interview["id"])
