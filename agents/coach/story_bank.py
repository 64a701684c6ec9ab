"""Which of the candidate's stories fits a question they answered, and what a story is told for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from agents.coach.stories import competencies_of
from agents.coach.words import tokens
from domain import STRONG_FROM, Story, StoryHint, StoryIdea, StoryNotes, Turn
from knowledge.deeds import has_figure, has_outcome
from knowledge.embedder import load_embedder
from knowledge.taxonomy import load_taxonomy

_TOLD = 0.4
"""Share of a story's words in an answer from which the answer is that story. Over 12,432 pairs of
different stories (the bank's example answers) the share is .17 in the median and at most .33; of a
story told by every other of its sentences .57 in the median."""

_TAGS = 2
_CLAUSE = re.compile(r"[,;:] | [–—-] ")
_LONG = 4
"""Letters from which a word tells one story from another."""


def tags(text: str, first: Sequence[str] = ()) -> tuple[str, ...]:
    """The competencies a story is told for: those given `first`, then what its words tell of; at
    most two, best first."""
    told = competencies_of(text)
    return tuple(dict.fromkeys((*first, *sorted(told, key=lambda name: -told[name]))))[:_TAGS]


def notes_of(idea: StoryIdea) -> StoryNotes:
    """An achievement of a CV as the beginning of a story: what was done, and what came of it where
    the line's last clause tells that."""
    head, mark, tail = idea.quote, "", ""
    for cut in reversed(list(_CLAUSE.finditer(idea.quote))):
        if has_figure(idea.quote[cut.end() :]) or has_outcome(idea.quote[cut.end() :]):
            head, mark, tail = idea.quote[: cut.start()], cut[0], idea.quote[cut.end() :]
            break
    if not mark or has_outcome(head):
        return StoryNotes(action=idea.quote)
    return StoryNotes(
        action=head, result=f"{tail[0].upper()}{tail[1:]}" if tail[:2].isalpha() else tail
    )


def fitting(
    turns: Sequence[Turn], said: Mapping[int, str], stories: Sequence[Story]
) -> tuple[StoryHint, ...]:
    """For each behavioral question answered worse than well, the story that fits it best, where
    one is kept for its competency and was not the one told; each story once.

    `said` is all that was answered to each question, its follow-ups too.
    """
    hints: list[StoryHint] = []
    used: set[str] = set()
    for turn in turns:
        if turn.kind != "behavioral" or (turn.score or 0.0) >= STRONG_FROM:
            continue
        left = [
            one
            for one in stories
            if turn.category in one.competencies
            and one.id not in used
            and not is_told(one, said.get(turn.n, ""))
        ]
        if left:
            best = _nearest(turn, left)
            used.add(best.id)
            hints.append(
                StoryHint(n=turn.n, story_id=best.id, title=best.title, why=_why(turn, best))
            )
    return tuple(hints)


def worth_keeping(
    turns: Sequence[Turn], said: Mapping[int, str], stories: Sequence[Story]
) -> Turn | None:
    """The best behavioral answer that scored well and is no story of the bank yet."""
    good = [
        turn
        for turn in turns
        if turn.kind == "behavioral"
        and (turn.score or 0.0) >= STRONG_FROM
        and not any(is_told(one, said.get(turn.n, "")) for one in stories)
    ]
    return max(good, key=lambda turn: (turn.score or 0.0, -turn.n), default=None)


def untold(turns: Sequence[Turn], stories: Sequence[Story]) -> tuple[str, ...]:
    """The competencies asked about for which no story is kept; none while there is no story."""
    held = {name for story in stories for name in story.competencies}
    asked = dict.fromkeys(turn.category for turn in turns if turn.kind == "behavioral")
    return tuple(name for name in asked if name not in held) if stories else ()


def is_told(story: Story, answer: str) -> bool:
    """Whether an answer tells this very story."""
    words = {word for word in tokens(f"{story.title} {story.notes.text}") if len(word) >= _LONG}
    said = set(tokens(answer))
    return bool(words) and len(words & said) >= _TOLD * len(words)


def _nearest(turn: Turn, stories: Sequence[Story]) -> Story:
    """The one kept for this competency before others, then the one nearest in meaning."""
    vectors = load_embedder().encode([f"{one.title}. {one.notes.text}" for one in stories])
    near = vectors @ load_embedder().encode([turn.text])[0]
    place = [one.competencies.index(turn.category) for one in stories]
    return stories[int(np.lexsort((-near, np.array(place)))[0])]


def _why(turn: Turn, story: Story) -> str:
    name = load_taxonomy().competency(turn.category).name.lower()
    said = "was skipped" if turn.skipped else "was not scored"
    if turn.score is not None:
        said = f"scored {turn.score:.0f}"
    lacks = story.notes.lacks
    more = f"; it still lacks {' and '.join(lacks)}" if lacks else ""
    return f"you keep it for {name}, and question {turn.n} {said}{more}"
