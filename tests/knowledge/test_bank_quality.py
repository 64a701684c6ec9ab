"""The standard every item of the bank is held to, over all five files."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, get_args

import jsonschema
import numpy as np
import pytest

from domain import Difficulty, Kind, Question
from knowledge.bank import FILES, QUESTIONS, load_bank
from knowledge.embedder import load_embedder

BANK = load_bank()
TAXONOMY = json.loads((QUESTIONS / "taxonomy.json").read_text(encoding="utf-8"))
SCHEMA = json.loads((QUESTIONS / "schema.json").read_text(encoding="utf-8"))
PREFIX: dict[Kind, str] = {
    "behavioral": "beh",
    "technical": "tech",
    "situational": "sit",
    "company": "com",
    "ask": "ask",
}
PLACEHOLDERS = {"company", "role", "industry"}


def of_kind(kind: Kind) -> list[Question]:
    return [question for question in BANK.questions if question.kind == kind]


def prose(question: Question) -> Iterator[str]:
    """Every text of an item that is read by a person."""
    for value in question.model_dump(exclude={"id", "kind", "category", "competency"}).values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from value.values()
        elif isinstance(value, tuple):
            yield from (text for text in value if isinstance(text, str))


def sentences(text: str) -> list[str]:
    """The sentences of a text in lower case, without punctuation; short replies left out."""
    found = (re.sub(r"[^\w ]", "", part.lower()).strip() for part in re.split(r"[.!?:]\s", text))
    return [sentence for sentence in found if len(sentence.split()) >= 4]


def items(content: Any) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Each item of a parsed file with the keys it stands under."""
    for key, value in content.items():
        if isinstance(value, dict):
            yield from (((key, *keys), item) for keys, item in items(value))
        else:
            yield from (((key,), item) for item in value)


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_the_shape_the_schema_says(name: str) -> None:
    stem = name.removesuffix(".json")
    content = json.loads((QUESTIONS / name).read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator({**SCHEMA, "required": [stem]})
    wrong = [
        f"{list(e.absolute_path)}: {e.message[:120]}"
        for e in validator.iter_errors({stem: content})
    ]
    assert wrong == []


def test_the_schema_is_one_itself_and_covers_every_file() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert {f"{stem}.json" for stem in SCHEMA["properties"]} == set(FILES)


@pytest.mark.parametrize(
    "change",
    [
        {"follow_up_questions": ["Only one?"]},
        {"follow_up_questions": ["Tell me more", "What then, and why?"]},
        {"difficulty": "tricky"},
        {"id": "q-1"},
        {"red_flags": []},
        {"example_answer": ""},
        {"colour": "blue"},
    ],
)
def test_the_schema_refuses_an_incomplete_item(change: dict[str, Any]) -> None:
    content = json.loads((QUESTIONS / "behavioral.json").read_text(encoding="utf-8"))
    group = next(iter(content))
    schema = {"$ref": "#/$defs/behavioral_item", "$defs": SCHEMA["$defs"]}
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(content[group][0])
    assert not validator.is_valid({**content[group][0], **change})


def test_the_bank_covers_the_working_world() -> None:
    roles = Counter(role for question in of_kind("technical") for role in question.roles)
    assert set(roles) == set(TAXONOMY["roles"])
    assert min(roles.values()) >= 18
    assert sum(count >= 36 for count in roles.values()) >= 18
    competencies = Counter(question.competency for question in of_kind("behavioral"))
    assert set(competencies) == set(TAXONOMY["competencies"])
    assert min(competencies.values()) >= 8
    for kind, groups, each in (("situational", 10, 12), ("company", 12, 6), ("ask", 8, 10)):
        found = Counter(q.category for q in BANK.questions if q.kind == kind)
        assert len(found) == groups
        assert min(found.values()) >= each


def test_the_difficulties_are_mixed_in_each_competency_and_role() -> None:
    mix: dict[str, Counter[Difficulty]] = defaultdict(Counter)
    for question in BANK.questions:
        for group in (question.competency, *question.roles):
            if group is not None and question.kind in ("behavioral", "technical"):
                mix[group][question.difficulty] += 1
    uneven = {
        group: dict(found)
        for group, found in mix.items()
        if not all(0.2 <= found[grade] / found.total() <= 0.5 for grade in get_args(Difficulty))
    }
    assert uneven == {}


def lix(text: str) -> float:
    """Björnsson's readability index (1968): words per sentence and the percentage of words of
    more than six letters, added. Newspapers have about 40, official texts 50; 60 is very hard."""
    said = re.findall(r"[^\W\d_]+", text)
    stops = len(re.findall(r"[.!?:](?=\s|$|[\"'\u201d\u2019)])", text))
    return len(said) / max(stops, 1) + 100 * sum(len(word) > 6 for word in said) / len(said)


def test_everything_can_be_read_at_one_go() -> None:
    hard, long = {}, {}
    for question in BANK.questions:
        asked = {text for text in (question.question, question.scenario) if text}
        for text in prose(question):
            if len(text.split()) >= 40 and lix(text) >= 57:
                hard[question.id] = round(lix(text))
            most = max(len(sentence.split()) for sentence in re.split(r"(?<=[.!?:])\s", text))
            if most > (50 if text in asked else 60):
                long[question.id] = most
    assert hard == {}
    assert long == {}


@pytest.mark.parametrize("name", FILES)
def test_an_id_and_a_category_say_where_the_item_stands(name: str) -> None:
    content = json.loads((QUESTIONS / name).read_text(encoding="utf-8"))
    prefix = PREFIX[FILES[name]]
    for keys, item in items(content):
        assert item["id"].startswith(f"{prefix}-{keys[0]}-"), item["id"]
        assert item["category"] == keys[-1], item["id"]
        assert item.get("competency", keys[0]) == keys[0], item["id"]


def test_every_role_competency_and_industry_is_in_the_taxonomy() -> None:
    assert set(BANK.roles) <= set(TAXONOMY["roles"])
    assert set(BANK.categories("behavioral")) <= set(TAXONOMY["competencies"])
    named = {industry for question in BANK.questions for industry in question.industries}
    assert named <= set(TAXONOMY["industries"])


@pytest.mark.parametrize("kind", get_args(Kind))
def test_no_two_questions_of_a_kind_ask_nearly_the_same(kind: Kind) -> None:
    questions = of_kind(kind)
    vectors = load_embedder().encode([f"{q.scenario or ''} {q.question}" for q in questions])
    cosines = np.triu(vectors @ vectors.T, k=1)
    same = [
        (questions[a].id, questions[b].id, round(float(cosines[a, b]), 3))
        for a, b in np.argwhere(cosines >= 0.9)
    ]
    assert same == []


def test_no_question_is_asked_in_the_same_words_twice() -> None:
    asked = Counter(f"{q.scenario or ''} {q.question}".lower() for q in BANK.questions)
    assert [text for text, count in asked.items() if count > 1] == []


def test_follow_ups_are_two_to_four_questions() -> None:
    for question in BANK.questions:
        assert 2 <= len(question.follow_up_questions) <= 4, question.id
        assert all(text.endswith("?") for text in question.follow_up_questions), question.id


def test_an_example_answer_is_a_told_story_with_a_number_in_its_outcome() -> None:
    for question in of_kind("behavioral"):
        answer = question.example_answer or ""
        words = answer.split()
        assert 120 <= len(words) <= 220, (question.id, len(words))
        assert re.search(r"\bI\b", answer), question.id
        assert re.search(r"\d", " ".join(words[len(words) // 2 :])), question.id


def test_no_sentence_stands_in_more_than_three_items() -> None:
    where: dict[str, set[str]] = defaultdict(set)
    for question in BANK.questions:
        for text in prose(question):
            for sentence in sentences(text):
                where[sentence].add(question.id)
    assert {text: ids for text, ids in where.items() if len(ids) > 3} == {}


def test_guidance_and_answers_are_never_shared_between_items() -> None:
    for texts in (
        [q.star_guidance for q in BANK.questions if q.star_guidance],
        [q.example_answer for q in BANK.questions if q.example_answer],
        [q.expected_approach for q in BANK.questions if q.expected_approach],
        [q.sample_response for q in BANK.questions if q.sample_response],
        [q.suggested_answer for q in BANK.questions if q.suggested_answer],
        [q.research_notes for q in BANK.questions if q.research_notes],
    ):
        assert len(texts) == len(set(texts)) > 0


def test_placeholders_stand_only_in_company_questions_and_answers() -> None:
    for question in BANK.questions:
        if question.kind == "technical":
            continue
        open_to = question.kind == "company"
        for text in prose(question):
            names = set(re.findall(r"\{([^{}]*)\}", text))
            allowed = open_to and text in {question.question, question.suggested_answer}
            assert names <= (PLACEHOLDERS if allowed else set()), question.id


def test_texts_hold_no_stray_white_space_or_markup() -> None:
    for question in BANK.questions:
        for text in prose(question):
            assert text == text.strip(), question.id
            assert not re.search(r"  |\t|</?[a-z]+>|\*\*", text), (question.id, text)
