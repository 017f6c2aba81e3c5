"""Settings: read from the environment, refused by name, with the fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read_settings, require_slack


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Read no `.env` of the developer's."""
    monkeypatch.chdir(tmp_path)


def test_the_defaults_need_nothing() -> None:
    settings = read_settings()
    assert settings.database == f"sqlite:///{Path('.touchbase') / 'touchbase.db'}"
    assert settings.slack_api_url == "https://slack.com/api/"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TOUCHBASE_COMPANY_TIMEZONE", "Shanghai", "IANA"),
        ("TOUCHBASE_PORT", "lots", "TOUCHBASE_PORT"),
        ("TOUCHBASE_COUNTRY", "China", "TOUCHBASE_COUNTRY"),
        ("TOUCHBASE_MODEL_PRICE", "cheap", "0.15/0.60"),
        ("TOUCHBASE_EMBEDDING_PRICE", "0.02", "0.15/0.60"),
        ("TOUCHBASE_MODEL_DAILY_REQUESTS", "-1", "TOUCHBASE_MODEL_DAILY_REQUESTS"),
    ],
)
def test_a_setting_that_cannot_work_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=said) as problem:
        read_settings()
    assert str(problem.value).startswith(name)


@pytest.mark.parametrize(
    ("given", "missing"), [({}, "SLACK_BOT_TOKEN"), ({"slack_bot_token": "xoxb"}, "SLACK_APP_TOKEN")]
)
def test_what_slack_needs_is_asked_for_by_name(given: dict[str, str], missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        require_slack(Settings(_env_file=None, **given))  # type: ignore[arg-type]


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    token = "xoxb-1234"  # noqa: S105 - not a real one
    assert token not in repr(Settings(_env_file=None, slack_bot_token=token))  # type: ignore[arg-type]
