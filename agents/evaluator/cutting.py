"""Where a sentence of a folded text begins and ends, written or spoken."""

from __future__ import annotations

import itertools
import re

from knowledge.stems import IRREGULAR

INVISIBLE = "\u200b"
"""What a folded text has in place of a character that cannot be seen."""

LONG_SENTENCE = 32
"""Words after which a sentence is also cut where a new clause opens (speech has no stops)."""

WRAPPED_LINE = 32
"""Characters a line must have for breaks to be wraps where nothing is capitalized: shorter ones
are more often a list."""

WAITING_SHARE = 0.15
"""Share of the lines that end in a word that waits for another from which short ones are wrapped
too: a list has hardly any."""

_SENTENCE_END = re.compile(r"(?<![.!?])[.!?]++[\"')\]]*(?=\s)|[;\n]+")

_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|approx|no|st|inc|ltd))\.$", re.I)

_CLAUSE_OPENER = re.compile(
    r"(?<!\s)\s++(?=(?:(?:and|but|so|then|because|after that|which|while)\s+"
    r"(?:i|we|he|she|they|it|my|our|the|this|that|then|after|as|now|in|eventually|finally)\b"
    r"|(?:in the end|as a result|eventually|finally|afterwards|after that|at the time"
    r"|(?:it )?turned out|not (?:one|a single) \w+ (?:in|since))\b))",
    re.I,
)

_SUBJECT = re.compile(
    r"(?<!\s)\s++(?=(?:i|we|he|she|they)(?:'\w+)?\s++(?:\w+ly\s|also\s|then\s|just\s|never\s)?"
    r"(?!and\b|or\b)\w)",
    re.I,
)

_LAST_WORDS = re.compile(
    r"(?<=\S)(?<!\band)(?<!\bso)\s++(?=(?:(?:and|so) )?(?:i hope (?:that|this|it) (?:helps"
    r"|(?:answers|answered) (?:your|the) question)|thank(?:s| you) for (?:listening|your time))"
    r"[\s.!]*+$)",
    re.I,
)
"""A courtesy that ends an answer, behind no stop."""

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

_ITEM = re.compile(r"\s*(?:[-*+#\u2022>]|\d{1,2}[.)]|[a-z]\))\s", re.I)

_WAITING = frozenset(
    "a an the of to in on at by for from with and or but my our your his her its their is was are "
    "were be been that which who as than into about because if when i we he she they".split()
)

_LABEL = re.compile(
    r"(?<!\w)(situation|task|action|result|reflection|context)s?(?:\s*[:=]|\s+-(?=\s))\s*", re.I
)


def is_labelled(text: str) -> bool:
    """Whether a text sets what it says under the parts of a story: two of them at least, for one
    alone may be a term that is explained."""
    names = {label.group(1).lower() for label in _LABEL.finditer(text)}
    return len(names) > 1 and any(c.isalnum() for c in _LABEL.sub("", text))


def set_under(folded: str, a: int, b: int) -> tuple[str, int]:
    """The part of a story that a sentence from `a` to `b` is set under, and where what it says
    begins; "" and `a` when it is set under none."""
    name = ""
    while label := _LABEL.match(folded, a, b):
        name, a = label.group(1).lower(), label.end()
    return name, a


def unwrap(folded: str) -> str:
    """A part with the line breaks turned to spaces that only wrap its lines; same length.

    A break wraps when no stop stands before it and the next line goes on in lower case, or the
    line ends in a word that waits for another. Where most breaks do (and, where nothing is
    capitalized, lines are long or many wait), all without a stop before them do, and those behind
    a colon. Lines of a list stay apart.
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
        waiting = sum(_waits(lines[i]) for i, _ in open_ends)
        is_wrapped = max(map(len, lines)) >= WRAPPED_LINE or waiting >= max(
            WAITING_SHARE * len(open_ends), 2
        )
    joined = {i for i, _ in open_ends if is_wrapped or _waits(lines[i])}
    if is_wrapped and open_ends:
        joined |= {i for i, b in enumerate(lines[1:]) if _introduces(lines[i], b)}
    return "".join(
        line + ("" if i + 1 == len(lines) else " " if i in joined else "\n")
        for i, line in enumerate(lines)
    )


def _closed(line: str) -> bool:
    """Whether a stop ends the line, and not that of an abbreviation."""
    line = line.rstrip().rstrip("\"')]")
    return not line or (line[-1] in ".!?;:" and not _ABBREVIATION.search(line[-8:]))


def _introduces(line: str, following: str) -> bool:
    """Whether a colon ends the line and the next goes on behind it, and is no item of a list."""
    begins = following.lstrip()[:1]
    return line.rstrip().endswith(":") and begins.islower() and not _ITEM.match(following)


def _goes_on(line: str, following: str) -> bool:
    first = next((c for c in following if c.isalnum()), " ")
    return first.islower() or first.isdigit() or _waits(line)


def _waits(line: str) -> bool:
    """Whether the line ends in a word that stands before another."""
    said = line.split() or [""]
    return said[-1].lower() in _WAITING or said[-1].endswith((",", "."))


def sentence_spans(folded: str) -> list[tuple[int, int]]:
    """The beginning and end of each sentence, of each clause that opens where one is long.
    Characters that cannot be seen decide nothing."""
    if INVISIBLE not in folded:
        return _spans(folded)
    seen = [i for i, c in enumerate(folded) if c != INVISIBLE]
    found = _spans("".join(folded[i] for i in seen))
    return [(seen[a], seen[b - 1] + 1) for a, b in found]


def _spans(folded: str) -> list[tuple[int, int]]:
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


_MOST_COURTESIES = 3
"""Courtesies at the end of one sentence that are cut off, each by itself."""


def _clause_spans(folded: str, a: int, b: int) -> list[tuple[int, int]]:
    """A long sentence cut where clauses open; what is still long and has no comma also before a
    new subject (speech has no stops)."""
    last: list[tuple[int, int]] = []
    while len(last) < _MOST_COURTESIES and (courtesy := _LAST_WORDS.search(folded[a:b])):
        last.insert(0, (a + courtesy.end(), b))
        b = a + courtesy.start()
    return [*_opened(folded, a, b), *last]


def _opened(folded: str, a: int, b: int) -> list[tuple[int, int]]:
    if _count(folded[a:b]) <= LONG_SENTENCE:
        return [(a, b)]
    spans = []
    for i, j in _cut(folded, a, b, _CLAUSE_OPENER):
        is_run_on = _count(folded[i:j]) > LONG_SENTENCE and "," not in folded[i:j]
        spans += _cut(folded, i, j, _SUBJECT) if is_run_on else [(i, j)]
    return spans


_LOOKED_BACK = 600
"""Characters before an opener in which its verb is looked for; no clause is longer."""


def _cut(folded: str, a: int, b: int, opener: re.Pattern[str]) -> list[tuple[int, int]]:
    spans, at = [], a
    for m in opener.finditer(folded, a, b):
        before = folded[max(at, m.start() - _LOOKED_BACK) : m.start()]
        if _count(before) <= 5 or _count(folded[m.end() : min(b, m.end() + 99)]) <= 3:
            continue
        if not _FINITE.search(before) or _LINKING.search(before):
            continue
        spans.append((at, m.start()))
        at = m.end()
    return [*spans, (at, b)]


def _count(folded: str) -> int:
    return len(folded.split())
