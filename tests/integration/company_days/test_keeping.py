"""HR keeps the company's own working days, in chat and on the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select
from typer.testing import CliRunner

from bot.commands.line import cli
from bot.company_calendar import company_calendar
from bot.delivery.outbox import Outbox
from bot.errors import DayNotUnderstood, NotAllowed, StepIsOver, YearNotKnown, YearOutOfReach
from bot.features.company_days.rules import Entry
from bot.features.company_days.service import ENDS, CompanyCalendar
from bot.working_days import WorkingDays
from storage.outbox import OutboxMessage
from storage.people import Person
from tests.clock import MovableClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from storage.database import Database

NEXT = WorkingDays("CN").known_until.year + 1
NOON = datetime(NEXT - 1, 11, 20, 4, 0, tzinfo=UTC)
FESTIVAL = date(NEXT, 2, 8)


class Office:
    """An administrator, a partner of HR and an employee before one calendar."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = MovableClock(NOON)
        self.calendar = WorkingDays("CN")
        self.service = CompanyCalendar(
            self.clock, ZoneInfo("Asia/Shanghai"), self.calendar, Outbox(self.clock)
        )
        with database.transaction() as session:
            self.admin, self.partner, self.employee = (
                self._hire(session, role) for role in ("hr_admin", "hr", "employee")
            )

    @staticmethod
    def _hire(session: Any, role: str) -> int:  # noqa: ANN401 - a session
        person = Person(email=f"{role}@x.example", name=role, role=role, start_date=date(2020, 1, 1))
        session.add(person)
        session.flush()
        return person.key

    def do(self, work: Callable[..., Any], *args: Any) -> Any:  # noqa: ANN401 - as the work says
        """Carry out one act, and let the calendar learn of it as the tick does."""
        with self.database.transaction() as session:
            done = work(session, *args)
        with self.database.snapshot() as session:
            self.service.refresh(session)
        return done


@pytest.fixture
def office(database: Database) -> Office:
    """Give the office with nothing entered."""
    return Office(database)


def test_a_make_up_saturday_and_a_bridge_day_count_until_they_are_removed(office: Office) -> None:
    saturday, friday = date(2026, 3, 7), date(2026, 3, 13)
    assert office.do(office.service.add, office.admin, saturday, None, "worked") == 1
    assert office.do(office.service.add, office.admin, friday, friday, "bridge") == 1
    assert office.calendar.is_working(saturday)
    assert not office.calendar.is_working(friday)
    office.do(office.service.add, office.admin, friday, None, "company")
    seen = office.do(office.service.overview, office.admin)
    assert (seen.entries, seen.more) == ((), 2), "they are long past"
    office.clock.set(datetime(2026, 3, 9, 4, 0, tzinfo=UTC))
    seen = office.do(office.service.overview, office.admin)
    assert seen.entries == (Entry(saturday, "worked"), Entry(friday, "company"))
    office.do(office.service.remove, office.admin, saturday)
    assert not office.calendar.is_working(saturday)
    with pytest.raises(StepIsOver):
        office.do(office.service.remove, office.admin, saturday)


def test_an_unknown_year_blocks_deadlines_until_hr_calls_it_complete(office: Office) -> None:
    before = date(NEXT - 1, 12, 20)
    assert office.do(office.service.on_home, office.admin).near
    with pytest.raises(YearNotKnown) as refused:
        office.calendar.certain.add(before, 20)
    assert refused.value.variables == {"year": str(NEXT), "until": f"{NEXT - 1}-12-31"}
    office.do(office.service.add, office.admin, FESTIVAL, date(NEXT, 2, 12), "holiday")
    with pytest.raises(YearNotKnown):
        office.calendar.certain.add(before, 20)
    office.do(office.service.complete, office.admin, NEXT)
    assert office.calendar.known_until == date(NEXT, 12, 31)
    assert office.calendar.certain.add(before, 20) > date(NEXT, 1, 10)
    assert office.calendar.certain.add(date(NEXT, 2, 5), 1) > date(NEXT, 2, 12), "the holiday is jumped over"
    assert not office.do(office.service.on_home, office.admin).near
    office.do(office.service.reopen, office.admin, NEXT)
    assert office.calendar.known_until == date(NEXT - 1, 12, 31)


