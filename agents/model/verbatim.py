"""Finds the words of a quote in the text they were taken from, however they were copied."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """From and to which character of `text` the quote's words stand, one after another; None when
    they do not. Case, white space, punctuation and the shape of quotation marks do not matter,
    the order and the letters of the words do."""
    wanted, _ = _folded(quote)
    held, spans = _folded(text)
    if not wanted:
        return None
    at = f" {' '.join(held)} ".find(f" {' '.join(wanted)} ")
    if at < 0:
        return None
    first = f" {' '.join(held)} "[:at].count(" ")
    return spans[first][0], spans[first + len(wanted) - 1][1]


def _folded(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The words of a text without case and compatibility forms, and where each stands."""
    found = [(_plain(m.group()), m.span()) for m in _WORD.finditer(text)]
    return [word for word, _ in found], [span for _, span in found]


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKC", word).casefold()
    # Some forms take spaces when they are evened out, which would be read as two words.
    return "".join(folded.split())
