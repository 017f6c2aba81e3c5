from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from bot.delivery.drafts import Draft, Drawn
from bot.delivery.outbox import Outbox
from bot.features.home import blocks
from bot.features.home.messages import renderers
from bot.features.home.parts import HomePart
from bot.features.home.rules import Reader
from bot.features.home.service import HELP, Home
from bot.features.one_on_ones.blocks import home_part
from bot.features.one_on_ones.queue import NudgeQueue
from bot.features.one_on_ones.service import OneOnOnes
from bot.slack.blocks import section
from bot.transactions import Transactions
from prompts.catalog import Catalog
from storage import outbox
from storage.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.database import Database
    from tests.clock import MovableClock

CATALOG = Catalog.load()


@pytest.fixture
def home(clock: MovableClock) -> Home:
    one_on_ones = OneOnOnes(clock, NudgeQueue())
    part = HomePart(
        read=lambda session, reader: one_on_ones.home_view(session, reader.person_id, clock.now()),
        draw=home_part,
    )
    return Home(Outbox(clock), [part])


@pytest.fixture
def pair(database: Database, clock: MovableClock) -> tuple[Reader, Reader]:
    """Store a manager and a report who meet on Mondays."""
    with database.transaction() as session:
        boss = Person(email="boss@demo.example", name="Boss", start_date=date(2020, 1, 1))
        session.add(boss)
        session.flush()
        lin = Person(email="lin@demo.example", name="Lin", start_date=date(2020, 1, 1), manager_id=boss.key)
        session.add(lin)
        session.flush()
        OneOnOnes(clock, NudgeQueue()).keep(
            session,
            manager_id=boss.key,
            employee_id=lin.key,
            first_on=date(2026, 3, 9),
            at=time(10, 0),
            zone="Asia/Shanghai",
        )
        return _reader(boss), _reader(lin)


def _reader(person: Person) -> Reader:
    return Reader(person.key, person.name, person.role, "en-US", "UTC")


def test_home_is_put_together_from_what_features_contribute(
    database: Database, home: Home, pair: tuple[Reader, Reader]
) -> None:
    with database.snapshot() as session:
        boss, lin = (str(blocks.home(home.view(session, who), CATALOG, "en-US")) for who in pair)
    assert "Hello, Boss" in boss
    assert "*Lin*\\nNext: Monday, 9 March 2026" in boss
    assert "check_ins.begin" in boss
    assert "With your manager *Boss*" in lin
    assert "check_ins" not in lin


def test_a_part_that_is_contributed_later_is_shown_too(
    database: Database, clock: MovableClock, pair: tuple[Reader, Reader]
) -> None:
    parts: list[HomePart] = []
    home = Home(Outbox(clock), parts)
    parts.append(HomePart(read=lambda _session, _reader: 1, draw=lambda *_: [section("Later")]))
    with database.snapshot() as session:
        assert "Later" in str(blocks.home(home.view(session, pair[0]), CATALOG, "en-US"))


@pytest.fixture
def transactions(database: Database) -> Iterator[Transactions]:
    running = Transactions(database)
    yield running
    running.close()


async def test_help_is_sent_once_per_question_and_fits_the_person(
    database: Database, home: Home, pair: tuple[Reader, Reader], transactions: Transactions
) -> None:
    boss, lin = pair
    with database.transaction() as session:
        home.help(session, boss.person_id, "T1:Ev1")
        home.help(session, boss.person_id, "T1:Ev1")
        assert outbox.counts(session)[outbox.State.QUEUED] == 1
        message = outbox.by_key(session, f"{HELP}:T1:Ev1")
        assert message is not None
        payload = message.payload
    draw = renderers(transactions, home, CATALOG)[HELP]
    drawn = [await draw(Draft(HELP, payload, who.person_id, "en-US")) for who in (boss, lin)]
    assert all(isinstance(each, Drawn) for each in drawn)
    assert ["check_ins.choose" in str(each) for each in drawn] == [True, False]
