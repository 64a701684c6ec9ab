"""The practice plan, for programs and front ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from api.jobs import JobReader
from domain import (
    BadInput,
    Job,
    Kind,
    PlannedQuestion,
    PracticePlan,
)

if TYPE_CHECKING:
    from pathlib import Path

    from api.backstage import Backstage


DAYS = 14
"""How many days are planned where no day of an interview is given."""

_MOST_DAYS, _MOST_MINUTES = 365, 480


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
        """The plan as of now, with what helps with its focus."""
        from agents.coach.plan_making import Maker
        from agents.coach.plan_words import resources_of

        stage, crew = self._stage, self._stage.crew
        maker = Maker(
            user=stage.user,
            bank=crew.bank,
            scores=crew.scores,
            schedule=crew.schedule,
            choose=self._new_questions,
            mock_minutes=stage.settings.mock_interview_duration,
        )
        made = maker.planned(plan, stage.now(), weak)
        brief = crew.briefs.of(plan.job.company, stage.user, stage.now())
        stories = crew.stories.of(stage.user)
        helps = resources_of(made.focus_areas, crew.bank, stories, crew.scores, stage.user, brief)
        return made.model_copy(update={"resources": helps})

    def _new_questions(
        self, kind: Kind, count: int, job: Job, taken: Sequence[str], weak: Sequence[str]
    ) -> list[PlannedQuestion]:
        """What the interviewer would choose for the job."""
        from agents.interviewer.planning import EVEN_MIX, difficulty_shares

        mix = difficulty_shares(EVEN_MIX, job.seniority)
        choose = self._stage.crew.interviewer.choose
        found = choose(kind, count, job, mix=mix, taken=taken, weak=list(dict.fromkeys(weak)))
        if kind != "technical":
            return found
        # Of the role's own alone: a plan has weeks, and a related role's would fill them.
        bank = self._stage.crew.bank
        return [one for one in found if job.role in bank.get(one.question_id).roles]

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


def due_now(stage: Backstage, user: str, most: int) -> list[PlannedQuestion]:
    """What is for today: the questions of the kept plan's day that were not answered yet, then
    those that are due besides, the longest overdue first; at most so many."""
    now, bank = stage.now(), stage.crew.bank
    today = now.astimezone().date()
    midnight = datetime.combine(today, time()).astimezone(UTC)
    since = stage.crew.scores.answered_since(user, midnight)
    answered = {name for name, _, _ in since}
    plan = stage.plans.of(user)
    found: dict[str, str] = {}
    for day in plan.days if plan else ():
        for item in day.items if day.day == today else ():
            if item.question_id and item.question_id not in answered:
                found[item.question_id] = f"in your plan for today: {item.why}"
    for name in stage.crew.schedule.due(user, now, most + len(answered)):
        if name not in answered:
            found.setdefault(name, "the schedule says it is time for it again")
    return [
        PlannedQuestion(question_id=name, kind=bank.get(name).kind, why=why)
        for name, why in found.items()
        if name in bank
    ][:most]


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


def _last_day(plan: PracticePlan) -> date:
    end = plan.begun + timedelta(days=plan.length - 1)
    return min(end, plan.until - timedelta(days=1)) if plan.until else end
