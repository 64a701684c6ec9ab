"""Settings come from the environment and `.env`, and a wrong one is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config import Settings, load_settings
from domain import BadInput

ROOT = Path(__file__).parents[1]
DOCUMENTED = ROOT / ".env.example"

WRONG = {
    "INTERVIEW_PREP_ENABLED": "perhaps",
    "DEFAULT_QUESTION_COUNT": "0",
    "MOCK_INTERVIEW_DURATION": "half an hour",
    "PRACTICE_SESSION_DURATION": "-3",
    "TRACK_PERFORMANCE": "sometimes",
    "PERFORMANCE_RETENTION_DAYS": "0",
    "REHEARSE_SEARCH": "altavista",
    "REHEARSE_TEST_ALLOW_LOOPBACK": "why not",
}


def _names() -> set[str]:
    """The variable of each setting: its alias where it has one, else its own name."""
    return {
        str(field.validation_alias or name).upper() for name, field in Settings.model_fields.items()
    }


@pytest.mark.parametrize(("name", "value"), WRONG.items())
def test_a_wrong_setting_is_named_without_its_value(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadInput, match=rf"\b{name}\b") as raised:
        load_settings()
    assert value not in str(raised.value).split(name)[1].split() or value in ("0",)


def test_every_wrong_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in WRONG.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadInput) as raised:
        load_settings()
    assert [name for name in WRONG if name not in str(raised.value)] == []


def test_an_unknown_style_in_the_environment_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, rehearse: object
) -> None:
    monkeypatch.setenv("INTERVIEWER_STYLE", "grumpy")
    ran = rehearse("mock", "--role", "nurse")  # type: ignore[operator]
    assert ran.code == 1
    assert "INTERVIEWER_STYLE" in ran.err
    assert "friendly" in ran.err


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "REHEARSE_PASSPHRASE", "REHEARSE_DATABASE_URL"])
def test_a_secret_shows_in_no_message_and_no_printout(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "hunter2-and-more")
    assert "hunter2" not in repr(load_settings())
    assert "hunter2" not in load_settings().model_dump_json()
    monkeypatch.setenv("DEFAULT_QUESTION_COUNT", "many")
    with pytest.raises(BadInput) as raised:
        load_settings()
    assert "hunter2" not in str(raised.value)


def test_without_any_setting_the_data_folder_is_the_documented_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("REHEARSE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load_settings().data_folder == tmp_path / ".job-agent" / "interview_data"


@pytest.mark.parametrize("name", ["SEARCH", "PASSPHRASE", "DATABASE_URL", "CHROMA_URL"])
def test_a_variable_of_another_program_is_no_setting(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_settings()
    monkeypatch.setenv(name, "postgres://elsewhere")
    assert load_settings() == before


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_DURATION", "")
    assert load_settings().mock_interview_duration == 30


def test_the_environment_wins_over_the_file_and_an_argument_over_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("MOCK_INTERVIEW_DURATION=12\nDEFAULT_QUESTION_COUNT=3\n")
    monkeypatch.setenv("MOCK_INTERVIEW_DURATION", "20")
    settings = load_settings()
    assert (settings.mock_interview_duration, settings.default_question_count) == (20, 3)
    assert load_settings(mock_interview_duration=25).mock_interview_duration == 25


def test_the_example_file_loads_and_holds_the_defaults(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("REHEARSE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".env").write_text(DOCUMENTED.read_text())
    example = load_settings()
    (tmp_path / ".env").unlink()
    assert example.model_copy(update={"home": Path("x")}) == load_settings().model_copy(
        update={"home": Path("x")}
    )
    assert example.data_folder == tmp_path / ".job-agent" / "interview_data"


def test_the_example_file_lists_every_setting_and_nothing_else() -> None:
    listed = re.findall(r"^([A-Z_]+)=", DOCUMENTED.read_text(), re.MULTILINE)
    assert set(listed) == _names()
    assert len(listed) == len(set(listed))


def test_a_file_of_settings_that_is_no_text_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"OPENAI_MODEL=\xff\xfe\x80\n")
    with pytest.raises(BadInput, match=r"\.env"):
        load_settings()
