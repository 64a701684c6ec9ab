"""How a score came about, in sentences a reader can check with a pencil."""

from __future__ import annotations

from collections.abc import Sequence

from agents.evaluator import behavioral, coverage
from agents.evaluator.behavioral import Story
from agents.evaluator.coverage import PointJudgement
from agents.evaluator.flags import CAPS, FLAGS
from agents.evaluator.reasoned import Reasoned
from agents.evaluator.rubric import TOP, number, total
from agents.evaluator.substance import Substance
from domain import Criterion

_VISIBLE = 0.05
"""Points below which a step changes nothing that is shown."""
_TRACE = 0.05
"""Extent below which nothing of a point can be said to be there."""


def of_story(story: Story) -> list[str]:
    """From levels and substance to the score of a story before order and caps."""
    held, plain = story.substance, total(story.criteria)
    mixed, graded = behavioral.mixture(story), behavioral.graded(story)
    ceiling = behavioral.allowed(story)
    share = round(100 * behavioral.SUBSTANCE)
    summed = min(max(held.start + sum(points for _, points in held.moved), 0.0), 100.0)
    lines = [
        f"The criteria give {number(plain)} of 100 ({_shares(story.criteria)}).",
        f"What the story holds, whatever its length, is judged apart: a middling story has "
        f"{number(held.start)}; {_moves(held, bool(story.mine))}. That makes "
        f"{number(summed)}.",
    ]
    if held.ceiling < summed:
        lines.append(
            f"An answer of this length with so little of it your own doing gets "
            f"{number(held.ceiling)} at most for that."
        )
    lines.append(
        f"Counting the criteria {100 - share} parts in 100 and what the story holds {share} gives "
        f"{number(mixed)}; on the scale people grade by, that is {number(graded)}."
    )
    if graded > ceiling:
        cause = f"whose criteria give {number(plain)}"
        if ceiling == behavioral.HARDLY:
            cause = "that hardly speaks of what was asked"
        lines.append(f"A story {cause} gets {number(ceiling)} at most.")
    return lines


def _moves(held: Substance, acted: bool) -> str:
    """The signals that moved the expected grade most, in words, and the rest in one sum."""
    told = [
        f"{_signal(name, points < 0, acted)} {points:+.1f}"
        for name, points in held.moved[:_MOVES]
        if abs(points) >= _VISIBLE
    ]
    rest = sum(points for _, points in held.moved[_MOVES:])
    return ", ".join([*told, f"all else {rest:+.1f}"])


def _signal(name: str, lowered: bool, acted: bool) -> str:
    if acted or name not in _WITHOUT_DEEDS:
        return _SIGNAL[name][lowered]
    return _WITHOUT_DEEDS[name][lowered]


_WITHOUT_DEEDS = {
    "own_deeds": ("", "nothing you did"),
    "own_share": ("", "none of it your own doing"),
    "to_the_deed": ("little told around that", "much told, and no deed of yours in it"),
}
"""What is said where the candidate did nothing: what is not there is not near or far."""


_MOVES = 5
_SIGNAL = {
    "own_deeds": ("many things you did", "few things you did"),
    "own_share": ("much of it your own doing", "little of it your own doing"),
    "act_substance": ("much said of what was done", "little said of what was done"),
    "act_share": ("much of it action", "little of it action"),
    "result_chance": ("something that reads like an ending", "nothing that reads like an ending"),
    "result_share": ("much on what came of it", "little on what came of it"),
    "past_share": ("told as it happened", "not told as it happened"),
    "to_the_deed": ("little beside what you did", "much beside what you did"),
    "little_talk": ("little general talk", "much general talk"),
    "figures": ("figures, days or dates", "hardly a figure, day or date"),
    "figure_rate": ("many figures for its length", "few figures for its length"),
    "measured_result": ("a figure or a date where it ends", "no figure where it ends"),
    "concreteness": ("concrete words", "words nobody can picture"),
    "no_abstractions": ("few abstract words", "abstract words"),
    "concrete_acts": ("acts one can picture", "acts one cannot picture"),
    "concrete_results": ("a result one can picture", "a result one cannot picture"),
    "choices": ("words of choosing between ways", "no words of choosing between ways"),
    "no_hedges": ("no hedging", "hedging"),
    "no_fillers": ("no fillers", "fillers"),
}
"""What is said of a signal that raised the grade, and of one that lowered it."""


