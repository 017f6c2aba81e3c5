"""Where the keys come from, and what an operator is told when one is not there or not the right one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from bot import keys
from bot.settings import Settings, SettingsError, read_settings
from storage.master_keys import key_of, text_of
from tests.keys import KEY, MASTER_TEXT, MASTERS

if TYPE_CHECKING:
    from pathlib import Path

ANOTHER = text_of(bytes(32))


def settings(folder: Path, **more: Any) -> Settings:  # noqa: ANN401 - any setting
    return Settings(_env_file=None, database_url=f"sqlite:///{folder / 'touchbase.db'}", **more)  # type: ignore[arg-type]


def first_start(given: Settings) -> None:
    database = keys.open_database(given)
    keys.prove(database, given)
    database.migrate()
    database.close()


def test_a_first_start_makes_a_key_beside_the_database_that_only_we_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    first_start(settings(folder))
    file = folder / "master.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(key_of(file.read_text(encoding="ascii"))) == 32
    assert sorted(each.name for each in folder.glob("*.key*")) == ["master.key"]
    before = file.read_bytes()
    first_start(settings(folder))
    assert file.read_bytes() == before


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: keys.signing_key(settings(tmp_path)), range(32)))
    assert len(set(made)) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["signing.key"]


def test_a_key_that_was_set_makes_no_file(tmp_path: Path) -> None:
    given = settings(tmp_path, TOUCHBASE_MASTER_KEY=MASTER_TEXT, TOUCHBASE_SIGNING_KEY=MASTER_TEXT)
    first_start(given)
    assert keys.signing_key(given) == KEY
    assert list(tmp_path.glob("*.key")) == []
    database = keys.open_database(given)
    assert database.masters is not None
    assert database.masters.newest == MASTERS.newest
    database.close()


def test_another_key_than_the_databases_is_told_in_one_sentence(tmp_path: Path) -> None:
    first_start(settings(tmp_path, TOUCHBASE_MASTER_KEY=MASTER_TEXT))
    with pytest.raises(SettingsError, match=r"^TOUCHBASE_MASTER_KEY: this is not the master key") as problem:
        first_start(settings(tmp_path, TOUCHBASE_MASTER_KEY=ANOTHER))
    assert ANOTHER not in str(problem.value)
    first_start(settings(tmp_path, TOUCHBASE_MASTER_KEY=f"{ANOTHER},{MASTER_TEXT}"))


def test_a_key_file_that_went_missing_is_asked_for_and_not_made_anew(tmp_path: Path) -> None:
    first_start(settings(tmp_path))
    (tmp_path / "master.key").unlink()
    with pytest.raises(SettingsError, match=r"master\.key is missing"):
        first_start(settings(tmp_path))
    assert list(tmp_path.glob("*.key")) == []


def test_a_key_file_that_holds_no_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "master.key").write_text("nothing of use\n", encoding="ascii")
    with pytest.raises(SettingsError, match=r"master\.key holds no key"):
        first_start(settings(tmp_path))


@pytest.mark.parametrize("variable", ["TOUCHBASE_MASTER_KEY", "TOUCHBASE_SIGNING_KEY"])
def test_copies_on_postgres_must_be_given_the_same_key(variable: str) -> None:
    given = Settings(_env_file=None, database_url="postgresql://nobody@127.0.0.1:9/none")  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match=f"^{variable} is not set.*openssl rand -base64 32"):
        (keys.open_database if "MASTER" in variable else keys.signing_key)(given)


@pytest.mark.parametrize("variable", ["TOUCHBASE_MASTER_KEY", "TOUCHBASE_SIGNING_KEY"])
def test_a_setting_that_is_no_key_is_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(variable, "correct horse")
    with pytest.raises(SettingsError, match=f"^{variable}: .*openssl rand -base64 32") as problem:
        read_settings()
    assert "correct horse" not in str(problem.value)
