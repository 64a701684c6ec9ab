"""Text from outside is made safe before it is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.markdown import to_markdown
from cli.plain import addressed, plain, speak_to
from cli.reply import blocks


@given(st.text())
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    left = plain(text)
    for character in left:
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(character) not in (
            *("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"),
        )
    assert plain(left) == left


@given(st.text(st.characters(exclude_categories=("C", "Z")), max_size=80))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]8;;http://x\x07link\x1b]8;;\x07", "link"),
        ("a\x1bPq#0\x1b\\b", "ab"),
        ("one\rtwo", "one\ntwo"),
        ("one\r\ntwo", "one\ntwo"),
        ("bell\x07", "bell"),
        ("\x1b", ""),
    ],
)
def test_sequences_go_whole(text: str, left: str) -> None:
    assert plain(text) == left


@given(st.lists(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1), max_size=5))
def test_blocks_come_back_one_by_one(answers: list[str]) -> None:
    lines = "\n\n".join(answers).encode().splitlines(keepends=True)
    assert list(blocks(lines)) == answers


@given(st.binary())
def test_any_bytes_are_read_as_blocks_without_blank_lines(data: bytes) -> None:
    for block in blocks(data.splitlines(keepends=True)):
        assert block.strip()
        assert all(line.strip() for line in block.split("\n"))


def test_markdown_shows_what_was_said_as_it_was_said() -> None:
    said = "# not a heading\n<b>not bold</b> *nor* [a](link) | `code`"
    event = {
        "interview_id": "0302-abcd",
        "final_score": None,
        "detailed_feedback": "Nothing.",
        "turns": [
            {
                "n": 1,
                "part": 0,
                "kind": "behavioral",
                "question": "Why?",
                "answer": said,
                "skipped": False,
                "score": None,
            }
        ],
    }
    written = to_markdown(event)
    assert "\n> \\# not a heading\n> \\<b\\>not bold\\</b\\>" in written
    assert "No score" in written


@pytest.fixture
def spoken_to() -> Iterator[None]:
    speak_to("Ann O'Hara")
    yield
    speak_to(None)


@pytest.mark.usefixtures("spoken_to")
def test_a_command_told_names_the_person_it_is_for() -> None:
    told = addressed("Retake question 2: python run.py retake 1122-k7qd 2.")
    assert told == (
        "Retake question 2: python run.py retake --user 'Ann O'\"'\"'Hara' 1122-k7qd 2."
    )
    assert addressed("python run.py doctor") == "python run.py doctor"
    once = "python run.py progress --user ana"
    assert addressed(once) == once


def test_nobody_is_named_where_one_person_uses_the_machine() -> None:
    assert addressed("python run.py mock") == "python run.py mock"
