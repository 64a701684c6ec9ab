"""One attacker for the whole folder: an honest answer is judged once, however often compared."""

from __future__ import annotations

import pytest

from evals.attacks import Attacker


@pytest.fixture(scope="session", name="attacker")
def _attacker() -> Attacker:
    return Attacker()
