"""What tests of the evaluator share."""

from __future__ import annotations

import pytest

from agents.evaluator.evidence import Units
from knowledge.embedder import load_embedder


@pytest.fixture(scope="module")
def units() -> Units:
    return Units(load_embedder())
