"""The working: a reader with a pencil comes from the criteria to the score."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from agents.evaluator import Evaluator, build
from agents.evaluator.flags import CAPS, FLAGS
from agents.evaluator.rubric import anchor, next_step, seen, weights
from domain import Answer, Assessment, Question
from domain.value import Seniority
from evals.graded import files, read_graded

CONFLICT = Question(
    id="b1",
    kind="behavioral",
    category="conflict",
    competency="conflict resolution",
    question="Tell me about a time you had a conflict with a colleague.",
)
WE = (
    "Last year at my company there was an argument between two colleagues. We organized a meeting, "
    "we discussed the options, we compared the costs because money was short, and we chose one. As "
    "a result we delivered the portal on time and saved 20,000 euros. We learned to talk early."
)
_NUMBER = r"(\d+(?:\.\d+)?)"


@pytest.fixture(scope="module", name="found")
def _found() -> list[tuple[Question, Assessment]]:
    evaluator: Evaluator = build()
    items = [item for path in files() for item in read_graded(path)[::9]]
    return [(i.question, evaluator.assess(i.question, Answer(text=i.text))) for i in items]


def test_the_points_in_the_notes_add_up_to_the_sum_in_the_working(
    found: list[tuple[Question, Assessment]],
) -> None:
    for question, assessment in found:
        if question.kind not in ("behavioral", "company") or not assessment.criteria:
            continue
        given = [re.search(rf"{_NUMBER} of {_NUMBER} points", c.note) for c in assessment.criteria]
        earned = sum(float(m.group(1)) for m in given if m)
        most = sum(float(m.group(2)) for m in given if m)
        said = re.match(rf"The criteria give {_NUMBER} of 100", assessment.working[0])
        assert said is not None
        assert float(said.group(1)) == pytest.approx(earned, abs=0.4)
        assert most == pytest.approx(100, abs=0.4)


def test_the_last_number_before_the_score_is_the_score(
    found: list[tuple[Question, Assessment]],
) -> None:
    for _, assessment in found:
        if assessment.score is None:
            continue
        assert assessment.working[-1] == f"The score is {assessment.score:g}."
        steps = [step for step in assessment.working[:-1] if not step.startswith("The criteria")]
        numbers = [re.findall(r"(\d+(?:\.\d+)?)(?![\d%])", step) for step in steps]
        reached = [float(n) for row in numbers for n in row]
        sums = [float(n) for n in re.findall(_NUMBER, assessment.working[0])]
        assert any(n == pytest.approx(assessment.score, abs=0.06) for n in [*reached, *sums])


def test_no_step_leaves_more_than_there_was(found: list[tuple[Question, Assessment]]) -> None:
    for _, assessment in found:
        shares = [m for step in assessment.working for m in re.findall(r"leaves (\d+)%", step)]
        assert all(int(share) <= 100 for share in shares), assessment.working


def test_every_flag_is_named_with_its_reason_and_its_cap() -> None:
    assessment = build().assess(CONFLICT, Answer(text=WE))
    (flag,) = assessment.flags
    assert flag == "team_only"
    (step,) = [step for step in assessment.working if step.startswith("Team only: ")]
    assert FLAGS[flag] in step
    assert f"{CAPS[flag]:g} at most" in step


def test_a_cap_that_bites_says_from_what_to_what() -> None:
    text = WE.replace("we ", "they ").replace("We ", "They ")
    assessment = build().assess(
        CONFLICT, Answer(text=f"I would say that I am a patient person. {text}")
    )
    capped = [step for step in assessment.working if " becomes " in step]
    for step in capped:
        before, after = re.search(rf"so {_NUMBER} becomes {_NUMBER}", step).groups()  # type: ignore[union-attr]
        assert float(before) > float(after) == assessment.score


def test_a_level_is_explained_by_its_anchor_what_was_seen_and_what_is_next() -> None:
    assessment = build().assess(CONFLICT, Answer(text=WE))
    for criterion in assessment.criteria:
        assert isinstance(criterion.level, int)
        assert anchor("behavioral", criterion.criterion, criterion.level) in criterion.note
        assert (next_step("behavioral", criterion.criterion) in criterion.note) == (
            criterion.level < 4
        )
    own = next(c for c in assessment.criteria if c.criterion == "own_action")
    assert seen(own) == 'only "we"'


def test_the_higher_the_position_the_more_reasons_and_results_count() -> None:
    ranks = get_args(Seniority)
    for kind, criterion in (
        ("situational", "reasoning"),
        ("behavioral", "depth"),
        ("behavioral", "result"),
        ("company", "about_them"),
    ):
        shares = [weights(kind, rank)[criterion] for rank in ranks]
        assert shares == sorted(shares)
        assert shares[0] < shares[-1]
