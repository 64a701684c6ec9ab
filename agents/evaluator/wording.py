"""Feedback put into words: the sentences of `knowledge/rubrics.json`, in a manner.

Every sentence is one clause that quotes the answer (or names the point or the question it is
about), one that says what to do, and a frame in the persona's voice that holds both; so none is
without something of this very answer, and a wording comes back only after all others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from agents.evaluator.manner import Manner, rotated
from agents.evaluator.quoting import snippet
from agents.evaluator.rubric import phrases
from domain import Question

_LEAD_IN = re.compile(
    r"^(?:please\s+|(?:can|could|would) you\s+)?(?:tell (?:me|us) (?:about|of)|describe|recall"
    r"|(?:give|show) (?:me|us) an example of|give an example of|(?:walk|talk) (?:me|us) through"
    r"|share|think of)\s+",
    re.I,
)
_FIRST = re.compile(r"[^.?!]+[.?!]?")
_ROOM = 110
"""Characters of a question that are said again."""
_MOST_LINES = 4
"""Lines of one answer that can share a name."""


def advise(use: str, name: str, case: str, manner: Manner, line: int = 0, **slots: str) -> str:
    """What stands in the way and what to do, in one sentence that opens with its criterion.

    `use` is "advice" (`name` a criterion, `case` what was found), "points" or "flags" (`name` the
    status or flag); `line` tells lines of one answer apart that share a name. `slots` fill the
    wording: q, question, parts, point, why.
    """
    told = phrases(use, name, case) if case else phrases(use, name)
    rows = told["lead"], told["ask"], _voice("frames", manner)
    lead, ask, frame = rotated(manner.turn + line, *rows, shift=_place(use, name))
    said = frame.format(lead=lead.format(**slots), ask=ask.format(**slots))
    return f"{label(use, name)}: {_once_more(said, manner, rows, slots)}"


def praise(name: str, manner: Manner, line: int = 0, **slots: str) -> str:
    """What holds up, in one sentence that opens with its criterion; `line` and slots as for
    `advise`."""
    use = "points" if name == "points" else "praise"
    rows = phrases("praise", name), _voice("praise_frames", manner)
    clause, frame = rotated(manner.turn + line, *rows, shift=_place("praise", name))
    said = frame.format(praise=clause.format(**slots))
    return f"{label(use, name.removesuffix('_measured'))}: {_once_more(said, manner, rows, slots)}"


def _once_more(
    said: str, manner: Manner, rows: Sequence[Sequence[str]], slots: Mapping[str, str]
) -> str:
    """A sentence as it is; with its question named when all combinations have had their turn, for
    an interview can be longer than that."""
    if manner.turn < math.prod(map(len, rows)) - _MOST_LINES:
        return said
    return f"{said.removesuffix('.')} (on {slots['question']})."


def label(use: str, name: str) -> str:
    """What a line is about: a criterion's name, the key points, or what comes before all."""
    named = phrases("labels").get(use)
    return str(named) if named else name.replace("_", " ").capitalize()


def named(question: Question) -> str:
    """A question in its own words: "the question about a time you had to say no"."""
    first = _FIRST.match(question.question.strip())
    said = first.group() if first else question.question
    bare = _LEAD_IN.sub("", said)
    if bare and bare != said:
        return f"the question about {snippet(bare[0].lower() + bare[1:], _ROOM)}"
    quoted = snippet(said, _ROOM)
    closing = "?" if said.rstrip().rstrip("?") == quoted and said.rstrip() != quoted else ""
    return f"the question “{quoted}{closing}”"


def listed(items: Sequence[str]) -> str:
    """ "one, two and three"."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def blank(cue: str, **slots: str) -> str:
    """The mark of a missing fact, with a cue which one."""
    return f"[… {phrases('blanks')[cue].format(**slots)}]"


def _place(use: str, name: str) -> int:
    """Where a name stands among the others, so that lines of one answer differ in frame."""
    return list(phrases(use)).index(name)


def _voice(frames: str, manner: Manner) -> Sequence[str]:
    voices = phrases(frames)
    found: Sequence[str] = voices.get(manner.style) or voices["neutral"]
    return found
