"""The practice plan: what to practise on which day, for the score on the day of the interview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from agents.coach.gains import SHARES, Area, Candidate, best_of, gain
from agents.coach.plan_words import answers
from domain import WEAK_BELOW, Kind, PlanDay, PlanItem
from knowledge.naming import spoken

# Minutes a question takes with its answer and the feedback on it: those the interviewer reckons an
# answer and its follow-ups at, of which practice has none, and a minute or two to read.
QUESTION_MINUTES: dict[Kind, float] = {
    "behavioral": 4.0,
    "technical": 3.5,
    "situational": 3.5,
    "company": 3.0,
    "ask": 2.0,
}
HORIZON = 14
"""Days ahead for which practice is weighed where no day of an interview is set."""

MOCK_EVERY = 7
MOCK_BEFORE = 2
"""A mock interview stands at the end of each week, and so many days before the interview: late
enough to show the level, early enough to mend what it shows."""

_LEAST_MOCK = 15
LIGHT = 15.0
"""The most minutes on the day before the interview."""

_EVE = "The day before: only what you have practised, lightly; then rest."
_NOON = time(12, tzinfo=UTC)


@dataclass(frozen=True)
class Course:
    """What is planned for: the day it begins, the first day still to plan, how many days there are
    from that one on, the day of the interview (None without one), the most `minutes` a day, how
    many a mock interview takes, and the days on which one was `held`."""

    begun: date
    first: date
    length: int
    until: date | None
    minutes: int
    mock_minutes: int = 30
    held: frozenset[date] = frozenset()

    @property
    def days(self) -> list[date]:
        """The days of practice: those before the interview."""
        end = self.first + timedelta(days=self.length)
        last = min(end, self.until) if self.until else end
        return [self.first + timedelta(days=n) for n in range((last - self.first).days)]

    def goal(self, day: date) -> datetime:
        """The moment practice on a day is meant for."""
        return datetime.combine(self.until or day + timedelta(days=HORIZON), _NOON)

    def is_eve(self, day: date) -> bool:
        """Whether the interview is the next day."""
        return self.until is not None and (self.until - day).days == 1

    def has_mock(self, day: date) -> bool:
        """Whether the day holds a mock interview: each seventh, and one shortly before the end
        where there is time for it."""
        if self.minutes < _LEAST_MOCK or self.is_eve(day) or day in self.held:
            return False
        number = (day - self.begun).days
        if self.until is not None:
            left = (self.until - day).days
            if left == MOCK_BEFORE:
                return number > 0
            if left < MOCK_BEFORE + 2:
                return False
        return number % MOCK_EVERY == MOCK_EVERY - 1


@dataclass
class Planner:
    """Plans day after day, as if each were practised as planned."""

    course: Course
    candidates: dict[str, Candidate]
    areas: dict[str, Area]
    spent_today: float = 0.0
    done_today: frozenset[str] = field(default_factory=frozenset)

    def days(self) -> list[PlanDay]:
        """All days of the course."""
        return [self._day(day) for day in self.course.days]

    def questions(self, day: date, minutes: float) -> list[Candidate]:
        """The questions worth most on a day, kinds and areas taking turns, in at most so many
        minutes."""
        at = datetime.combine(day, _NOON)
        goal = self.course.goal(day)
        left = [
            one
            for one in self.candidates.values()
            if (day != self.course.first or one.question_id not in self.done_today)
            and (one.times or not self.course.is_eve(day))
        ]
        worth = {
            one.question_id: gain(one, self.areas[one.category], at, goal)
            / QUESTION_MINUTES[one.kind]
            for one in left
        }
        before = Counter[Kind]()
        for one in self.candidates.values():
            before[one.kind] += one.times
        taken: list[Candidate] = []
        while True:
            left = [one for one in left if QUESTION_MINUTES[one.kind] <= minutes + 1e-9]
            best = best_of(worth, left, taken, before)
            if best is None or worth[best.question_id] <= 0:
                return taken
            taken.append(best)
            left.remove(best)
            minutes -= QUESTION_MINUTES[best.kind]

    def _day(self, day: date) -> PlanDay:
        minutes = float(self.course.minutes)
        if day == self.course.first:
            minutes = max(0.0, minutes - self.spent_today)
        if self.course.is_eve(day):
            minutes = min(minutes, LIGHT)
        items: list[PlanItem] = []
        if self.course.has_mock(day):
            length = min(float(self.course.mock_minutes), minutes)
            items.append(self._mock(day, length))
            minutes -= length
        at = datetime.combine(day, _NOON)
        for one in self.questions(day, minutes):
            items.append(
                PlanItem(
                    kind=one.kind,
                    question_id=one.question_id,
                    minutes=QUESTION_MINUTES[one.kind],
                    why=reason(one, self.areas[one.category], at),
                )
            )
            area = self.areas[one.category]
            self.candidates[one.question_id] = one.practised(area, at)
            self.areas[one.category] = area.practised()
        note = "" if items else "Nothing more: the minutes of this day are used up."
        taken = sum(item.minutes for item in items)
        if self.course.is_eve(day):
            note = _EVE
        return PlanDay(day=day, minutes=taken, items=tuple(items), note=note)

    def _mock(self, day: date, minutes: float) -> PlanItem:
        why = "a mock interview each week shows what holds when no feedback comes between"
        if self.course.until and (self.course.until - day).days == MOCK_BEFORE:
            why = "a last mock interview, with a day left to mend what it shows"
        return PlanItem(kind="mock", minutes=minutes, why=why)


def reason(one: Candidate, area: Area, at: datetime) -> str:
    """Why a question stands on a day, in words."""
    weak = area.answers and area.mean < WEAK_BELOW
    shown = f"{spoken(one.category)} is weak so far: {area.mean:.0f} over {answers(area.answers)}"
    if not one.times:
        called = one.why.startswith("the ad ")
        return f"{one.why}; {shown}" if weak and called else shown if weak else f"new: {one.why}"
    if one.card is None:
        return shown if weak else "answered before, long enough ago to go over again"
    days = (at.date() - one.card.reviewed_at.date()).days
    again = f"again after {days} day{'s' if days != 1 else ''}"
    if one.score is not None and one.score < WEAK_BELOW:
        return f"{again}: {one.score:.0f} of 100 leaves the most to gain"
    if one.card.due <= at:
        return f"{again}: it is due, and what is gone over just before it fades lasts"
    return f"{again}, to have it ready on the day"


def chances(questions: Iterable[tuple[str, Kind, str]]) -> dict[str, float]:
    """How likely a question of the interview is each of these, given as (id, kind, area): the
    kind's share in an interview over its areas, and an area's over its questions. That an area has
    been practised much makes it no likelier."""
    areas: dict[Kind, dict[str, list[str]]] = {}
    for name, kind, area in questions:
        areas.setdefault(kind, {}).setdefault(area, []).append(name)
    return {
        name: SHARES[kind] / len(of_kind) / len(names)
        for kind, of_kind in areas.items()
        for names in of_kind.values()
        for name in names
    }
