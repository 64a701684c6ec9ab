"""The table opens in a spreadsheet as numbers and texts, and nothing in it is ever run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from domain import Interview, Job

Keep = Callable[..., Interview]
Exported = Callable[..., bytes]

FORMULAS = [
    '=HYPERLINK("http://evil.example","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "\u202e=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "\u3000＝1+1",
    "﹢1",
    "%1",
    "|calc",
]


def rows(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_every_scored_question_is_a_row_and_numbers_are_plain(
    keep: Keep, exported: Exported
) -> None:
    keep(turns=[{"score": 71.25, "self_rating": 80.0, "hints": 1}, {"score": None}])
    (row,) = rows(exported("csv"))
    assert (row["score"], row["seconds"], row["self_rating"]) == ("71.2", "40.0", "80.0")
    assert (row["words"], row["hints"], row["weakest_criterion"]) == ("6", "1", "result")
    assert (row["company"], row["competency"]) == ("Fjord Health", "conflict")
    assert row["answer"] == "I moved berth 1 by hand."


def test_it_begins_with_the_mark_by_which_excel_knows_utf_8(keep: Keep, exported: Exported) -> None:
    keep(turns=[{"said": "Ich führte das Gespräch – 道"}])
    raw = exported("csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\xef\xbb\xbf") == 1
    assert raw.count(b"\r\n") == raw.count(b"\n") == 2
    assert rows(raw)[0]["answer"] == "Ich führte das Gespräch – 道"


@pytest.mark.parametrize("said", FORMULAS, ids=repr)
def test_no_cell_begins_as_a_formula(said: str, keep: Keep, exported: Exported) -> None:
    job = Job(role="nurse", company=said)
    keep(job=job, turns=[{"said": said, "text": said, "category": said, "question_id": said}])
    (row,) = rows(exported("csv"))
    for name in ("answer", "question", "competency", "question_id", "company"):
        assert row[name].startswith("'"), name
    assert "evil.example" in row["answer"] or "http" not in said


@pytest.mark.parametrize("said", ["No.", "I said: = is a sign", "3-4 beds", "“=” is a sign", "'x'"])
def test_other_texts_stay_as_they_are(said: str, keep: Keep, exported: Exported) -> None:
    keep(turns=[{"said": said}])
    assert rows(exported("csv"))[0]["answer"] == said


def test_quotes_commas_and_lines_come_back_from_a_reader(keep: Keep, exported: Exported) -> None:
    said = 'She said "no", twice;\nthen, "yes".\n\n,,"'
    keep(turns=[{"said": said}])
    assert rows(exported("csv"))[0]["answer"] == said


def test_a_follow_up_adds_to_its_question_and_a_second_try_in_practice_stands_beside_it(
    keep: Keep, exported: Exported
) -> None:
    parts: list[dict[str, Any]] = [
        {"n": 1, "part": 0, "said": "First.", "score": 40.0},
        {"n": 1, "part": 1, "said": "Then.", "score": 70.0},
    ]
    keep("0311-mock", turns=parts)
    keep("0312-prac", turns=parts, mode="practice", style="behavioral", days_ago=8)
    mock, practice = rows(exported("csv"))
    assert (mock["score"], mock["score_again"], mock["seconds"]) == ("70.0", "", "80.0")
    assert mock["answer"] == "First.\n\nThen."
    assert (practice["score"], practice["score_again"]) == ("40.0", "70.0")
    assert (practice["seconds"], practice["answer"]) == ("40.0", "First.")


def test_without_transcripts_and_names_these_columns_are_empty(
    keep: Keep, exported: Exported
) -> None:
    keep()
    (row, _) = rows(exported("csv", transcripts=False, names=False))
    assert (row["answer"], row["company"]) == ("", "")
    assert (row["score"], row["words"]) == ("60.0", "6")
