"""An organisation lives some weeks under the rules: the same for the same seed, and nobody gets more than allowed."""

from __future__ import annotations

import io
from datetime import date, time
from typing import TYPE_CHECKING

import pytest
import typer
from PIL import Image
from rich.console import Console
from typer.testing import CliRunner

from bot.commands import nudges as nudge_commands
from bot.commands.door import Door
from bot.features.nudges.kinds import MESSAGES_A_WEEK, UNSOLICITED_A_WEEK, Kind
from bot.files.people import COLUMNS
from bot.settings import Settings
from bot.simulation.load import Report
from bot.simulation.simulating import simulate
from bot.simulation.world import Someone, World
from bot.working_days import WorkingDays
from prompts.catalog import Catalog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from typer.testing import Result

MONDAY, WEEKS = date(2026, 3, 2), 6
CHINA = WorkingDays("CN")


def company(
    count: int, span: int, *, since: date = date(2020, 1, 1), cadence_days: int = 14
) -> list[Someone]:
    """Return so many people, each leading `span` of the next ones."""
    return [
        Someone(
            number=place + 1,
            email=f"p{place}@example.com",
            name=f"P{place}",
            zone=("Asia/Shanghai", "Europe/Berlin", "America/New_York")[place % 3],
            start_date=since,
            manager=f"p{(place - 1) // span}@example.com" if place else None,
            cadence_days=cadence_days,
        )
        for place in range(count)
    ]


def world(people: Sequence[Someone], seed: int = 0) -> World:
    """Return their world from a Monday in March."""
    return World(people, MONDAY, WEEKS, CHINA, seed)


def test_one_seed_is_one_course_of_events_whatever_the_order_of_the_file() -> None:
    people = company(40, 6)
    once, again = simulate(world(people)), simulate(world(people[::-1]))
    assert {load.person.email: load.messages for load in once} == {
        load.person.email: load.messages for load in again
    }
    other = simulate(world(people, seed=1))
    assert [load.messages for load in once] != [load.messages for load in other]


@pytest.mark.parametrize(("span", "cadence_days"), [(6, 14), (25, 7)])
def test_nobody_gets_more_than_the_budgets_allow(span: int, cadence_days: int) -> None:
    loads = simulate(world(company(80, span, cadence_days=cadence_days)))
    assert max(max(load.unsolicited) for load in loads) <= UNSOLICITED_A_WEEK
    assert max(max(load.messages) for load in loads) <= MESSAGES_A_WEEK
    assert max(max(load.messages) for load in loads if not load.leads) <= 2
    assert sum(load.total for load in loads if load.leads) > 0


def test_new_managers_get_tips_and_nothing_else_until_their_month_is_over() -> None:
    boss, *reports = company(7, 6)
    fresh = Someone(1, boss.email, boss.name, boss.zone, MONDAY, None)
    (load,) = [each for each in simulate(world([fresh, *reports])) if each.leads]
    assert load.kinds[Kind.ORIENTATION] > 0
    assert max(load.messages[:4]) <= 1
    assert sum(load.messages[4:]) > 0, "their month is over"


def test_one_in_five_decisions_is_withheld() -> None:
    loads = simulate(world(company(300, 6)))
    said = sum(load.kinds.total() for load in loads)
    withheld = sum(load.withheld for load in loads)
    assert 0.17 < withheld / (said + withheld) < 0.23


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_load_is_drawn_and_told(language: str) -> None:
    report = Report(simulate(world(company(40, 6))), WEEKS, Catalog.load(), language)
    assert report.keeps_the_budgets
    assert report.by_week().row_count == WEEKS
    assert report.busiest().row_count == 10
    drawn = Image.open(io.BytesIO(report.picture())).convert("RGB")
    assert drawn.format is None
    assert len(drawn.getcolors(1 << 20) or []) > 10, "bars and letters, not a white sheet"
    assert len(report.rows().splitlines()) == 1 + 40 * WEEKS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file of a manager with two reports, one of whom meets them every Tuesday at 14:30."""
    lines = [
        ",".join((*COLUMNS, "cadence_days", "talk_weekday", "talk_time")),
        "boss@example.com,王 芳,,,,employee,zh,Asia/Shanghai,2020-01-01,,,",
        "a@example.com,A,,,boss@example.com,employee,en,Asia/Shanghai,2020-01-01,7,2,14:30",
        "b@example.com,B,,,boss@example.com,employee,en,Asia/Shanghai,2020-01-01,,,",
    ]
    path = tmp_path / "people.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _simulated(tmp_path: Path, *words: str) -> Result:
    commands = typer.Typer()
    commands.callback()(lambda: None)
    errors = Console(stderr=True, width=200)

    def failure(sentence: str, code: int = 1) -> typer.Exit:
        errors.print(sentence, markup=False, highlight=False)
        return typer.Exit(code)

    def no_database(_settings: Settings) -> None:
        raise AssertionError

    settings = Settings(_env_file=None, data=tmp_path / "untouched")  # type: ignore[call-arg]
    door = Door(lambda: settings, no_database, failure, Console(width=200))  # type: ignore[arg-type]
    nudge_commands.register(commands, door)
    return CliRunner().invoke(commands, ["simulate", *words])


def test_the_command_reads_a_file_draws_and_touches_no_database(tmp_path: Path, file: Path) -> None:
    picture, rows = tmp_path / "load.png", tmp_path / "load.csv"
    done = _simulated(
        tmp_path, str(file), "--weeks", "4", "--start", "2026-03-04", "--picture", str(picture), "--rows", str(rows),
        "--language", "zh",
    )  # fmt: skip
    assert done.exit_code == 0, done.output + done.stderr
    assert "所有上限都守住了" in done.stdout
    assert "王 芳" in done.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert len(rows.read_text("utf-8").splitlines()) == 1 + 3 * 4
    assert not (tmp_path / "untouched").exists()


def test_a_cadence_that_cannot_be_read_is_named(tmp_path: Path, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("14:30", "half past two"), encoding="utf-8")
    done = _simulated(tmp_path, str(file))
    assert done.exit_code == 2
    assert "people.csv, line 3: cadence_days is a number of days" in done.stderr


def test_the_files_own_day_and_hour_are_used() -> None:
    person = Someone(2, "a@example.com", "A", "Europe/Berlin", date(2020, 1, 1), "boss", 7, 1, time(14, 30))
    talks = list(world([person]).talks(person))
    assert {
        (talk.start.weekday(), world([person]).hours(person).local(talk.start).time()) for talk in talks
    } == {(1, time(14, 30))}
