"""The coach whose words a model finds: the counts are the built-in coach's, and what is said about
them is checked against the assessments."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from agents.coach import Coach
from agents.coach.contradicting import contradicts, score_figures, speaks_of_scores
from agents.coach.reworking import reworked
from agents.coach.told import Told, all_judged, told_of
from agents.model import Session
from agents.model.grounding import in_english, out_of_role, ungrounded
from domain import (
    STRONG_FROM,
    CategoryScore,
    Job,
    ModelUnavailable,
    Preparation,
    Report,
    Resume,
    Story,
    StoryIdea,
    StoryNotes,
    Stronger,
    Turn,
)
from knowledge.lexicon import content
from knowledge.naming import job_phrase, spoken
from knowledge.wordmatch import words
from prompts.templates import compose, load_template

_LONGEST = 300
"""Characters of a sentence of the review that is read in one go."""

_FEWEST, _MOST = 2, 6
"""Sentences of a review: a single one left over says too little to stand for it."""

_REWORKED = 3
"""Answers of an interview a stronger version is asked for, lowest first."""

_CONCERNING = 0.2
"""Share of a sentence's words, small ones aside, that are those of the answers or of their
assessment; advice is mostly in the coach's own words."""

_TERMS = "STAR CV"
"""Names every coach uses."""


class Rested(BaseModel):
    """A sentence and the numbers of the questions it rests on."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=600)
    turns: list[int] = Field(max_length=20)


class Review(BaseModel):
    """What a model says of an interview."""

    model_config = ConfigDict(extra="forbid")

    sentences: list[Rested] = Field(max_length=12)


class StrongerAnswer(BaseModel):
    """A stronger version of the answer to question `n`."""

    model_config = ConfigDict(extra="forbid")

    n: int
    sentences: list[str] = Field(max_length=12)


class StrongerAnswers(BaseModel):
    """The versions a model wrote."""

    model_config = ConfigDict(extra="forbid")

    answers: list[StrongerAnswer] = Field(max_length=6)


SCHEMAS = (Review, StrongerAnswers)


class ModelCoach:
    """Counts as the built-in coach; a model words the overview and stronger answers."""

    def __init__(self, offline: Coach, session: Session) -> None:
        self._offline = offline
        self._session = session

    def review(self, turns: Sequence[Turn], job: Job, stories: Sequence[Story] = ()) -> Report:
        """The built-in report; where the model's sentences bear checking, they take the place of
        its overview, and stronger versions of weak answers stand beside them."""
        report = self._offline.review(turns, job, stories)
        told = told_of(turns, report, stories)
        if report.final_score is None:
            return report
        return report.model_copy(
            update={
                "detailed_feedback": self._overview(told, report, job) or report.detailed_feedback,
                "stronger": self._stronger(told, job),
            }
        )

    def tags(self, text: str, first: Sequence[str] = ()) -> tuple[str, ...]:
        """As the built-in coach."""
        return self._offline.tags(text, first)

    def notes_of(self, idea: StoryIdea) -> StoryNotes:
        """As the built-in coach."""
        return self._offline.notes_of(idea)

    def prepare(self, job: Job, resume: Resume) -> Preparation:
        """As the built-in coach: matches are quotes."""
        return self._offline.prepare(job, resume)

    def _overview(self, told: Sequence[Told], report: Report, job: Job) -> str | None:
        """The sentences that rest on the assessments, None when too few do."""
        prompt = compose(
            "review",
            job=job_phrase(job),
            figures=_figures(report),
            answers=all_judged(told, load_template("review").most["answers"]),
        )
        try:
            review = self._session.ask(prompt, Review)
        except ModelUnavailable:
            return None
        by_number = {one.n: one for one in told}
        kept: list[str] = []
        for sentence in review.sentences:
            numbers = sorted(set(sentence.turns))
            about = [by_number[n] for n in numbers if n in by_number]
            text = " ".join(sentence.text.split())
            if about and len(about) == len(numbers) and _stands(text, about, report, job):
                kept.append(_with_numbers(text, numbers))
        if len(kept) < _FEWEST:
            if review.sentences:
                self._session.report("its review does not rest on the answers")
            return None
        return " ".join(kept[:_MOST])

    def _stronger(self, told: Sequence[Told], job: Job) -> tuple[Stronger, ...]:
        """Versions of the lowest answers that add nothing to them, in the questions' order."""
        weak = [one for one in told if one.can_be_reworked and (one.turn.score or 0) < STRONG_FROM]
        weak = sorted(weak, key=lambda one: one.turn.score or 0.0)[:_REWORKED]
        if not weak:
            return ()
        most = load_template("stronger").most["answers"] // len(weak)
        answers = "\n\n".join(_to_rework(one, most) for one in weak)
        try:
            replies = self._session.ask(
                compose("stronger", job=job_phrase(job), answers=answers), StrongerAnswers
            )
        except ModelUnavailable:
            return ()
        by_number = {one.n: one for one in weak}
        found: dict[int, Stronger] = {}
        for reply in replies.answers:
            one = by_number.get(reply.n)
            text = reworked(reply.sentences, one) if one else None
            if text:
                found.setdefault(reply.n, Stronger(n=reply.n, text=text))
        if replies.answers and not found:
            self._session.report("its stronger answers say more than the candidate did")
        return tuple(found[n] for n in sorted(found))


