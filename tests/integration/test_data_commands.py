"""The commands about one person's data, as an operator types them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from bot.commands import data as data_commands
from bot.commands.door import Door
from bot.settings import Settings
from storage.database import Database
from tests.engines import sqlite_in
from tests.integration.canaries import EMAIL, plant
from tests.keys import MASTERS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.clock import MovableClock

WIDE = 300


class Operator:
    """Types commands, and reads what comes back on one line."""

    def __init__(self, url: str, folder: Path) -> None:
        self._settings = Settings(_env_file=None, database_url=url, TOUCHBASE_DATA=str(folder))  # type: ignore[call-arg]
        self._url = url

    def types(self, *words: str, answer: str = "") -> Result:
        commands = typer.Typer()
        failures = Console(stderr=True, width=WIDE)

        def failure(sentence: str) -> typer.Exit:
            failures.print(sentence, markup=False, highlight=False)
            return typer.Exit(1)

        door = Door(
            lambda: self._settings, lambda _: Database(self._url, MASTERS), failure, Console(width=WIDE)
        )
        data_commands.register(commands, door)
        return CliRunner().invoke(commands, list(words), input=answer)


@pytest.fixture
def operator(tmp_path: Path, clock: MovableClock) -> Operator:
    url = sqlite_in(tmp_path)
    database = Database(url, MASTERS)
    plant(database, clock)
    database.close()
    return Operator(url, tmp_path)


def test_export_writes_two_files_only_we_can_read(operator: Operator, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    done = operator.types("export", EMAIL.upper(), "--out", str(folder))
    assert done.exit_code == 0, done.output
    assert "This folder is yours to look after" in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["my-records.html", "my-records.json"]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    copy = json.loads((folder / "my-records.json").read_bytes())
    assert copy["person"]["email"] == EMAIL
    assert [(each["kind"], each["via"]) for each in copy["requests"]][-1] == ("export", "command_line")


def test_export_of_nobody_fails_with_a_sentence(operator: Operator) -> None:
    done = operator.types("export", "nobody@example.com")
    assert (done.exit_code, done.stderr.strip()) == (1, "nobody@example.com: nobody has this address.")


def test_erase_asks_for_the_address_again(operator: Operator) -> None:
    done = operator.types("erase", EMAIL, answer="somebody@example.com\n")
    assert done.exit_code == 1
    assert "The two addresses differ: nothing was erased." in done.stderr
    done = operator.types("erase", EMAIL, answer=f"{EMAIL}\n")
    assert done.exit_code == 0, done.output
    assert "Erased: no name, address or word of theirs is left in" in done.stdout
    assert operator.types("erase", EMAIL, "--yes").exit_code == 1, "there is nobody of that address any more"


def test_a_hold_is_placed_listed_and_released(operator: Operator) -> None:
    assert "A hold needs a reason" in operator.types("hold", EMAIL).stderr
    assert operator.types("hold", EMAIL, "--reason", "the kingfisher case").exit_code == 0
    listed = operator.types("holds").stdout
    assert EMAIL in listed
    assert "the kingfisher case" in listed
    refused = operator.types("erase", EMAIL, "--yes")
    assert refused.exit_code == 1
    assert "a legal hold on them is in force" in refused.stderr
    assert operator.types("hold", EMAIL, "--release").exit_code == 0
    assert "No data is held." in operator.types("holds").stdout
