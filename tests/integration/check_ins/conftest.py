"""The office the tests of conversations work in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.access import Actor
from bot.delivery.outbox import Outbox
from bot.features.check_ins.keeping import Keeping
from bot.features.check_ins.requests import Phrases
from bot.features.check_ins.service import CheckInService
from bot.features.check_ins.views import Views
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from prompts.questions import load_questions
from prompts.requests import load_requests
from storage.people import Person
from tests.integration.check_ins.office import Office
from tests.unit.check_ins.talk import LEXICON, PROFILES

if TYPE_CHECKING:
    from storage.database import Database
    from tests.clock import MovableClock


@pytest.fixture
def office(database: Database, clock: MovableClock) -> Office:
    """Helen with Chen Wei, Chen Li and somebody who left; and Zhao Min, who reports to nobody here."""
    with database.transaction() as session:
        people = {
            name: Person(email=f"{number}@x.example", name=name, start_date=date(2024, 1, 1))
            for number, name in enumerate(
                ("Helen Moore", "陈维 Chen Wei", "陈丽 Chen Li", "郑浩 Zheng Hao", "赵敏 Zhao Min")
            )
        }
        session.add_all(people.values())
        session.flush()
        helen = people["Helen Moore"].key
        for name in ("陈维 Chen Wei", "陈丽 Chen Li", "郑浩 Zheng Hao"):
            people[name].manager_id = helen
        people["郑浩 Zheng Hao"].left_on = date(2026, 1, 1)
        keys = {name: person.key for name, person in people.items()}
    keeping = Keeping(
        outbox=Outbox(clock),
        clock=clock,
        calendar=WorkingDays("CN"),
        zone=ZoneInfo("UTC"),
        profiles=PROFILES,
        questions=load_questions(),
        lexicon=LEXICON,
        catalog=Catalog.load(),
        review_ends=lambda _session, _employee: clock.now() + timedelta(days=3),
    )
    return Office(
        database=database,
        clock=clock,
        service=CheckInService(keeping, Phrases(load_requests())),
        views=Views(keeping),
        manager=Actor(keys["Helen Moore"], "employee"),
        report=keys["陈维 Chen Wei"],
        namesake=keys["陈丽 Chen Li"],
        leaver=keys["郑浩 Zheng Hao"],
        stranger=keys["赵敏 Zhao Min"],
    )
