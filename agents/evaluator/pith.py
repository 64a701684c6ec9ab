"""How much an answer says for its length: things one could point at, and words of its own."""

from __future__ import annotations

from collections.abc import Sequence

from agents.evaluator import concrete
from agents.evaluator.curves import ramp
from agents.evaluator.evidence import Unit, Units
from agents.evaluator.text import Sentence, reading
from knowledge.lexicon import content

_CONCRETE = (-0.15, 0.15)
"""Mean concreteness beside that of the key points, so that an abstract subject costs nothing, at
which nothing and all of a half is there."""

_NEW = (0.25, 0.5)
"""Different meaningful words the question does not hold, per word said, for the other half; in the
graded technical answers the 5th and 95th of 100 are .3 and .65."""

HOLLOW_COST = 0.4
"""What an answer without any pith loses. It raises the rank correlation with grades on both
development sets of technical answers (.71 to .73 where answers use the usual terms, .26 to .29
where they use everyday images). Students' short answers hardly differ in it: held against one right
answer they are better judged without (r lower by .02 on public sets)."""


def measure(
    sentences: Sequence[Sentence], points: Sequence[str], asked: Unit, units: Units
) -> float:
    """0 for talk that could stand anywhere, 1 for a dense answer in pictures; any length.

    `sentences` are those that make the points, so that pictures beside the point gain nothing.
    """
    said = [w for s in sentences for w in s.words]
    if not said:
        return 0.0
    new = set(content(tuple(said))) - asked.stem_set
    seen = concrete.measure(tuple(sentences), units).mean
    expected = concrete.measure(reading("\n\n".join(points)).sentences, units).mean
    return 0.5 * ramp(seen - expected, *_CONCRETE) + 0.5 * ramp(len(new) / len(said), *_NEW)
