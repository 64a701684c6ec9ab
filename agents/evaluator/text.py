"""An answer as the evaluator reads it: parts, sentences and words that know where they stood.

Everything is analysed on a folded copy of the same length as the original (look-alike letters,
control and invisible characters, markup and case evened out), so that every quote can be cut
verbatim from what the candidate gave.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_PART_CHARS = 20_000
"""Characters of one part that are read: some 3,500 words, twenty minutes of speech."""

MAX_PARTS = 8
MAX_SENTENCES = 400
LONG_SENTENCE = 32
"""Words after which a sentence is also cut where a new clause opens (speech has no stops)."""

QUOTE_CHARS = 160

_INVISIBLE = "\u200b"
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
_PUNCTUATION = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201b": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u2026": ".",
}
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[@-Z\\-_]")
_MARKUP = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>\n]{0,200}>|```[\w+-]*|&[a-z]{2,6};", re.S)
_SENTENCE_END = re.compile(r"(?<![.!?])[.!?]++[\"')\]]*(?=\s)|[;\n]+")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|approx|no|st|inc|ltd))\.$", re.I)
_PART_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_CLAUSE_OPENER = re.compile(
    r"(?<!\s)\s++(?=(?:(?:and|but|so|then|because|after that|which|while)\s+"
    r"(?:i|we|he|she|they|it|my|our|the|this|that|then|after|as|now|in|eventually|finally)\b"
    r"|(?:in the end|as a result|eventually|finally|afterwards|after that|at the time)\b))",
    re.I,
)
_CLAUSE = re.compile(
    r"[;:]\s++|,\s++(?=(?:and|but|while|whereas|which|so|because|or)\b)"
    r"|(?<!\s)\s++(?=(?:whereas|while|but)\s)|(?<!\s)\s++-\s++|\n++",
    re.I,
)
_WORD = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*(?:'[a-z]+)?[+#]{0,2}|\d+(?:[.,]\d+)*%?")


@dataclass(frozen=True)
class Sentence:
    """One sentence: `raw` verbatim, `clean` folded and lower-cased, its words, and its part."""

    raw: str
    clean: str
    words: tuple[str, ...]
    part: int

    @property
    def quote(self) -> str:
        """The sentence, or its beginning when long; always a verbatim piece of the answer."""
        if len(self.raw) <= QUOTE_CHARS:
            return self.raw
        return self.raw[: QUOTE_CHARS + 1].rsplit(None, 1)[0][:QUOTE_CHARS].rstrip(" ,;:-")


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
    seen = set(text)
    latin = sum(text.count(c) for c in seen if c.isascii() and c.isalpha())
    alike = sum(text.count(c) for c in seen if c in _LOOKALIKES)
    other = sum(text.count(c) for c in seen if c.isalpha() and not c.isascii())
    table = {ord(c): _fold_char(c) for c in seen if not ("!" <= c <= "~" or c in " \n")}
    if alike and latin + alike > other - alike:
        table |= {ord(c): _LOOKALIKES[c] for c in seen if c in _LOOKALIKES}
    return text.translate(table)


def _fold_char(c: str) -> str:
    if c in _PUNCTUATION:
        return _PUNCTUATION[c]
    category = unicodedata.category(c)
    if category in ("Cf", "Mn", "Me"):
        return _INVISIBLE
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
    return " ".join(text.replace(_INVISIBLE, "").lower().split())


def read(text: str) -> Reading:
    """Cut an answer into parts (at blank lines) and sentences. Time is bounded by the caps."""
    start, end = _trim(text)
    text = text[start:end]
    cut = False
    sentences: list[Sentence] = []
    pieces: list[str] = []
    spans = _spans(text[: MAX_PART_CHARS * MAX_PARTS])
    cut = len(text) > MAX_PART_CHARS * MAX_PARTS or len(spans) > MAX_PARTS
    for part, (a, b) in enumerate(spans[: MAX_PARTS * 4]):
        cut = cut or b - a > MAX_PART_CHARS
        raw = text[a : min(b, a + MAX_PART_CHARS)]
        folded = fold(raw)
        pieces.append(folded)
        for i, j in _sentence_spans(folded):
            ws = words(folded[i:j].replace(_INVISIBLE, ""))
            if ws or any(c.isalpha() for c in folded[i:j]):
                sentences.append(Sentence(raw[i:j], clean(folded[i:j]), ws, part))
    cut = cut or len(sentences) > MAX_SENTENCES
    return Reading(tuple(sentences[:MAX_SENTENCES]), "\n\n".join(pieces), cut)


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


def _sentence_spans(folded: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for m in _SENTENCE_END.finditer(folded):
        if m.group().startswith(".") and _ABBREVIATION.search(
            folded[max(0, m.end() - 8) : m.end()]
        ):
            continue
        spans.append((at, m.end()))
        at = m.end()
    spans.append((at, len(folded)))
    out = []
    for a, b in spans:
        for i, j in _clause_spans(folded, a, b):
            while i < j and (folded[i].isspace() or folded[i] in "-*\u200b;"):
                i += 1
            while j > i and (folded[j - 1].isspace() or folded[j - 1] in ";\u200b"):
                j -= 1
            if i < j:
                out.append((i, j))
    return out


def _clause_spans(folded: str, a: int, b: int) -> list[tuple[int, int]]:
    if folded.count(" ", a, b) < LONG_SENTENCE:
        return [(a, b)]
    spans, at = [], a
    for m in _CLAUSE_OPENER.finditer(folded, a, b):
        if folded.count(" ", at, m.start()) >= 5 and folded.count(" ", m.end(), b) >= 3:
            spans.append((at, m.start()))
            at = m.end()
    return [*spans, (at, b)]


def clauses(text: str) -> tuple[str, ...]:
    """A folded sentence cut into clauses of three words or more; the sentence itself at least."""
    found = tuple(c.strip(" ,") for c in _CLAUSE.split(text) if c and len(c.split()) >= 3)
    return found or (text,)
