"""Packing never loses a byte and seldom costs one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.compact import restore, shrink


@given(st.binary(max_size=3000))
def test_any_bytes_come_back(raw: bytes) -> None:
    assert restore(shrink(raw)) == raw
    assert len(shrink(raw)) <= len(raw) + 1


@given(st.text(max_size=300), st.integers(1, 50))
def test_repeated_text_comes_back(text: str, times: int) -> None:
    raw = (text * times).encode()
    assert restore(shrink(raw)) == raw


def test_an_answer_in_plain_words_takes_less_than_two_thirds() -> None:
    raw = (
        b"I was responsible for the release of the booking service. My manager asked me to "
        b"improve it, so I measured how long each step took and found that the review was the "
        b"slowest. I decided to talk to the team first, and we agreed on smaller changes."
    )
    assert len(shrink(raw)) < len(raw) * 2 / 3


def test_what_another_version_packed_is_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="this version does not know"):
        restore(b"\x07abc")


def test_the_primer_of_what_is_already_stored_stays_as_it_is() -> None:
    stored = bytes.fromhex("0183940cc8d5032cb3838d80960369403757ea0100")
    assert restore(stored) == b"I was responsible for the plan of the ferry."
