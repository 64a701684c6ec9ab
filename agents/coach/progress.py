"""What a person's sessions add up to, told no more firmly than the numbers allow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from statistics import fmean, median

from domain import STRONG_FROM, WEAK_BELOW, CategoryScore, Value

# Fewer finished sessions than this show no trend: with three points any order has a one in six
# chance of being all upward.
TREND_SESSIONS = 4
# A category's mean rests on at least this many answers before it is called strong or weak.
MIN_ANSWERS = 2
# Points per session under which a slope is called level.
_LEVEL = 0.5


class ProgressSummary(Value):
    """The keys of SPEC.md. `average_score` is over sessions with a score, None without any."""

    total_sessions: int
    average_score: float | None
    improvement_trend: str
    strong_areas: tuple[CategoryScore, ...]
    weak_areas: tuple[CategoryScore, ...]
    recommended_focus: tuple[str, ...]


def summarise(scores: Sequence[float | None], areas: Sequence[CategoryScore]) -> ProgressSummary:
    """Sums up sessions, given each one's mean score (oldest first; None where nothing could be
    scored) and the mean per category."""
    known = [score for score in scores if score is not None]
    told = [area for area in areas if area.answers >= MIN_ANSWERS]
    strong = sorted((a for a in told if a.score >= STRONG_FROM), key=lambda a: (-a.score, a.name))
    weak = sorted((a for a in told if a.score < WEAK_BELOW), key=lambda a: (a.score, a.name))
    focus = [
        f"{area.name.replace('_', ' ')}: {area.score:.0f} of 100 over {area.answers} answers"
        for area in weak[:3]
    ]
    if not focus and known:
        focus = ["no category is clearly weak: widen the range with other kinds of question"]
    elif not known:
        focus = ["hold a first mock interview: python run.py mock"]
    return ProgressSummary(
        total_sessions=len(scores),
        average_score=round(fmean(known), 1) if known else None,
        improvement_trend=describe_trend(known),
        strong_areas=tuple(strong),
        weak_areas=tuple(weak),
        recommended_focus=tuple(focus),
    )


def describe_trend(scores: Sequence[float]) -> str:
    """The trend in words: the median of all pairwise slopes, in points per session.

    The estimator is Theil's (1950) in Sen's form (1968): one odd session does not turn it.
    """
    if len(scores) < TREND_SESSIONS:
        return (
            f"no trend can be told yet: it takes {TREND_SESSIONS} scored sessions, "
            f"there {'is' if len(scores) == 1 else 'are'} {len(scores)}"
        )
    pairs = combinations(enumerate(scores), 2)
    slope = median((late - early) / (j - i) for (i, early), (j, late) in pairs)
    if abs(slope) < _LEVEL:
        return f"level: {slope:+.1f} points per session over {len(scores)} sessions"
    word = "rising" if slope > 0 else "falling"
    return f"{word}: {slope:+.1f} points per session over {len(scores)} sessions"
