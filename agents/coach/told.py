"""What a coach with a model knows of each question: what was asked and answered, and how it was
judged, in words and within bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.coach.moments import shortened, worth_of
from domain import Criterion, Report, Story, Turn, standing_turns
from knowledge.naming import spoken

_QUESTION, _QUOTE, _NOTE = 240, 90, 120
"""Characters sent of a question, of each quote and of each note on it."""

_FEWEST = 200
"""Characters of what was judged that each question has, however many there are."""

_LEVELS = ("not there", "weak", "fair", "good", "very good")
_TO_GRADER = "to_the_grader"
_NO_ANSWER = frozenset(
    ("empty", "no_words", "other_language", "not_an_answer", "gibberish", "scrambled", _TO_GRADER)
)
"""Flags of what holds nothing to build a better answer from, or holds orders to whoever reads."""


@dataclass(frozen=True)
class Told:
    """One question of an interview: the turn that stands for it, the first wording, all that was
    asked and said in its parts, and the candidate's stories that fit it."""

    turn: Turn
    question: str
    asked: str
    said: str
    notes: str = ""

    @property
    def n(self) -> int:
        """The question's number."""
        return self.turn.n

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What the answer was judged on."""
        return self.turn.assessment.criteria if self.turn.assessment else ()

    @property
    def can_be_reworked(self) -> bool:
        """Whether there is an answer in it."""
        assessment = self.turn.assessment
        return bool(
            self.said.strip()
            and assessment
            and assessment.score is not None
            and not _NO_ANSWER & set(assessment.flags)
        )

    @property
    def material(self) -> tuple[str, ...]:
        """All that a sentence about this question may rest on."""
        judged = self.turn.assessment
        if judged is None:
            return self.asked, self.said
        criteria = [part for c in judged.criteria for part in (spoken(c.criterion), c.note)]
        gaps = [gap.about for gap in judged.gaps]
        return self.asked, self.said, *criteria, *gaps, *judged.strengths, *judged.improvements

    def judged(self, most: int) -> str:
        """How it was judged, in at most `most` characters."""
        assessment = self.turn.assessment
        head = (
            f"Question {self.n} ({self.turn.kind}, {spoken(self.turn.category)}): "
            f"{shortened(self.question, _QUESTION)}"
        )
        if self.turn.skipped or assessment is None:
            return f"{head}\nSkipped."
        if assessment.score is None:
            return f"{head}\nNot scored: {assessment.unscored_reason}"
        lines = [head, f"Score: {assessment.score:.0f} of 100."]
        if assessment.flags:
            lines.append(f"Noted: {', '.join(f.replace('_', ' ') for f in assessment.flags)}.")
        may_quote = _TO_GRADER not in assessment.flags
        lines += [_line(c, may_quote) for c in sorted(self.criteria, key=worth_of)]
        lines += [f"Left out: {shortened(g.about, _NOTE)}" for g in assessment.gaps if g.about]
        return _within(lines, most)


def told_of(turns: Sequence[Turn], report: Report, stories: Sequence[Story]) -> list[Told]:
    """The questions of an interview in order."""
    by_id = {story.id: story.notes.text for story in stories}
    found: list[Told] = []
    for turn in standing_turns(turns):
        parts = sorted((t for t in turns if t.n == turn.n), key=lambda t: t.part)
        fitting = [by_id[h.story_id] for h in report.stories if h.n == turn.n]
        found.append(
            Told(
                turn=turn,
                question=parts[0].text,
                asked="\n".join(t.text for t in parts),
                said="\n\n".join(t.answer for t in parts if t.answer.strip()),
                notes="\n\n".join(fitting),
            )
        )
    return found


def all_judged(told: Sequence[Told], most: int) -> str:
    """How all questions were judged, in about `most` characters, the same share for each."""
    share = max(most // max(len(told), 1) - 2, _FEWEST)
    return "\n\n".join(one.judged(share) for one in told)


def _line(criterion: Criterion, may_quote: bool) -> str:
    level = criterion.level
    name = shortened(spoken(criterion.criterion), _NOTE)
    line = f"- {name}: {_LEVELS[level] if isinstance(level, int) else level}"
    if criterion.note:
        line += f" ({shortened(criterion.note, _NOTE)})"
    if criterion.quotes and may_quote:
        line += f", “{shortened(criterion.quotes[0], _QUOTE)}”"
    return line


def _within(lines: Sequence[str], most: int) -> str:
    """As many whole lines as fit."""
    kept: list[str] = []
    for line in lines:
        if sum(len(k) + 1 for k in kept) + len(line) > most:
            break
        kept.append(line)
    return "\n".join(kept)
