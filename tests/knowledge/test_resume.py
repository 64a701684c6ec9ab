"""A CV is read line by line, whatever its layout."""

from __future__ import annotations

from datetime import date

import pytest

from domain import Resume
from knowledge.resume import read_resume

TODAY = date(2026, 3, 1)
CV = """Amara Osei
12 Hill Road, Leeds | 07700 900123 | amara.osei@example.com

PROFILE
Registered adult nurse who likes a calm handover.

EMPLOYMENT HISTORY
Staff Nurse, St. Anne's Hospital, Leeds      Mar 2020 - present
• Lead a bay of eight patients and supervise two health
  care assistants each shift
• Introduced a handover sheet; missed observations fell from 14 to 3 a month
Staff Nurse, City General      Sept 2018 - Feb 2020
• Calmed relatives in a crowded waiting area

EDUCATION
BSc Adult Nursing, University of Leeds, 2015 - 2018

INTERESTS
Choir
"""


def texts(resume: Resume, section: str) -> list[str]:
    return [line.text for line in resume.lines if line.section == section]


def test_headings_give_the_sections() -> None:
    read = read_resume(CV, TODAY)
    assert texts(read, "education") == ["BSc Adult Nursing, University of Leeds, 2015 - 2018"]
    assert texts(read, "summary") == ["Registered adult nurse who likes a calm handover."]
    assert len(texts(read, "experience")) == 5


def test_a_line_broken_by_the_page_is_put_together() -> None:
    whole = "Lead a bay of eight patients and supervise two health care assistants each shift"
    assert whole in texts(read_resume(CV, TODAY), "experience")


def test_lines_know_the_job_they_belong_to() -> None:
    jobs = {line.text: line.job for line in read_resume(CV, TODAY).lines}
    assert jobs["Calmed relatives in a crowded waiting area"].startswith("Staff Nurse, City Gen")


def test_how_to_reach_a_person_and_their_hobbies_are_left_out() -> None:
    said = " ".join(line.text for line in read_resume(CV, TODAY).lines)
    for private in ("07700", "example.com", "Hill Road", "Choir", "Amara"):
        assert private not in said


def test_an_achievement_is_something_done_with_an_outcome_in_figures() -> None:
    worth = {line.text: line.achievement for line in read_resume(CV, TODAY).lines}
    best = max(worth, key=lambda text: worth[text])
    assert best.startswith("Introduced a handover sheet")
    assert worth["Calmed relatives in a crowded waiting area"] < worth[best]
    assert worth["BSc Adult Nursing, University of Leeds, 2015 - 2018"] == 0


@pytest.mark.parametrize(
    ("jobs", "years"),
    [
        ("Cook, Inn, Jan 2020 - Dec 2021", 2.0),
        ("Cook, Inn, 01/2020 - 12/2020\nChef, Hotel, 07/2020 - 12/2021", 2.0),
        ("Cook, Inn, since March 2025", 1.1),
        ("Cook, Inn, Mar 2025 to now", 1.1),
        ("Cook at an inn", None),
    ],
)
def test_years_are_counted_once_where_jobs_overlap(jobs: str, years: float | None) -> None:
    assert read_resume(f"Experience\n{jobs}", TODAY).years == years


def test_a_cv_without_headings_is_told_by_its_lines() -> None:
    read = read_resume(
        "2021 – today  Backend developer, Parcel Loop\n"
        "Rewrote the label service; latency went from 1.8 s to 240 ms\n"
        "Python, Django, PostgreSQL, Redis, Docker\n"
        "2014 – 2018 BSc Computer Science, TU Dresden\n",
        TODAY,
    )
    assert texts(read, "skills") == ["Python, Django, PostgreSQL, Redis, Docker"]
    assert texts(read, "education") == ["2014 – 2018 BSc Computer Science, TU Dresden"]
    assert len(texts(read, "experience")) == 2
    assert read.years is not None
    assert 4 < read.years < 6


@pytest.mark.parametrize("text", ["", "\n\n", "@@@@", "x" * 100_000, "a b\n" * 20_000])
def test_anything_can_be_read(text: str) -> None:
    assert isinstance(read_resume(text, TODAY), Resume)


