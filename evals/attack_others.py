"""Good answers given to questions they were not made for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from domain import Kind, Question
from evals import attack_moves as moves
from evals.attack_carriers import Carrier, banked
from evals.attack_cases import Case

_FAR = {
    "conflict": "learning_agility",
    "mistake": "initiative",
    "failure_feedback": "customer_focus",
    "problem_solving": "conflict",
    "decision_making": "oral_communication",
    "learning_agility": "conflict",
    "ownership": "learning_agility",
    "planning_prioritising": "conflict",
    "results_deadline": "failure_feedback",
    "initiative": "failure_feedback",
    "teamwork": "learning_agility",
    "oral_communication": "planning_prioritising",
    "customer_focus": "planning_prioritising",
    "leadership": "learning_agility",
    "adaptability": "conflict",
}
"""Competencies whose stories rarely answer each other's questions."""


def other_kind(carriers: Sequence[Carrier]) -> Iterator[Case]:
    """A good answer to a question of every other kind, for every second carrier. A story of one's
    own work is left out where a company question is asked and the other way round: each answers
    the other in part."""
    for n, c in list(enumerate(carriers))[::2]:
        turn = [*carriers[n + 1 :], *carriers[:n]]
        kinds = {o.kind: o for o in reversed(turn) if o.kind != c.kind}
        for kind, o in sorted(kinds.items()):
            if {kind, c.kind} != {"behavioral", "company"}:
                yield Case(f"{c.id} <- {o.id}", c.question, o.good)


def other_role(carriers: Sequence[Carrier]) -> Iterator[Case]:
    """A good technical answer for another role."""
    held = [c for c in carriers if c.kind == "technical"]
    for c, o in zip(held, [*held[1:], *held[:1]], strict=True):
        if c.question.roles != o.question.roles:
            yield Case(f"{c.id} <- {o.id}", c.question, o.good)


def same_kind(
    kind: Kind, alike: Callable[[Question, Question], bool]
) -> Callable[[Sequence[Carrier]], Iterator[Case]]:
    """The bank's good answers, two for each question, to others of its kind that are alike."""

    def make(carriers: Sequence[Carrier]) -> Iterator[Case]:
        for c in carriers:
            if c.kind == kind:
                held = [o for o in banked(kind) if alike(c.question, o.question)]
                for o in held[:: max(len(held) // 2, 1)][:2]:
                    yield Case(f"{c.id} <- {o.id}", c.question, o.good)

    return make


def is_role_shared(asked: Question, other: Question) -> bool:
    """Of the role and about something else: not the same subject asked for another purpose."""
    names = {w.lower() for w in moves.terms(asked.question) if len(w) > 5}
    return (
        asked.roles == other.roles
        and asked.category != other.category
        and not any(w in f"{other.question} {other.expected_approach}".lower() for w in names)
    )


def five_others(carriers: Sequence[Carrier]) -> Iterator[Case]:
    """Five good answers at once, none of them to the question."""
    for n, c in enumerate(carriers):
        if c.kind in ("technical", "situational"):
            others = [o for o in banked(c.kind) if o.question.category != c.question.category]
            far = [
                o for o in others if not o.question.roles or o.question.roles != c.question.roles
            ]
            held = [far[(7 * n + 13 * k) % len(far)] for k in range(5)]
            yield Case(c.id, c.question, " ".join(o.good for o in held))


def is_other_family(asked: Question, other: Question) -> bool:
    """Of another family of situations."""
    return asked.category != other.category


def is_far_story(asked: Question, other: Question) -> bool:
    """Of a competency whose stories rarely answer the question."""
    return _FAR.get(asked.category) == other.category
