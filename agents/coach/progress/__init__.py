"""What a person's sessions add up to, told no more firmly than the numbers allow."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from agents.coach.progress.areas import areas_of, kinds_of, recurring_weaknesses, unseen_of
from agents.coach.progress.outcomes import outcomes_of
from agents.coach.progress.pace import TARGETS, pace_of
from agents.coach.progress.progression import expected_next, progression, velocity
from agents.coach.progress.ratings import ratings_of
from agents.coach.progress.shapes import (
    Analytics,
    Area,
    CategoryPerformance,
    Predictions,
    ProgressSummary,
)
from agents.coach.progress.wording import command, count
from domain import Kind, Question
from domain.progress import ProgressRecord
from knowledge.naming import spoken

__all__ = ["TARGETS", "Analytics", "ProgressSummary", "analyse", "summarise"]

_FOCUS_AREAS = 3
_FOCUS = 4


def analyse(record: ProgressRecord, questions: Sequence[Question]) -> Analytics:
    """Everything that can be told from the sums of a person's answers and the `questions` of the
    bank."""
    return Analytics(
        score_progression=progression(record),
        category_performance=CategoryPerformance(
            categories=areas_of(record.areas),
            kinds=kinds_of(record.areas),
            recurring_weaknesses=recurring_weaknesses(record.criteria, record.considered),
            unseen=unseen_of(questions, record.seen, record.role),
            self_rating=ratings_of(record.ratings),
            outcomes=outcomes_of(record, {question.id: question for question in questions}),
        ),
        time_analysis=pace_of(record.paces, record.sessions),
        improvement_velocity=velocity(record.sessions),
        predictions=Predictions(next_session=expected_next(record.sessions)),
    )


def summarise(analytics: Analytics, user: str | None = None) -> ProgressSummary:
    """The analytics in brief, and what to do next; commands name the `user` where one is given."""
    sessions = analytics.score_progression.sessions
    known = [session.score for session in sessions if session.score is not None]
    areas = analytics.category_performance.categories
    strong = [area for area in reversed(areas) if area.verdict == "strong"]
    return ProgressSummary(
        total_sessions=len(sessions),
        average_score=round(fmean(known), 1) if known else None,
        improvement_trend=analytics.score_progression.trend.text,
        strong_areas=tuple(sorted(strong, key=lambda area: (-area.score, area.name))),
        weak_areas=tuple(area for area in areas if area.verdict == "weak"),
        recommended_focus=_focus(analytics, user),
    )


def _focus(analytics: Analytics, user: str | None) -> tuple[str, ...]:
    """What to do next, the most useful first, each with its reason and the command."""
    performance = analytics.category_performance
    if not performance.categories:
        return (f"hold a first mock interview: {command('mock', user)}",)
    # By the high end of the interval: what is low beyond doubt comes before what may be bad luck.
    weak = sorted(
        (area for area in performance.categories if area.verdict == "weak"),
        key=lambda area: (area.high, area.name),
    )[:_FOCUS_AREAS]
    steps = [
        _practise([area for area in weak if area.kind == kind], kind, user)
        for kind in dict.fromkeys(area.kind for area in weak)
    ]
    steps += [
        f"{one.text[:-1]}; read the advice on it: {_latest(analytics, user)}"
        for one in performance.recurring_weaknesses[:1]
    ]
    steps += [
        f"watch the time, {one.text[:-1]}"
        for one in analytics.time_analysis.kinds
        if one.verdict in ("short", "long")
    ][:1]
    missing = [kind for kind in _kinds(analytics) if kind not in _met(performance.kinds)]
    if missing:
        steps.append(
            f"try {missing[0]} questions, you have answered none yet: "
            f"{command(f'practice --type {missing[0]}', user)}"
        )
    if not steps:
        steps.append(
            "no category is clearly weak: raise the bar with "
            f"{command('mock --style bar_raiser', user)}"
        )
    return tuple(steps[:_FOCUS])


def _practise(areas: Sequence[Area], kind: Kind, user: str | None) -> str:
    reasons = [
        f"{spoken(area.name)} at {area.score:.0f} of 100 ({count(area.answers, 'answer')}, "
        f"90% interval {area.low:.0f} to {area.high:.0f})"
        for area in areas
    ]
    return f"{', '.join(reasons)}: {command(f'practice --type {kind}', user)}"


def _latest(analytics: Analytics, user: str | None) -> str:
    sessions = analytics.score_progression.sessions
    name = sessions[-1].id if sessions else "ID"
    return command(f"interviews show {name}", user)


def _kinds(analytics: Analytics) -> list[Kind]:
    return [one.kind for one in analytics.category_performance.unseen.kinds]


def _met(kinds: Sequence[Area]) -> set[str]:
    return {one.kind for one in kinds}
