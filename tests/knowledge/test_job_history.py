"""Which job a CV names as its latest."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.job_history import latest_title
from knowledge.resume import read_resume


@pytest.mark.parametrize(
    ("cv", "title"),
    [
        (
            "Experience\nStaff Nurse, City General, 2019 - 2024\nPorter, City General, 2017",
            "Staff Nurse",
        ),
        (
            "Career\nStore Manager, Bright Home, Leeds\nMarch 2021 to present\n- Cut losses",
            "Store Manager",
        ),
        (
            "## Employment\n**Class Teacher, Year 5, Hill Primary** (Sept 2021 - July 2025)",
            "Class Teacher",
        ),
        (
            "Education\nBSc Nursing, 2021 - 2024\nStudent Nurse, Ward 3, Jan 2024 - Apr 2024\n\n"
            "Employment\nCare Assistant, Elm House, 2019 - 2021",
            "Care Assistant",
        ),
        ("Experience\nDreamer, at home, 2019 - 2024", None),
        ("Led a team of developers", None),
        ("", None),
    ],
)
def test_the_latest_job_is_the_first_dated_line_that_begins_with_a_title(
    cv: str, title: str | None
) -> None:
    assert latest_title(read_resume(cv, date(2026, 1, 1))) == title
