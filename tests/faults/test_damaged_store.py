"""A store damaged between two processes of one interview is named, and left as it is."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.dialogue import hold, scripted
from tests.faults.processes import Nursery

pytestmark = pytest.mark.faults

MOCK = ("mock", "--json", "--role", "nurse", "--style", "challenging", "--questions", "2")
CONTINUE = ("mock", "--json", "--continue", "0101-test")


def test_a_store_damaged_in_mid_interview_is_named_and_left_as_it_is(
    nursery: Nursery, fresh_copy: Callable[[str], Path]
) -> None:
    home = fresh_copy("home")
    process = nursery.start(home, *MOCK, interview_id="0101-test")
    seen: list[bytes] = []

    def damage(count: int) -> None:
        if count == 2:
            process.kill()

    hold(process, scripted, damage)
    assert process.wait() == -9
    for file in (home / "store.db", home / "store.db-wal"):
        content = bytearray(file.read_bytes())
        for at in range(100, len(content), 997):
            content[at] ^= 0x5A
        file.write_bytes(content)
        seen.append(bytes(content))
    again = nursery.run(home, *CONTINUE)
    assert again.code == 1
    assert re.fullmatch(r"rehearse: the store at [^\n]* is damaged: [^\n]*\n", again.errors)
    assert [(home / name).read_bytes() for name in ("store.db", "store.db-wal")] == seen
    assert again.output == ""


@pytest.mark.parametrize("seed", range(6))
def test_bytes_gone_wrong_anywhere_are_named_by_every_command(
    nursery: Nursery, fresh_copy: Callable[[str], Path], seed: int
) -> None:
    home = fresh_copy("home")
    held = nursery.run(home, *MOCK, interview_id="0101-test", answers="Hello there.\n\n")
    assert held.code == 0, held.errors
    chance = random.Random(seed)
    file = home / "store.db"
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 3, 30))):
        content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
    file.write_bytes(content)
    before = file.read_bytes()
    for command in (
        ("interviews",),
        ("progress",),
        ("stories",),
        ("plan",),
        ("privacy",),
        ("mock", "--continue"),
        ("privacy", "rotate-key"),
        ("privacy", "purge", "--yes"),
    ):
        ran = nursery.run(home, *command)
        assert ran.code == 1, command
        assert re.fullmatch(r"rehearse: the store at [^\n]*\n", ran.errors), ran.errors
        assert "No interviews" not in ran.output
    assert file.read_bytes() == before
