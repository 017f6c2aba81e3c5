"""A fortnight of a pilot on the command line: in words, as JSON, as a picture."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from bot.commands import pilots as pilot_commands
from bot.commands.door import Door
from bot.settings import Settings
from storage.database import Database
from tests.integration.surveys.test_digest import answer_all
from tests.keys import MASTERS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.integration.surveys.conftest import Pilot

pytestmark = pytest.mark.either_engine


def run(pilot: Pilot, *words: str) -> Result:
    """Run `touchbase pilot`."""
    settings = Settings(
        _env_file=None, database_url=str(pilot.database.url), TOUCHBASE_COMPANY_TIMEZONE="Asia/Shanghai"
    )

    def failure(sentence: str, code: int = 1) -> typer.Exit:
        Console(stderr=True).print(sentence, markup=False)
        return typer.Exit(code)

    commands = typer.Typer()
    pilot_commands.register(
        commands,
        Door(
            lambda: settings,
            lambda _settings: Database(str(pilot.database.url), MASTERS),
            failure,
            Console(width=200),
            Console(stderr=True, width=200),
        ),
    )
    return CliRunner().invoke(commands, ["digest", *words])


def test_the_digest_is_told_in_both_languages_and_as_json_and_drawn(pilot: Pilot, tmp_path: Path) -> None:
    pilot.fortnight(1)
    answer_all(pilot, {**dict.fromkeys(pilot.east, 5), **dict.fromkeys(pilot.lab, 1)})
    hr = ("--by", "admin@pilot.example")
    english = run(pilot, *hr)
    assert english.exit_code == 0, english.output
    for words in ("linked to pay: no", "Answered: 11 of 11 (100 %)", "views split", "Appeals: 0"):
        assert words in english.output
    assert "11 人中 11 人" in run(pilot, "PILOT-1", "--lang", "zh", *hr).output
    found = json.loads(run(pilot, "--fortnight", "1", "--json", *hr).output)
    assert (found["cycle"], found["linked_to_pay"], found["all"]["counts"]) == (
        "PILOT-1",
        False,
        [2, 0, 0, 0, 9],
    )
    assert [unit["unit"] for unit in found["units"]] == [None]
    assert set(found["friction"]) >= {"abandoned", "snoozed", "not_covered", "disputes", "appeals"}
    assert run(pilot, "--picture", str(tmp_path / "p.png"), *hr).exit_code == 0
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")


def test_it_is_for_hr_of_the_units_and_needs_somebody_asked(pilot: Pilot) -> None:
    refused = run(pilot, "--by", "admin@pilot.example")
    assert refused.exit_code == 1
    assert "two weeks after" in refused.output
    pilot.fortnight(1)
    answer_all(pilot, dict.fromkeys(pilot.east, 5))
    for name in ("hr-west@pilot.example", "east0@pilot.example", "nobody@pilot.example"):
        assert run(pilot, "--by", name).exit_code == 1
