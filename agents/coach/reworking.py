"""What is kept of a model's stronger version of an answer: what the candidate said themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.coach.told import Told
from agents.model.grounding import out_of_role, ungrounded
from domain import Kind
from knowledge.lexicon import content
from knowledge.wordmatch import words

LONGEST = 180
"""Words of a version that can be said in a minute and a half."""

KEPT = 0.5
"""Share of a version's words below which too little of it is left to be an answer."""

_NEW: dict[Kind, float] = {"technical": 0.34, "situational": 0.34}
_NEW_IN_A_STORY = 0.5
"""Share of a sentence's words, small ones and those of telling aside, beyond which it says what the
candidate did not. Measured on the graded development answers of 15 to 74: of the key points
missing from a technical answer .34 lets 0.9% pass and of another's better answer 3.1%, and of
sentences put together from the answer itself 89%; in stories .5 lets 0.5% of another's pass and all
of their own."""

_PLACEHOLDER = re.compile(r"\[[^\[\]]*\]")
_TELLING = (
    "situation task goal result outcome first then next finally end learn lesson decide "
    "decision step specific example role responsible time make do take work people team lead "
    "mean show help ask start begin give use way need know think say tell become change because "
    "so that also still again now since today would"
)


def reworked(sentences: Sequence[str], told: Told) -> str | None:
    """The sentences that add nothing to what was said, as one text; None when less than half is
    left, or nothing but the answer itself."""
    version = [" ".join(sentence.split()) for sentence in sentences if sentence.strip()]
    sources = (told.asked, told.said, told.notes)
    kept: list[str] = []
    for sentence in version:
        if sum(_length(k) for k in kept) + _length(sentence) > LONGEST:
            break
        if _is_sound(sentence, sources, told.turn.kind):
            kept.append(sentence)
    before, after = sum(map(_length, version)), sum(map(_length, kept))
    text = " ".join(kept)
    if not kept or after < KEPT * min(before, LONGEST) or words(text) == words(told.said):
        return None
    return text


def _is_sound(sentence: str, sources: Sequence[str], kind: Kind) -> bool:
    plain = _PLACEHOLDER.sub(" ", sentence)
    if out_of_role(plain, may_score=True) or ungrounded(sentence, sources):
        return False
    if not all(_asks(gap) for gap in _PLACEHOLDER.findall(sentence)):
        return False
    said = _stems(plain) - _stems(_TELLING)
    new = said - _stems(" ".join(sources))
    return len(new) <= _NEW.get(kind, _NEW_IN_A_STORY) * len(said)


def _asks(placeholder: str) -> bool:
    """Whether a placeholder is short enough to ask for something and not to say it."""
    return len(words(placeholder)) <= 8


def _length(sentence: str) -> int:
    return len(sentence.split())


def _stems(text: str) -> set[str]:
    return set(content(tuple(words(text))))
