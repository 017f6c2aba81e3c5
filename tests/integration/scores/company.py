"""The demo company without any scores, and an operator who types commands about them."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from typer.testing import CliRunner

from bot.commands import score_decisions as score_decision_commands
from bot.commands import score_releases as score_release_commands
from bot.commands import score_tallies as score_tally_commands
from bot.commands import scores as score_commands
from bot.commands.door import Door
from bot.commands.score_data import ScoreData
from bot.demo import company as demo
from bot.features.scores.configuration_reading import configuration
from bot.intake.taking_in import Intake
from bot.settings import Settings
from knowledge import scoring
from storage import people, scores
from storage.database import Database
from tests.clock import MovableClock
from tests.keys import MASTERS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from bot.features.scores.arriving import Report
    from storage.scores import ScoreVersion

RULES = configuration(scoring.demo_tables())
NOW = datetime(2026, 7, 8, 9, 0, tzinfo=UTC)
E1, E2, E3 = "lin.jia@demo.example", "chen.wei@demo.example", "zhao.min@demo.example"
SAMPLES = files("storage.samples.scores")
COLUMNS = [
    *("employee", "code", "kind", "figure", "value", "unit", "metric_id", "metric_version", "source_system"),
    *("source_record", "period_start", "period_end", "as_of", "captured_at", "method", "captured_by"),
    *("approved_by", "checksum", "clause", "supersedes"),
]
READING = {
    "employee": E1,
    "code": "K1",
    "figure": "1308",
    "value": "1,308",
    "unit": "万元",
    "metric_id": "erp.net_revenue",
    "metric_version": "2026.1",
    "source_system": "ERP sales ledger",
    "source_record": "AR-2026H1-E017",
    "period_start": "2026-01-01",
    "period_end": "2026-06-30",
    "as_of": "2026-06-30",
    "captured_at": "2026-07-06T02:10:00+08:00",
    "method": "api",
    "captured_by": "erp-connector",
    "clause": "PM-4.2",
}
WIDE = 400


class Company:
    """The demo company's database, as those who bring data in use it."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.clock = MovableClock(NOW)
        self.intake = Intake(database, self.clock, RULES)
        self.data = ScoreData(database, self.clock, RULES)
        with database.transaction() as session:
            demo.load_people(session, NOW)

    def file(
        self, *changed: dict[str, str], columns: list[str] = COLUMNS, name: str = "readings.csv"
    ) -> Path:
        """Write a CSV file of readings, each like READING but for what is `changed`."""
        lines = [",".join(columns)]
        for each in changed:
            cells = {**READING, **each}
            lines.append(",".join(f'"{cells.get(column, "")}"' for column in columns))
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def take(self, *changed: dict[str, str], dry_run: bool = False, cycle: str | None = None) -> Report:
        """Bring such a file in."""
        return self.intake.take(self.file(*changed), dry_run=dry_run, cycle=cycle)

    def take_samples(self) -> list[Report]:
        """Bring in the goal sheets, figures and unit scores of the samples."""
        reports = []
        names = [f"goal_sheets/{entry.name}" for entry in (SAMPLES / "goal_sheets").iterdir()]
        for name in [*sorted(names), "figures.csv", "unit_scores.csv"]:
            with as_file(SAMPLES / name) as path:
                reports.append(self.intake.take(path, cycle=None if name.endswith(".yaml") else "2026H1"))
        return reports

    def latest(self, email: str) -> ScoreVersion | None:
        """Return the newest version of somebody's result."""
        with self.database.snapshot() as session:
            person = people.by_email(session, email)
            assert person is not None
            return scores.latest(session, person.key, "2026H1")

    def final(self, email: str) -> str | None:
        """Return the newest result of somebody, as it is shown."""
        version = self.latest(email)
        return version.computed.final if version is not None else None

    def types(self, *words: str) -> Result:
        """Type a command of `touchbase scores`."""
        commands = typer.Typer()
        failures = Console(stderr=True, width=WIDE)

        def failure(sentence: str, code: int = 1) -> typer.Exit:
            failures.print(sentence, markup=False, highlight=False)
            return typer.Exit(code)

        settings = Settings(_env_file=None, TOUCHBASE_DATA=str(self.folder))  # type: ignore[call-arg]
        door = Door(
            lambda: settings,
            lambda _: Database(self.database.url.render_as_string(hide_password=False), MASTERS),
            failure,
            Console(width=WIDE),
            Console(stderr=True, width=WIDE),
        )
        score_commands.register(commands, door)
        score_decision_commands.register(commands, door)
        score_release_commands.register(commands, door)
        score_tally_commands.register(commands, door)
        return CliRunner().invoke(commands, list(words))
