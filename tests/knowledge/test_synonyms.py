"""Other words for the same, and what is an instance of what."""

from __future__ import annotations

import pytest

from knowledge.synonyms import load_synonyms
from knowledge.taxonomy import load_taxonomy


@pytest.mark.parametrize(
    ("role", "line", "shows"),
    [
        ("devops_sre", "Moved 40 services to EKS", {"AWS", "Kubernetes"}),
        ("devops_sre", "Ran k8s clusters", {"Kubernetes"}),
        ("devops_sre", "Cut response times by half", {"latency"}),
        ("backend", "Deployed to GKE from BigQuery jobs", {"Google Cloud", "Kubernetes"}),
        ("backend", "Ran AKS", {"Azure", "Kubernetes"}),
        ("backend", "Built pipelines in GitHub Actions", {"CI/CD"}),
        ("school_teacher", "Taught Years 4 and 5", {"Key Stage 2", "primary school"}),
        ("school_teacher", "KS2 lead", {"Key Stage 2"}),
        ("school_teacher", "Wrote EHCPs for four pupils", {"SEND"}),
        ("nurse", "RN on a surgical ward", {"registered nurse"}),
        ("nurse", "Took bloods", {"venepuncture"}),
        ("accountant", "Ran the AR/AP ledgers", {"accounts payable", "accounts receivable"}),
        ("accountant", "Prepared FRS 102 accounts", {"UK GAAP", "accounting standards"}),
        ("retail_manager", "Merchandiser for two floors", {"visual merchandising"}),
        ("operations_manager", "Held the profit and loss of a depot", {"P&L"}),
        ("skilled_trades", "Rewired 30 flats to BS 7671", {"electrical installation"}),
        ("driver_logistics", "Class 1 driver, C+E", {"HGV"}),
        ("lab_scientist", "Ran LC-MS", {"mass spectrometry", "chromatography"}),
        ("nurse", "Mentored five students", {"mentoring"}),
    ],
)
def test_a_line_shows_what_it_names_in_other_words(role: str, line: str, shows: set[str]) -> None:
    assert load_synonyms([role]).shown_in(line) >= shows


@pytest.mark.parametrize(
    ("role", "line", "thing"),
    [
        ("devops_sre", "Five years of AWS", "EKS"),
        ("devops_sre", "Ran Kubernetes on AWS", "EKS"),
        ("backend", "Wrote JavaScript", "Java"),
        ("backend", "Wrote Java", "JavaScript"),
        ("school_teacher", "Led SEND", "EHCP"),
        ("school_teacher", "Taught for 4 years", "Key Stage 2"),
        ("chef_hospitality", "Went to the chef", "Go"),
        ("nurse", "Paid in arrears", "registered nurse"),
        ("accountant", "Reported under IFRS", "UK GAAP"),
        ("backend", "Cut a build from 40 to nine minutes", "minute taking"),
        ("retail_manager", "Worked there until 2020, till noon on Sundays", "point of sale"),
        ("driver_logistics", "Drove a lean team at the helm of a depot", "Kubernetes"),
        ("nurse", "An AP article on wards", "accounts payable"),
    ],
)
def test_it_shows_neither_more_than_it_says_nor_what_only_looks_alike(
    role: str, line: str, thing: str
) -> None:
    assert thing not in load_synonyms([role]).shown_in(line)


def test_an_abbreviation_means_what_it_means_in_the_trade() -> None:
    said = "Followed GCP throughout"
    assert "Good Clinical Practice" in load_synonyms(["lab_scientist"]).shown_in(said)
    assert "Google Cloud" not in load_synonyms(["lab_scientist"]).shown_in(said)
    assert "Google Cloud" in load_synonyms(["backend"]).shown_in(said)


@pytest.mark.parametrize("role", load_taxonomy().roles)
def test_the_words_of_every_role_can_be_read(role: str) -> None:
    synonyms = load_synonyms([role])
    assert all(thing in above for thing, above in synonyms.shows.items())
    assert all(synonyms.shown_in(thing) for thing in synonyms.shows)
