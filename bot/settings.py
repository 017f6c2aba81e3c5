"""Every setting, read once. An error names the variable and what to do."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.working_days import UnknownCountryError, WorkingDays
from storage.database import is_url
from storage.master_keys import MasterKeys, key_of
from storage.model_use import price_of

SLACK_API = "https://slack.com/api/"
DEFAULT_PORT = 8080
PRIVATE_DAYS, SHARED_MONTHS, QUESTION_MONTHS = 90, 24, 12
"""How long private and shared parts of notes are kept unless the company says otherwise (domain 1.7, rule 5)."""


class SettingsError(Exception):
    """Settings that cannot work; the message says which variable and how to fix it."""


class Settings(BaseSettings):
    """What an operator can set, under the names of the outside contract (environment variables)."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = SLACK_API
    database_url: str | None = None
    chroma_url: str | None = None
    openai_api_key: SecretStr | None = None
    openai_base_url: str | None = None
    model: str | None = Field(default=None, validation_alias="TOUCHBASE_MODEL")
    embedding_model: str | None = Field(default=None, validation_alias="TOUCHBASE_EMBEDDING_MODEL")
    model_seconds: float = Field(default=20, validation_alias="TOUCHBASE_MODEL_SECONDS", gt=0, le=120)
    model_price: str | None = Field(default=None, validation_alias="TOUCHBASE_MODEL_PRICE")
    embedding_price: str | None = Field(default=None, validation_alias="TOUCHBASE_EMBEDDING_PRICE")
    model_daily_requests: int = Field(default=60, validation_alias="TOUCHBASE_MODEL_DAILY_REQUESTS", ge=0)
    model_daily_tokens: int = Field(default=300_000, validation_alias="TOUCHBASE_MODEL_DAILY_TOKENS", ge=0)
    model_company_requests: int = Field(
        default=10_000, validation_alias="TOUCHBASE_MODEL_COMPANY_DAILY_REQUESTS", ge=0
    )
    model_company_tokens: int = Field(
        default=50_000_000, validation_alias="TOUCHBASE_MODEL_COMPANY_DAILY_TOKENS", ge=0
    )
    data: Path = Field(default=Path(".touchbase"), validation_alias="TOUCHBASE_DATA")
    master_key: SecretStr | None = Field(default=None, validation_alias="TOUCHBASE_MASTER_KEY")
    signing_key: SecretStr | None = Field(default=None, validation_alias="TOUCHBASE_SIGNING_KEY")
    checkpoints: Path | None = Field(default=None, validation_alias="TOUCHBASE_CHECKPOINTS")
    ledger_channel: str | None = Field(default=None, validation_alias="TOUCHBASE_LEDGER_CHANNEL")
    operations_channel: str | None = Field(default=None, validation_alias="TOUCHBASE_OPERATIONS_CHANNEL")
    company_timezone: str = Field(default="UTC", validation_alias="TOUCHBASE_COMPANY_TIMEZONE")
    country: str = Field(default="CN", validation_alias="TOUCHBASE_COUNTRY", min_length=2, max_length=2)
    keep_private_days: int = Field(
        default=PRIVATE_DAYS, validation_alias="TOUCHBASE_KEEP_PRIVATE_DAYS", ge=1, le=36_500
    )
    keep_shared_months: int = Field(
        default=SHARED_MONTHS, validation_alias="TOUCHBASE_KEEP_SHARED_MONTHS", ge=1, le=1_200
    )
    keep_question_months: int = Field(
        default=QUESTION_MONTHS, validation_alias="TOUCHBASE_KEEP_QUESTION_MONTHS", ge=1, le=1_200
    )
    quiet_hours: bool = Field(default=True, validation_alias="TOUCHBASE_QUIET_HOURS")
    nudges_withheld: int = Field(default=20, validation_alias="TOUCHBASE_NUDGES_WITHHELD", ge=0, le=50)
    approval_above: int = Field(default=500, validation_alias="TOUCHBASE_APPROVAL_ABOVE", ge=0)
    pilot_units: str = Field(default="", validation_alias="TOUCHBASE_PILOT_UNITS")
    messages_per_minute: int = Field(default=300, validation_alias="TOUCHBASE_MESSAGES_PER_MINUTE", ge=1)
    port_file: Path | None = Field(default=None, validation_alias="TOUCHBASE_PORT_FILE")
    host: str = Field(default="127.0.0.1", validation_alias="TOUCHBASE_HOST")
    port: int = Field(default=DEFAULT_PORT, validation_alias="TOUCHBASE_PORT", ge=0, le=65535)

    @field_validator("company_timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as problem:
            message = f"{name!r} is no IANA time zone; write one like Asia/Shanghai or Europe/Berlin"
            raise ValueError(message) from problem
        return name

    @field_validator("country")
    @classmethod
    def _known_country(cls, code: str) -> str:
        try:
            WorkingDays(code)
        except UnknownCountryError as problem:
            raise ValueError(str(problem)) from problem
        return code

    @field_validator("master_key")
    @classmethod
    def _readable_masters(cls, keys: SecretStr | None) -> SecretStr | None:
        if keys is not None:
            MasterKeys.parse(keys.get_secret_value())
        return keys

    @field_validator("signing_key")
    @classmethod
    def _readable_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None:
            key_of(key.get_secret_value())
        return key

    @field_validator("model_price", "embedding_price")
    @classmethod
    def _readable_price(cls, price: str | None) -> str | None:
        if price is not None:
            price_of(price)
        return price

    @field_validator("database_url")
    @classmethod
    def _readable_url(cls, url: str | None) -> str | None:
        if url is not None and not is_url(url):
            message = (
                "this is no database address; write one like postgresql://user:password@host:5432/touchbase"
            )
            raise ValueError(message)
        return url

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_a_slash(cls, url: str) -> str:
        return url if url.endswith("/") else url + "/"

    @property
    def keeping(self) -> tuple[int, int, int]:
        """How long private parts (days), shared ones (months) and questions (months) are kept."""
        return self.keep_private_days, self.keep_shared_months, self.keep_question_months

    @property
    def nudging(self) -> tuple[bool, int]:
        """Whether reminders keep quiet hours, and how many in a hundred are withheld to see what they do."""
        return self.quiet_hours, self.nudges_withheld

    @property
    def announcing(self) -> tuple[int, tuple[str, ...]]:
        """To how many one person of HR may write alone, and the codes of the pilot units."""
        units = (code.strip() for code in self.pilot_units.split(","))
        return self.approval_above, tuple(code for code in units if code)

    @property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.company_timezone)

    @property
    def database(self) -> str:
        """The database's URL; by default a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data / 'touchbase.db'}"

    @property
    def outside(self) -> Path:
        """The file the record's signed checkpoints are written to; by default in the data folder."""
        return self.checkpoints or self.data / "checkpoints.txt"

    @property
    def has_model(self) -> bool:
        """Whether a language model is configured: its name, and a key or an address of its own."""
        return self.model is not None and (
            self.openai_api_key is not None or self.openai_base_url is not None
        )

    @property
    def socket_mode(self) -> bool:
        """Whether events come over Socket Mode; otherwise over signed HTTP."""
        return self.slack_app_token is not None


def read_settings() -> Settings:
    """Return the settings of the environment and `.env`; raises SettingsError for the first that cannot work."""
    try:
        return Settings()
    except ValidationError as problem:
        first = problem.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "?"
        reason = str(first["msg"]).removeprefix("Value error, ")
        message = f"{name}: {reason}."
        raise SettingsError(message) from problem


def require_slack(settings: Settings) -> None:
    """Raise SettingsError unless there is enough to talk to Slack."""
    if settings.slack_bot_token is None:
        message = "SLACK_BOT_TOKEN is not set. Copy the bot token (xoxb-…) of your app's OAuth page into it."
        raise SettingsError(message)
    if settings.slack_app_token is None and settings.slack_signing_secret is None:
        message = (
            "Neither SLACK_APP_TOKEN (Socket Mode, xapp-…) nor SLACK_SIGNING_SECRET (HTTP) is set. "
            "Set the one your app uses."
        )
        raise SettingsError(message)
