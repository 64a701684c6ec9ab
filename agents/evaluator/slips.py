"""What fingers do to a word: each way back from a slip, and how many lie between two words."""

from __future__ import annotations

from collections.abc import Iterator

VOWELS_FROM = 6
"""Letters from which a vowel may have been taken for another."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

_BESIDE = {c: row[max(i - 1, 0) : i + 2] for row in _ROWS for i, c in enumerate(row)}

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

_VOWELS = "aeiou"


def swapped(word: str) -> Iterator[str]:
    """Two letters were swapped."""
    for i in range(len(word) - 1):
        if word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def undoubled(word: str) -> Iterator[str]:
    """A letter was typed twice."""
    for i in range(len(word) - 1):
        if word[i + 1] == word[i]:
            yield word[:i] + word[i + 1 :]


def unbrushed(word: str) -> Iterator[str]:
    """A key beside the right one was brushed too."""
    for i in range(len(word) - 1):
        if word[i] != word[i + 1] and word[i + 1] in _BESIDE[word[i]]:
            yield word[:i] + word[i + 1 :]
            yield word[: i + 1] + word[i + 2 :]


def filled(word: str) -> Iterator[str]:
    """A letter was left out."""
    for i in range(len(word) + 1):
        for c in _LETTERS:
            yield word[:i] + c + word[i:]


def struck(word: str) -> Iterator[str]:
    """The key beside the right one was hit."""
    for i, x in enumerate(word):
        for c in _BESIDE[x]:
            if c != x:
                yield word[:i] + c + word[i + 1 :]


def voweled(word: str) -> Iterator[str]:
    """A vowel taken for another, as in "seperate"; in longer words only."""
    for i, x in enumerate(word if len(word) >= VOWELS_FROM else ""):
        if x in _VOWELS:
            for c in _VOWELS:
                if c != x:
                    yield word[:i] + c + word[i + 1 :]


def count(typed: str, meant: str) -> int:
    """How many slips lead from the word meant to the word typed; above two inexact. What fingers
    hardly do (a letter for one far from it) counts as three."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, x in enumerate(typed, 1):
        extra = 1 if i > 1 and x in _BESIDE[typed[i - 2]] else 3
        last, row, older = row, [row[0] + 3], before
        for j, y in enumerate(meant, 1):
            exchanged = 0 if x == y else 1 if x in _BESIDE[y] else 3
            cost = min(last[j] + extra, row[j - 1] + 1, last[j - 1] + exchanged)
            if i > 1 and j > 1 and x == meant[j - 2] and typed[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        before = last
        if min(row) > 2:
            return 3
    return row[-1]
