"""The groups and absences the house knows, and the version a question is confined to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.features.scores import canonical
from bot.features.scores.absences import on_leave
from bot.features.scores.inputs import Leave
from bot.house.announcements import goals_not_agreed
from bot.house.rule_questions import attached_to
from storage import cycles, goal_sheets, score_entries

if TYPE_CHECKING:
    from tests.integration.announcements.conftest import Desk

pytestmark = pytest.mark.either_engine
DAY = date(2026, 3, 2)


@pytest.fixture
def cycle(desk: Desk) -> str:
    """The first half of the year."""
    with desk.database.transaction() as session:
        names = {"en": "H1", "zh": "上半年"}
        session.add(cycles.Cycle(id="2026H1", names=names, starts=date(2026, 1, 1), ends=date(2026, 6, 30)))
    return "2026H1"


def test_goals_are_not_agreed_until_both_sides_confirmed_them(desk: Desk, cycle: str) -> None:
    one, other = desk.people["e1"], desk.people["e2"]
    with desk.database.transaction() as session:
        for person, sides in ((one, ("EMPLOYEE", "MANAGER")), (other, ("EMPLOYEE",))):
            now = desk.clock.now()
            sheet = goal_sheets.add_version(session, person, cycle, "{}", effective_from=DAY, now=now)
            goal_sheets.propose(session, sheet.id, None, DAY, now)
            for side in sides:
                goal_sheets.confirm(session, sheet.id, goal_sheets.Step[side], None, DAY, now)
    with desk.database.snapshot() as session:
        found = goals_not_agreed(session, DAY)
        assert one not in found
        assert other in found
        assert goals_not_agreed(session, date(2030, 1, 1)) == set()


def test_who_is_on_leave_is_so_on_the_days_of_it_only(desk: Desk, cycle: str) -> None:
    person = desk.people["e1"]
    with desk.database.transaction() as session:
        leave = canonical.text(Leave(date(2026, 3, 2), date(2026, 3, 6)))
        score_entries.add(session, person, cycle, score_entries.Kind.LEAVE, leave, desk.clock.now())
    with desk.database.snapshot() as session:
        assert on_leave(session, date(2026, 3, 6)) == {person}
        assert on_leave(session, date(2026, 3, 7)) == set()


def test_leave_counts_whichever_of_two_running_cycles_it_was_brought_in_for(desk: Desk, cycle: str) -> None:
    one, other = desk.people["e1"], desk.people["e2"]
    with desk.database.transaction() as session:
        names = {"en": "Pilot", "zh": "试点"}
        session.add(cycles.Cycle(id="PILOT", names=names, starts=date(2026, 2, 1), ends=date(2026, 7, 31)))
        leave = canonical.text(Leave(date(2026, 3, 2), date(2026, 3, 6)))
        for person, brought_for in ((one, cycle), (other, "PILOT")):
            score_entries.add(session, person, brought_for, score_entries.Kind.LEAVE, leave, desk.clock.now())
    with desk.database.snapshot() as session:
        assert on_leave(session, date(2026, 3, 3)) == {one, other}


async def test_a_question_is_confined_to_the_attached_version(desk: Desk) -> None:
    announcement = await desk.launched(attached="PM@2026-1")
    question = await desk.transactions.write(
        desk.receiving.ask, desk.people["e1"], announcement, "From when?", "en"
    )
    assert await desk.transactions.read(attached_to, question) == ("PM", "2026-1")
    assert await desk.transactions.read(attached_to, "another") is None
