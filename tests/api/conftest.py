"""The API over a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Backstage, MockInterview
from config import Settings


@pytest.fixture
def stage(ready_home: Path) -> Iterator[Backstage]:
    opened = Backstage(Settings(home=ready_home))
    yield opened
    opened.close()


@pytest.fixture
def mock(stage: Backstage) -> MockInterview:
    return MockInterview(backstage=stage)
