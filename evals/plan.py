"""How well practice by the plan prepares, beside other ways to spend the same minutes:
`python -m evals.plan [LEARNERS]`.

Simulated learners practise a pool of questions for some days; then comes the interview, which asks
about what the ad names three times as often as about the rest (or, to see what the plan is worth
without that, about all alike). Four ways to choose what to practise get the same learners, minutes
and questions:

- `plan`: `agents.coach.planning`, made anew each morning from what the learner answered so far, and
  the only one that heeds what the ad names, as it does for a person;
- `random`: any question, each alike;
- `weakest`: always the question that scored lowest last, those not yet answered first;
- `fixed`: all questions in order, again and again.

The last day has at most `planning.LIGHT` minutes for all four.

The learner (none of whose numbers the plan knows):

- An answer's quality (0-100) is a skill in the question's area plus what is remembered of the
  question, plus noise of 6 points (standard deviation), about what the evaluator's score of one
  answer is off.
- Skill in an area begins between 15 and 75 (normal, 45 and 15), and each practice with feedback
  takes 4% to 12% of what is missing to 85 (the learning rate is the learner's own; a power law of
  practice, Newell and Rosenbloom 1981). It fades by half of what was gained in 30 to 90 days.
- What is remembered of a question adds up to 30 points times (1 + days/stability) to the power of
  -0.5 to -1.2 (the learner's own; a power law of forgetting, Wixted and Ebbesen 1991); a first
  practice gives a stability of 1 to 4 days (the learner's own), and each later one multiplies it by
  1.2 plus 1.6 times what had been forgotten by then: the spacing effect (Cepeda and others 2006).

The scheduler behind the plan (FSRS) has a power curve too, of another shape (by its default weights
it keeps .6 where these learners keep .1 to .3), and fitted weights for how stability grows. Shared
are that memory fades and that spaced practice slows it, without which no schedule would
matter.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from statistics import fmean, stdev

from agents.coach.gains import SHARES, Candidate, areas_of
from agents.coach.planning import LIGHT, QUESTION_MINUTES, Course, Planner
from domain import Kind
from tools.schedule import reviewed

SEED = 20261124
LEARNERS = 240
DAYS = (7, 14, 28)
MINUTES = (15, 25)
START = date(2026, 1, 5)
KINDS: tuple[tuple[Kind, int, int], ...] = (
    ("behavioral", 12, 4),
    ("technical", 6, 5),
    ("situational", 5, 4),
    ("company", 4, 3),
)
"""Kinds with how many areas of how many questions each the pool holds: 110 questions, about what is
chosen from the bank for a job."""

NAMED = 3
"""Every third area is named in the ad."""

TIMES = (3, 1)
"""How often the interview asks about a named area, beside another."""

Choose = Callable[["World", "Learner", int, random.Random], list[str]]
"""A way to choose: what to practise on a day, by the questions' names."""


@dataclass(frozen=True)
class Item:
    """A question of the pool."""

    name: str
    kind: Kind
    area: str


@dataclass(frozen=True)
class World:
    """What is practised, how likely an interview's question is each of it, for how many days, with
    how many minutes a day."""

    items: dict[str, Item]
    likely: dict[str, float]
    days: int
    minutes: int

    @property
    def until(self) -> date:
        return START + timedelta(days=self.days)

    def left(self, day: int) -> float:
        """The minutes of a day: fewer on the last, whoever chooses."""
        return min(LIGHT, self.minutes) if day == self.days - 1 else float(self.minutes)


@dataclass
class Learner:
    """Skills per area, memory per question, and the learner's own rates."""

    skill: dict[str, float]
    rate: float
    half_life: float
    first_stability: float
    decay: float
    noise: random.Random
    start: dict[str, float] = field(default_factory=dict)
    memory: dict[str, tuple[float, float]] = field(default_factory=dict)
    history: list[tuple[str, int, float]] = field(default_factory=list)

    def quality(self, item: Item, day: float) -> float:
        """The quality an answer would have on a day, without noise."""
        recalled = 0.0
        if item.name in self.memory:
            stability, last = self.memory[item.name]
            recalled = self.recall(day - last, stability)
        return min(100.0, self.skill[item.area] + 30.0 * recalled)

    def recall(self, days: float, stability: float) -> float:
        """What is left (0-1) of something after days without it."""
        return float((1.0 + days / stability) ** -self.decay)

    def practise(self, item: Item, day: int) -> None:
        """Answers once, is scored, and learns from the feedback."""
        score = self.quality(item, day) + self.noise.gauss(0.0, 6.0)
        self.history.append((item.name, day, max(0.0, min(100.0, score))))
        stability, last = self.memory.get(item.name, (0.0, 0.0))
        if stability:
            forgotten = 1.0 - self.recall(day - last, stability)
            self.memory[item.name] = (stability * (1.2 + 1.6 * forgotten), day)
        else:
            self.memory[item.name] = (self.first_stability, day)
        self.skill[item.area] += self.rate * max(0.0, 85.0 - self.skill[item.area])

    def night(self) -> None:
        """Half of what was gained in an area fades in `half_life` days without practice."""
        keep = 0.5 ** (1.0 / self.half_life)
        for area, begun in self.start.items():
            self.skill[area] = begun + (self.skill[area] - begun) * keep


