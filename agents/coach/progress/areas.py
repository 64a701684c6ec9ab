"""What goes well and what does not: categories, criteria that stay low, questions never seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from agents.coach.progress.shapes import (
    Area,
    Recurring,
    Unseen,
    UnseenCategory,
    UnseenKind,
    Verdict,
)
from agents.coach.progress.wording import bounds, count, tenth
from agents.coach.statistics.means import means
from domain import STRONG_FROM, WEAK_BELOW, Kind, Question
from domain.progress import AreaTally, CriterionScore, Tally
from knowledge.naming import spoken

# A category's mean rests on at least this many answers before it is called strong or weak.
MIN_ANSWERS = 2
# A criterion is low where it comes to less than "fair", the middle of its five levels.
LOW_CRITERION = 50.0
# In so many sessions it is no longer chance that it was low.
LOW_SESSIONS = 3
_ASKED: tuple[Kind, ...] = ("behavioral", "technical", "situational", "company")


def areas_of(tallies: Sequence[AreaTally]) -> tuple[Area, ...]:
    """Each category with its mean, the lowest first."""
    return _areas([(one.category, one) for one in tallies])


def kinds_of(tallies: Sequence[AreaTally]) -> tuple[Area, ...]:
    """Each kind with its mean, the lowest first."""
    kinds: dict[Kind, AreaTally] = {}
    for one in tallies:
        before = kinds.get(one.kind, AreaTally(one.kind, one.kind))
        kinds[one.kind] = AreaTally(
            one.kind, one.kind, before.kept + one.kept, before.summed + one.summed
        )
    return _areas(list(kinds.items()))


def _areas(named: Sequence[tuple[str, AreaTally]]) -> tuple[Area, ...]:
    both: list[tuple[str, AreaTally, Tally]] = [
        (name, one, one.kept + one.summed) for name, one in named
    ]
    both = [entry for entry in both if entry[2].answers]
    told = means([tally for _, _, tally in both])
    found = [
        Area(
            name=name,
            kind=one.kind,
            score=tenth(mean.value),
            **bounds(mean),
            answers=tally.answers,
            summed=one.summed.answers,
            verdict=_verdict(mean.value, tally.answers),
        )
        for (name, one, tally), mean in zip(both, told, strict=True)
    ]
    return tuple(sorted(found, key=lambda area: (area.score, area.name)))


def _verdict(score: float, answers: int) -> Verdict:
    if answers < MIN_ANSWERS:
        return "too_few"
    if score < WEAK_BELOW:
        return "weak"
    return "strong" if score >= STRONG_FROM else "fair"


def recurring_weaknesses(
    criteria: Iterable[CriterionScore], considered: int
) -> tuple[Recurring, ...]:
    """The criteria that were low in at least `LOW_SESSIONS` of the `considered` latest sessions,
    the most often low first."""
    scores: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for one in criteria:
        scores[one.criterion][one.age] = one.score
    found: list[Recurring] = []
    for name, by_age in scores.items():
        low = [score for score in by_age.values() if score < LOW_CRITERION]
        if len(low) < LOW_SESSIONS:
            continue
        last = by_age[min(by_age)]
        found.append(
            Recurring(
                criterion=name,
                sessions=len(low),
                of=considered,
                score=tenth(fmean(low)),
                last=tenth(last),
                text=(
                    f"{spoken(name)}: low in {len(low)} of your last {considered} sessions "
                    f"({fmean(low):.0f} of 100 in those), {last:.0f} the last time."
                ),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.sessions, one.score, one.criterion)))


def unseen_of(questions: Iterable[Question], seen: frozenset[str], role: str | None) -> Unseen:
    """The questions for a role, or for everybody without one, that were never asked. What was
    asked only in sessions past the retention period counts as unseen."""
    whole: Counter[tuple[Kind, str]] = Counter()
    new: Counter[tuple[Kind, str]] = Counter()
    for question in questions:
        if question.kind in _ASKED and (not question.roles or role in question.roles):
            whole[question.kind, question.category] += 1
            new[question.kind, question.category] += question.id not in seen
    kinds = tuple(_unseen_kind(kind, whole, new) for kind in _ASKED)
    kinds = tuple(kind for kind in kinds if kind.questions)
    told = ", ".join(f"{kind.unseen} {kind.kind}" for kind in kinds)
    whom = f" for {spoken(role)}" if role else ""
    left = sum(kind.unseen for kind in kinds)
    text = f"{count(left, 'question')}{whom} you have not been asked yet: {told}."
    return Unseen(role=role, kinds=kinds, text=text)


def _unseen_kind(
    kind: Kind, whole: Mapping[tuple[Kind, str], int], new: Mapping[tuple[Kind, str], int]
) -> UnseenKind:
    categories = tuple(
        UnseenCategory(name=name, questions=number, unseen=new[one, name])
        for (one, name), number in whole.items()
        if one == kind
    )
    return UnseenKind(
        kind=kind,
        questions=sum(one.questions for one in categories),
        unseen=sum(one.unseen for one in categories),
        categories=tuple(sorted(categories, key=lambda one: (-one.unseen, one.name))),
    )