def test_administrators_are_told_once_that_the_known_days_end_and_not_while_there_is_time(
    office: Office,
) -> None:
    def told() -> list[tuple[int | None, str, dict[str, Any]]]:
        with office.database.snapshot() as session:
            rows = session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id)))
            return [(row.person_id, row.kind, dict(row.payload)) for row in rows]

    office.clock.set(datetime(NEXT - 1, 10, 20, 4, 0, tzinfo=UTC))
    office.do(office.service.warn)
    assert told() == []
    office.clock.set(NOON)
    for _ in range(2):
        office.do(office.service.warn)
    assert told() == [(office.admin, ENDS, {"until": f"{NEXT - 1}-12-31", "year": str(NEXT)})]
    office.do(office.service.complete, office.admin, NEXT)
    office.do(office.service.warn)
    assert len(told()) == 1


@pytest.mark.parametrize("year", [NEXT - 1, NEXT + 1])
def test_only_the_next_year_is_called_complete_and_only_the_last_taken_back(
    office: Office, year: int
) -> None:
    with pytest.raises(YearOutOfReach):
        office.do(office.service.complete, office.admin, year)
    with pytest.raises(YearOutOfReach):
        office.do(office.service.reopen, office.admin, NEXT)


@pytest.mark.parametrize(
    ("first", "last", "kind", "field"),
    [
        (None, None, "worked", "first"),
        (FESTIVAL, date(NEXT, 2, 7), "worked", "last"),
        (FESTIVAL, date(NEXT, 3, 11), "holiday", "last"),
        (FESTIVAL, None, "sunny", "kind"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    office: Office, first: date | None, last: date | None, kind: str, field: str
) -> None:
    with pytest.raises(DayNotUnderstood) as refused:
        office.do(office.service.add, office.admin, first, last, kind)
    assert refused.value.variables == {"field": field}


def test_only_hrs_administrators_keep_the_calendar(office: Office) -> None:
    for who in (office.partner, office.employee):
        assert office.do(office.service.on_home, who) is None
        for work, given in (
            (office.service.overview, ()),
            (office.service.add, (FESTIVAL, None, "worked")),
            (office.service.remove, (FESTIVAL,)),
            (office.service.complete, (NEXT,)),
            (office.service.reopen, (NEXT,)),
        ):
            with pytest.raises(NotAllowed):
                office.do(work, who, *given)


def test_another_copy_of_the_bot_and_the_command_line_count_with_what_was_entered(office: Office) -> None:
    office.do(office.service.add, office.admin, FESTIVAL, None, "company")
    assert not company_calendar(office.database, "CN").certain.is_working(FESTIVAL)
    assert company_calendar(office.database, "DE").is_working(FESTIVAL), "the days of another country"


def test_the_command_line_enters_a_file_after_trying_it_dry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'touchbase.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("TOUCHBASE_DATA", str(tmp_path))
    monkeypatch.setenv("TOUCHBASE_COUNTRY", "CN")
    file = tmp_path / "days.csv"
    rows = [
        f"{FESTIVAL},holiday",
        f"{NEXT}-02-20,Worked",
        f"{FESTIVAL},bridge",
        "soon,holiday",
        "2027-03-01,sunny",
    ]
    file.write_text("\n".join(["date,kind", *rows]), encoding="utf-8")

    def run(*words: str) -> tuple[int, str]:
        told = CliRunner().invoke(cli, ["calendar", *words])
        return told.exit_code, told.output

    _register()
    code, told = run("import", str(file), "--dry-run")
    assert (code, told.splitlines()[0]) == (1, "2 would change, 0 unchanged, 3 rejected")
    assert str(FESTIVAL) not in run("list")[1]
    assert run("import", str(file))[1].startswith("2 changed, 0 unchanged")
    assert run("import", str(file))[1].startswith("0 changed, 2 unchanged")
    assert run("add", f"{NEXT}-05-04", "company", "--until", f"{NEXT}-05-05") == (0, "2 of 2 changed.\n")
    assert run("remove", f"{NEXT}-05-05")[0] == 0
    assert run("remove", f"{NEXT}-05-05")[0] == 1
    assert run("complete", str(NEXT + 1))[0] == 1
    assert run("complete", str(NEXT))[0] == 0
    assert f"known until {NEXT}-12-31" in run("list")[1]
    assert run("reopen", str(NEXT))[0] == 0
    file.write_text("day,what\n", encoding="utf-8")
    assert run("import", str(file))[0] == 2


def _register() -> None:
    from bot.commands import calendar  # noqa: PLC0415 - once, as `main` does
    from bot.commands.line import GROUPS, door  # noqa: PLC0415 - as above

    (group,) = (group for group, registers in GROUPS if calendar.register in registers)
    if not group.registered_commands:
        calendar.register(group, door)
