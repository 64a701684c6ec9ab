"""A story told aloud, cut into the parts of a STAR note."""

from __future__ import annotations

from agents.evaluator.evidence import Units
from agents.evaluator.star import tag
from agents.evaluator.text import read
from domain import STORY_PARTS, StoryNotes, StoryPart

_PART: dict[str, StoryPart] = {
    "situation": "situation",
    "task": "task",
    "action": "action",
    "result": "result",
    "reflection": "lesson",
}


def notes(text: str, units: Units) -> StoryNotes:
    """The sentences of an answer, verbatim, each in the part it tells; one that tells no part
    stays with the sentence before it. Nothing said is left out but courtesies."""
    parts: dict[StoryPart, list[str]] = {part: [] for part in STORY_PARTS}
    last: StoryPart = "situation"
    for told in tag(read(text).sentences, units):
        last = _PART.get(told.role, last)
        parts[last].append(" ".join(told.sentence.raw.split()))
    return StoryNotes(**{part: " ".join(said) for part, said in parts.items()})
