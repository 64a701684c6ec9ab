from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from domain import BadInput, NotFound
from knowledge.bank import FILES, QUESTIONS, load_bank


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the installed bank that a test may change."""
    for name in FILES:
        shutil.copy(QUESTIONS / name, tmp_path / name)
    return tmp_path


def edit(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_installed_bank_is_read_once() -> None:
    assert load_bank() is load_bank()


def test_a_folder_is_read_afresh_each_time(folder: Path) -> None:
    before = load_bank(folder)
    first = read(folder / "behavioral.json")
    first["problem_solving"][0]["question"] = "Which problem did you solve last?"
    edit(folder / "behavioral.json", first)
    assert load_bank(folder).questions != before.questions


def test_every_item_of_every_file_is_a_question_of_its_kind() -> None:
    bank = load_bank()
    for name, kind in FILES.items():
        text = (QUESTIONS / name).read_text(encoding="utf-8")
        count = sum(1 for q in bank.questions if q.kind == kind)
        assert count == text.count('"difficulty":') > 0, name


def test_a_question_keeps_the_fields_of_its_item() -> None:
    item = read(QUESTIONS / "behavioral.json")["ownership"][0]
    question = load_bank().get(item["id"])
    assert question.model_dump(mode="json", include=set(item)) == item


def test_a_technical_question_belongs_to_the_role_it_stands_under() -> None:
    bank = load_bank()
    for role, categories in read(QUESTIONS / "technical.json").items():
        for items in categories.values():
            for item in items:
                assert bank.get(item["id"]).roles == (role,)
    assert bank.roles == tuple(read(QUESTIONS / "technical.json"))


def test_questions_of_the_other_kinds_fit_every_role() -> None:
    assert {q.roles for q in load_bank().questions if q.kind != "technical"} == {()}


def test_a_role_is_added_by_editing_data_alone(folder: Path) -> None:
    technical = read(folder / "technical.json")
    model = next(iter(next(iter(technical.values())).values()))[0]
    item = {**model, "id": "tech-beekeeper-01", "category": "hives"}
    edit(folder / "technical.json", {**technical, "beekeeper": {"hives": [item]}})
    bank = load_bank(folder)
    assert bank.roles[-1] == "beekeeper"
    assert bank.categories("technical")[-1] == "hives"
    assert bank.get("tech-beekeeper-01").roles == ("beekeeper",)


def test_categories_are_those_of_the_kind_in_file_order() -> None:
    bank = load_bank()
    assert bank.categories("behavioral") == tuple(read(QUESTIONS / "behavioral.json"))
    assert bank.categories("situational") == tuple(read(QUESTIONS / "situational.json"))
    assert not set(bank.categories("behavioral")) & set(bank.categories("situational"))


def test_an_unknown_id_is_answered_with_the_nearest_ones() -> None:
    with pytest.raises(NotFound, match="beh-teamwork-01"):
        load_bank().get("beh-teamwrk-01")


def test_the_content_hash_ignores_layout_and_key_order(folder: Path) -> None:
    situational = read(folder / "situational.json")
    turned = {
        family: [dict(reversed(item.items())) for item in items]
        for family, items in situational.items()
    }
    (folder / "situational.json").write_bytes(
        json.dumps(turned, indent=7).replace("\n", "\r\n").encode()
    )
    assert load_bank(folder).content_hash == load_bank().content_hash


def test_the_content_hash_changes_with_a_single_word(folder: Path) -> None:
    situational = read(folder / "situational.json")
    situational["difficult_customer"][0]["scenario"] += " Twice."
    edit(folder / "situational.json", situational)
    assert load_bank(folder).content_hash != load_bank().content_hash


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_an_error_that_names_it(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(BadInput, match=name):
        load_bank(folder)


def test_a_file_that_is_not_json_is_an_error_that_names_it(folder: Path) -> None:
    (folder / "company.json").write_bytes(b"\xff\xfe{")
    with pytest.raises(BadInput, match=r"company\.json is not JSON"):
        load_bank(folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"difficulty": "brutal"}, "difficulty"),
        ({"colour": "blue"}, "colour"),
        ({"kind": "technical"}, "follow from where an item stands"),
    ],
)
def test_a_wrong_field_is_an_error_that_names_the_item(
    folder: Path, change: dict[str, str], said: str
) -> None:
    behavioral = read(folder / "behavioral.json")
    behavioral["teamwork"][0].update(change)
    edit(folder / "behavioral.json", behavioral)
    with pytest.raises(BadInput, match=rf"(?s)beh-teamwork-01.*{said}"):
        load_bank(folder)


def test_an_id_used_twice_is_an_error_that_names_it(folder: Path) -> None:
    behavioral = read(folder / "behavioral.json")
    behavioral["teamwork"].append(behavioral["teamwork"][0])
    edit(folder / "behavioral.json", behavioral)
    with pytest.raises(BadInput, match="beh-teamwork-01"):
        load_bank(folder)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("company.json", []),
        ("behavioral.json", {"teamwork": {}}),
        ("technical.json", {"nurse": []}),
    ],
)
def test_a_file_of_another_shape_is_an_error_that_names_it(
    folder: Path, name: str, content: Any
) -> None:
    edit(folder / name, content)
    with pytest.raises(BadInput, match=rf"{name}: expected"):
        load_bank(folder)
