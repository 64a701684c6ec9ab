"""Time per question beside what is aimed at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from agents.coach.progress.shapes import KindTime, TimeAnalysis
from agents.coach.progress.wording import count, tenth
from domain import Kind
from domain.progress import Pace, SessionScore

# Seconds for a first answer, from and to. Careers advisers commonly say one to two minutes for an
# answer in an interview, two for a story; no measurement stands behind it that we know of. The
# lower bounds of the other kinds are ours: a right technical answer may well take half a minute.
TARGETS: Mapping[Kind, tuple[float, float]] = {
    "behavioral": (60.0, 120.0),
    "technical": (30.0, 120.0),
    "situational": (45.0, 120.0),
    "company": (30.0, 90.0),
}
SOURCE = (
    "One to two minutes is what careers advisers commonly say for an answer, two for a story; no "
    "study behind it is known to us. The lower bounds for technical, situational and company "
    "questions are our own."
)
# The median of fewer is as likely as not some other answer's.
_NEEDED = 5


def pace_of(paces: Sequence[Pace], sessions: Sequence[SessionScore]) -> TimeAnalysis:
    """The median time of first answers by kind, without follow-ups and answers given again."""
    order = list(TARGETS)
    kinds = tuple(_kind(one) for one in sorted(paces, key=lambda one: order.index(one.kind)))
    answers = sum(one.answers for one in kinds)
    return TimeAnalysis(
        seconds=tenth(sum(session.seconds for session in sessions)),
        answers=answers,
        kinds=kinds,
        source=SOURCE,
        text=_text(kinds, answers),
    )


def _kind(pace: Pace) -> KindTime:
    low, high = TARGETS[pace.kind]
    verdict: Literal["short", "fits", "long", "too_few"] = "fits"
    if pace.answers < _NEEDED:
        verdict = "too_few"
    elif pace.median < low:
        verdict = "short"
    elif pace.median > high:
        verdict = "long"
    off = ", ".join(
        f"{number:,} {word}"
        for number, word in ((pace.short, "shorter"), (pace.long, "longer"))
        if number
    )
    return KindTime(
        kind=pace.kind,
        answers=pace.answers,
        median=tenth(pace.median),
        target_low=low,
        target_high=high,
        short=pace.short,
        long=pace.long,
        verdict=verdict,
        text=(
            f"{pace.kind}: {clock(pace.median)} is the median of "
            f"{count(pace.answers, 'answer')}; aim at {clock(low)} to {clock(high)}"
            f"{f' ({off})' if off else ''}."
        ),
    )


def _text(kinds: Sequence[KindTime], answers: int) -> str:
    if not answers:
        return "No answer was timed yet."
    off = [
        f"too {way} on {' and '.join(found)} questions"
        for way in ("short", "long")
        if (found := [one.kind for one in kinds if one.verdict == way])
    ]
    if off:
        said = ", ".join(off)
        return f"Your answers tend to be {said}. Typed answers take longer than spoken ones."
    if all(one.verdict == "too_few" for one in kinds):
        return f"Too few timed answers of any kind to tell your pace: it takes {_NEEDED}."
    return "Your answers mostly take the time they should."


def clock(seconds: float) -> str:
    """ "45 s", "1:55 min"."""
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02d} min"
