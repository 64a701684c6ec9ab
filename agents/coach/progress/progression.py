"""Scores over time: the sessions, their trend, the level they show, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from itertools import accumulate
from operator import add
from statistics import fmean

from agents.coach.progress.shapes import (
    AttemptCounts,
    LevelNow,
    LongRun,
    MonthPoint,
    NextSession,
    ScoreProgression,
    SessionPoint,
    Speed,
    Trend,
    Velocity,
)
from agents.coach.progress.wording import bounds, count, signed, tenth
from agents.coach.statistics import forecast, trend
from agents.coach.statistics import level as levels
from agents.coach.statistics.belief import Told
from agents.coach.statistics.means import means
from domain.progress import Attempts, ItemTally, ProgressRecord, SessionScore, Tally

# Under a week a slope per week would be a guess about days nobody saw.
_SPAN = 7
# The latest sessions, which are set against as many before them.
_RECENT = 5


def progression(record: ProgressRecord) -> ScoreProgression:
    """The sessions, what they add up to in the long run, and where they lead."""
    return ScoreProgression(
        sessions=tuple(_point(session) for session in record.sessions),
        months=tuple(
            MonthPoint(month=one.month, score=tenth(one.score), answers=one.answers)
            for one in record.months
        ),
        long_run=_long_run(record),
        trend=trend_of(record.sessions),
        level=_level(record.items),
        attempts=_attempts(record.attempts),
    )


def trend_of(sessions: Sequence[SessionScore]) -> Trend:
    """The trend in points a week over days of practice: sessions of one day are one point, for a
    slope between two hours of one evening would tell nothing of weeks."""
    scored = [session for session in sessions if session.score is not None]
    days: dict[date, list[SessionScore]] = {}
    for session in scored:
        days.setdefault(session.at.date(), []).append(session)
    first = min(days, default=date.min)
    told = None
    if days and (max(days) - first).days >= _SPAN:
        weeks = [(day - first).days / 7.0 for day in sorted(days)]
        told = trend.slope(weeks, [_mean(days[day]) for day in sorted(days)])
    counts = {"sessions": len(scored), "days": len(days), "needed": trend.NEEDED}
    if told is None:
        text = (
            f"No trend can be told yet: it takes scores from {trend.NEEDED} days that lie a week "
            f"or more apart, first to last; there {'is' if len(days) == 1 else 'are'} "
            f"{count(len(days), 'day')}."
        )
        return Trend(slope=None, low=None, high=None, verdict="too_early", text=text, **counts)
    rest = f"{count(len(scored), 'session')} on {count(len(days), 'day')}"
    span = f"90% interval {signed(told.low)} to {signed(told.high)}, {rest}"
    if told.low > 0 or told.high < 0:
        word = "rising" if told.low > 0 else "falling"
        text = f"{word.capitalize()}: {signed(told.value)} points a week ({span})."
    else:
        word = "unclear"
        text = (
            f"Neither up nor down for sure: {signed(told.value)} points a week ({span}), so it "
            "may as well be chance."
        )
    return Trend.model_validate(
        {"slope": tenth(told.value), **bounds(told), **counts, "verdict": word, "text": text}
    )


def velocity(sessions: Sequence[SessionScore]) -> Velocity:
    """Points gained a session and an hour of answering: Theil-Sen slopes over the number of
    sessions and over the hours so far, and the latest sessions beside those before them."""
    scored = [session for session in sessions if session.score is not None]
    scores = [session.score or 0.0 for session in scored]
    hours = list(accumulate(session.seconds / 3600.0 for session in scored))
    rises = all(session.seconds > 0 for session in scored)
    by_session = trend.slope([float(n) for n in range(len(scored))], scores)
    by_hour = trend.slope(hours, scores) if rises else None
    recent, earlier = scored[-_RECENT:], scored[-2 * _RECENT : -_RECENT]
    now = _mean(recent) if len(recent) == _RECENT and earlier else None
    past = _mean(earlier) if now is not None else None
    change = tenth(now - past) if now is not None and past is not None else None
    return Velocity(
        per_session=_speed(by_session),
        per_hour=_speed(by_hour),
        sessions=len(scored),
        hours=round(hours[-1], 2) if hours else 0.0,
        recent=None if now is None else tenth(now),
        earlier=None if past is None else tenth(past),
        change=change,
        text=_velocity_text(by_session, len(scored), change, len(earlier)),
    )


def expected_next(sessions: Sequence[SessionScore]) -> NextSession:
    """The mean score the next session will come to."""
    scored = [session for session in sessions if session.score is not None]
    told = forecast.next_session(
        [session.score or 0.0 for session in scored], [session.answers for session in scored]
    )
    counts = {"sessions": len(scored), "needed": forecast.NEEDED}
    if told is None:
        text = (
            f"No prediction yet: it takes {count(forecast.NEEDED, 'scored session')}, "
            f"there {'is' if len(scored) == 1 else 'are'} {len(scored)}."
        )
        return NextSession(score=None, low=None, high=None, text=text, **counts)
    text = (
        f"The next session will probably come to about {told.value:.0f}; nine times in ten "
        f"between {told.low:.0f} and {told.high:.0f}."
    )
    return NextSession(score=tenth(told.value), **bounds(told), text=text, **counts)


def _velocity_text(told: Told | None, sessions: int, change: float | None, earlier: int) -> str:
    if told is None:
        return (
            f"How fast you improve can be told from {count(trend.NEEDED, 'scored session')} on; "
            f"there {'is' if sessions == 1 else 'are'} {sessions}."
        )
    text = (
        f"{signed(told.value)} points a session (90% interval {signed(told.low)} to "
        f"{signed(told.high)})."
    )
    if change is not None:
        text += f" The last {_RECENT} sessions: {signed(change)} against the {earlier} before."
    return text


def _speed(told: Told | None) -> Speed:
    if told is None:
        return Speed(slope=None, low=None, high=None)
    return Speed(slope=round(told.value, 2), low=round(told.low, 2), high=round(told.high, 2))


def _mean(sessions: Sequence[SessionScore]) -> float:
    return fmean(session.score or 0.0 for session in sessions)


def _point(session: SessionScore) -> SessionPoint:
    return SessionPoint(
        id=session.id,
        at=session.at.isoformat(),
        mode=session.mode,
        score=None if session.score is None else tenth(session.score),
        answers=session.answers,
        seconds=tenth(session.seconds),
    )


def _long_run(record: ProgressRecord) -> LongRun:
    tally = reduce(add, (area.kept + area.summed for area in record.areas), Tally())
    summed = sum(area.summed.answers for area in record.areas)
    if not tally.answers:
        return LongRun(score=None, low=None, high=None, answers=0, summed=0)
    told = means([tally])[0]
    return LongRun(score=tenth(told.value), **bounds(told), answers=tally.answers, summed=summed)


def _level(items: Sequence[ItemTally]) -> LevelNow:
    told = levels.level(items)
    if told is None:
        answers = sum(item.answers for item in items if item.recent)
        text = (
            f"Your level, apart from how hard the questions were, can be told from "
            f"{count(levels.NEEDED, 'scored answer')} on; there "
            f"{'is' if answers == 1 else 'are'} {answers}."
        )
        nothing = dict.fromkeys(("score", "low", "high", "easy", "medium", "hard", "before"))
        return LevelNow.model_validate({**nothing, "answers": answers, "text": text})
    text = (
        f"On a medium question you may expect {told.now.value:.0f} now (90% interval "
        f"{told.now.low:.0f} to {told.now.high:.0f}), {told.easy.value:.0f} on an easy one and "
        f"{told.hard.value:.0f} on a hard one, by {count(told.answers, 'answer')} in your latest "
        "sessions."
    )
    if told.before is not None:
        text += f" Before these it was {told.before.value:.0f}."
    return LevelNow(
        score=tenth(told.now.value),
        **bounds(told.now),
        answers=told.answers,
        easy=tenth(told.easy.value),
        medium=tenth(told.now.value),
        hard=tenth(told.hard.value),
        before=None if told.before is None else tenth(told.before.value),
        text=text,
    )


def _attempts(met: Attempts) -> AttemptCounts:
    given = met.questions - met.skipped
    all_answers = given + met.repeats
    parts = [
        f"{count(met.counted, 'answer')} to {count(met.questions, 'question')} "
        f"{'counts' if met.counted == 1 else 'count'}"
    ]
    for number, why in (
        (met.hinted, "with a hint"),
        (met.repeats, "given again after feedback"),
        (met.unscored, "not scored"),
        (met.skipped, "skipped"),
    ):
        if number:
            parts.append(f"{number:,} {why}")
    left_out = f"; left out: {', '.join(parts[1:])}" if parts[1:] else ""
    return AttemptCounts(
        answers=given,
        counted=met.counted,
        unscored=met.unscored,
        skipped=met.skipped,
        repeats=met.repeats,
        repeat_share=round(met.repeats / all_answers, 3) if all_answers else 0.0,
        hinted=met.hinted,
        hint_share=round(met.hinted / given, 3) if given else 0.0,
        text=f"{parts[0]}{left_out}.",
    )
