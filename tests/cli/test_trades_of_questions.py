"""Situations are listed for those who may be put into them; a job keeps the name it is given."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from knowledge.taxonomy import load_taxonomy

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]


@pytest.mark.parametrize("role", ["nurse", "school_teacher", "accountant", "skilled_trades"])
def test_no_situation_of_another_trade_is_listed(rehearse: Rehearse, role: str) -> None:
    options = ("--kind", "situational", "--role", role, "--count", "12", "--json")
    found = json.loads(rehearse("questions", *options).out)["questions"]
    assert found
    for item in found:
        opening = item["scenario"].split(".")[0]
        if opening.startswith("You are a"):
            named = load_taxonomy().roles_named(opening)
            assert not named or role in named, opening


@pytest.mark.parametrize(
    ("said", "title", "role"),
    [
        ("plumber", "plumber", "skilled_trades"),
        ("Senior paralegal", "Senior paralegal", "legal_compliance"),
        ("nurse", None, "nurse"),
        ("skilled_trades", None, "skilled_trades"),
    ],
)
def test_a_role_named_by_a_title_keeps_it(
    rehearse: Rehearse, said: str, title: str | None, role: str
) -> None:
    job = json.loads(rehearse("prep", "--role", said, "--json").out)["job"]
    assert (job["title"], job["role"]) == (title, role)
