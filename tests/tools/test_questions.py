"""The retrieval tool over a small bank whose right answers are known, and over the real one."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain import Question
from knowledge.bank import Bank, load_bank
from knowledge.embedder import load_embedder
from knowledge.index import QuestionIndex, open_index
from knowledge.taxonomy import load_taxonomy
from tools.questions import Found, QuestionFinder, question_tool

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def item(id: str, text: str, **fields: object) -> Question:  # noqa: A002 - the field's name
    known: dict[str, object] = {"kind": "behavioral", "category": "teamwork", **fields}
    return Question(id=id, question=text, **known)


BANK = Bank(
    (
        item("beh-1", "Tell me about a conflict in your team."),
        item("beh-2", "Tell me about a conflict in a team of yours."),
        item("beh-3", "Tell me about a conflict inside your team.", difficulty="hard"),
        item("beh-4", "Describe how you planned a large budget.", category="planning"),
        item(
            "beh-5",
            "When did you coach somebody junior?",
            category="coaching",
            seniority=("senior", "lead"),
        ),
        item("beh-6", "When did a trade limit stop you?", category="risk", industries=("finance",)),
        item("beh-7", "When did a till not add up?", category="risk", industries=("retail",)),
        item(
            "tech-1",
            "How do you read a slow query's plan?",
            kind="technical",
            category="databases",
            roles=("backend",),
            skills=("PostgreSQL", "C"),
        ),
        item(
            "tech-2",
            "How do you run an on-call shift?",
            kind="technical",
            category="operations",
            roles=("backend",),
            skills=("incident response",),
            difficulty="hard",
        ),
        item(
            "tech-3",
            "How do you check a drug chart?",
            kind="technical",
            category="medication_safety",
            roles=("nurse",),
            skills=("medication",),
        ),
    )
)


@pytest.fixture
def finder(tmp_path: Path) -> QuestionFinder:
    embedder = load_embedder()
    return QuestionFinder(BANK, open_index(tmp_path, BANK, embedder), embedder)


def ids(found: list[Found]) -> list[str]:
    return [hit.question.id for hit in found]


def test_the_question_that_fits_best_comes_first(finder: QuestionFinder) -> None:
    assert ids(finder.find("planning a yearly budget", count=1)) == ["beh-4"]
    assert ids(finder.find("ward nurse, giving medication", count=1)) == ["tech-3"]


def test_a_rare_word_that_both_hold_decides_where_meaning_does_not(finder: QuestionFinder) -> None:
    assert ids(finder.find("PostgreSQL", kind="technical", count=1)) == ["tech-1"]


def test_a_set_does_not_repeat_itself(finder: QuestionFinder) -> None:
    found = ids(finder.find("conflict in the team", kind="behavioral", count=3))
    assert found[0] in {"beh-1", "beh-2"}
    assert len({"beh-1", "beh-2", "beh-3"} & set(found)) == 1


def test_the_same_call_gives_the_same_questions_in_the_same_order(tmp_path: Path) -> None:
    embedder = load_embedder()
    with_chroma = QuestionFinder(BANK, open_index(tmp_path, BANK, embedder), embedder)
    without = QuestionFinder(BANK, QuestionIndex(BANK, embedder, None, "in_memory"), embedder)
    first = with_chroma.find("backend on call", count=8)
    assert ids(first) == ids(with_chroma.find("backend on call", count=8))
    assert ids(first) == ids(without.find("backend on call", count=8))


def test_questions_seen_lately_come_last_and_the_longest_ago_first(finder: QuestionFinder) -> None:
    query = "conflict in the team"
    days = timedelta(days=1)
    seen = {"beh-1": NOW, "beh-4": NOW - 9 * days, "beh-7": NOW - 3 * days}
    found = ids(finder.find(query, kind="behavioral", count=7, seen=seen))
    assert found[-3:] == ["beh-4", "beh-7", "beh-1"]
    assert len(found) == 7
    assert not set(seen) & set(ids(finder.find(query, kind="behavioral", count=4, seen=seen)))


def test_excluded_questions_are_left_out(finder: QuestionFinder) -> None:
    found = ids(finder.find("team", kind="behavioral", count=10, exclude=["beh-1", "beh-4"]))
    assert sorted(found) == ["beh-2", "beh-3", "beh-5", "beh-6", "beh-7"]


def test_filters_hold_while_enough_questions_match(finder: QuestionFinder) -> None:
    found = ids(finder.find("risk", kind="behavioral", industry="finance", count=6))
    assert "beh-6" in found
    assert "beh-7" not in found
    junior = ids(finder.find("coach", kind="behavioral", seniority="entry", count=5))
    assert "beh-5" not in junior


def test_filters_give_way_in_the_order_difficulty_seniority_industry(
    finder: QuestionFinder,
) -> None:
    asked = {"kind": "behavioral", "difficulty": "medium", "seniority": "entry"}
    found = ids(finder.find("risk", industry="finance", count=7, **asked))  # type: ignore[arg-type]
    strict, loosened = found[:4], found[4:]
    assert sorted(strict) == ["beh-1", "beh-2", "beh-4", "beh-6"]
    assert loosened == ["beh-3", "beh-5", "beh-7"]


def test_a_level_gives_way_to_the_nearest_that_has_any_and_the_reason_says_so(
    finder: QuestionFinder,
) -> None:
    (found,) = finder.find("coach", category="coaching", seniority="executive", count=1, firm=True)
    assert found.question.id == "beh-5"
    assert found.why == "covers coaching; written for lead level, the nearest to executive"


def test_a_firm_search_keeps_to_the_level_that_has_any(finder: QuestionFinder) -> None:
    found = finder.find("coach", kind="behavioral", seniority="entry", count=9, firm=True)
    assert "beh-5" not in ids(found)


def test_the_kind_and_the_category_never_give_way(finder: QuestionFinder) -> None:
    assert finder.find("anything", kind="situational", count=5) == []
    assert ids(finder.find("drugs", kind="technical", role="nurse", count=5)) == ["tech-3"]
    assert ids(finder.find("team", category="planning", count=5)) == ["beh-4"]


def test_a_role_without_questions_borrows_from_related_ones_in_order(
    finder: QuestionFinder,
) -> None:
    found = finder.find(
        "chef", kind="technical", role="chef", related=["nurse", "backend"], count=2
    )
    assert ids(found)[0] == "tech-3"
    assert ids(found)[1] in {"tech-1", "tech-2"}
    assert "related role, nurse" in found[0].why
    assert finder.find("chef", kind="technical", role="chef", count=2) == []


def test_a_related_role_is_not_used_while_the_role_has_enough(finder: QuestionFinder) -> None:
    seen = {"tech-1": NOW}
    found = finder.find(
        "nurse medication", kind="technical", role="backend", related=["nurse"], count=2, seen=seen
    )
    assert ids(found) == ["tech-2", "tech-1"]


def test_the_reason_names_only_what_is_there(finder: QuestionFinder) -> None:
    query = "We need PostgreSQL and Incident Response. CI matters."
    why = {
        hit.question.id: hit.why
        for hit in finder.find(query, kind="technical", role="backend", count=2)
    }
    assert why["tech-1"] == "the job names PostgreSQL; covers databases"
    assert why["tech-2"] == "the job names incident response; covers operations"
    (plain,) = finder.find("zzz", category="planning", count=1)
    assert plain.why == "covers planning"


def test_a_query_without_words_still_gives_varied_questions(finder: QuestionFinder) -> None:
    found = finder.find("", kind="behavioral", count=3)
    assert len({hit.question.category for hit in found}) == 3


def test_asking_for_none_gives_none(finder: QuestionFinder) -> None:
    assert finder.find("team", count=0) == []
    assert finder.find("team", count=0, seen={"beh-1": NOW}) == []


def test_a_whole_ad_as_the_query_finds_questions_for_its_trade(tmp_path: Path) -> None:
    bank, embedder = load_bank(), load_embedder()
    finder = QuestionFinder(bank, open_index(tmp_path, bank, embedder), embedder)
    ad = "Staff nurse, acute ward. Medication rounds, escalation, patient safety. " * 200
    found = finder.find(ad, kind="technical", count=6)
    roles = load_taxonomy().roles
    assert {roles[role].family for hit in found for role in hit.question.roles} == {"health"}
    assert found[0].question.roles == ("nurse",)
    assert len(set(ids(found))) == 6


def test_a_model_can_call_it_as_a_tool(finder: QuestionFinder) -> None:
    tool = question_tool(finder)
    assert tool.description
    assert set(tool.args) >= {"query", "kind", "role", "category", "difficulty", "count"}
    (hit,) = tool.invoke({"query": "drug chart", "kind": "technical", "role": "nurse"})
    assert hit["id"] == "tech-3"
    assert hit["question"] == "How do you check a drug chart?"
    assert "medication" in hit["why"]
    with pytest.raises(ValueError, match="kind"):
        tool.invoke({"query": "drug chart", "kind": "trivia"})


def test_importing_the_tool_loads_no_heavy_library() -> None:
    script = (
        "import sys, tools.questions;"
        "heavy = {'chromadb', 'numpy', 'tokenizers', 'langchain_core', 'filelock'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"
