"""Who each stretch of an answer speaks of: the candidate, the employer spoken to, or neither.

An answer to "why us?" has two subjects, and which of them is meant shows in the pronouns, with or
without stops and capitals: a stretch goes from one "I", "my", "you" or name of the employer to the
next of the other side or to the end of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from agents.evaluator.text import Sentence, words

Subject = Literal["mine", "theirs", "none"]

_I = frozenset("i i'm i've i'd i'll im ive we we've we'd we'll we're".split())
_MINE = _I | frozenset("me my mine myself us our ours".split())
_THEIRS = frozenset("you you've you're you'd you'll your yours youre youve yourselves".split())
_ANYONE = frozenset("know see never have need must can could might would will".split())
"""What follows "you" where people in general are meant: "you never know", "you have to"."""
_ANYONE_TO = frozenset("have need".split())
_QUOTED = re.compile(r'"[^"]{1,300}"')
_YOU = re.compile(r"\byou(?:r|rs)?\b")
_CLAUSE = 3
"""Words before a new "I" from which it opens a stretch of its own."""


@dataclass(frozen=True)
class Stretch:
    """Some words in order, whom they speak of, and the number of their sentence. `carried` is
    whether nobody is named in it, so that the subject of the stretch before is taken."""

    subject: Subject
    words: tuple[str, ...]
    sentence: int
    carried: bool


def stretches(sentences: Sequence[Sentence], employer: frozenset[str]) -> tuple[Stretch, ...]:
    """The stretches of an answer in order; `employer` holds the words of the employer's name.
    Before anybody is named, the employer is meant if it is spoken to anywhere, else nobody."""
    cut = [(i, *piece) for i, s in enumerate(sentences) for piece in _cut(_spoken(s), employer)]
    subject: Subject = "theirs" if any(who == "theirs" for _, who, _ in cut) else "none"
    found: list[Stretch] = []
    for i, who, said in cut:
        subject = who or subject
        found.append(Stretch(subject, said, i, carried=who is None))
    return tuple(found)


def _spoken(sentence: Sentence) -> tuple[str, ...]:
    """A sentence's words; nobody is spoken to in what it quotes."""
    if '"' not in sentence.clean:
        return sentence.words
    return words(_QUOTED.sub(lambda m: _YOU.sub("they", m.group()), sentence.clean))


def _cut(
    said: Sequence[str], employer: frozenset[str]
) -> Iterator[tuple[Subject | None, tuple[str, ...]]]:
    subject: Subject | None = None
    start = 0
    for at, word in enumerate(said):
        who = _who(said, at, employer)
        again = word in _I and subject == "mine" and at - start >= _CLAUSE
        if who and (who != subject or again):
            if at > start:
                yield subject, tuple(said[start:at])
            subject, start = who, at
    if start < len(said):
        yield subject, tuple(said[start:])


def _who(said: Sequence[str], at: int, employer: frozenset[str]) -> Subject | None:
    word = said[at]
    if word in _MINE:
        return "mine"
    if word in employer:
        return "theirs"
    if word not in _THEIRS:
        return None
    after = said[at + 1] if at + 1 < len(said) else ""
    if word == "you" and after in _ANYONE:
        then = said[at + 2] if at + 2 < len(said) else ""
        return "theirs" if after in _ANYONE_TO and then != "to" else None
    return "theirs"
