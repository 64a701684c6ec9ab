"""`prep`: ad and CV in, a pack out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Ran

Rehearse = Callable[..., "Ran"]
AD = """Staff Nurse
Riverside University Hospitals

Essential criteria
- NMC registration as an adult nurse
- Experience with non-invasive ventilation
"""
CV = """Employment
Staff Nurse, City General, 2019 - 2024
- Supervised patients on non-invasive ventilation; falls went from 9 to 2 a month
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    ad, cv = tmp_path / "ad.txt", tmp_path / "cv.md"
    ad.write_text(AD, encoding="utf-8")
    cv.write_text(CV, encoding="utf-8")
    return str(ad), str(cv)


def test_the_pack_holds_matches_stories_questions_and_tips(
    rehearse: Rehearse, files: tuple[str, str]
) -> None:
    ran = rehearse("prep", "--job", files[0], "--cv", files[1], "--json")
    assert ran.code == 0
    pack = json.loads(ran.out)
    assert pack["job"]["company"] == "Riverside University Hospitals"
    by_text = {m["requirement"]["text"]: m for m in pack["matches"]}
    assert by_text["Experience with non-invasive ventilation"]["shown"] == "shown"
    assert {kind: len(found) for kind, found in pack["questions"].items()} == {
        "behavioral": 8,
        "technical": 8,
        "situational": 4,
        "company": 4,
        "ask": 5,
    }
    assert all(q["why"] for found in pack["questions"].values() for q in found)
    assert pack["stories"]
    assert pack["preparation_tips"]


def test_the_same_ad_and_cv_give_the_same_pack(rehearse: Rehearse, files: tuple[str, str]) -> None:
    told = ("prep", "--job", files[0], "--cv", files[1], "--json")
    assert rehearse(*told).out == rehearse(*told).out


def test_a_person_reads_the_quotes(rehearse: Rehearse, files: tuple[str, str]) -> None:
    ran = rehearse("prep", "--job", files[0], "--cv", files[1])
    assert ran.code == 0
    for said in ("What to prepare first", "The ad beside your CV", "Stories worth telling"):
        assert said in ran.out
    assert "no evidence in the CV" in ran.out or "in part" in ran.out


@pytest.mark.parametrize("ending", [".md", ".html"])
def test_it_is_written_to_a_file(
    rehearse: Rehearse, files: tuple[str, str], tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"pack{ending}"
    ran = rehearse("prep", "--job", files[0], "--cv", files[1], "--out", str(out))
    assert ran.code == 0
    page = out.read_text(encoding="utf-8")
    assert "falls went from 9 to 2 a month" in page
    assert page.startswith("<!doctype html>" if ending == ".html" else "# ")


def test_markup_in_an_ad_stays_text(rehearse: Rehearse, tmp_path: Path) -> None:
    ad, out = tmp_path / "ad.txt", tmp_path / "pack.html"
    ad.write_text("Requirements\n- Experience with <script>alert(1)</script> and **bold** type\n")
    assert rehearse("prep", "--job", str(ad), "--role", "nurse", "--out", str(out)).code == 0
    page = out.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "**bold**" in page


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--out", "pack.docx"), 2),
        (("--cv", "missing.pdf"), 1),
        (("--job", "-", "--cv", "-"), 2),
        (("--out", "no/such/folder/pack.md"), 1),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    rehearse: Rehearse, files: tuple[str, str], more: tuple[str, ...], code: int
) -> None:
    ran = rehearse("prep", "--job", files[0], *more)
    assert ran.code == code
    assert "Traceback" not in ran.err
    assert ran.err.strip().splitlines()[-1].startswith("rehearse: ")


def test_without_an_ad_the_latest_job_of_the_cv_is_prepared_for(
    rehearse: Rehearse, files: tuple[str, str]
) -> None:
    ran = rehearse("prep", "--cv", files[1], "--json")
    job = json.loads(ran.out)["job"]
    assert (job["title"], job["role"]) == ("Staff Nurse", "nurse")
    assert "the CV's latest, Staff Nurse" in rehearse("prep", "--cv", files[1]).out


@pytest.mark.parametrize("said", ["Jo Doe\nI like the sea and long walks.\n", None])
def test_without_a_job_to_be_found_the_options_are_named(
    rehearse: Rehearse, tmp_path: Path, said: str | None
) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text(said or "", encoding="utf-8")
    ran = rehearse("prep", *(("--cv", str(cv)) if said else ()))
    assert (ran.code, ran.out) == (1, "")
    assert "give --job or --role" in ran.err


@pytest.mark.parametrize(
    ("ad", "doubt"),
    [
        ("asdf qwer zxcv", "nothing in the ad says what the job is"),
        (
            "Dental Nurse\nBright Smiles Ltd\n\nYou help at the chair.",
            "the nearest role in the bank",
        ),
    ],
)
def test_a_pack_for_a_role_that_is_not_sure_says_so(
    rehearse: Rehearse, tmp_path: Path, ad: str, doubt: str
) -> None:
    file = tmp_path / "ad.txt"
    file.write_text(ad, encoding="utf-8")
    pack = json.loads(rehearse("prep", "--job", str(file), "--json").out)
    assert pack["role_is_sure"] is False
    assert doubt in pack["role_doubt"]
    # The page breaks its lines where the terminal ends.
    assert doubt in " ".join(rehearse("prep", "--job", str(file)).out.split())


def test_without_a_cv_the_pack_says_what_one_would_add(
    rehearse: Rehearse, files: tuple[str, str]
) -> None:
    ran = rehearse("prep", "--job", files[0])
    assert ran.code == 0
    assert "--cv" in ran.out
    assert "no evidence in the CV" not in ran.out


def test_a_cv_that_meets_nothing_is_told_so(rehearse: Rehearse, tmp_path: Path) -> None:
    ad, cv = tmp_path / "ad.txt", tmp_path / "cv.txt"
    ad.write_text("Welder\n\nEssential\n- TIG welding of stainless steel\n", encoding="utf-8")
    cv.write_text("Interests\nFell running\n", encoding="utf-8")
    ran = rehearse("prep", "--job", str(ad), "--cv", str(cv))
    assert ran.code == 0
    assert "no evidence in the CV" in ran.out


def test_the_markup_of_a_cv_is_not_shown(rehearse: Rehearse, tmp_path: Path) -> None:
    cv, out = tmp_path / "cv.md", tmp_path / "pack.md"
    cv.write_text(
        "## Employment\n**Staff Nurse**, City General, 2019 - 2024\n"
        "- Supervised _patients_ on `non-invasive` ventilation; falls went from 9 to 2\n",
        encoding="utf-8",
    )
    ad = tmp_path / "ad.txt"
    ad.write_text(AD, encoding="utf-8")
    assert rehearse("prep", "--job", str(ad), "--cv", str(cv), "--out", str(out)).code == 0
    page = out.read_text(encoding="utf-8")
    assert "> Supervised patients on non-invasive ventilation; falls went from 9 to 2" in page