@pytest.mark.parametrize(
    "line",
    [
        "Registered adult nurse with six years on acute wards",
        "Built up over 12 years of experience in sales",
    ],
)
def test_how_long_somebody_worked_is_no_achievement(line: str) -> None:
    (told,) = read_resume(f"Experience\n{line}", TODAY).lines
    assert told.achievement == 0


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Clinical placements", "experience"),
        ("INTERNSHIPS", "experience"),
        ("Posts held", "experience"),
        ("Career history", "experience"),
        ("Appointments", "experience"),
        ("Teaching experience", "experience"),
        ("Volunteering and community work", "experience"),
        ("## Sites and contracts", "experience"),
        ("AT SEA", "experience"),
        ("Selected projects", "projects"),
        ("Exhibitions", "projects"),
        ("Machinery", "skills"),
    ],
)
def test_a_heading_of_other_words_opens_a_section_of_its_own(heading: str, section: str) -> None:
    deed = "Welded 40 brackets a week and cut rework from nine to two"
    text = f"Education\nBA History, 2015 - 2018\n\n{heading}\n"
    read = read_resume(f"{text}Welder, Mill Yard, 2019 - 2021\n- {deed}\n", TODAY)
    (found,) = [line for line in read.lines if line.text == deed]
    assert found.section == section
    assert texts(read, "education")[0] == "BA History, 2015 - 2018"
    if section == "experience":
        assert found.achievement > 0.5
        assert found.job.startswith("Welder")


def test_a_job_under_what_was_studied_is_still_a_job() -> None:
    read = read_resume(
        "Education\nBEd Primary, State University, 2014\n"
        "Teaching Assistant, Oak Primary, Sept 2014 - Aug 2016\n- Ran phonics groups for Year 2\n"
        "GCSEs, Elm School, 2008 - 2010\n",
        TODAY,
    )
    assert "Ran phonics groups for Year 2" in texts(read, "experience")
    assert "GCSEs, Elm School, 2008 - 2010" in texts(read, "education")
    assert read.years == 2.0


@pytest.mark.parametrize("inner", ["Key achievements", "RESPONSIBILITIES", "Technologies: Java"])
def test_the_parts_of_a_job_stay_in_it(inner: str) -> None:
    read = read_resume(
        f"Experience\nCook, Inn, 2020 - 2021\n{inner}\n- Cut waste by 12%\n"
        "Chef, Hotel, 2022 - 2023\n- Ran a line of six\n",
        TODAY,
    )
    jobs = {line.text: line.job for line in read.lines if line.section == "experience"}
    assert jobs["Cut waste by 12%"].startswith("Cook")
    assert jobs["Ran a line of six"].startswith("Chef")


def test_years_of_volunteering_and_placements_are_no_years_of_employment() -> None:
    text = (
        "Clinical placements\nWard 2, City General, 2021 - 2024\nVolunteering\nHelper, 2015 - 2020"
    )
    assert read_resume(text, TODAY).years is None


def test_a_line_that_only_names_a_job_is_told_from_what_was_done_in_it() -> None:
    read = read_resume(
        "Experience\nTeam Leader\nBright Home, Leeds\nMarch 2019 - June 2022\n"
        "- Led a team of six\nLed the move of two depots from 2020 to 2021\n",
        TODAY,
    )
    assert [line.text for line in read.lines if line.is_title] == [
        "Team Leader",
        "Bright Home, Leeds",
        "March 2019 - June 2022",
    ]
    assert {line.job for line in read.lines[3:]} == {"Team Leader"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- **Led** the `billing` team", "Led the billing team"),
        ("* Wrote _three_ guides in __Confluence__", "Wrote three guides in Confluence"),
        ("- Kept snake_case names and __init__.py", "Kept snake_case names and __init__.py"),
        ("- Cut 5 * 3 in C# and [a shop](https://x.org)", "Cut 5 * 3 in C# and a shop"),
        ("| Led | six people |", "Led, six people"),
        ("- Saved \\$5 \\& more", "Saved $5 & more"),
    ],
)
def test_markdown_is_taken_off(line: str, said: str) -> None:
    (read,) = read_resume(f"## **Experience**\n{line}\n---\n", TODAY).lines
    assert read.text == said


def test_a_name_before_a_title_is_not_quoted() -> None:
    read = read_resume("PRIYA NAIR - Store Manager\n\nExperience\n- Ran a shop of nine", TODAY)
    assert not any("PRIYA" in line.text for line in read.lines)
