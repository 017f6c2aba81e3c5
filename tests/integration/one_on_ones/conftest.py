from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest

from bot.delivery.outbox import Outbox
from bot.features.one_on_ones.calendars import Calendars
from bot.features.one_on_ones.coming import Kind
from bot.features.one_on_ones.planning import Planning
from bot.features.one_on_ones.service import OneOnOnes
from bot.transactions import Transactions
from storage import people, records
from tests.integration.one_on_ones.calendar_desk import Desk, Feed, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlmodel import Session

    from bot.features.one_on_ones.coming import Offer
    from storage.database import Database
    from tests.clock import MovableClock

MONDAY = date(2026, 3, 2)
"""The day the test clock stands on, at nine o'clock UTC."""


@dataclass
class Offered:
    """Stands where the nudges do; remembers what waits, by key, and how much was ever put or taken back."""

    waiting: dict[str, Offer] = field(default_factory=dict)
    put: int = 0
    taken_back: list[str] = field(default_factory=list)

    def offer(self, session: Session, offers: Sequence[Offer]) -> None:
        del session
        self.put += len(offers)
        self.waiting |= {offer.key: offer for offer in offers}

    def withdraw(self, session: Session, keys: Sequence[str]) -> None:
        del session
        for key in keys:
            if self.waiting.pop(key, None) is not None:
                self.taken_back.append(key)

    def around(self, kind: Kind = Kind.PREPARE) -> list[tuple[int, int, datetime]]:
        """Return to whom, about whom and when something of a kind is due, first to last."""
        found = [each for each in self.waiting.values() if each.kind is kind]
        return sorted((each.recipient_id, each.about_id, each.due_at) for each in found)


@dataclass(frozen=True)
class Team:
    """The ids of a manager and two reports."""

    boss: int
    lin: int
    anna: int


@pytest.fixture
def offered() -> Offered:
    return Offered()


@pytest.fixture
def service(clock: MovableClock, offered: Offered) -> OneOnOnes:
    return OneOnOnes(clock, offered)


@pytest.fixture
def planning(clock: MovableClock, offered: Offered) -> Planning:
    return Planning(clock, offered)


@pytest.fixture
def team(database: Database) -> Team:
    with database.transaction() as session:
        boss = add_person(session, "boss", None)
        return Team(boss=boss, lin=add_person(session, "lin", boss), anna=add_person(session, "anna", boss))


@pytest.fixture
def feed() -> Iterator[Feed]:
    with serving() as running:
        yield running


@pytest.fixture
def desk(database: Database, clock: MovableClock, team: Team, feed: Feed, offered: Offered) -> Iterator[Desk]:
    transactions = Transactions(database)
    service = Calendars(clock, offered, Outbox(clock))
    made = Desk(database, clock, team, feed, service, transactions)
    made.link()
    yield made
    transactions.close()


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
        while service.look_at_due(session):
            pass


def utc(hour: int, minute: int = 0, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def talked(database: Database, team: Team, employee: int, met_on: date) -> None:
    """Put a complete debrief of the boss with a report on record."""
    with database.transaction() as session:
        session.add(
            records.Note(
                id=f"note-{employee}-{met_on}",
                kind="one_on_one",
                mode="debrief",
                manager_id=team.boss,
                employee_id=employee,
                met_on=met_on,
                status=records.KEPT,
                partial=False,
                version=1,
                created_at=datetime.combine(met_on, time(12), UTC),
            )
        )
