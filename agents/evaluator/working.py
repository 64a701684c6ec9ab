"""How a score came about, in sentences a reader can check with a pencil."""

from __future__ import annotations

from collections.abc import Sequence

from agents.evaluator import behavioral, coverage
from agents.evaluator.behavioral import Story
from agents.evaluator.coverage import PointJudgement
from agents.evaluator.flags import CAPS, FLAGS
from agents.evaluator.overall import Whole
from agents.evaluator.reasoned import Reasoned
from agents.evaluator.rubric import TOP, curved, total
from agents.evaluator.substance import Substance
from domain import Criterion

_VISIBLE = 0.05
"""Points below which a step changes nothing that is shown."""
_TRACE = 0.05
"""Extent below which nothing of a point can be said to be there."""


def of_levels(kind: str, criteria: tuple[Criterion, ...], earned: float) -> list[str]:
    """From levels to `earned`, the score before order and caps."""
    plain = total(criteria)
    on_curve = curved(kind, plain)
    lines = [f"The criteria give {_number(plain)} of 100 ({_shares(criteria)})."]
    if abs(on_curve - plain) >= _VISIBLE:
        lines.append(
            f"The curve that was set on graded answers turns that into {_number(on_curve)}."
        )
    return [*lines, *_left(on_curve, earned)]


def of_story(story: Story) -> list[str]:
    """From levels and substance to the score of a story before order and caps."""
    held, plain = story.substance, total(story.criteria)
    mixed, graded = behavioral.mixture(story), behavioral.graded(story)
    ceiling = curved(behavioral.KIND, plain)
    share = round(100 * behavioral.SUBSTANCE)
    lines = [
        f"The criteria give {_number(plain)} of 100 ({_shares(story.criteria)}).",
        f"What the story holds, whatever its length, stands for {_number(held.grade)}: from "
        f"{_number(held.start)}, a middling story's, {_moves(held)}.",
    ]
    if held.ceiling < 100:
        lines.append(
            f"It is long and little of it is your own doing: {_number(held.ceiling)} at most."
        )
    lines.append(
        f"Weighed {100 - share} to {share} that makes {_number(mixed)}, which is "
        f"{_number(graded)} on the scale of grades."
    )
    if graded > ceiling:
        lines.append(f"With these levels it is {_number(ceiling)} at most.")
    return lines


def _moves(held: Substance) -> str:
    """The signals that moved the expected grade most, in words, and the rest in one sum."""
    told = [
        f"{_SIGNAL[name][points < 0]} {points:+.1f}"
        for name, points in held.moved[:_MOVES]
        if abs(points) >= _VISIBLE
    ]
    rest = sum(points for _, points in held.moved[_MOVES:])
    return ", ".join([*told, f"all else {rest:+.1f}"])


_MOVES = 5
_SIGNAL = {
    "own_deeds": ("many things you did", "few things you did"),
    "own_share": ("much of it your own doing", "little of it your own doing"),
    "act_substance": ("much said of what was done", "little said of what was done"),
    "act_share": ("much of it action", "little of it action"),
    "result_chance": ("a clear ending", "no clear ending"),
    "result_share": ("much on what came of it", "little on what came of it"),
    "past_share": ("told as it happened", "not told as it happened"),
    "to_the_deed": ("soon at what you did", "much beside what you did"),
    "little_talk": ("little general talk", "much general talk"),
    "figures": ("figures, days or dates", "few figures, days or dates"),
    "figure_rate": ("dense in figures", "thin in figures"),
    "measured_result": ("a measured result", "no measured result"),
    "concreteness": ("concrete words", "words nobody can picture"),
    "no_abstractions": ("few abstract words", "abstract words"),
    "concrete_acts": ("acts one can picture", "acts one cannot picture"),
    "concrete_results": ("a result one can picture", "a result one cannot picture"),
    "choices": ("a choice between ways", "no choice between ways"),
    "no_hedges": ("no hedging", "hedging"),
    "no_fillers": ("no fillers", "fillers"),
}
"""What is said of a signal that raised the grade, and of one that lowered it."""


def _shares(criteria: Sequence[Criterion]) -> str:
    return " + ".join(
        f"{_name(c)} {_number(100 * c.weight * c.level / TOP)}"
        for c in criteria
        if isinstance(c.level, int)
    )


