"""One attacker for the whole folder: an honest answer is judged once, however often compared.

What the evaluator is known not to hold yet stands in `known_shortfalls.txt`, a test a line. Such a
test is expected to fail; one reported as passing is to be taken off the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.attacks import Attacker

_LIST = Path(__file__).with_name("known_shortfalls.txt")


@pytest.fixture(scope="session", name="attacker")
def _attacker() -> Attacker:
    return Attacker()


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Expect the known shortfalls to fail."""
    known = set(_LIST.read_text(encoding="utf-8").splitlines())
    for item in items:
        if item.path.parent == _LIST.parent and f"{item.path.name}::{item.name}" in known:
            item.add_marker(pytest.mark.xfail(reason="a known shortfall", strict=False))
