"""A calendar that came as a file: read again for an answer, and led to by nothing afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.features.one_on_ones.calendars import ASK, FILE_GONE, READ, TROUBLE
from storage import calendars
from tests.integration.one_on_ones.calendar_desk import FILE
from tests.integration.one_on_ones.conftest import utc
from tests.integration.one_on_ones.test_calendars import TITLE
from tests.unit.calendars.ics import calendar, event

if TYPE_CHECKING:
    from tests.integration.one_on_ones.calendar_desk import Desk
    from tests.integration.one_on_ones.conftest import Offered

pytestmark = pytest.mark.either_engine


def test_after_a_title_is_answered_its_file_is_read_again_and_then_forgotten(
    desk: Desk, offered: Offered
) -> None:
    desk.send(calendar(event(start=":20260304T100000Z", uid="t", title=TITLE)))
    assert offered.waiting == {}
    number = int(str(desk.said()[0][1]["title"]))
    desk.read()
    assert desk.shelf.asked == 0, "a file is not looked at again by itself"
    with desk.database.transaction() as session:
        desk.service.answer(session, desk.team.boss, number, is_talk=True)
    desk.read()
    assert [(about, due) for _, about, due in offered.around()] == [(desk.team.anna, utc(9, 30, day=4))]
    assert [kind for kind, _ in desk.said()] == [ASK, READ, ASK]
    with desk.database.transaction() as session:
        row = calendars.of_person(session, desk.team.boss)
        assert row is not None
        assert (row.sealed, row.due_at) == (None, None), "nothing leads to the file any more"
        desk.service.answer(session, desk.team.boss, number, is_talk=False)
    desk.later()
    assert desk.shelf.asked == 1


def test_a_file_that_is_gone_from_slack_is_asked_for_once_more(desk: Desk, offered: Offered) -> None:
    desk.send(calendar(event(start=":20260304T100000Z", uid="t", title=TITLE)))
    with desk.database.transaction() as session:
        desk.service.answer(session, desk.team.boss, int(str(desk.said()[0][1]["title"])), is_talk=True)
    desk.shelf.files.clear()
    for _ in range(3):
        desk.read()
        desk.clock.advance(hours=1)
    assert desk.said()[-1] == (TROUBLE, {"fault": FILE_GONE})
    desk.read()
    assert desk.shelf.asked == 3, "it is not looked for any more"
    assert offered.waiting == {}


def test_slacks_name_for_a_file_is_kept_sealed_and_goes_with_the_calendar(desk: Desk) -> None:
    desk.send(calendar(event(start=":20260304T100000Z", uid="t", title=TITLE)))
    with desk.database.transaction() as session:
        row = calendars.of_person(session, desk.team.boss)
        assert row is not None
        assert row.sealed
        assert FILE.encode() not in row.sealed
        assert calendars.address_of(session, row) == FILE
        desk.service.unlink(session, desk.team.boss)
        assert calendars.of_person(session, desk.team.boss) is None
