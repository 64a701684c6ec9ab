"""An answer as the evaluator reads it: parts, sentences and words that know where they stood.

Sentences are found on a folded copy of the same length as the original (look-alike letters,
control and invisible characters, markup and wrapped lines evened out), so that every quote can be
cut verbatim from what the candidate gave; words are taken from it with slips of the keyboard set
right.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from agents.evaluator.address import is_courtesy
from agents.evaluator.cutting import INVISIBLE, is_labelled, sentence_spans, set_under, unwrap
from agents.evaluator.quoting import snippet
from agents.evaluator.spelling import mend

MAX_PART_CHARS = 20_000
"""Characters of one part that are read: some 3,500 words, twenty minutes of speech."""

MAX_PARTS = 8

MAX_SENTENCES = 400

QUOTE_CHARS = 160


_LOOKALIKES = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d"
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0405\u0408"
        "\u03bf\u03b1\u03bd\u03c1\u03b9\u03ba\u03c5\u03c7\u0391\u0392\u0395\u0396\u0397\u0399"
        "\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u0131\u0261\u0433\u043a\u043c\u0442\u0432",
        "aeopcyxijshdqwABEKMHOPCTXISJoavpikuxABEZHIKMNOPTYXigrkmtb",
        strict=True,
    )
)

_LATIN = str.maketrans(_LOOKALIKES)

_NO_SPACE = re.compile(r"\S+")

LATIN_SHARE = 0.35
"""Share of Latin letters from which a text is taken for Latin with look-alikes in it: they can
stand for the eight or so most frequent letters, about half of a text."""

_PLAIN = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201b": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u2026": ".",
    "\u0142": "l",
    "\u0141": "L",
    "\u00f8": "o",
    "\u00d8": "O",
    "\u00df": "s",
    "\u0111": "d",
    "\u00e6": "a",
    "\u0153": "o",
}

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[@-Z\\-_]")

_MARKUP = re.compile(
    r"<!--[^<]{0,5000}?-->|</?[A-Za-z][^<>\n]{0,200}>|```[\w+-]*|&[a-z]{2,6};", re.S
)

_PART_BREAK = re.compile(r"\n[^\S\n]*\n\s*")

_CLAUSE = re.compile(
    r"[;:]\s++|,\s++(?=(?:and|but|while|whereas|which|so|because|or)\b)"
    r"|(?<!\s)\s++(?=(?:whereas|while|but)\s)|(?<!\s)\s++-\s++|\n++",
    re.I,
)

_BEFORE = ("", *".!?;:\"'")

_MARKS = re.compile(r"\*\*|__|`+|(?<![\w*])[*_](?=\w)|(?<=[\w.!?])[*_](?![\w*])")

_WORD = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*(?:'[a-z]+)?[+#]{0,2}|\d+(?:[.,]\d+)*%?")


@dataclass(frozen=True)
class Sentence:
    """One sentence: `raw` verbatim, `clean` folded and lower-cased, its words, its part, and the
    STAR part it is set under ("Result: "), which is not of what it says."""

    raw: str
    clean: str
    words: tuple[str, ...]
    part: int
    label: str = ""

    @property
    def quote(self) -> str:
        """The sentence, or its beginning up to the end of a clause when long; always a verbatim
        piece of the answer."""
        return self.raw if len(self.raw) <= QUOTE_CHARS else snippet(self.raw, QUOTE_CHARS)


@dataclass(frozen=True)
class Reading:
    """A whole answer: its sentences in order, and whether it was longer than what is read."""

    sentences: tuple[Sentence, ...]
    folded: str
    cut: bool

    @property
    def words(self) -> tuple[str, ...]:
        """All words in order, lower case."""
        return tuple(w for s in self.sentences for w in s.words)


def fold(text: str) -> str:
    """`text` with look-alikes, invisible characters and markup evened out; same length."""
    text = _ANSI.sub(lambda m: " " * len(m.group()), text)
    text = _MARKUP.sub(lambda m: " " * len(m.group()), text)
    text = _MARKS.sub(lambda m: " " * len(m.group()), text)
    seen = set(text)
    if any(c in _LOOKALIKES for c in seen):
        latin = sum(text.count(c) for c in seen if c.isascii() and c.isalpha())
        other = sum(text.count(c) for c in seen if c.isalpha() and not c.isascii())
        is_latin = latin > LATIN_SHARE * (latin + other)
        text = _NO_SPACE.sub(lambda m: _latinized(m.group(), is_latin), text)
    table = {ord(c): _fold_char(c) for c in seen if not ("!" <= c <= "~" or c in " \n")}
    return text.translate(table)


def _latinized(word: str, is_latin: bool) -> str:
    """A word with letters of other alphabets that look Latin made Latin: when it holds Latin ones
    too, or is made of them alone in a text that `is_latin`."""
    letters = [c for c in word if c.isalpha()]
    if not any(c in _LOOKALIKES for c in letters):
        return word
    alone = is_latin and all(c in _LOOKALIKES or c.isascii() for c in letters)
    if alone or any(c.isascii() for c in letters):
        return word.translate(_LATIN)
    return word


def _fold_char(c: str) -> str:
    if c in _PLAIN:
        return _PLAIN[c]
    category = unicodedata.category(c)
    if category in ("Cf", "Mn", "Me"):
        return INVISIBLE
    if category[0] in "CZ":
        return " "
    base = unicodedata.normalize("NFKD", c)
    base = "".join(x for x in base if not unicodedata.combining(x))
    return base if len(base) == 1 else c


def words(text: str) -> tuple[str, ...]:
    """The lower-case words of a folded text; "n't" becomes "not", hyphens divide."""
    text = text.lower().replace("can't", "can not").replace("won't", "will not")
    text = text.replace("n't", " not").replace("'s ", " ")
    return tuple(_WORD.findall(text))


def clean(text: str) -> str:
    """A folded text in lower case with single spaces and nothing invisible."""
    return " ".join(text.replace(INVISIBLE, "").lower().split())


def read(text: str, beside: str = "") -> Reading:
    """Cut an answer into parts (at blank lines) and sentences; the words of the text `beside`, say
    the question, are taken for rightly spelled. Courtesies around an answer are left out. Time is
    bounded by the caps."""
    start, end = _trim(text)
    text = text[start:end]
    found: list[tuple[str, str, int, str]] = []
    opens: list[bool] = []
    pieces: list[str] = []
    spans = _spans(text[: MAX_PART_CHARS * MAX_PARTS])
    labelled = is_labelled(text[: MAX_PART_CHARS * MAX_PARTS])
    cut = len(text) > MAX_PART_CHARS * MAX_PARTS or len(spans) > MAX_PARTS
    for part, (a, b) in enumerate(spans[: MAX_PARTS * 4]):
        cut = cut or b - a > MAX_PART_CHARS
        raw = text[a : min(b, a + MAX_PART_CHARS)]
        folded = unwrap(fold(raw))
        pieces.append(folded)
        label = ""
        for start, j in sentence_spans(folded):
            above, i = set_under(folded, start, j) if labelled else ("", start)
            label = above or label
            if any(c.isalnum() for c in folded[i:j]):
                said = folded[i:j].replace(INVISIBLE, "")
                found.append((_with_marks(raw, i, j), said, part, label))
                opens.append(folded[max(i - 9, 0) : i].rstrip(" \n-*+#>\u2022")[-1:] in _BEFORE)
                label = ""
    cut = cut or len(found) > MAX_SENTENCES
    found = found[:MAX_SENTENCES]
    mended = mend([f for _, f, _, _ in found], opens, fold(beside))
    heard = [
        Sentence(raw, clean(f), words(f), part, label)
        for (raw, _, part, label), f in zip(found, mended, strict=True)
    ]
    heard = [s for s in heard if s.words or any(map(str.isalpha, s.clean))]
    return Reading(
        tuple(s for s in heard if not is_courtesy(s.clean)) or tuple(heard),
        "\n\n".join(pieces),
        cut,
    )


@lru_cache(maxsize=256)
def reading(text: str) -> Reading:
    """`read`, kept for texts that come again: questions and expected answers, never answers."""
    return read(text)


def _with_marks(raw: str, i: int, j: int) -> str:
    """A piece of `raw` with the marks of emphasis right before and after it."""
    while i > 0 and raw[i - 1] in "*_":
        i -= 1
    while j < len(raw) and raw[j] in "*_":
        j += 1
    return raw[i:j]


def _trim(text: str) -> tuple[int, int]:
    stripped = text.strip()
    start = text.find(stripped) if stripped else 0
    return start, start + len(stripped)


def _spans(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for m in _PART_BREAK.finditer(text):
        spans.append((at, m.start()))
        at = m.end()
    return [*spans, (at, len(text))]


def clauses(text: str) -> tuple[str, ...]:
    """A folded sentence cut into clauses of three words or more; the sentence itself at least."""
    found = tuple(c.strip(" ,") for c in _CLAUSE.split(text) if c and len(c.split()) >= 3)
    return found or (text,)
