"""What is kept of a calendar goes with who brought it, with who is named in it, and with time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage import calendar_titles, calendars, forgetting, people
from tests.integration.one_on_ones.conftest import MONDAY
from tests.integration.one_on_ones.test_calendars import TITLE, with_lin
from tests.unit.calendars.ics import event

if TYPE_CHECKING:
    from tests.integration.one_on_ones.calendar_desk import Desk
    from tests.integration.one_on_ones.conftest import Offered

pytestmark = pytest.mark.either_engine


def test_who_is_erased_is_gone_from_their_own_calendar_and_from_others(desk: Desk) -> None:
    titled = event(start=":20260304T150000Z", uid="t", title=TITLE)
    desk.read(with_lin(), titled)
    with desk.database.transaction() as session:
        for name in ("anna", "lin"):
            report = people.by_email(session, f"{name}@demo.example")
            assert report is not None
            forgetting.forget(session, report, "Somebody", MONDAY)
        assert calendar_titles.of_person(session, desk.team.boss) == []
        assert calendars.talks_of(session, desk.team.boss) == []
        boss = session.get_one(people.Person, desk.team.boss)
        forgetting.forget(session, boss, "Somebody", MONDAY)
        assert calendars.of_person(session, desk.team.boss) is None
        assert calendars.all_busy(session, desk.team.boss) == ()


def test_the_calendar_of_somebody_who_left_is_not_fetched_any_more_and_what_is_over_is_let_go(
    desk: Desk, offered: Offered
) -> None:
    desk.read(with_lin())
    with desk.database.transaction() as session:
        desk.clock.advance(days=4)
        desk.service.drop_past(session)
        assert calendars.all_busy(session, desk.team.boss) == ()
        assert len(calendars.talks_of(session, desk.team.boss)) == 1
        boss = session.get_one(people.Person, desk.team.boss)
        boss.left_on = MONDAY
    desk.read()
    assert len(desk.feed.asked) == 1
    assert offered.waiting == {}
    with desk.database.snapshot() as session:
        assert calendars.of_person(session, desk.team.boss) is None
