"""The telling words of a line of an ad or a CV, and which of them another line says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.embedder import Embedder
from knowledge.synonyms import Synonyms

_SAME = 0.62
"""Cosine from which two words count as saying the same."""

_HEAD = 6
"""Letters in which two forms of a word agree that no ending tells apart ("registered",
"registration")."""

_INITIALS = range(3, 6)
_SHORT = re.compile(rf"\b[A-Z]{{{_INITIALS.start},{_INITIALS.stop - 1}}}\b")
"""Abbreviations of two letters stand for too many things."""

_WORD = re.compile(r"[a-z0-9][a-z0-9+#'.-]*[a-z0-9+#]|[a-z0-9]", re.IGNORECASE)
_EMPTY = frozenset(
    "a an the of to in on for and or is are was be been being with by at from as that this "
    "these those it its you your yours we our us i me my they their who which will would can "
    "could should must may has have had having do does not no any all each other others more "
    "most very well both experience experienced knowledge ability able skill skills strong "
    "excellent good proven sound solid demonstrable significant working work works "
    "understanding proficiency proficient familiarity familiar year years minimum least plus "
    "desirable essential required preferred requirement requirements ideally including include "
    "includes etc eg e.g. ie such like within using use used highly relevant related similar "
    "equivalent appropriate level levels role job position post candidate candidates applicant "
    "applicants successful holder high highest range variety wide new also across into over "
    "through between them there if when how what why where while own self demonstrate "
    "demonstrated demonstrates evidence environment looking seeking join we're you'll you're "
    "ensure ensuring provide providing key main responsible responsibility duties asset "
    "advantage beneficial recognised recognized field area areas one two three four five "
    "several fluent fluency clear effectively effective willing willingness passion passionate "
    "enthusiastic motivated keen committed commitment qualified qualification qualifications "
    "need needs every week weeks weekly day days daily month months monthly".split()
)


@dataclass(frozen=True)
class Words:
    """Different telling words of a text with their vectors (unit rows); `names` are those of
    tools and bodies, which nothing else replaces; `short` are abbreviations in capitals, and
    `long` what words of the text can be abbreviated to, with those words. `things` are those the
    text names in words others have other words for, with the words; `shows` are those things and
    what they are instances of."""

    words: tuple[str, ...]
    vectors: NDArray[np.float32]
    names: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    long: Mapping[str, frozenset[str]] = field(default_factory=dict)
    things: Mapping[str, frozenset[str]] = field(default_factory=dict)
    shows: frozenset[str] = frozenset()

    @property
    def is_mostly_names(self) -> bool:
        """Whether little is said besides names."""
        return sum(w not in self.names for w in self.words) < 0.5 * len(self.words)


def telling(
    text: str, embedder: Embedder, names: Iterable[str] = (), synonyms: Synonyms | None = None
) -> Words:
    """The telling words of a text; small words and those every ad says are left out."""
    found = dict.fromkeys(
        w for w in tokens(text) if w not in _EMPTY and not w.replace(".", "").isdigit()
    )
    # "run payment runs" asks for the word once.
    found = {w: None for w in found if not (w.endswith("s") and w[:-1] in found)}
    things = _things(text, synonyms) if synonyms else {}
    shows = synonyms.shown_in(text) if synonyms else frozenset()
    if not found:
        nothing = np.zeros((0, embedder.dimensions), np.float32)
        return Words((), nothing, things=things, shows=shows)
    vectors = embedder.encode(list(found))
    called = frozenset(w for name in names for w in tokens(name))
    short = frozenset(w.lower() for w in _SHORT.findall(text))
    return Words(tuple(found), vectors, called, short, _initials(text), things, shows)


def _things(text: str, synonyms: Synonyms) -> dict[str, frozenset[str]]:
    """The things a text names, each with the words it is named in."""
    found: dict[str, frozenset[str]] = {}
    for one in synonyms.named_in(text):
        found[one.thing] = found.get(one.thing, frozenset()) | frozenset(tokens(one.said))
    return found


def _initials(text: str) -> dict[str, frozenset[str]]:
    """The first letters of three to five words in a row, each with the words as they stand:
    "non-invasive ventilation" has "niv"."""
    parts = [(part, word) for word in tokens(text) for part in word.split("-") if part]
    found: dict[str, frozenset[str]] = {}
    for size in _INITIALS:
        for start in range(len(parts) - size + 1):
            run = parts[start : start + size]
            found.setdefault("".join(p[0] for p, _ in run), frozenset(word for _, word in run))
    return found


def tokens(text: str) -> list[str]:
    """The words of a text in lower case; "c++" and "node.js" stay whole."""
    return _WORD.findall(text.lower())


def covered(asked: Words, said: Words) -> NDArray[np.float64]:
    """How far each word asked for is said, 0-1: in the same form, another form, abbreviated or
    written out, in a word that means the same or is an instance of it, or by a near word; a name
    only by itself."""
    if not asked.words or not (said.words or said.shows):
        return np.zeros(len(asked.words))
    meant = frozenset().union(*(asked.things[t] for t in asked.things.keys() & said.shows))
    if not said.words:
        return np.array([1.0 if w in meant else 0.0 for w in asked.words])
    near = (asked.vectors @ said.vectors.T).max(axis=1)
    same = np.array([any(is_form_of(a, b) for b in said.words) for a in asked.words])
    is_name = np.array([w in asked.names for w in asked.words])
    spelled = frozenset().union(*(asked.long[s] for s in said.short & asked.long.keys()))
    spelled |= (asked.short & said.long.keys()) | meant
    same |= np.array([w in spelled for w in asked.words])
    by_meaning = np.where((near >= _SAME) & ~is_name, near, 0.0)
    return np.asarray(np.where(same, 1.0, by_meaning), np.float64)


def is_form_of(a: str, b: str) -> bool:
    """Whether two words are the same or forms of one: alike in their first letters."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) >= _HEAD:
        return a[:_HEAD] == b[:_HEAD]
    if len(short) < 4 or not long.startswith(short):
        return False
    rest = long[len(short) :]
    return len(rest) <= 3 or rest == f"{short[-1]}ing"
