"""What is asked."""

from __future__ import annotations

from domain.value import Difficulty, Kind, Seniority, Value

# The category of a question that was made from a job ad and stands in no bank.
FROM_THE_AD = "named_in_the_ad"


class Shows(Value):
    """What an answer to one question shows when it is poor, middling and strong."""

    low: str
    mid: str
    high: str


class Question(Value):
    """One item of the question bank, of any kind; fields foreign to its kind are empty.

    `category` is the competency for behavioral items, the subject for technical ones, the
    family, theme or group for the rest. `roles` is empty when the item fits every role.
    `derived_from` are the words of a job ad it was made from, None for an item of the bank.
    """

    id: str
    kind: Kind
    question: str
    category: str
    difficulty: Difficulty = "medium"
    roles: tuple[str, ...] = ()
    follow_up_questions: tuple[str, ...] = ()
    competency: str | None = None
    star_guidance: str | None = None
    example_answer: str | None = None
    expected_approach: str | None = None
    key_points: tuple[str, ...] = ()
    scenario: str | None = None
    evaluation_criteria: tuple[str, ...] = ()
    sample_response: str | None = None
    research_notes: str | None = None
    suggested_answer: str | None = None
    levels: Shows | None = None
    red_flags: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    seniority: tuple[Seniority, ...] = ()
    skills: tuple[str, ...] = ()
    derived_from: str | None = None
    version: int = 1
