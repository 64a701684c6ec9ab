"""What an answer judged by points is held against, and how strictly."""

from __future__ import annotations

from dataclasses import dataclass

from agents.evaluator.curves import Curve
from agents.evaluator.overall import KEY_POINTS as NEAR_KEY_POINTS
from agents.evaluator.overall import MODEL_ANSWER as NEAR_MODEL_ANSWER
from agents.evaluator.pith import HOLLOW_COST


@dataclass(frozen=True)
class Standard:
    """How an answer is held against what is expected: the `scale` of its nearness to all of it,
    the share of the score this decides beside the points one by one (`whole`, 0-1), what talk
    without pith costs (`hollow_cost`, 0-1), and what all together is `worth` (0-1 for 0-1)."""

    scale: Curve
    whole: float
    hollow_cost: float
    worth: Curve


POINTS = Standard(
    NEAR_KEY_POINTS,
    0.35,
    HOLLOW_COST,
    (
        (0.0, 0.0),
        (0.2, 0.15),
        (0.3, 0.36),
        (0.4, 0.6),
        (0.5, 0.78),
        (0.6, 0.87),
        (0.75, 0.93),
        (1.0, 1.0),
    ),
)
"""Against points a grader would tick. The share and the worth are set on the grades of the
project's own technical answers; the bank's own expected answers, at .58 in the middle, come to
86."""

MODEL_ANSWER = Standard(
    NEAR_MODEL_ANSWER,
    0.85,
    0.0,
    (
        (0.0, 0.0),
        (0.06, 0.17),
        (0.12, 0.27),
        (0.2, 0.35),
        (0.4, 0.5),
        (0.6, 0.65),
        (0.75, 0.78),
        (0.87, 0.89),
        (1.0, 1.0),
    ),
)
"""Against statements cut from one right answer, none of which has to be made: an answer as a whole
then tells more: .61 instead of .60 for Mohler (Pearson's r with graders over 500 answers of each
public set), SAF .67 instead of .61, SciEntsBank .50 both, Beetle .58 instead of .53. The worth
gives much for the first parts of an answer, as graders do, and is steep again near the whole of
it: held against a power of .75 over all rows, SAF .732 (.719), Beetle .504 (.491), Mohler .598
(.598), SciEntsBank .451 (.453); more answers are off by over 30 points (Mohler .36, was .34)."""