def learner(world: World, seed: int) -> Learner:
    """The learner of a seed; the same one for each way to practise."""
    chance = random.Random(seed)
    areas = sorted({item.area for item in world.items.values()})
    skill = {area: min(75.0, max(15.0, chance.gauss(45.0, 15.0))) for area in areas}
    return Learner(
        skill=dict(skill),
        start=dict(skill),
        rate=chance.uniform(0.04, 0.12),
        half_life=chance.uniform(30.0, 90.0),
        first_stability=chance.uniform(1.0, 4.0),
        decay=chance.uniform(0.5, 1.2),
        noise=random.Random(seed + 1),
    )


def world(days: int, minutes: int, times: int) -> World:
    """The questions, areas taking turns, with their chances."""
    items: dict[str, Item] = {}
    likely: dict[str, float] = {}
    for kind, areas, count in KINDS:
        named = [1 + (times - 1) * (area % NAMED == 0) for area in range(areas)]
        for n in range(count):
            for area in range(areas):
                item = Item(f"{kind}-{area}-{n}", kind, f"{kind}-{area}")
                items[item.name] = item
                likely[item.name] = SHARES[kind] * named[area] / (sum(named) * count)
    return World(items, likely, days, minutes)


def by_plan(world: World, one: Learner, day: int, _: random.Random) -> list[str]:
    """What the planner says for today, from the scores seen so far; mock interviews are left out,
    since the others hold none."""
    today = START + timedelta(days=day)
    course = Course(
        begun=START,
        first=today,
        length=world.days - day,
        until=world.until,
        minutes=world.minutes,
        mock_minutes=0,
    )
    scores: dict[str, list[float]] = {}
    for name, _day, score in one.history:
        scores.setdefault(world.items[name].area, []).append(score)
    candidates = _candidates(world, one)
    means = {area: (fmean(found[-4:]), len(found)) for area, found in scores.items()}
    planner = Planner(course, candidates, areas_of(candidates.values(), means))
    return [c.question_id for c in planner.questions(today, world.left(day))]


def _candidates(world: World, one: Learner) -> dict[str, Candidate]:
    found = {
        name: Candidate(
            question_id=name, kind=item.kind, category=item.area, chance=world.likely[name]
        )
        for name, item in world.items.items()
    }
    for name, day, score in one.history:
        at = datetime.combine(START + timedelta(days=day), time(12, tzinfo=UTC))
        card = reviewed("question", name, found[name].card, score, at)
        found[name] = replace(found[name], score=score, times=found[name].times + 1, card=card)
    return found


def at_random(world: World, _: Learner, day: int, chance: random.Random) -> list[str]:
    names = list(world.items)
    chance.shuffle(names)
    return _fitting(world, day, names)


def weakest(world: World, one: Learner, day: int, _: random.Random) -> list[str]:
    last = {name: score for name, _day, score in one.history}
    return _fitting(world, day, sorted(world.items, key=lambda name: last.get(name, -1.0)))


def fixed(world: World, one: Learner, day: int, _: random.Random) -> list[str]:
    names = list(world.items)
    place = len(one.history) % len(names)
    return _fitting(world, day, [*names[place:], *names[:place]])


def _fitting(world: World, day: int, names: list[str]) -> list[str]:
    """As many of the questions, in order, as fit the minutes."""
    taken: list[str] = []
    left = world.left(day)
    for name in names:
        cost = QUESTION_MINUTES[world.items[name].kind]
        if cost > left:
            break
        taken.append(name)
        left -= cost
    return taken


WAYS: dict[str, Choose] = {
    "plan": by_plan,
    "random": at_random,
    "weakest": weakest,
    "fixed": fixed,
}


def interview(world: World, one: Learner) -> float:
    """The quality to be expected of an answer on the day of the interview, over all questions by
    their chances."""
    return sum(
        chance * one.quality(world.items[name], world.days) for name, chance in world.likely.items()
    )


def outcome(way: Choose, world: World, seed: int) -> float:
    """What a learner scores on the day after practising one way."""
    one = learner(world, seed)
    chance = random.Random(seed + 3)
    for day in range(world.days):
        for name in way(world, one, day, chance):
            one.practise(world.items[name], day)
        one.night()
    return interview(world, one)


def run(learners: int = LEARNERS) -> None:
    """Prints the score on the interview day for each way, and the plan's lead with its 95%
    interval, over the same learners."""
    for times, days, minutes in product(TIMES, DAYS, MINUTES):
        where = world(days, minutes, times)
        scores = {
            name: [outcome(way, where, SEED + 10 * n) for n in range(learners)]
            for name, way in WAYS.items()
        }
        asks = f"named areas {times} times as often" if times > 1 else "all areas alike"
        print(f"{days} days of {minutes} minutes, {learners} learners, {asks}")
        for name, found in scores.items():
            line = f"  {name:<8} {fmean(found):5.1f}"
            if name != "plan":
                lead = [a - b for a, b in zip(scores["plan"], found, strict=True)]
                half = 1.96 * stdev(lead) / math.sqrt(len(lead))
                won = sum(gap > 0 for gap in lead) / len(lead)
                line += f"   the plan leads by {fmean(lead):+.1f} ± {half:.1f}, for {won:.0%}"
            print(line)


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else LEARNERS)
