"""What the cache gives back, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from memory.cache import Cache
from memory.database import Store


@pytest.fixture
def cache(store: Store) -> Cache:
    return Cache(store)


@pytest.mark.parametrize("value", ["", "text", "ünï\x00", b"", b"\x00\xff" * 9, "long " * 9999])
def test_a_value_comes_back_as_it_was_put(cache: Cache, noon: datetime, value: bytes | str) -> None:
    cache.put("key", value, noon, 60)
    assert cache.get("key", noon) == value
    assert cache.get("other", noon) is None


def test_a_value_is_gone_when_its_time_is_over(cache: Cache, noon: datetime) -> None:
    cache.put("key", "page", noon, 60)
    assert cache.get("key", noon + timedelta(seconds=59)) == "page"
    assert cache.get("key", noon + timedelta(seconds=60)) is None


def test_a_value_put_again_replaces_the_first_and_its_time(cache: Cache, noon: datetime) -> None:
    cache.put("key", "old", noon, 60)
    cache.put("key", b"new", noon + timedelta(seconds=30), 60)
    assert cache.get("key", noon + timedelta(seconds=80)) == b"new"


def test_a_clock_that_jumped_back_finds_nothing_from_its_future(
    cache: Cache, noon: datetime
) -> None:
    cache.put("key", "page", noon, 60)
    assert cache.get("key", noon - timedelta(days=1)) is None


def test_dropping_takes_what_is_over_and_leaves_the_rest(
    cache: Cache, noon: datetime, store: Store
) -> None:
    cache.put("short", "x", noon, 10)
    cache.put("long", "y", noon, 100)
    assert cache.drop_expired(noon + timedelta(seconds=50)) == 1
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT key FROM cache").all() == [("long",)]