def _stands(text: str, about: Sequence[Told], report: Report, job: Job) -> bool:
    """Whether a sentence is the coach's to say, and says what the assessments say."""
    counts = f"{len(about)} {' '.join(str(one.n) for one in about)}"
    sources = [part for one in about for part in one.material]
    sources += [_TERMS, counts, job_phrase(job)]
    if speaks_of_scores(text):
        sources += score_figures(about, report)
    return (
        0 < len(text) <= _LONGEST
        and in_english(text)
        and not out_of_role(text, may_score=True)
        and not ungrounded(text, sources)
        and _concerns(text, sources)
        and not contradicts(text, about, report)
    )


def _concerns(text: str, sources: Sequence[str]) -> bool:
    """Whether it is about the answers at all: some of its words are those of the material."""
    said = set(content(tuple(words(text))))
    known = set(content(tuple(words(" ".join(sources)))))
    return len(said & known) >= max(1, _CONCERNING * len(said))


def _with_numbers(text: str, numbers: Sequence[int]) -> str:
    """The sentence with the questions it rests on, where it does not name them itself."""
    if "question" in text.lower() and all(str(n) in text for n in numbers):
        return text
    named = ", ".join(map(str, numbers[:-1]))
    listed = f"questions {named} and {numbers[-1]}" if named else f"question {numbers[0]}"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        listed = f"questions {numbers[0]} to {numbers[-1]}"
    end = text[-1] if text[-1] in ".!?" else "."
    return f"{text.rstrip('.!? ')} ({listed}){end}"


def _figures(report: Report) -> str:
    """The report's figures in words."""
    lines = [f"Final score: {report.final_score:.0f} of 100 over {report.scored} scored answers."]
    if report.unscored or report.skipped:
        lines.append(f"Not scored: {report.unscored}. Skipped: {report.skipped}.")
    for title, means in (("By subject", report.by_category), ("By criterion", report.by_criterion)):
        if means:
            lines.append(f"{title}: {', '.join(map(_mean, means))}.")
    return "\n".join(lines)


def _mean(mean: CategoryScore) -> str:
    return f"{spoken(mean.name)} {mean.score:.0f}"


def _to_rework(told: Told, most: int) -> str:
    """A question with its answer, what that left out, and notes of the candidate's that fit."""
    assessment = told.turn.assessment
    gaps = [gap.about for gap in assessment.gaps if gap.about] if assessment else []
    rest = f"\nLeft out: {'; '.join(gaps)[:300]}" if gaps else ""
    rest += f"\nThe candidate's notes: {told.notes[: most // 4]}" if told.notes else ""
    head = f"Question {told.n}: {told.question[:400]}\nAnswer: "
    return f"{head}{told.said[: max(most - len(head) - len(rest) - 2, 0)]}{rest}"