def of_points(found: Reasoned) -> list[str]:
    """From points to the score before order and caps, in the judge's own words if it has any."""
    points, earned = found.points, found.score
    if found.told or not points:
        return list(found.told)
    extents = [_extent(p) for p in points]
    share = coverage.made(points, found.whole, found.standard)
    made = coverage.score(points, found.whole, found.standard)
    whole = round(100 * found.standard.whole)
    lines = [
        f"Of {'all ' * (len(points) > 1)}{len(points)} point{'s' * (len(points) > 1)}, "
        f"{_percent(sum(extents) / len(extents))} is there on average, taken one by one; compared "
        f"with all that is expected at once, the answer reaches {_percent(found.whole.nearness)}.",
        f"Weighed {100 - whole} to {whole}{_beside(found.whole)}{_hollow(found)} that makes "
        f"{_percent(share)}, "
        f"worth {_number(made)} of 100 on the scale of grades.",
    ]
    return [*lines, *_left(made, earned)]


def _beside(whole: Whole) -> str:
    """What talk beside the point costs, where it costs something."""
    kept = coverage.kept(whole)
    if kept > 0.995:
        return ""
    return (
        f", times {kept:.2f} because {_percent(whole.to_the_point)} of the words are to the point "
        f"({_percent(coverage.ALL_TO_THE_POINT)} is enough)"
    )


def _hollow(found: Reasoned) -> str:
    """What talk costs that says little for its length, where it costs something."""
    dense = coverage.dense(found.whole, found.standard)
    if dense > 0.995:
        return ""
    return f", times {dense:.2f} because it could be more concrete and tighter"


def closing(earned: float, ordered: float, flags: Sequence[str], score: float) -> list[str]:
    """From `earned` to the score: the order of the words, the lowest cap, and every flag."""
    lines = []
    value = earned
    if ordered < 1:
        value *= ordered
        lines.append(
            f"The order of the words leaves {_percent(ordered)} of that, {_number(value)}."
        )
    lowest = min((CAPS[f] for f in flags if f in CAPS), default=100.0)
    for flag in flags:
        lines.append(f"{_flag(flag)}: {FLAGS[flag]}{_bound(CAPS.get(flag), value, lowest)}.")
    lines.append(f"The score is {_number(score)}.")
    return lines


def noted(criteria: Sequence[Criterion], points: Sequence[PointJudgement]) -> tuple[Criterion, ...]:
    """The criteria, those of points with what they gave of the plain sum in their note."""
    extents = {p.point: _extent(p) for p in points}
    return tuple(
        c.model_copy(update={"note": _point_note(c, extents[c.criterion])})
        if isinstance(c.level, str) and c.criterion in extents
        else c
        for c in criteria
    )


def _point_note(c: Criterion, extent: float) -> str:
    gave = f"{_number(100 * c.weight * extent)} of {_number(100 * c.weight)} points"
    words = {
        "covered": f"{_percent(extent)} of it is there.",
        "partly": f"{_percent(extent)} of it is there. For more: say the rest of it.",
        "missing": f"{_percent(extent)} of it is there. For more: give it a sentence of its own."
        if extent >= _TRACE
        else "nothing of it is there. For more: give it a sentence of its own.",
        "contradicted": "the answer says the opposite. For more: put it right.",
    }
    return f"{c.level}, {gave}: {words[str(c.level)]}"


def _extent(point: PointJudgement) -> float:
    """How far a point is made, 0-1, one turned round counting against."""
    return -0.5 if point.status == "contradicted" else point.extent


def _left(base: float, earned: float) -> list[str]:
    if base <= 0 or abs(base - earned) < _VISIBLE:
        return []
    return [
        f"What it has to do with the question leaves {_percent(earned / base)} of that, "
        f"{_number(earned)}."
    ]


def _bound(cap: float | None, value: float, lowest: float) -> str:
    if cap is None:
        return ""
    bites = value > cap and cap == lowest
    return f"; {_number(cap)} at most" + (f", so {_number(value)} becomes {_number(cap)}" * bites)


def _flag(flag: str) -> str:
    return flag.replace("_", " ").capitalize()


def _name(c: Criterion) -> str:
    return c.criterion.replace("_", " ")


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
