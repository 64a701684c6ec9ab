"""Every setting, read once from the environment and `.env`; explicit arguments win over both."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain import BadInput


class Settings(BaseSettings):
    """The settings of SPEC.md under their own names.

    Durations are minutes, save `openai_timeout`, the most seconds one question to the model may
    take; `openai_token_budget` is per interview. Names are matched without regard to case; an
    empty variable counts as not set.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    interview_prep_enabled: bool = True
    default_question_count: int = Field(default=10, ge=1, le=60)
    mock_interview_duration: int = Field(default=30, ge=1, le=240)
    practice_session_duration: int = Field(default=15, ge=1, le=240)
    interviewer_style: str = "friendly"
    track_performance: bool = True
    performance_retention_days: int = Field(default=90, ge=1)
    openai_api_key: SecretStr | None = None
    openai_base_url: str | None = None
    openai_model: str | None = None
    openai_timeout: float = Field(default=60.0, ge=1, le=3600)
    openai_token_budget: int = Field(default=200_000, ge=0)
    home: Path = Field(
        default=Path("~/.job-agent/interview_data"), validation_alias="REHEARSE_HOME"
    )
    database_url: SecretStr | None = Field(default=None, validation_alias="REHEARSE_DATABASE_URL")
    chroma_url: str | None = Field(default=None, validation_alias="REHEARSE_CHROMA_URL")
    search: Literal["ddgs", "searx", "none"] = Field(
        default="ddgs", validation_alias="REHEARSE_SEARCH"
    )
    searx_url: str | None = None
    passphrase: SecretStr | None = Field(default=None, validation_alias="REHEARSE_PASSPHRASE")
    test_allow_loopback: bool = Field(
        default=False, validation_alias="REHEARSE_TEST_ALLOW_LOOPBACK"
    )

    def __init__(self, **given: object) -> None:
        """Fields by their own names; what is not given comes from the environment and `.env`.

        The environment is read under the settings' names alone: with pydantic's own switch for
        field names, `home` would be filled from HOME.
        """
        fields = type(self).model_fields
        named = {
            str(fields[n].validation_alias or n) if n in fields else n: given[n] for n in given
        }
        super().__init__(**named)  # type: ignore[arg-type]

    @property
    def data_folder(self) -> Path:
        """`REHEARSE_HOME` with `~` resolved."""
        try:
            return self.home.expanduser()
        except RuntimeError:
            raise BadInput(
                f"the setting REHEARSE_HOME is wrong: {self.home} names a user that does not exist"
            ) from None


# What `--offline` takes out of the settings: whatever is asked over a network.
OFFLINE: dict[str, object] = {
    "openai_api_key": None,
    "openai_base_url": None,
    "openai_model": None,
    "search": "none",
    "searx_url": None,
    "chroma_url": None,
}


def load_settings(**overrides: object) -> Settings:
    """Settings from `.env` and the environment, with keyword overrides on top.

    Raises BadInput naming each wrong setting.
    """
    try:
        return Settings(**overrides)
    except UnicodeDecodeError:
        raise BadInput("the file .env is not UTF-8 text; save it as UTF-8") from None
    except ValidationError as error:
        raise BadInput("; ".join(_describe(item) for item in error.errors())) from None


def _describe(item: object) -> str:
    """One wrong setting in words, without repeating its value (it may be a secret)."""
    assert isinstance(item, dict)
    name = str(item["loc"][0]).upper()
    return f"the setting {name} is wrong: {item['msg']}"