def _shares(criteria: Sequence[Criterion]) -> str:
    return " + ".join(
        f"{_name(c)} {number(100 * c.weight * c.level / TOP)}"
        for c in criteria
        if isinstance(c.level, int)
    )


def of_points(found: Reasoned) -> list[str]:
    """From points to the score before order and caps, in the judge's own words if it has any."""
    points, earned = found.points, found.score
    if found.told or not points:
        return list(found.told)
    extents = [p.counts for p in points]
    share = coverage.made(points, found.whole, found.standard)
    made = coverage.score(points, found.whole, found.standard)
    weight = round(100 * found.standard.whole)
    opposed = sum(p.status == "contradicted" for p in points) / len(points)
    near = found.whole.nearness * (1 - opposed)
    mean = sum(extents) / len(extents)
    both = (1 - found.standard.whole) * mean + found.standard.whole * near
    each = f"Point by point, {_percent(mean)} of what is asked for is there"
    if len(points) > 1:
        each += f", the mean of {len(points)} points"
    lines = [
        f"{each}; the answer as a whole goes {_percent(near)} of the way to all of it said at "
        "once.",
        f"The first counts {100 - weight} parts in 100, the second {weight}: {_percent(both)}.",
        *_costs(found, both),
        f"On the scale people grade by, {_percent(share)} is worth {number(made)} of 100.",
    ]
    return [*lines, *_left(made, earned)]


def _costs(found: Reasoned, before: float) -> list[str]:
    """What talk beside the point and talk that says little cost, where they cost something."""
    beside = coverage.kept(found.whole)
    dense = coverage.dense(found.whole, found.standard)
    lines = []
    if beside <= _UNTOUCHED:
        lines.append(
            f"{_percent(found.whole.to_the_point)} of its words belong to what is expected; fewer "
            f"than {_percent(coverage.ALL_TO_THE_POINT)} cost something, which leaves "
            f"{_percent(before * beside)}."
        )
    if dense <= _UNTOUCHED:
        lines.append(
            "For its length it says little that is concrete or new, which leaves "
            f"{_percent(before * beside * dense)}."
        )
    return lines


_UNTOUCHED = 0.995
"""Share left above which nothing is said to be lost."""


def closing(earned: float, ordered: float, flags: Sequence[str], score: float) -> list[str]:
    """From `earned` to the score: the order of the words, the lowest cap, and every flag."""
    lines = []
    value = earned
    if ordered < 1:
        value *= ordered
        lines.append(f"The order of the words leaves {_percent(ordered)} of that, {number(value)}.")
    lowest = min((CAPS[f] for f in flags if f in CAPS), default=100.0)
    for flag in flags:
        lines.append(f"{_flag(flag)}: {FLAGS[flag]}{_bound(CAPS.get(flag), value, lowest)}.")
    lines.append(f"The score is {number(score)}.")
    return lines


def noted(criteria: Sequence[Criterion], points: Sequence[PointJudgement]) -> tuple[Criterion, ...]:
    """The criteria, those of points with what they gave of the plain sum in their note."""
    extents = {p.point: p.counts for p in points}
    return tuple(
        c.model_copy(update={"note": _point_note(c, extents[c.criterion])})
        if isinstance(c.level, str) and c.criterion in extents
        else c
        for c in criteria
    )


def _point_note(c: Criterion, extent: float) -> str:
    gave = f"{number(100 * c.weight * extent)} of {number(100 * c.weight)} points"
    words = {
        "covered": f"{_percent(extent)} of it is there.",
        "partly": f"{_percent(extent)} of it is there.",
        "missing": f"no more than {_percent(extent)} of it is there."
        if extent >= _TRACE
        else "nothing of it is there.",
        "contradicted": "the answer says the opposite.",
    }
    return f"{c.level}, {gave}: {words[str(c.level)]}"


def _left(base: float, earned: float) -> list[str]:
    if base <= 0 or abs(base - earned) < _VISIBLE:
        return []
    return [
        f"What it has to do with the question leaves {_percent(earned / base)} of that, "
        f"{number(earned)}."
    ]


def _bound(cap: float | None, value: float, lowest: float) -> str:
    if cap is None:
        return ""
    bites = value > cap and cap == lowest
    return f"; {number(cap)} at most" + (f", so {number(value)} becomes {number(cap)}" * bites)


def _flag(flag: str) -> str:
    return flag.replace("_", " ").capitalize()


def _name(c: Criterion) -> str:
    return c.criterion.replace("_", " ")


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"
