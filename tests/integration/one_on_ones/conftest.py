from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest

from bot.features.one_on_ones.service import OneOnOnes
from storage import people

if TYPE_CHECKING:
    from sqlmodel import Session

    from storage.database import Database
    from tests.clock import MovableClock

MONDAY = date(2026, 3, 2)
"""The day the test clock stands on, at nine o'clock UTC."""


@dataclass
class Invitations:
    """Stands where the check-in feature does; remembers whom it was asked to invite."""

    asked: list[tuple[int, int, str, datetime]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    trouble_with: int | None = None

    def __call__(  # noqa: PLR0913, PLR0917 - the shape of an invitation
        self,
        session: Session,
        manager_id: int,
        employee_id: int,
        moment: str,
        occurrence_key: str,
        starts_at: datetime,
    ) -> None:
        """Take an invitation, or fail half way."""
        if employee_id == self.trouble_with:
            session.add(people.Unit(code="half done"))
            session.flush()
            message = "this pair cannot be invited"
            raise RuntimeError(message)
        self.asked.append((manager_id, employee_id, moment, starts_at))
        self.keys.append(occurrence_key)


@dataclass(frozen=True)
class Team:
    """The ids of a manager and two reports."""

    boss: int
    lin: int
    anna: int


@pytest.fixture
def invitations() -> Invitations:
    return Invitations()


@pytest.fixture
def service(clock: MovableClock, invitations: Invitations) -> OneOnOnes:
    return OneOnOnes(clock, invitations)


@pytest.fixture
def team(database: Database) -> Team:
    with database.transaction() as session:
        boss = add_person(session, "boss", None)
        return Team(boss=boss, lin=add_person(session, "lin", boss), anna=add_person(session, "anna", boss))


def add_person(
    session: Session, name: str, manager_id: int | None, *, timezone: str = "Asia/Shanghai"
) -> int:
    person = people.Person(
        email=f"{name}@demo.example",
        name=name.title(),
        manager_id=manager_id,
        timezone=timezone,
        start_date=date(2020, 1, 1),
    )
    session.add(person)
    session.flush()
    return person.key


def keep(database: Database, service: OneOnOnes, team: Team, employee: int, **changes: object) -> int:
    """Keep a talk every second Monday at 18:00 in Shanghai (10:00 UTC), changed as asked."""
    settings: dict[str, object] = {"first_on": MONDAY, "at": time(18, 0), "zone": "Asia/Shanghai"}
    with database.transaction() as session:
        kept = service.keep(session, manager_id=team.boss, employee_id=employee, **{**settings, **changes})  # type: ignore[arg-type]
        return kept.key


def tick(database: Database, service: OneOnOnes) -> None:
    with database.transaction() as session:
        service.prompt_due(session)


def utc(hour: int, minute: int = 0, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)
