"""The moments of an interview worth remembering: its strongest and its weakest words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain import Criterion, Moment, Turn

# A criterion's share of its full mark. A contradicted point counts as missing here; the score
# itself already took more off for it.
COVERAGE = {"covered": 100.0, "partly": 50.0, "missing": 0.0, "contradicted": 0.0}
# A best moment is named from this score (0-100) on, a weakest one from this distance to the best.
_WORTH_NAMING = 40.0
_APART = 10.0


def best_moment(
    ranked: Sequence[Turn],
    asked_as: Mapping[int, str],
    earlier: Mapping[tuple[int, int], float],
) -> Moment | None:
    """The strongest words of the highest answer, when it is not a poor one. Where a follow-up
    raised the score (`earlier` gives what it was before), they are words of that follow-up."""
    if not ranked or (ranked[-1].score or 0.0) < _WORTH_NAMING:
        return None
    turn = ranked[-1]
    quoted = _quoted(turn)
    if turn.part and (turn.score or 0.0) > earlier.get((turn.n, turn.part), 0.0):
        said = " ".join(turn.answer.split())
        own = [(value, quote) for value, quote in quoted if " ".join(quote.split()) in said]
        quoted = own or [(0.0, turn.answer)]
    return _moment(turn, asked_as, max(quoted, key=lambda item: item[0])[1])


def weakest_moment(ranked: Sequence[Turn], asked_as: Mapping[int, str]) -> Moment | None:
    """The weakest words of the lowest answer, when it stands clearly below the highest."""
    if len(ranked) < 2 or (ranked[-1].score or 0.0) - (ranked[0].score or 0.0) < _APART:
        return None
    return _moment(ranked[0], asked_as, min(_quoted(ranked[0]), key=lambda item: item[0])[1])


def _quoted(turn: Turn) -> list[tuple[float, str]]:
    """What the assessment quotes with the worth it shows (0-100); the answer when nothing."""
    assert turn.assessment is not None
    quoted = [(worth_of(c), quote) for c in turn.assessment.criteria for quote in c.quotes]
    return quoted or [(0.0, turn.answer)]


def _moment(turn: Turn, asked_as: Mapping[int, str], quote: str) -> Moment:
    return Moment(
        n=turn.n,
        question=asked_as.get(turn.n, turn.text),
        quote=shortened(quote),
        score=turn.score or 0.0,
    )


def worth_of(criterion: Criterion) -> float:
    """What a criterion shows, 0-100."""
    level = criterion.level
    return 25.0 * level if isinstance(level, int) else COVERAGE[level]


def shortened(text: str, limit: int = 160) -> str:
    """A quote cut at a word, marked where it was cut."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"
