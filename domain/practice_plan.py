"""The practice to come, day by day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from domain.jobs import Job
from domain.value import Kind, Value

PlanItemKind = Literal["behavioral", "technical", "situational", "company", "mock", "review"]


class Practised(Value):
    """A question a person has answered: how often, when last, and what that answer scored (0-100,
    None when no answer to it could be scored)."""

    question_id: str
    kind: Kind
    category: str
    score: float | None
    at: datetime
    times: int


class PlanItem(Value):
    """One thing to practise: a question, a `mock` interview or a light `review`. `why` says in
    words why it and why then; `done` when the store shows that it was."""

    kind: PlanItemKind
    question_id: str | None = None
    question: str = ""
    minutes: float
    why: str
    done: bool = False


class PlanDay(Value):
    """A day of practice. `minutes` is what its items take; `missed` a day gone by on which not all
    of them were done; `note` stands where there are none."""

    day: date
    minutes: float
    items: tuple[PlanItem, ...] = ()
    note: str = ""
    missed: bool = False


class Focus(Value):
    """An area to work on, with what shows it."""

    area: str
    why: str


class Resource(Value):
    """Something of the person's own, or of the bank, that helps: where it is found, and for what.
    `url` is of a page that was fetched and quoted, empty for all else."""

    title: str
    why: str
    command: str = ""
    url: str = ""


class PracticePlan(Value):
    """What to practise when. `until` is the day of the interview, None when there is none set;
    `minutes` the most a day may take, `length` how many days are planned ahead; `days` lie before
    it, those gone by since it was `begun` first."""

    begun: date
    made_at: datetime
    job: Job
    until: date | None = None
    minutes: int
    length: int
    focus_areas: tuple[Focus, ...] = ()
    days: tuple[PlanDay, ...] = ()
    resources: tuple[Resource, ...] = ()
