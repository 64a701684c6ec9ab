"""Which answers go with success in real interviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from agents.coach.progress.shapes import Compared, ComparedQuestion, Outcomes
from agents.coach.progress.wording import bounds, count, signed, tenth
from agents.coach.statistics.means import difference
from domain import Question
from domain.progress import LedTo, ProgressRecord
from knowledge.naming import spoken
from memory.progress import OUTCOMES

_GOOD = ("advanced", "offer")


def outcomes_of(record: ProgressRecord, bank: Mapping[str, Question]) -> Outcomes:
    """Answers before good outcomes (advanced, offer) beside those before bad ones (rejected).

    An outcome, not an answer, is what counts as one observation: the answers of one interview
    share its luck. Intervals are widened for the number of rows compared (Bonferroni), and that
    two things go together does not make one the cause of the other.
    """
    told = dict(record.outcomes)
    good, bad = sum(told.get(name, 0) for name in _GOOD), told.get("rejected", 0)
    enough = min(good, bad) >= OUTCOMES
    categories = _compared(record.led_by_category) if enough else []
    rows = [Compared.model_validate({"name": name, **row}) for name, row in categories]
    questions = _compared(record.led_by_question) if enough else []
    return Outcomes(
        good=good,
        bad=bad,
        withdrawn=told.get("withdrawn", 0),
        needed=OUTCOMES,
        categories=tuple(rows),
        questions=tuple(
            ComparedQuestion.model_validate(
                {"question_id": name, "text": bank[name].question if name in bank else "", **row}
            )
            for name, row in questions
        ),
        text=_text(good, bad, rows),
    )


def _compared(led: Sequence[LedTo]) -> list[tuple[str, dict[str, Any]]]:
    """The areas that came before enough outcomes of either sort, the largest difference first."""
    areas: defaultdict[str, list[LedTo]] = defaultdict(list)
    for one in led:
        areas[one.area].append(one)
    rows = [(name, _row(ones, len(areas))) for name, ones in areas.items()]
    return sorted(rows, key=lambda row: (-abs(row[1]["difference"]), row[0]))


def _row(ones: Sequence[LedTo], comparisons: int) -> dict[str, Any]:
    good, bad = ([one for one in ones if one.good is sort] for sort in (True, False))
    told = difference([one.score for one in good], [one.score for one in bad], comparisons)
    return {
        "good": tenth(fmean(one.score for one in good)),
        "good_answers": sum(one.answers for one in good),
        "bad": tenth(fmean(one.score for one in bad)),
        "bad_answers": sum(one.answers for one in bad),
        "difference": tenth(told.value),
        **bounds(told),
        "clear": told.low > 0 or told.high < 0,
    }


def _text(good: int, bad: int, rows: Sequence[Compared]) -> str:
    heard = f"{count(good, 'good outcome')} and {count(bad, 'bad one')}"
    if min(good, bad) < OUTCOMES:
        return (
            f"Too few outcomes to tell what goes with success: it takes {OUTCOMES} good and "
            f"{OUTCOMES} bad ones, there {'is' if good == 1 else 'are'} {heard}. Tell how a real "
            "interview went with: python run.py outcome ID RESULT"
        )
    clear = [row for row in rows if row.clear]
    if not clear:
        return f"Of {heard} no category stands out: what differs may be chance."
    row = clear[0]
    return (
        f"Of {heard}, {spoken(row.name)} differs most clearly: {row.good:.0f} before good ones "
        f"({count(row.good_answers, 'answer')}), {row.bad:.0f} before bad ones "
        f"({count(row.bad_answers, 'answer')}), {signed(row.difference)}. That they go together "
        "does not make it the cause."
    )
