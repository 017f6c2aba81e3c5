"""The demo company has a cycle that is under way: a board, a calendar, and something next for everybody."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.demo import company as demo
from bot.features.cycles.board import Boards
from bot.features.cycles.calendar import Calendars
from bot.features.cycles.checklist import Checklists
from bot.features.cycles.planned import Planned
from bot.features.cycles.service import Cycles
from bot.features.one_on_ones.queue import NudgeQueue
from bot.features.one_on_ones.service import OneOnOnes
from bot.working_days import WorkingDays
from storage import cycle_acts, cycles, people
from tests.clock import MovableClock
from tests.integration.cycles.conftest import CATALOG

if TYPE_CHECKING:
    from storage.database import Database

pytestmark = pytest.mark.either_engine

CYCLE = "2026H2"


def test_the_demo_has_a_cycle_under_way_and_a_second_start_leaves_it_alone(database: Database) -> None:
    clock = MovableClock(datetime(2026, 12, 1, 4, tzinfo=UTC))
    steering = Cycles(clock, WorkingDays("CN"), ZoneInfo("Asia/Shanghai"), CATALOG)
    boards = Boards(steering)
    with database.transaction() as session:
        demo.load(session, clock, OneOnOnes(clock, NudgeQueue()))
    with database.transaction() as session:
        hr = people.by_email(session, "song.yu@demo.example")
        anna = people.by_email(session, "anna.becker@demo.example")
        assert hr is not None
        assert anna is not None
        states = {line.phase.id: line.state for line in boards.board(session, hr.key, "", "", "zh").phases}
        assert (states["P1"], states["P2"], states["P3"], states["P4"]) == ("over", "open", "over", "planned")
        assert Checklists(steering).look(session, hr.key, CYCLE).ready
        view = Calendars(steering, boards, Planned(steering)).view(session, hr.key, "")
        planned = [entry.stand.slot.name for entry in view.entries if entry.stand.state == "planned"]
        assert (planned[0], planned[-1]) == ("A-06a", "A-14")
        coming = boards.home_view(session, anna.key).coming
        assert coming is not None
        assert (coming.phase, coming.opens) == ("self_review", cycles.phases(session, CYCLE)[4].opens)
        before = cycle_acts.acts(session, CYCLE)
        steering.extend(session, hr.key, CYCLE, "P4", date(2027, 1, 20), "more time")
        moved = [(phase.id, phase.closes) for phase in cycles.phases(session, CYCLE)]
    with database.transaction() as session:
        demo.load(session, clock, OneOnOnes(clock, NudgeQueue()))
        assert len(cycle_acts.acts(session, CYCLE)) == len(before) + 1
        assert [(phase.id, phase.closes) for phase in cycles.phases(session, CYCLE)] == moved
