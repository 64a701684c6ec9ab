"""What a grader is to tick must be a statement, not a topic; told apart by word lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.bank import load_bank

WORDS = (Path(__file__).parent / "verbs.txt").read_text(encoding="utf-8").split()
VERBS = frozenset(word.rstrip("*~") for word in WORDS)
NOUN_TOO = frozenset(word.rstrip("*") for word in WORDS if word.endswith("*"))
ADJECTIVE_TOO = frozenset(word.rstrip("~") for word in WORDS if word.endswith("~"))
AUXILIARY = re.compile(
    r"(is|are|was|were|be|been|being|has|have|had|do|does|did|can|could|will|would|must|should"
    r"|may|might|cannot|needn't|(is|are|was|were|has|have|do|does|did|ca|wo|could|should)n't)"
)
OBJECT = re.compile(
    r"(an?|the|this|that|these|those|its?|their|his|her|your|our|them|him|us|one|two|both|each"
    r"|every|all|any|no|some|more|what|which|whom?|whether|how|why|when|where|if|up|out|back"
    r"|down|off|early|again|only|\w+ly)"
)
PREPOSITIONS = frozenset(
    {
        "of",
        "in",
        "on",
        "for",
        "with",
        "by",
        "from",
        "to",
        "at",
        "as",
        "between",
        "against",
        "under",
    }
)
SINGULAR_IN_S = frozenset({"sales", "systems", "operations", "communications", "news", "process"})


def third_person(verb: str) -> str:
    if verb in {"go", "do"} or verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


FINITE = {third_person(verb): verb for verb in VERBS}


def has_verb(statement: str) -> bool:
    """Whether a statement holds a finite verb, going by `verbs.txt`: "Backups of data" does not.

    A word that may also be a noun (marked * there) or an adjective (~) counts only where a verb
    is likely: first, before an object, after a singular subject, or between a plural and more.
    """
    words = re.findall(r"[a-z]+(?:'[a-z]+)?", statement.lower())
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        after, later = [*words[place + 1 :], "", ""][:2]
        if AUXILIARY.fullmatch(word):
            return True
        if after in {"", "of", "and", "or"}:
            continue
        object_follows = OBJECT.fullmatch(later if after == "to" else after) is not None
        plural_before = before.endswith("s") and before not in SINGULAR_IN_S
        noun_before = bool(before) and not OBJECT.fullmatch(before) and before not in PREPOSITIONS
        singular_subject = (
            place > 1
            and words[0] in {"a", "an", "the", "each", "every"}
            and PREPOSITIONS.isdisjoint(words[:place])
        )
        if word in FINITE and (
            FINITE[word] not in NOUN_TOO
            or object_follows
            or singular_subject
            or (not before and after != "in")
        ):
            return True
        if word in VERBS and before != "to":
            if word not in NOUN_TOO | ADJECTIVE_TOO or plural_before:
                return True
            if object_follows and (not before or noun_before):
                return True
        if word.endswith("ed") and before and object_follows:
            return True
    return False


def test_what_a_grader_ticks_is_a_statement_of_4_to_25_words() -> None:
    wrong = [
        (question.id, text)
        for question in load_bank().questions
        for text in (*question.key_points, *question.evaluation_criteria)
        if not 4 <= len(text.split()) <= 25 or not has_verb(text)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "topic",
    [
        "Proper error handling and logging of failures",
        "Backups of the production data",
        "Database indexes and joins",
        "Use of version control",
        "Knowledge of the relevant safety rules",
        "Clear communication with the whole team",
        "Time complexity of the algorithm",
        "Test coverage for edge cases",
        "Monthly reports on the sales figures",
        "Infection control and hand hygiene",
        "Good understanding of customer needs",
        "Limits of the method and sources of error",
        "Systems design principles",
        "Importance of testing the backups",
        "The ability to explain the results to others",
        "Strong analytical skills and attention to detail",
        "Data quality checks",
        "Common causes of kidney failure in adults",
        "Awareness of legal requirements, policies and procedures",
    ],
)
def test_a_topic_does_not_pass_for_a_statement(topic: str) -> None:
    assert not has_verb(topic)


@pytest.mark.parametrize(
    "statement",
    [
        "An index speeds up reads and slows down writes",
        "Asks what the customer has tried before offering a fix",
        "Tests check observable behavior instead of internals",
        "Consent may be withdrawn at any time",
        "Contract tests catch breaking changes before release",
        "Report the concern on the same day",
    ],
)
def test_a_statement_is_recognized(statement: str) -> None:
    assert has_verb(statement)
