"""The practice plan, for programs and front ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from api.jobs import JobReader
from domain import (
    STRONG_FROM,
    WEAK_BELOW,
    BadInput,
    Focus,
    Job,
    Kind,
    PlanDay,
    PlanItem,
    PracticePlan,
    Practised,
    Resource,
)

if TYPE_CHECKING:
    from pathlib import Path

    from agents.coach.gains import Candidate

DAYS = 14
"""How many days are planned where no day of an interview is given."""

_MOST_DAYS, _MOST_MINUTES = 365, 480
_NAMED = 3.0
"""How much likelier a question is asked for which the ad itself calls: assumed, as in
evals/plan.py, which shows what the plan is worth without it too."""

_FEWEST, _MOST = 24, 240
_FOCUS = 4


class PracticePlanner(JobReader):
    """Plans practice from what the store knows of a person, and plans anew what was missed."""

    _shown: PracticePlan | None = None
    """The plan made last by this object, which is kept unless nothing is to be tracked."""

    def make(
        self,
        job: Job,
        *,
        days: int | None = None,
        until: date | None = None,
        minutes: int | None = None,
    ) -> dict[str, Any]:
        """A new plan from today, kept in place of an earlier one: for so many `days` (14), or up to
        the day before the interview, with at most so many `minutes` a day (the setting
        PRACTICE_SESSION_DURATION). Keys: as `plan --json`. Raises BadInput."""
        today = self._today()
        minutes = self._stage.settings.practice_session_duration if minutes is None else minutes
        if not 5 <= minutes <= _MOST_MINUTES:
            raise BadInput(f"a day of practice takes 5 to {_MOST_MINUTES} minutes")
        if until is not None and not 0 < (until - today).days <= _MOST_DAYS:
            raise BadInput(
                f"{until} is not a day from tomorrow to one in {_MOST_DAYS} days: name the day of "
                "the interview"
            )
        if days is None:
            days = (until - today).days if until else DAYS
        if not 1 <= days <= _MOST_DAYS:
            raise BadInput(f"a plan is for 1 to {_MOST_DAYS} days")
        plan = self._planned(
            PracticePlan(
                begun=today,
                made_at=self._stage.now(),
                job=job,
                until=until,
                minutes=minutes,
                length=days,
            )
        )
        self._keep(plan)
        return laid_out(plan)

    def current(self) -> dict[str, Any] | None:
        """The kept plan as of today: what was practised is ticked off, what was missed is planned
        anew in the days left. None when there is none, or its last day has gone by."""
        plan = self.kept()
        if plan is None:
            return None
        renewed = self._planned(plan)
        self._keep(renewed)
        return laid_out(renewed)

    def kept(self) -> PracticePlan | None:
        """The kept plan as it was left; None when there is none, or its last day has gone by."""
        plan = self._stage.plans.of(self._stage.user)
        if plan is None or _last_day(plan) < self._today():
            return None
        return plan

    def write_calendar(self, file: Path, *, at: time | None = None, force: bool = False) -> Path:
        """Writes the kept plan's days from today on as a calendar file, in place of an earlier one
        of ours, or with `force` of any; gives the file. `at` is the time of day to practise at, all
        day long without. Raises BadInput."""
        from api.calendars import OURS, calendar_of
        from api.reports.writing import write_report

        plan = self._shown or self._stage.plans.of(self._stage.user)
        if plan is None:
            raise BadInput("there is no plan to write; make one with: run.py plan")
        return write_report(file, calendar_of(plan, self._stage.user, at), force=force, ours=OURS)

    def latest_job(self) -> Job | None:
        """The job of the person's latest session; None before the first."""
        sessions = self._stage.interviews.list(self._stage.user)
        return sessions[0].job if sessions else None

    def generate_practice_plan(
        self, weak_areas: Sequence[str], job: Job | None = None
    ) -> dict[str, Any]:
        """A plan for areas named as weak, beside what the store knows: focus_areas,
        recommended_questions [{id, question, kind, category, difficulty}], practice_schedule (the
        days of `plan --json`), resources. It is not kept."""
        today, stage = self._today(), self._stage
        plan = self._planned(
            PracticePlan(
                begun=today,
                made_at=stage.now(),
                job=job or self._some_job(),
                minutes=stage.settings.practice_session_duration,
                length=DAYS,
            ),
            weak_areas,
        )
        told = laid_out(plan)
        ids = dict.fromkeys(
            item.question_id for day in plan.days for item in day.items if item.question_id
        )
        keys = {"id", "question", "kind", "category", "difficulty"}
        return {
            "focus_areas": told["focus_areas"],
            "recommended_questions": [
                stage.crew.bank.get(name).model_dump(mode="json", include=keys) for name in ids
            ],
            "practice_schedule": told["days"],
            "resources": told["resources"],
        }

    def _planned(self, plan: PracticePlan, weak: Sequence[str] = ()) -> PracticePlan:
        """The plan with its days from today on planned from what the store knows now."""
        from agents.coach.gains import areas_of
        from agents.coach.planning import QUESTION_MINUTES, Course, Planner

        stage, today = self._stage, self._today()
        practised = stage.practised.of(stage.user)
        answered = stage.practised.answered_since(stage.user, _midnight(plan.begun))
        done: dict[date, list[str]] = {}
        mocks: set[date] = set()
        for name, mode, at in answered:
            done.setdefault(at.astimezone().date(), []).append(name)
            if mode == "mock":
                mocks.add(at.astimezone().date())
        scores = {
            area.name: (area.score, area.answers) for area in stage.scores.by_category(stage.user)
        }
        for name in weak:
            scores[name] = (min(scores.get(name, (40.0, 0))[0], 40.0), 6)
        candidates = self._candidates(plan, practised)
        areas = areas_of(candidates.values(), scores)
        bank = stage.crew.bank
        ticked = [name for name in dict.fromkeys(done.get(today, ())) if name in bank]
        spent = sum(QUESTION_MINUTES[bank.get(name).kind] for name in ticked)
        length = (
            (plan.until - today).days
            if plan.until and plan.length >= (plan.until - plan.begun).days
            else plan.length - (today - plan.begun).days
        )
        course = Course(
            begun=plan.begun,
            first=today,
            length=max(1, length),
            until=plan.until,
            minutes=plan.minutes,
            mock_minutes=0 if today in mocks else stage.settings.mock_interview_duration,
        )
        planner = Planner(course, candidates, areas, spent, frozenset(ticked))
        ahead = planner.days()
        if ahead and ticked:
            items = tuple(self._tick(name) for name in ticked)
            ahead[0] = ahead[0].model_copy(
                update={
                    "items": (*items, *ahead[0].items),
                    "minutes": spent + ahead[0].minutes,
                }
            )
        past = [_gone_by(day, done, mocks) for day in plan.days if day.day < today]
        return plan.model_copy(
            update={
                "made_at": stage.now(),
                "days": (*past, *(self._worded(day, plan.job) for day in ahead)),
                "focus_areas": tuple(self._focus(scores, weak)),
                "resources": tuple(self._resources(plan, scores, weak)),
            }
        )

    def _candidates(
        self, plan: PracticePlan, practised: Sequence[Practised]
    ) -> dict[str, Candidate]:
        """The questions that may be practised: those answered before, and those the interviewer
        would choose for the job, about as many as the days have room for."""
        from agents.coach.gains import SHARES, Candidate
        from agents.coach.planning import chances
        from agents.interviewer.planning import EVEN_MIX, difficulty_shares

        crew = self._stage.crew
        known = [one for one in practised if one.question_id in crew.bank]
        room = min(_MOST, max(_FEWEST, round(plan.length * plan.minutes / 4)))
        mix = difficulty_shares(EVEN_MIX, plan.job.seniority)
        whys: dict[str, str] = {}
        groups: dict[Kind, list[str]] = {}
        for kind, share in SHARES.items():
            old = [one.question_id for one in known if one.kind == kind]
            new = crew.interviewer.choose(
                kind, max(3, round(share * room)), plan.job, mix=mix, taken=old
            )
            whys |= {one.question_id: one.why for one in new}
            groups[kind] = [*old, *(one.question_id for one in new)]
        likely = chances({kind: names for kind, names in groups.items() if names})
        cards = {card.item: card for card in crew.schedule.cards(self._stage.user)}
        scores = {one.question_id: one for one in known}
        found: dict[str, Candidate] = {}
        for kind, names in groups.items():
            for name in names:
                before = scores.get(name)
                why = whys.get(name, "")
                found[name] = Candidate(
                    question_id=name,
                    kind=kind,
                    category=crew.bank.get(name).category,
                    chance=likely[name] * (_NAMED if why.startswith("the ad ") else 1.0),
                    score=before.score if before else None,
                    times=before.times if before else 0,
                    card=cards.get(name),
                    why=why,
                )
        return found

    def _focus(self, scores: dict[str, tuple[float, int]], weak: Sequence[str]) -> list[Focus]:
        from agents.coach.planning import areas

        low = [
            (name, score, count)
            for name, (score, count) in scores.items()
            if score < WEAK_BELOW and name not in weak
        ]
        named = [Focus(area=name, why="you named it as weak") for name in weak]
        return [*named, *(Focus(area=name, why=why) for name, why in areas(low, _FOCUS))]

    def _resources(
        self, plan: PracticePlan, scores: dict[str, tuple[float, int]], weak: Sequence[str]
    ) -> list[Resource]:
        """What helps with the focus: the bank, the person's stories and best answers, and pages of
        a kept brief."""
        from knowledge.naming import spoken

        stage = self._stage
        focus = [one.area for one in self._focus(scores, weak)]
        found = [
            Resource(
                title=f"Questions on {spoken(name)}",
                why="from the bank, with what a good answer shows",
                command=f"questions --category {name}",
            )
            for name in focus
            if any(question.category == name for question in stage.crew.bank.questions)
        ]
        for story in stage.crew.stories.of(stage.user):
            fits = [name for name in story.competencies if name in focus]
            if fits:
                found.append(
                    Resource(
                        title=f"Your story “{story.title}”",
                        why=f"you keep it for {spoken(fits[0])}",
                        command=f"stories show {story.id}",
                    )
                )
        found += [
            Resource(
                title=f"Your answer to question {n} of {name}",
                why=f"it scored {score:.0f} on {spoken(category)}",
                command=f"interviews show {name}",
            )
            for name, n, category, score in stage.practised.best(stage.user, STRONG_FROM, 3)
        ]
        brief = stage.crew.briefs.of(plan.job.company, stage.user, stage.now())
        if brief is not None:
            quoted = {claim.source_id for claim in brief.claims}
            found += [
                Resource(
                    title=source.title or source.url,
                    why=f"a page on {brief.company} that the brief quotes",
                    url=source.url,
                )
                for source in brief.sources
                if source.id in quoted and source.url.startswith("http")
            ][:3]
        return found

    def _tick(self, name: str) -> PlanItem:
        from agents.coach.planning import QUESTION_MINUTES

        kind = self._stage.crew.bank.get(name).kind
        return PlanItem(
            kind=kind, question_id=name, minutes=QUESTION_MINUTES[kind], why="today", done=True
        )

    def _worded(self, day: PlanDay, job: Job) -> PlanDay:
        """The day with the words of its questions."""
        from knowledge.naming import as_asked

        bank = self._stage.crew.bank
        items = []
        for item in day.items:
            if item.question_id:
                asked = as_asked(bank.get(item.question_id), job)
                item = item.model_copy(update={"question": asked})
            items.append(item)
        return day.model_copy(update={"items": tuple(items)})

    def _some_job(self) -> Job:
        """The job of the latest session, else of the kept plan, else that of a first interview."""
        latest = self.latest_job()
        if latest is not None:
            return latest
        plan = self._stage.plans.of(self._stage.user)
        return plan.job if plan else self.read_job("", role="software_engineer")

    def _keep(self, plan: PracticePlan) -> None:
        self._shown = plan
        if self._stage.settings.track_performance:
            self._stage.plans.keep(self._stage.user, plan)

    def _today(self) -> date:
        """The day it is where the person is."""
        return self._stage.now().astimezone().date()


