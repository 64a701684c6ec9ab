"""Which role an ad is read as, how sure the reading is, and what the caller can override."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import NotFound
from knowledge.role_doubt import role_doubt
from knowledge.roles import UNSURE, infer_roles, read_job

NURSING = """Our surgical ward needs someone who assesses patients, gives medicines safely and keeps
care plans up to date. You hold NMC registration and can lead a shift. Band 5.
"""
HOSPITAL_OFFICE = """Our hospital is proud of its nurses, doctors and wards. Patients come first.
In this post you answer the telephone, keep the diary of the clinic, type letters and take minutes.
"""


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Staff Nurse, Ward 7", "nurse"),
        ("Senior Java Engineer", "backend"),
        ("Trainee Electrician", "skilled_trades"),
        ("Enterprise Account Executive", "sales_rep"),
        ("Year 4 Teacher (maternity cover)", "school_teacher"),
        ("Head Chef", "chef_hospitality"),
        ("Clinical Nurse Educator - Theatres", "nurse"),
        ("Management Accountant", "accountant"),
        ("Lead Data Engineer | Remote", "data_engineer"),
    ],
)
def test_a_title_alone_is_enough(title: str, role: str) -> None:
    assert infer_roles("", title)[0].id == role


def test_the_body_tells_when_the_title_does_not() -> None:
    assert infer_roles(NURSING, "Band 5 post")[0].id == "nurse"


def test_the_title_outweighs_a_body_full_of_another_trade() -> None:
    assert infer_roles(HOSPITAL_OFFICE, "Clinic Administrator")[0].id == "administrator"


def test_the_title_is_looked_for_in_the_text_when_it_is_not_given() -> None:
    ad = f"Medical Secretary\n\n{HOSPITAL_OFFICE}"
    assert infer_roles(ad)[0].id == "administrator"
    assert read_job(ad).title == "Medical Secretary"


def test_guesses_come_best_first_with_confidences_that_are_shares() -> None:
    guesses = infer_roles(NURSING)
    confidences = [guess.confidence for guess in guesses]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)
    assert sum(confidences) <= 1
    assert len({guess.id for guess in guesses}) == len(guesses)


def test_a_vague_ad_is_read_with_low_confidence() -> None:
    vague = infer_roles("A friendly team seeks a motivated colleague for varied work. Apply now.")
    clear = infer_roles(NURSING, "Staff Nurse")
    assert vague[0].confidence < UNSURE < clear[0].confidence


@pytest.mark.parametrize("ad", ["", "asdf qwer zxcv"])
def test_nothing_to_go_by_gives_a_software_interview_nobody_is_sure_of(ad: str) -> None:
    assert infer_roles(ad) == []
    job = read_job(ad)
    assert (job.role, job.roles[0].confidence) == ("software_engineer", 0)
    assert "nothing in the ad says what the job is" in (role_doubt(job) or "")


@pytest.mark.parametrize(
    ("title", "ad", "nearest"),
    [
        ("Dental Nurse", "", "nurse"),
        ("Veterinary Surgeon", "", "doctor"),
        ("Librarian", "", "administrator"),
        ("Bus Driver (nights)", "", "driver_logistics"),
        ("Sales Assistant (part time)", "Till work, stock.", "retail_manager"),
    ],
)
def test_a_job_no_question_is_about_is_read_as_the_nearest_and_that_is_said(
    title: str, ad: str, nearest: str
) -> None:
    job = read_job(ad, title)
    assert job.role == nearest
    assert 0 < job.roles[0].confidence < UNSURE
    assert role_doubt(job) == "the nearest role in the bank"


def test_a_job_of_the_bank_beside_one_outside_it_is_sure() -> None:
    assert role_doubt(read_job("", "Registered Nurse")) is None
    assert role_doubt(read_job("", "Warehouse Manager - Library Stock")) is None


def test_an_ad_in_another_language_is_read_with_a_word_about_it() -> None:
    german = (
        "Pflegefachkraft gesucht\nWir suchen für unsere Station eine Pflegefachkraft mit "
        "Erfahrung und Freude an der Arbeit mit Menschen. Wir bieten ein gutes Team und Zeit."
    )
    assert "English, the only language that is read" in (role_doubt(read_job(german)) or "")
    assert (
        role_doubt(read_job("Staff Nurse\nLos Angeles\nYou care for the people of El Monte."))
        is None
    )


def test_a_role_that_was_given_is_never_doubted() -> None:
    assert role_doubt(read_job("asdf qwer", role="nurse")) is None


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=400), title=st.none() | st.text(max_size=60))
def test_any_text_can_be_read_and_is_read_the_same_way_twice(text: str, title: str | None) -> None:
    job = read_job(text, title)
    assert job == read_job(text, title)
    assert sum(guess.confidence for guess in job.roles) <= 1


def test_a_role_given_in_words_is_taken_without_guessing() -> None:
    job = read_job(NURSING, role="site reliability engineer")
    assert job.role == "devops_sre"
    assert job.roles == ()


def test_what_the_caller_gives_beats_what_the_ad_says() -> None:
    job = read_job(
        NURSING, "Staff Nurse", company="Elm Trust", seniority="lead", industry="nonprofit"
    )
    assert (job.company, job.seniority, job.industry) == ("Elm Trust", "lead", "nonprofit")
    assert job.title == "Staff Nurse"
    assert job.role == "nurse"


def test_unknown_overrides_are_refused() -> None:
    with pytest.raises(NotFound, match="no role 'wizardry'"):
        read_job(NURSING, role="wizardry")
    with pytest.raises(NotFound, match="no industry 'magic'"):
        read_job(NURSING, industry="magic")


def test_a_heading_names_the_job_before_the_text_and_the_file_name_after_it() -> None:
    plain = "Come and work with us by the sea."
    assert read_job(plain, heading="Sous Chef", file_name="porter.txt").title == "Sous Chef"
    assert read_job(plain, heading="Careers", file_name="hospital-porter.txt").title == (
        "Hospital porter"
    )
    assert read_job(f"Job title: Florist Manager\n{plain}", file_name="porter.txt").title == (
        "Florist Manager"
    )


def test_a_fuller_title_in_the_text_tells_the_level() -> None:
    ad = "Senior Python Developer\nYou write services in Python and review code."
    assert read_job(ad, "Developer").seniority == "senior"
    assert read_job("You write services in Python and review code.", "Developer").seniority == "mid"


def test_the_whole_ad_is_kept_and_its_skills_and_industry_read() -> None:
    ad = f"{NURSING}\nThe hospital and its clinics treat patients of all ages."
    job = read_job(ad, "Staff Nurse")
    assert job.text == ad
    assert job.industry == "healthcare"
    assert "NMC registration" in job.skills


@pytest.mark.parametrize("flood", ["\n" * 200_000, "A " * 100_000, "looking for a " * 20_000])
def test_a_flood_of_text_is_read_like_any_other(flood: str) -> None:
    assert read_job(flood, flood).seniority == "mid"
