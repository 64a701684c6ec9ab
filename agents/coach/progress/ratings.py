"""How well a person knows how good an answer was."""

from __future__ import annotations

from collections.abc import Sequence

from agents.coach.progress.wording import bounds, count, signed, tenth
from agents.coach.statistics.belief import Told
from agents.coach.statistics.means import mean_gap
from domain import Kind, Value
from domain.progress import RatingTally

# Fewer ratings of a kind say nothing: with the noise of one answer at 12 points, five leave the
# mean difference uncertain by some 11.
NEEDED = 5
_BAND = 20


class RatedKind(Value):
    """Self-ratings beside scores; `gap` is rated less scored."""

    kind: Kind
    answers: int
    rated: float
    scored: float
    gap: float
    low: float
    high: float
    text: str | None


class RatedBand(Value):
    """What answers came to that were rated from `start` to below `end`."""

    start: int
    end: int
    answers: int
    rated: float
    scored: float


class SelfRatings(Value):
    """How well a person knows how good an answer was."""

    answers: int
    rated: float | None
    scored: float | None
    gap: float | None
    low: float | None
    high: float | None
    needed: int
    kinds: tuple[RatedKind, ...]
    bands: tuple[RatedBand, ...]
    text: str


def ratings_of(tallies: Sequence[RatingTally]) -> SelfRatings:
    """Ratings beside scores, in all, by kind, and by how high they were."""
    answers = sum(one.answers for one in tallies)
    if not answers:
        nothing = dict.fromkeys(("rated", "scored", "gap", "low", "high"))
        text = (
            "You have not rated your own answers yet: practise, and say what you would give an "
            "answer before you see its score."
        )
        return SelfRatings.model_validate(
            {"answers": 0, **nothing, "needed": NEEDED, "kinds": (), "bands": (), "text": text}
        )
    gap = _gap(tallies)
    kinds = tuple(
        _of_kind([one for one in tallies if one.kind == kind])
        for kind in dict.fromkeys(one.kind for one in tallies)
    )
    return SelfRatings(
        answers=answers,
        rated=tenth(sum(one.rated for one in tallies) / answers),
        scored=tenth(sum(one.scored for one in tallies) / answers),
        gap=tenth(gap.value),
        **bounds(gap),
        needed=NEEDED,
        kinds=kinds,
        bands=tuple(
            _band(band, [one for one in tallies if one.band == band])
            for band in sorted({one.band for one in tallies})
        ),
        text=_text(answers, kinds, _said(gap, answers, "")),
    )


def _of_kind(tallies: Sequence[RatingTally]) -> RatedKind:
    answers = sum(one.answers for one in tallies)
    gap = _gap(tallies)
    kind = tallies[0].kind
    return RatedKind(
        kind=kind,
        answers=answers,
        rated=tenth(sum(one.rated for one in tallies) / answers),
        scored=tenth(sum(one.scored for one in tallies) / answers),
        gap=tenth(gap.value),
        **bounds(gap),
        text=_said(gap, answers, f" on {kind} questions") if answers >= NEEDED else None,
    )


def _band(band: int, tallies: Sequence[RatingTally]) -> RatedBand:
    answers = sum(one.answers for one in tallies)
    return RatedBand(
        start=_BAND * band,
        end=_BAND * (band + 1),
        answers=answers,
        rated=tenth(sum(one.rated for one in tallies) / answers),
        scored=tenth(sum(one.scored for one in tallies) / answers),
    )


def _gap(tallies: Sequence[RatingTally]) -> Told:
    return mean_gap(
        sum(one.answers for one in tallies),
        sum(one.rated - one.scored for one in tallies),
        sum(one.squares for one in tallies),
    )


def _text(answers: int, kinds: Sequence[RatedKind], overall: str) -> str:
    if answers < NEEDED:
        return (
            f"Too few self-ratings to tell how well you judge yourself: it takes {NEEDED}, there "
            f"{'is' if answers == 1 else 'are'} {answers}."
        )
    return " ".join(one.text for one in kinds if one.text) or overall


def _said(gap: Told, answers: int, where: str) -> str:
    rest = f"({count(answers, 'answer')}, 90% interval {signed(gap.low)} to {signed(gap.high)})."
    if gap.low > 0 or gap.high < 0:
        way = "high" if gap.value > 0 else "low"
        points = count(round(abs(gap.value)), "point")
        return f"You rate yourself {points} {way}{where} {rest}"
    return f"Your ratings{where} are about right as far as can be told, {signed(gap.value)} {rest}"
