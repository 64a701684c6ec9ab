"""An answer as the evaluator reads it: parts, sentences and words that know where they stood.

Sentences are found on a folded copy of the same length as the original (look-alike letters,
control and invisible characters, markup and wrapped lines evened out), so that every quote can be
cut verbatim from what the candidate gave; words are taken from it with slips of the keyboard set
right.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass

from agents.evaluator.quoting import snippet
from agents.evaluator.spelling import mend
from agents.evaluator.stems import IRREGULAR

MAX_PART_CHARS = 20_000
"""Characters of one part that are read: some 3,500 words, twenty minutes of speech."""

MAX_PARTS = 8
MAX_SENTENCES = 400
LONG_SENTENCE = 32
"""Words after which a sentence is also cut where a new clause opens (speech has no stops)."""

QUOTE_CHARS = 160

WRAPPED_LINE = 32
"""Characters a line must have for breaks to be wraps where nothing is capitalized: shorter ones
are more often a list."""

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
_SUBJECT = re.compile(
    r"(?<!\s)\s++(?=(?:i|we|he|she|they)(?:'\w+)?\s++(?:\w+ly\s|also\s|then\s|just\s|never\s)?"
    r"(?!and\b|or\b)\w)",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|do|does|did|can|could|will|would|should|may|might|must"
    rf"|{'|'.join(sorted(IRREGULAR))}|\w+ed|\w+'(?:s|m|re|ve|d|ll)|\w{{3,}}s)\b",
    re.I,
)
_LINKING = re.compile(
    r"\b(?:that|and|but|or|if|when|because|which|what|who|whom|as|than|where|how|why|while|before"
    r"|after|until|till|since|so|then|though|although|unless|whether|whatever|everything|all|thing"
    r"|is|are|was|were|do|does|did|can|could|will|would|should|have|has|had|said|says|say|knew|know"
    r"|think|thought|guess|mean|believe|hope|wish|feel|felt|way|time|moment|day|one|to|the|a|an|of)$",
    re.I,
)
_CLAUSE = re.compile(
    r"[;:]\s++|,\s++(?=(?:and|but|while|whereas|which|so|because|or)\b)"
    r"|(?<!\s)\s++(?=(?:whereas|while|but)\s)|(?<!\s)\s++-\s++|\n++",
    re.I,
)
_ITEM = re.compile(r"\s*(?:[-*+#\u2022>]|\d{1,2}[.)]|[a-z]\))\s", re.I)
_WAITING = frozenset(
    "a an the of to in on at by for from with and or but my our your his her its their is was are "
    "were be been that which who as than into about because if when i we he she they".split()
)
_BEFORE = ("", *".!?;:\"'")
_MARKS = re.compile(r"\*\*|__|`+|(?<![\w*])[*_](?=\w)|(?<=[\w.!?])[*_](?![\w*])")
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


def read(text: str, beside: str = "") -> Reading:
    """Cut an answer into parts (at blank lines) and sentences; the words of the text `beside`, say
    the question, are taken for rightly spelled. Time is bounded by the caps."""
    start, end = _trim(text)
    text = text[start:end]
    found: list[tuple[str, str, int]] = []
    opens: list[bool] = []
    pieces: list[str] = []
    spans = _spans(text[: MAX_PART_CHARS * MAX_PARTS])
    cut = len(text) > MAX_PART_CHARS * MAX_PARTS or len(spans) > MAX_PARTS
    for part, (a, b) in enumerate(spans[: MAX_PARTS * 4]):
        cut = cut or b - a > MAX_PART_CHARS
        raw = text[a : min(b, a + MAX_PART_CHARS)]
        folded = unwrap(fold(raw))
        pieces.append(folded)
        for i, j in _sentence_spans(folded):
            if any(c.isalnum() for c in folded[i:j]):
                said = folded[i:j].replace(_INVISIBLE, "")
                found.append((_with_marks(raw, i, j), said, part))
                opens.append(folded[max(i - 9, 0) : i].rstrip(" \n-*+#>\u2022")[-1:] in _BEFORE)
    cut = cut or len(found) > MAX_SENTENCES
    found = found[:MAX_SENTENCES]
    mended = mend([f for _, f, _ in found], opens, fold(beside))
    sentences = (
        Sentence(raw, clean(f), words(f), part)
        for (raw, _, part), f in zip(found, mended, strict=True)
    )
    return Reading(
        tuple(s for s in sentences if s.words or any(map(str.isalpha, s.clean))),
        "\n\n".join(pieces),
        cut,
    )


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


def unwrap(folded: str) -> str:
    """A part with the line breaks turned to spaces that only wrap its lines; same length.

    A break wraps when no stop stands before it and the next line goes on in lower case, or the
    line ends in a word that waits for another. Where most breaks do, or nothing is capitalized and
    lines are long, all without a stop before them do. Lines of a list stay apart.
    """
    lines = folded.split("\n")
    if len(lines) < 2:
        return folded
    open_ends = [
        (i, _goes_on(a, b))
        for i, (a, b) in enumerate(itertools.pairwise(lines))
        if not _closed(a) and b.strip() and not _ITEM.match(b)
    ]
    going = sum(goes for _, goes in open_ends)
    is_wrapped = 2 * going >= len(open_ends)
    if is_wrapped and folded == folded.lower():
        is_wrapped = max(map(len, lines)) >= WRAPPED_LINE
    joined = {i for i, _ in open_ends if is_wrapped or _waits(lines[i])}
    return "".join(
        line + ("" if i + 1 == len(lines) else " " if i in joined else "\n")
        for i, line in enumerate(lines)
    )


def _closed(line: str) -> bool:
    """Whether a stop ends the line, and not that of an abbreviation."""
    line = line.rstrip().rstrip("\"')]")
    return not line or (line[-1] in ".!?;:" and not _ABBREVIATION.search(line[-8:]))


def _goes_on(line: str, following: str) -> bool:
    first = next((c for c in following if c.isalnum()), " ")
    return first.islower() or first.isdigit() or _waits(line)


def _waits(line: str) -> bool:
    """Whether the line ends in a word that stands before another."""
    said = line.split() or [""]
    return said[-1].lower() in _WAITING or said[-1].endswith((",", "."))


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
            while i < j and (folded[i].isspace() or folded[i] in "-*+#>\u2022\u200b;"):
                i += 1
            while j > i and (folded[j - 1].isspace() or folded[j - 1] in ";\u200b"):
                j -= 1
            if i < j:
                out.append((i, j))
    return out


def _clause_spans(folded: str, a: int, b: int) -> list[tuple[int, int]]:
    """A long sentence cut where clauses open; what is still long and has no comma also before a
    new subject (speech has no stops)."""
    if _count(folded[a:b]) <= LONG_SENTENCE:
        return [(a, b)]
    spans = []
    for i, j in _cut(folded, a, b, _CLAUSE_OPENER):
        is_run_on = _count(folded[i:j]) > LONG_SENTENCE and "," not in folded[i:j]
        spans += _cut(folded, i, j, _SUBJECT) if is_run_on else [(i, j)]
    return spans


def _cut(folded: str, a: int, b: int, opener: re.Pattern[str]) -> list[tuple[int, int]]:
    spans, at = [], a
    for m in opener.finditer(folded, a, b):
        before = folded[at : m.start()]
        if _count(before) <= 5 or _count(folded[m.end() : min(b, m.end() + 99)]) <= 3:
            continue
        if not _FINITE.search(before) or _LINKING.search(before):
            continue
        spans.append((at, m.start()))
        at = m.end()
    return [*spans, (at, b)]


def _count(folded: str) -> int:
    return len(folded.replace(_INVISIBLE, "").split())


def clauses(text: str) -> tuple[str, ...]:
    """A folded sentence cut into clauses of three words or more; the sentence itself at least."""
    found = tuple(c.strip(" ,") for c in _CLAUSE.split(text) if c and len(c.split()) >= 3)
    return found or (text,)
