from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from storage import people, records
from tests.integration.one_on_ones.conftest import keep, utc

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.one_on_ones.service import OneOnOnes
    from storage.database import Database
    from tests.clock import MovableClock
    from tests.integration.one_on_ones.conftest import Team


def test_home_shows_a_manager_whom_they_meet_when_and_when_they_last_did(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock
) -> None:
    keep(database, service, team, team.lin)
    with database.transaction() as session:
        _note(session, team, team.anna, date(2026, 2, 10), clock.now())
        _note(session, team, team.anna, date(2026, 2, 20), clock.now())
        view = service.home_view(session, team.boss, clock.now())
    assert [(each.name, each.next_at, each.last_on) for each in view.reports] == [
        ("Lin", utc(10), None),
        ("Anna", None, date(2026, 2, 20)),
    ]
    assert (view.more, view.managers, view.zone) == (0, (), "Asia/Shanghai")


def test_home_shows_an_employee_their_manager_in_the_zone_they_chose_in_slack(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock
) -> None:
    keep(database, service, team, team.lin)
    with database.transaction() as session:
        session.add(
            people.SlackAccount(
                team_id="T1",
                user_id="U1",
                person_id=team.lin,
                timezone="Europe/Berlin",
                checked_at=clock.now(),
            )
        )
        view = service.home_view(session, team.lin, utc(10, 31))
    assert view.reports == ()
    assert [(each.name, each.next_at) for each in view.managers] == [("Boss", utc(10, day=16))]
    assert view.zone == "Europe/Berlin"


def _note(session: Session, team: Team, employee: int, met_on: date, now: datetime) -> None:
    session.add(
        records.Note(
            id=f"note-{met_on}",
            kind="one_on_one",
            mode="debrief",
            manager_id=team.boss,
            employee_id=employee,
            met_on=met_on,
            created_at=now,
        )
    )
    session.flush()
