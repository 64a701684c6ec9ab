"""Gives questions made for one interview their places in its plan."""

from __future__ import annotations

from collections.abc import Sequence

from domain import Plan, PlannedQuestion, Question

SHARE = 0.5
"""The most of a kind's questions that are made for the interview: the rest have been tried on
many."""


def place_made(plan: Plan, made: Sequence[Question]) -> Plan:
    """The plan with made questions in place of the last ones of their kind; the opening stays."""
    questions = list(plan.questions)
    placed: list[Question] = []
    for kind in dict.fromkeys(question.kind for question in made):
        places = [i for i, one in enumerate(questions) if one.kind == kind and i > 0]
        room = int(len(places) * SHARE + 0.5)
        new = [question for question in made if question.kind == kind][:room]
        for place, question in zip(places[len(places) - len(new) :], new, strict=True):
            why = f"made from the ad: “{question.derived_from}”"
            questions[place] = PlannedQuestion(question_id=question.id, kind=kind, why=why)
        placed += new
    return plan.model_copy(update={"questions": tuple(questions), "made": tuple(placed)})
