"""What is read from an ad's words: title, company, level, industry and skills."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import Seniority
from knowledge.ad_employer import find_company
from knowledge.ad_terms import find_competencies, find_industry, find_skills
from knowledge.job_ad import find_title, title_in
from knowledge.job_level import find_seniority


@pytest.mark.parametrize(
    ("ad", "title"),
    [
        ("Job title: Dental Receptionist\nSalary: on request", "Dental Receptionist"),
        ("# Lead Baker\n\nEarly starts.", "Lead Baker"),
        ("**Senior Backend Engineer (Go)**\nBerlin", "Senior Backend Engineer (Go)"),
        ("About us\nWe are looking for a patient primary school teacher to join us.",
         "Primary school teacher"),
        ("We seek two friendly Social Workers who know the area.", "Social Worker"),
        ("As a warehouse operative you will pick orders.", "Warehouse operative"),
        ("Head of Finance\nAcme Ltd\n\nYou hold the budgets.", "Head of Finance"),
        ("Data Scientist II\nModels and meetings.", "Data Scientist II"),
        ("Software Engineer III\nModels and meetings.", "Software Engineer III"),
    ],
)  # fmt: skip
def test_a_title_is_found_where_ads_put_it(ad: str, title: str) -> None:
    assert find_title(ad) == title


@pytest.mark.parametrize(
    "ad",
    [
        "",
        "Apply now and grow with us.",
        "- Maintain contact with the manager\n- Write to the director",
        "Reports to: the Sales Manager",
        "About the school\nOur customer service team is great.",
        "Email the manager@example.org for details",
    ],
)
def test_a_line_that_only_mentions_a_job_is_not_its_title(ad: str) -> None:
    assert find_title(ad) is None


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("staff-nurse_2.pdf", "Staff nurse"),
        ("job_description_data_engineer.docx", "Data engineer"),
        ("Line Cook | Job board", "Line Cook"),
        ("careers.html", None),
        (None, None),
    ],
)
def test_a_heading_or_file_name_gives_a_title_only_when_it_names_a_job(
    name: str | None, title: str | None
) -> None:
    assert title_in(name) == title


@pytest.mark.parametrize(
    ("ad", "company"),
    [
        ("Company: Bright Dental Ltd\nRole: Nurse", "Bright Dental Ltd"),
        ("About Acme Robotics\nWe build arms.", "Acme Robotics"),
        ("**Northwind** is hiring. Join Northwind today!", "Northwind"),
        ("Globex Corporation is a leading maker of pumps.", "Globex Corporation"),
        ("At Initech, we ship software.", "Initech"),
    ],
)
def test_a_company_is_found_where_ads_name_it(ad: str, company: str) -> None:
    assert find_company(ad) == company


def test_a_company_stands_after_at_in_the_title() -> None:
    assert find_company("Great pay.", "Data Analyst at Umbrella Labs") == "Umbrella Labs"


@pytest.mark.parametrize(
    ("ad", "company"),
    [
        (
            "STORE MANAGER - Homeware\nLinden & Moss, Leeds city centre\n\nA team of 35.",
            "Linden & Moss",
        ),
        ("Sales Assistant\nBloom & Co\n\nTill work.", "Bloom & Co"),
        ("Paralegal\nHarper Legal LLP\n\nRequirements", "Harper Legal LLP"),
        ("Care Assistant\nWillow House Care Home\n\nNights.", "Willow House Care Home"),
        ("Backend Engineer at Fernhill Pay\n\nServices in Go.", "Fernhill Pay"),
        (
            "Backend Engineer\n\nFernhill Pay is a Series B fintech based in Berlin.",
            "Fernhill Pay",
        ),
    ],
)
def test_a_company_is_found_beside_and_under_the_title(ad: str, company: str) -> None:
    assert find_company(ad, find_title(ad)) == company


@pytest.mark.parametrize(
    "ad",
    [
        "About Us\nWe are a company.",
        "About The Role\nYou will cook. This is a great chance.",
        "Our client is looking for a cook. The company is a leader.",
        "You will work for Surrey residents.",
        "Join Our Team!",
    ],
)
def test_no_company_is_better_than_a_wrong_one(ad: str) -> None:
    assert find_company(ad) is None


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Apprentice Electrician", "entry"),
        ("Graduate Analyst", "entry"),
        ("Ward Clerk", "entry"),
        ("Software Engineer II", "mid"),
        ("Product Manager", "mid"),
        ("Staff Nurse", "mid"),
        ("Executive Assistant", "mid"),
        ("Senior Product Manager", "senior"),
        ("Sr. Data Analyst", "senior"),
        ("Physiotherapist - Band 7", "senior"),
        ("Consultant Cardiologist", "senior"),
        ("IT Consultant", "mid"),
        ("Team Leader", "lead"),
        ("Senior Store Manager", "lead"),
        ("Deputy Head of Legal Services", "lead"),
        ("Head of Marketing", "lead"),
        ("Head of Finance", "lead"),
        ("Associate Director of Finance", "executive"),
        ("Assistant to the Director", "entry"),
        ("VP, Sales", "executive"),
    ],
)
def test_the_title_tells_the_level(title: str, level: Seniority) -> None:
    assert find_seniority("Apply now.", title) == level


def test_the_title_beats_the_body() -> None:
    ad = "No previous experience needed. Band 2."
    assert find_seniority(ad, "Senior Baker") == "senior"
    assert find_seniority(ad, "Baker") == "entry"


@pytest.mark.parametrize(
    ("ad", "level"),
    [
        ("This is a Band 8b post.", "lead"),
        ("At least 6 years of experience in payroll; 2 years of experience with Sage.", "senior"),
        ("3+ years' experience with Java.", "mid"),
        ("For over 40 years our family has gained experience in baking.", "mid"),
        ("No previous experience needed, full training is given.", "entry"),
        ("You line manage six staff and are responsible for the management of the site.", "lead"),
        ("A job like any other.", "mid"),
    ],
)
def test_the_body_tells_the_level_when_the_title_does_not(ad: str, level: Seniority) -> None:
    assert find_seniority(ad, "Baker") == level


@pytest.mark.parametrize(
    ("title", "ad", "level"),
    [
        (
            "Registered Nurse (Band 5)",
            "Newly qualified nurses are welcome; preceptorship.",
            "entry",
        ),
        ("Class Teacher", "ECTs are welcome to apply. NQT.", "entry"),
        ("Analyst", "We encourage recent graduates to apply.", "entry"),
        ("Class Teacher", "This post is not suitable for ECTs; please do not apply.", "mid"),
        (
            "Staff Nurse",
            "Newly qualified nurses may apply. 3 years of experience in theatre.",
            "mid",
        ),
        ("Senior Psychologist", "Newly qualified psychologists are welcome.", "senior"),
        ("Practice Educator", "You support newly qualified nurses on the ward.", "mid"),
    ],
)
def test_an_ad_that_invites_beginners_is_for_them(title: str, ad: str, level: Seniority) -> None:
    assert find_seniority(ad, title) == level


@pytest.mark.parametrize(
    ("ad", "industry"),
    [
        ("Patients on our hospital ward come first.", "healthcare"),
        ("Pupils of our school follow the curriculum.", "education"),
        ("Our hotel serves guests in two restaurants.", "hospitality"),
        ("Freight and haulage across Europe.", "logistics"),
        ("Apply now.", None),
    ],
)
def test_the_industry_is_told_by_its_words(ad: str, industry: str | None) -> None:
    assert find_industry(ad) == industry


def test_the_company_name_weighs_most_for_the_industry() -> None:
    assert find_industry("Students and staff.", "Nurse", "Elm Hospital") == "healthcare"


def test_the_role_alone_never_tells_the_industry() -> None:
    assert find_industry("Apply now.", None, None, "nurse") is None


@pytest.mark.parametrize(
    ("ad", "skill"),
    [
        ("Experience in C++, C# and .NET.", "C++"),
        ("Experience in C++, C# and .NET.", "C#"),
        ("Experience in C++, C# and .NET.", ".NET"),
        ("Python, R and SQL", "R"),
        ("Knowledge of Go, Rust or Java", "Go"),
        ("You use Node.js.", "Node.js"),
        ("- Excel\n- Word", "Excel"),
        ("Deploy with Docker/Kubernetes", "Kubernetes"),
        ("spring boot services", "Spring Boot"),
    ],
)
def test_skills_are_found_by_their_names(ad: str, skill: str) -> None:
    assert skill in find_skills(ad)


@pytest.mark.parametrize(
    ("ad", "skill"),
    [
        ("Go above and beyond for guests", "Go"),
        ("We go, and you go", "Go"),
        ("Our R&D team", "R"),
        ("A C-suite role, vitamin C and grade C", "C"),
        ("Excel in everything you do", "Excel"),
        ("You have access to a car and excel with people", "Excel"),
        ("Swift responses to Spring 2026 intake", "Swift"),
        ("The rest of the team", "REST"),
        ("Javanese food", "Java"),
        ("JavaScript pages", "Java"),
    ],
)
def test_common_words_are_not_taken_for_skills(ad: str, skill: str) -> None:
    assert skill not in find_skills(ad)


def test_a_skill_in_plain_words_counts_only_near_its_own_role() -> None:
    ad = "You will be trained in wound care."
    assert find_skills(ad) == ()
    assert find_skills(ad, ["nurse"]) == ("wound care",)


def test_skills_come_most_often_named_first_and_once_each() -> None:
    assert find_skills("Kafka, Terraform and Kafka again") == ("Kafka", "Terraform")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_searched(text: str) -> None:
    find_title(text)
    find_company(text, text)
    find_seniority(text, text)
    find_industry(text)
    assert len(find_skills(text)) <= 30


def test_the_competencies_an_ad_calls_for_come_with_its_own_words() -> None:
    ad = "You are a team player. Flexibility is key, and we\nexpect flexibility with Shifts."
    found = find_competencies(ad)
    assert list(found) == ["adaptability", "teamwork"]
    assert found["adaptability"] == "Flexibility"
    assert found["teamwork"] == "team player"
    assert find_competencies("We sell bolts.") == {}


@pytest.mark.parametrize(
    "said",
    [
        "Northmoor NHS Foundation Trust is one of the largest in the north.",
        "You work in compliance with federal law.",
        "We are an equal opportunities employer that values diversity and inclusion.",
        "The Trust values dignity and respect.",
        "We are looking for an enthusiastic person.",
        "Flexible working is offered.",
        "Benefits\n- Mentoring and professional development",
    ],
)
def test_what_stands_in_every_ad_calls_for_no_competency(said: str) -> None:
    assert find_competencies(f"Staff Nurse\n\n{said}\n") == {}


@pytest.mark.parametrize(
    ("ad", "company"),
    [
        ("Staff Nurse\nRiverside University Hospitals\nBand 6\nYou coordinate the shift.", "Riv"),
        ("Backend Engineer\nHarbor Freightline · Hamburg\n\nJoin Harbor Freightline today.", "Har"),
        ("Data Analyst\nLeeds, hybrid\nYou work in Leeds. Our Leeds office is new.", None),
        ("Data Analyst\nFull time\nYou build reports.", None),
    ],
)
def test_the_line_under_the_title_names_the_employer_when_it_is_no_place(
    ad: str, company: str | None
) -> None:
    found = find_company(ad, find_title(ad))
    assert found is None if company is None else found is not None and found.startswith(company)
