"""`touchbase scores explain`, as an operator types it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from bot.commands import score_explanations as score_explanation_commands
from bot.commands.door import Door
from bot.demo import company as demo
from bot.demo import scores as demo_scores
from bot.settings import Settings
from storage import cycle_acts
from storage.database import Database
from tests.engines import sqlite_in
from tests.keys import MASTERS
from tests.unit.scores.page_texts import TEXTS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.clock import MovableClock

E1, E2, E3 = "lin.jia@demo.example", "chen.wei@demo.example", "zhao.min@demo.example"
WIDE = 2000


class Operator:
    """Types commands about a database with the worked results."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self._settings = Settings(  # type: ignore[call-arg]
            _env_file=None,
            database_url=url,
            TOUCHBASE_DATA=str(folder),
            TOUCHBASE_COMPANY_TIMEZONE="Asia/Shanghai",
        )

    def pilots(self) -> None:
        """Say that pay does not depend on the cycle."""
        database = Database(self._url, MASTERS)
        with database.transaction() as session:
            cycle_acts.set_terms(session, "2026H1", "half_year", [], linked_to_pay=False)
        database.close()

    def types(self, *words: str) -> Result:
        commands, failures = typer.Typer(), Console(stderr=True, width=WIDE)

        @commands.callback()
        def scores() -> None:
            """One command alone would not be a group."""

        def failure(sentence: str, code: int = 1) -> typer.Exit:
            failures.print(sentence, markup=False, highlight=False)
            return typer.Exit(code)

        door = Door(
            lambda: self._settings, lambda _: Database(self._url, MASTERS), failure, Console(width=WIDE)
        )
        score_explanation_commands.register(commands, door)
        return CliRunner().invoke(commands, list(words))


@pytest.fixture
def operator(tmp_path: Path, clock: MovableClock) -> Operator:
    url = sqlite_in(tmp_path)
    database = Database(url, MASTERS)
    database.migrate()
    with database.transaction() as session:
        demo.load_people(session, clock.now())
        demo_scores.load(session)
    database.close()
    return Operator(url, tmp_path)


def test_json_has_every_number_as_text(operator: Operator) -> None:
    done = operator.types("explain", "--json", E1.upper(), "2026H1")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert (found["final"], found["band"], found["state"], found["version"]) == ("105.1", "A", "released", 1)
    assert found["headline"] == TEXTS["E1", "en"][0].replace("**", "")
    assert [(piece["part"], piece["amount"]) for piece in found["waterfall"]] == [
        ("own_work", "103.55"),
        ("bonus", "1.50"),
        ("deduction", "-1.00"),
        ("unit_effect", "1.05"),
        ("calibration", "0.00"),
    ]
    first = found["lines"][0]
    assert {name: first[name] for name in ("code", "attainment", "score", "contribution", "gap_points")} == {
        "code": "K1",
        "attainment": "1.0900",
        "score": "109.00",
        "contribution": "43.60",
        "gap_points": "3.60",
    }
    assert first["source"]["source_record"] == "AR-2026H1-E017"
    assert found["held_back"] == [{"code": "K2", "points": "-0.80"}, {"code": "K3", "points": "-0.75"}]
    assert found["unit"][0]["exposed_coefficient"] == "1.0099"
    assert (found["calibration"], found["missing"], found["unsourced"]) == (None, [], [])
    assert found["visible_to"] == ["employee", "manager", "hr_partner", "named_reviewer"]
    assert len(found["trace_hash"]) == 64
    assert not any(isinstance(value, float) for value in leaves(found))


def leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]


def test_json_tells_calibration_and_what_is_missing(operator: Operator) -> None:
    calibrated = json.loads(operator.types("explain", "--json", E2, "2026H1").stdout)["calibration"]
    assert (calibrated["delta"], calibrated["reason"]) == ("3.5", "TARGET_DIFFICULTY")
    assert calibrated["deciders"] == ["Helen Moore", "He Jing"]
    missing = json.loads(operator.types("explain", "--json", E3, "2026H1").stdout)["missing"]
    assert [(each["code"], each["record"]) for each in missing] == [("P6", "IT-INC-5521")]


@pytest.mark.parametrize(("example", "email"), [("E1", E1), ("E2", E2), ("E3", E3)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_json_it_is_the_text(operator: Operator, example: str, email: str, language: str) -> None:
    done = operator.types("explain", email, "2026H1", "--lang", language)
    wide = str.maketrans("：，（）；？", ":,();?")
    wanted = [line.replace("**", "").translate(wide) for line in TEXTS[example, language]]
    assert [line.translate(wide) for line in done.stdout.splitlines()] == wanted


@pytest.mark.parametrize(
    ("language", "line"), [("en", "Pilot · linked to pay: no"), ("zh", "试点 · 与薪酬挂钩:否")]
)
def test_in_a_pilot_it_says_that_pay_does_not_depend_on_it(
    operator: Operator, language: str, line: str
) -> None:
    linked = json.loads(operator.types("explain", "--json", E1, "2026H1").stdout)
    operator.pilots()
    said = operator.types("explain", E1, "2026H1", "--lang", language).stdout.splitlines()
    assert (said[0], len(said)) == (line, len(linked["text"]) + 1)
    pilot = json.loads(operator.types("explain", "--json", E1, "2026H1").stdout)
    assert (linked["linked_to_pay"], pilot["linked_to_pay"]) == (True, False)


def test_what_is_not_there_is_said_in_a_sentence(operator: Operator) -> None:
    nobody = operator.types("explain", "nobody@demo.example", "2026H1")
    assert (nobody.exit_code, "Nobody has the address" in nobody.output) == (1, True)
    nothing = operator.types("explain", E1, "2025H2")
    assert (nothing.exit_code, "no released result" in nothing.output) == (1, True)
    assert operator.types("explain", E1, "2026H1", "--lang", "fr").exit_code == 2
