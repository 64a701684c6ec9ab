"""Makes a practice plan from what the coach's tools know of a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from agents.coach.gains import SHARES, Candidate, areas_of
from agents.coach.plan_words import focus_of, worded
from agents.coach.planning import QUESTION_MINUTES, Course, Planner, chances
from domain import (
    WEAK_BELOW,
    Job,
    Kind,
    PlanDay,
    PlanItem,
    PlannedQuestion,
    PracticePlan,
    Practised,
)
from knowledge.bank import Bank
from tools.schedule import Schedule
from tools.scores import ScoreBook

Choose = Callable[[Kind, int, Job, Sequence[str], Sequence[str]], list[PlannedQuestion]]
"""The interviewer's choice: so many questions of a kind for a job, without those named first, some
of them of the weak areas named then."""

NAMED = 3.0
"""How much likelier a question is asked for which the ad itself calls: assumed, as in
evals/plan.py, which shows what the plan is worth without it too."""

_FEWEST, _MOST = 24, 240
_LOW = (40.0, 6)
"""The mean and number of answers that an area named as weak is taken to have at the most."""


@dataclass(frozen=True)
class Maker:
    """Plans from a person's turns, review cards and the bank, with the interviewer's choice of new
    questions for the job."""

    user: str
    bank: Bank
    scores: ScoreBook
    schedule: Schedule
    choose: Choose
    mock_minutes: int

    def planned(self, plan: PracticePlan, now: datetime, weak: Sequence[str] = ()) -> PracticePlan:
        """The plan with its days from today on planned from what is known now, what was practised
        ticked off; `weak` are areas the person named."""
        today = now.astimezone().date()
        done = self._done(plan.begun)
        scores = {one.name: (one.score, one.answers) for one in self.scores.areas(self.user)}
        for name in weak:
            scores[name] = (min(scores.get(name, _LOW)[0], _LOW[0]), _LOW[1])
        low = sorted((mean, name) for name, (mean, _) in scores.items() if mean < WEAK_BELOW)
        candidates = self._candidates(plan, [*weak, *(name for _, name in low)])
        areas = areas_of(candidates.values(), scores)
        ticked = [name for name in done.questions.get(today, {}) if name in self.bank]
        items = tuple(self._tick(name) for name in ticked)
        spent = sum(item.minutes for item in items)
        course = Course(
            begun=plan.begun,
            first=today,
            length=_days_left(plan, today),
            until=plan.until,
            minutes=plan.minutes,
            mock_minutes=self.mock_minutes,
            held=frozenset(done.mocks),
        )
        ahead = Planner(course, candidates, areas, spent, frozenset(ticked)).days()
        if ahead and items:
            first = ahead[0]
            more = {"items": (*items, *first.items), "minutes": spent + first.minutes}
            ahead[0] = first.model_copy(update=more)
        past = [_gone_by(day, done) for day in plan.days if day.day < today]
        return plan.model_copy(
            update={
                "made_at": now,
                "days": (*past, *(worded(day, self.bank, plan.job) for day in ahead)),
                "focus_areas": focus_of(scores, weak),
            }
        )

    def _done(self, since: date) -> _Done:
        """What was practised on each day since one."""
        done = _Done()
        begun = datetime.combine(since, time()).astimezone(UTC)
        for name, mode, at in self.scores.answered_since(self.user, begun):
            day = at.astimezone().date()
            done.questions.setdefault(day, {})[name] = None
            if mode == "mock":
                done.mocks.add(day)
        return done

    def _candidates(self, plan: PracticePlan, weak: Sequence[str]) -> dict[str, Candidate]:
        """The questions that may be practised: those answered before, and those the interviewer
        would choose for the job, about as many as the days have room for."""
        known = {
            one.question_id: one
            for one in self.scores.practised(self.user)
            if one.question_id in self.bank
        }
        room = min(
            _MOST, max(_FEWEST, round(plan.length * plan.minutes / QUESTION_MINUTES["behavioral"]))
        )
        whys: dict[str, str] = {}
        groups: dict[Kind, list[str]] = {}
        for kind, share in SHARES.items():
            old = [name for name, one in known.items() if one.kind == kind]
            new = self.choose(kind, max(3, round(share * room)), plan.job, old, weak)
            whys |= {one.question_id: one.why for one in new}
            groups[kind] = [*old, *(one.question_id for one in new)]
        likely = chances(
            (name, kind, self.bank.get(name).category)
            for kind, names in groups.items()
            for name in names
        )
        cards = {card.item: card for card in self.schedule.cards(self.user)}
        found: dict[str, Candidate] = {}
        for kind, names in groups.items():
            for name in names:
                before: Practised | None = known.get(name)
                why = whys.get(name, "")
                found[name] = Candidate(
                    question_id=name,
                    kind=kind,
                    category=self.bank.get(name).category,
                    chance=likely[name] * (NAMED if why.startswith("the ad ") else 1.0),
                    score=before.score if before else None,
                    times=before.times if before else 0,
                    card=cards.get(name),
                    why=why,
                )
        return found

    def _tick(self, name: str) -> PlanItem:
        kind = self.bank.get(name).kind
        minutes = QUESTION_MINUTES[kind]
        return PlanItem(kind=kind, question_id=name, minutes=minutes, why="today", done=True)


@dataclass
class _Done:
    """The questions answered on each day, in order, and the days with a mock interview."""

    questions: dict[date, dict[str, None]] = field(default_factory=dict)
    mocks: set[date] = field(default_factory=set)


def _days_left(plan: PracticePlan, today: date) -> int:
    """How many days are still to plan, today the first: up to the interview where the plan reaches
    it, else as many as were asked for."""
    if plan.until and plan.length >= (plan.until - plan.begun).days:
        return max(1, (plan.until - today).days)
    return max(1, plan.length - (today - plan.begun).days)


def _gone_by(day: PlanDay, done: _Done) -> PlanDay:
    """A day gone by with what was done on it ticked off."""
    answered = done.questions.get(day.day, {})
    items = []
    for item in day.items:
        held = item.kind == "mock" and day.day in done.mocks
        ticked = item.done or item.question_id in answered or held
        items.append(item.model_copy(update={"done": ticked}))
    missed = any(not item.done and item.kind != "review" for item in items)
    return day.model_copy(update={"items": tuple(items), "missed": missed})
