"""The taxonomy: what must stand in it, and how its ids are found from what people type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from domain import BadInput, NotFound
from knowledge.taxonomy import PATH, Role, load_taxonomy, read_taxonomy, words_of

TAXONOMY = load_taxonomy()


def test_it_knows_53_roles_and_28_competencies() -> None:
    assert len(TAXONOMY.roles) == 53
    assert len(TAXONOMY.competencies) == 28
    assert list(TAXONOMY.seniority) == ["entry", "mid", "senior", "lead", "executive"]


def test_every_role_has_what_its_ads_are_recognised_by() -> None:
    for role in TAXONOMY.roles.values():
        assert len(role.titles) >= 15, role.id
        assert len(role.skills) >= 10, role.id
        assert len(role.duties) >= 5, role.id


def test_no_title_belongs_to_two_roles() -> None:
    titles = [words_of(title) for role in TAXONOMY.roles.values() for title in set(role.titles)]
    owners: dict[tuple[str, ...], str] = {}
    for role in TAXONOMY.roles.values():
        for title in role.titles:
            assert owners.setdefault(words_of(title), role.id) == role.id, title
    assert len(owners) > 2500
    assert len(titles) >= len(owners)


def test_every_job_outside_the_bank_has_a_role_that_comes_nearest() -> None:
    titles = {words_of(title) for role in TAXONOMY.roles.values() for title in role.titles}
    assert TAXONOMY.outside_the_bank
    assert titles >= TAXONOMY.outside_the_bank


@pytest.mark.parametrize("role", TAXONOMY.roles.values(), ids=lambda role: role.id)
def test_the_name_a_role_is_spoken_by_means_that_role(role: Role) -> None:
    assert TAXONOMY.find_role(role.short) == role.id
    assert "_" not in role.short


def test_every_competency_says_which_words_of_an_ad_call_for_it() -> None:
    assert all(len(item.phrases) >= 7 for item in TAXONOMY.competencies.values())


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("nurse", "nurse"),
        ("Registered nurse", "nurse"),
        ("devops_sre", "devops_sre"),
        ("Site Reliability Engineers", "devops_sre"),
        ("DevOps or site reliability engineer", "devops_sre"),
        ("senior staff nurse on nights", "nurse"),
        ("C# developer", "software_engineer"),
        (".NET developer", "backend"),
        ("acountant", "accountant"),
        ("  Account Executive ", "sales_rep"),
    ],
)
def test_a_role_is_found_by_its_id_its_name_a_title_or_a_slip_of_one(typed: str, role: str) -> None:
    assert TAXONOMY.find_role(typed) == role


@pytest.mark.parametrize("typed", ["", "???", "zzzz qqqq"])
def test_what_is_no_job_is_not_found(typed: str) -> None:
    with pytest.raises(NotFound, match="choose one of"):
        TAXONOMY.find_role(typed)


def test_an_unknown_id_lists_every_valid_one_with_the_nearest_first() -> None:
    with pytest.raises(NotFound) as caught:
        TAXONOMY.role("data_analist")
    assert "choose one of: data_analyst, " in str(caught.value)
    assert "skilled_trades" in str(caught.value)


def test_unknown_competencies_and_industries_list_the_valid_ones() -> None:
    with pytest.raises(NotFound, match="choose one of: teamwork, "):
        TAXONOMY.competency("teamwrk")
    with pytest.raises(NotFound, match="choose one of: healthcare, "):
        TAXONOMY.industry("helthcare")


def test_related_roles_come_nearest_first_and_never_hold_the_role_itself() -> None:
    near = TAXONOMY.related_roles("backend")
    assert near[0] == "software_engineer"
    assert "backend" not in near
    assert len(near) == len(set(near))


def test_related_roles_reach_a_neighbours_neighbour_and_no_further() -> None:
    one_step = TAXONOMY.related_roles("pharmacist", steps=1)
    assert one_step == TAXONOMY.role("pharmacist").related
    beyond = set(TAXONOMY.related_roles("pharmacist")) - set(one_step)
    assert beyond
    for role in beyond:
        assert any(role in TAXONOMY.role(near).related for near in one_step)


def test_a_role_related_to_no_role_is_refused(tmp_path: Path) -> None:
    data = json.loads(PATH.read_text(encoding="utf-8"))
    data["roles"]["nurse"]["related"] = ["nobody"]
    file = tmp_path / "taxonomy.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(BadInput, match="nurse is related to 'nobody'"):
        read_taxonomy(file)


def test_a_role_is_added_by_editing_the_data_alone(tmp_path: Path) -> None:
    data = json.loads(PATH.read_text(encoding="utf-8"))
    data["roles"]["beekeeper"] = {
        "name": "Beekeeper", "family": "service", "titles": ["apiarist"], "skills": ["hives"],
        "duties": ["keep bees"], "related": ["chef_hospitality"],
    }  # fmt: skip
    file = tmp_path / "taxonomy.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    taxonomy = read_taxonomy(file)
    assert taxonomy.find_role("senior apiarist") == "beekeeper"
    assert taxonomy.related_roles("beekeeper")[0] == "chef_hospitality"


def test_words_are_singular_and_languages_stay_whole() -> None:
    assert words_of("C++ / C# & .NET Engineers' nurse's") == (
        "c++", "c#", ".net", "engineer", "nurse",
    )  # fmt: skip
