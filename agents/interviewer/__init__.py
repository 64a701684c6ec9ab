"""The interviewer: plans what to ask, speaks in persona, and probes what was left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from pydantic import Field

from domain import (
    Assessment,
    Difficulty,
    Gap,
    Job,
    Kind,
    Passage,
    Persona,
    Plan,
    PlannedQuestion,
    Question,
    Value,
)

if TYPE_CHECKING:
    from agents.model import Session
    from knowledge.bank import Bank
    from tools.questions import QuestionFinder


# Told what is said, piece by piece, before the line it belongs to is complete.
Say = Callable[[str], None]

# What is spent of one question only is remembered under names that begin so.
OF_THE_QUESTION = "follow_up:"


class Line(Value):
    """Something the interviewer says. `spent` names the occasions whose next phrasing it used
    up; `quoted` the candidate's phrase it repeats, if any."""

    text: str
    spent: tuple[str, ...] = ()
    quoted: str | None = None


class Scene(Value):
    """What the interviewer knows while speaking: who they are, the job, what was said so far.

    `seed` makes the choice of phrasings repeatable; `spent` counts the phrasings already used
    per occasion; `quoted` are the candidate's phrases already repeated to them; `asked` is the
    kind of the question before, if any; `before` what was put since that question, it included.
    """

    persona: Persona
    job: Job
    minutes: int
    seed: str
    spent: dict[str, int] = Field(default_factory=dict)
    quoted: tuple[str, ...] = ()
    asked: Kind | None = None
    before: tuple[str, ...] = ()


class Heard(Value):
    """The last answer as the interviewer takes it in.

    `question` is what it answers. `assessment` is None for a skipped question. `cut_short` when it
    outlasted their patience.
    """

    text: str
    question: Question | None = None
    assessment: Assessment | None = None
    cut_short: bool = False


class Interviewer(Protocol):
    """Says one thing at a time and never reveals key points, expected answers or scores."""

    def open(
        self,
        job: Job,
        persona: Persona,
        *,
        seed: str,
        seen: Mapping[str, datetime],
        resume: str = "",
    ) -> PlannedQuestion:
        """The opening question: easy, about the candidate and the job. It needs no index, so
        the interview can start while that loads. `resume` is the text of the CV, empty without."""
        ...

    def plan(
        self,
        job: Job,
        persona: Persona,
        *,
        minutes: int,
        count: int,
        opening: str,
        weak: Sequence[str] = (),
        seen: Mapping[str, datetime] | None = None,
        resume: str = "",
    ) -> Plan:
        """The opening question and at most `count` - 1 more that fit `minutes`.

        `weak` are categories this person scored low in, worst first; `seen` maps question ids
        to when they were last asked.
        """
        ...

    def choose(
        self,
        kind: Kind,
        count: int,
        job: Job,
        *,
        mix: Mapping[Difficulty, float],
        taken: Sequence[str] = (),
        weak: Sequence[str] = (),
        seen: Mapping[str, datetime] | None = None,
    ) -> list[PlannedQuestion]:
        """At most `count` questions of a kind that this job's interview is likely to hold, easier
        ones first, each with why; `mix` are shares of the difficulties, `taken` ids are left
        out."""
        ...

    def derive(
        self, job: Job, most: int, *, kind: Kind = "technical", resume: str = ""
    ) -> list[Question]:
        """At most `most` questions of a kind made from the ad itself, and the text of a CV where
        there is one: what the ad names and the bank does not ask of the role."""
        ...

    def greet(self, scene: Scene) -> Line:
        """The first words: who speaks, for which job, for how long."""
        ...

    def ask(
        self,
        scene: Scene,
        question: Question,
        *,
        heard: Heard | None,
        last: bool = False,
        say: Say | None = None,
    ) -> Line:
        """The next question, after acknowledging something the last answer said. `last` when
        the clock leaves time for this one only. `say` is told the beginning of the line where
        that is there before the rest."""
        ...

    def probe(
        self,
        scene: Scene,
        question: Question,
        gap: Gap,
        assessment: Assessment | None,
        *,
        answer: str = "",
    ) -> Line:
        """A follow-up that asks for what the `answer` left out, quoting the candidate.

        `assessment` is that of the answer probed: it tells which points are still missing.
        """
        ...

    def say_again(
        self, scene: Scene, question: Question, *, follow_up: str | None, word_for_word: bool
    ) -> Line:
        """The question once more, or the `follow_up` on the table, for who asked for it; unless
        that was `word_for_word`, with a word on how it may be taken."""
        ...

    def invite(
        self, scene: Scene, *, heard: Heard | None = None, out_of_time: bool = False
    ) -> Line:
        """Hands the floor to the candidate's own questions."""
        ...

    def answer_back(self, scene: Scene, passage: Passage | None, *, last: bool = False) -> Line:
        """Answers a candidate's question from the ad, or says that the ad does not tell; asks
        for another unless it was the `last`."""
        ...

    def close(self, scene: Scene, *, early: bool = False, nothing_asked: bool = False) -> Line:
        """The last words: `early` before all questions were put, `nothing_asked` after the
        candidate had no questions of their own."""
        ...


def build(bank: Bank, finder: Callable[[], QuestionFinder]) -> Interviewer:
    """The interviewer that needs nothing but this machine. `finder` is called when the first
    question after the opening is looked up, not before."""
    from agents.interviewer.offline import OfflineInterviewer

    return OfflineInterviewer(bank, finder)


def with_model(offline: Interviewer, bank: Bank, session: Session) -> Interviewer:
    """The interviewer whose words a model finds, over the built-in one."""
    from agents.interviewer.llm import ModelInterviewer

    return ModelInterviewer(offline, session, bank)