def laid_out(plan: PracticePlan) -> dict[str, Any]:
    """A plan with the keys of `plan --json`."""
    days = [
        {
            "date": day.day.isoformat(),
            **day.model_dump(mode="json", exclude={"day"}),
        }
        for day in plan.days
    ]
    return {
        "focus_areas": [one.model_dump(mode="json") for one in plan.focus_areas],
        "days": days,
        "resources": [one.model_dump(mode="json") for one in plan.resources],
        "role": plan.job.role,
        "title": plan.job.title,
        "company": plan.job.company,
        "until": plan.until.isoformat() if plan.until else None,
        "minutes": plan.minutes,
        "begun": plan.begun.isoformat(),
        "made_at": plan.made_at.isoformat(),
    }


def _gone_by(day: PlanDay, done: dict[date, list[str]], mocks: set[date]) -> PlanDay:
    """A day gone by with what was done on it ticked off."""
    answered = set(done.get(day.day, ()))
    items = tuple(
        item.model_copy(
            update={
                "done": item.done
                or item.question_id in answered
                or (item.kind == "mock" and day.day in mocks)
            }
        )
        for item in day.items
    )
    missed = any(not item.done and item.kind != "review" for item in items)
    return day.model_copy(update={"items": items, "missed": missed})


def _last_day(plan: PracticePlan) -> date:
    end = plan.begun + timedelta(days=plan.length - 1)
    return min(end, plan.until - timedelta(days=1)) if plan.until else end


def _midnight(day: date) -> datetime:
    """When a day begins where the person is."""
    return datetime.combine(day, time()).astimezone(UTC)
